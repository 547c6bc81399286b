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
    for part in mail.attachments.all():
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


def _attach(message: EmailMessage, part: MailAttachment) -> None:
    kind, *parameters = (piece.strip() for piece in part.media_type.split(";"))
    message.add_attachment(
        part.content,
        subtype=kind.partition("/")[2],
        filename=part.name,
        params=dict(pair.split("=", 1) for pair in parameters),
        cte="base64",
    )


def _address(written: str) -> Address | str:
    name, address = parseaddr(written)
    return _named(name, address)


def _named(name: str, address: str) -> Address | str:
    """»Navn <adresse>«; the bare address when it has no name or is not plain ASCII."""
    return Address(name, addr_spec=address) if name and address.isascii() else address
