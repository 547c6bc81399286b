"""A mail from the outbox as the bytes that go over the wire."""

from __future__ import annotations

import hashlib
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from django.conf import settings
from django.core.mail.message import sanitize_address
from django.utils import timezone

from dasportal.mail.models import MailAttachment, OutgoingMail


def build(mail: OutgoingMail) -> bytes:
    """The message: headers, the text in UTF-8, and its attachments."""
    message = EmailMessage(policy=SMTP)
    message["From"] = _address(settings.DEFAULT_FROM_EMAIL)
    message["To"] = mail.to if mail.person is None else _named(mail.person.name, mail.to)
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(timezone.localtime())
    message["Message-ID"] = mail.message_id
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"  # no out-of-office answers to the portal
    message.set_content(mail.text, cte="quoted-printable")
    parts = list(mail.attachments.all())
    for part in parts:
        _offer(message, part)
    for part in parts:
        _attach(message, part)
    return message.as_bytes()


def message_id(key: str, resends: int = 0) -> str:
    """The same for the same mail each time it is tried, so that a receiver drops a second copy."""
    digest = hashlib.sha256(f"{key}#{resends}".encode()).hexdigest()[:40]
    domain = envelope_address(settings.DEFAULT_FROM_EMAIL).rpartition("@")[2]
    return f"<{digest}@{domain}>"


def envelope_address(address: str) -> str:
    """The bare address, its domain in ASCII, for MAIL FROM and RCPT TO."""
    return sanitize_address(parseaddr(address)[1], "utf-8")


def _offer(message: EmailMessage, part: MailAttachment) -> None:
    """A calendar file with a method is the mail's other form (RFC 6047).

    Outlook takes it for a meeting only there, in the first part of the mail, beside the text.
    """
    kind, parameters = _media_type(part)
    if "method" in parameters:
        message.add_alternative(
            part.content, subtype=kind.partition("/")[2], params=parameters, cte="base64"
        )


def _attach(message: EmailMessage, part: MailAttachment) -> None:
    """As a file. What was offered as the mail's other form is a plain file here, for programs
    that do not look there; its method is not said twice, or some would add the meeting twice."""
    kind, parameters = _media_type(part)
    if "method" in parameters:
        content = part.content.encode()
        message.add_attachment(content, "application", "ics", filename=part.name, cte="base64")
        return
    message.add_attachment(
        part.content,
        subtype=kind.partition("/")[2],
        filename=part.name,
        params=parameters,
        cte="base64",
    )


def _media_type(part: MailAttachment) -> tuple[str, dict[str, str]]:
    """`text/calendar; method=REQUEST` as its kind and its parameters."""
    kind, *parameters = (piece.strip() for piece in part.media_type.split(";"))
    return kind, dict(pair.split("=", 1) for pair in parameters)


def _address(written: str) -> Address | str:
    name, address = parseaddr(written)
    return _named(name, address)


def _named(name: str, address: str) -> Address | str:
    """»Navn <adresse>«; the bare address when it has no name or is not plain ASCII."""
    return Address(name, addr_spec=address) if name and address.isascii() else address
