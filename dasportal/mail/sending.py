"""Sending one mail over SMTP, so that a killed process never makes it two.

The receiver is offered first, and only then, right before the text itself is handed over, is the
mail marked as being sent. A mail that is still marked so when its process has died was cut off
after that point: nobody can know whether the server took it. It is not sent again by itself but
shown as »Måske sendt«, and a person decides. Its Message-ID stays the same, so that a receiver
who has it already may drop the second copy.
"""

from __future__ import annotations

import smtplib
from datetime import timedelta
from typing import cast

from django.conf import settings
from django.core.mail.backends.smtp import EmailBackend
from django.utils import timezone

from dasportal.mail import steps
from dasportal.mail.message import build, envelope_address
from dasportal.mail.models import MailState, OutgoingMail
from dasportal.worker.locks import held

RETRY_MINUTES = (1, 5, 15, 60, 180, 360, 720)  # about a day; then it has failed


class Refused(Exception):
    """The server did not take the mail. `lasting` when it never will."""

    def __init__(self, reason: str, *, lasting: bool) -> None:
        super().__init__(reason)
        self.reason = reason
        self.lasting = lasting


class Unanswered(Exception):
    """The connection was lost while the text was handed over."""


def send(mail_id: int) -> OutgoingMail | None:
    """Send the mail if it is due, and return it as it is afterwards.

    One process at a time holds a mail; another leaves it alone and gets None.
    """
    with held(lock_name(mail_id)) as ours:
        mail = OutgoingMail.objects.select_related("person").filter(pk=mail_id).first()
        if mail is None or not ours:
            return None
        if mail.state == MailState.SENDING:
            steps.lose_track(mail, reason="Arbejdet blev afbrudt, mens mailen blev afleveret.")
        elif mail.state == MailState.QUEUED and not _too_early(mail):
            _try(mail)
        return mail


def lock_name(mail_id: int) -> str:
    return f"mail {mail_id}"


def _too_early(mail: OutgoingMail) -> bool:
    return mail.not_before is not None and mail.not_before > timezone.now()


def _try(mail: OutgoingMail) -> None:
    if not settings.EMAIL_URL:
        steps.hold(mail)
        return
    try:
        _converse(mail)
    except Refused as refusal:
        if refusal.lasting or mail.attempts >= len(RETRY_MINUTES):
            steps.fail(mail, reason=refusal.reason)
        else:
            wait = timedelta(minutes=RETRY_MINUTES[mail.attempts])
            steps.postpone(mail, reason=refusal.reason, until=timezone.now() + wait)
    except Unanswered:
        steps.lose_track(mail, reason="Mailserveren svarede ikke, da mailen blev afleveret.")
    else:
        steps.accept(mail)


def _converse(mail: OutgoingMail) -> None:
    """The conversation with the server, up to its word that it has taken the mail."""
    content = build(mail)
    server = EmailBackend(fail_silently=False)
    try:
        try:
            server.open()
            smtp = cast(smtplib.SMTP, server.connection)
            _offer(smtp, mail)
        except smtplib.SMTPAuthenticationError as error:
            raise Refused(
                f"Mailserveren afviste portalens adgang: {_said(error.smtp_error)}", lasting=False
            ) from error
        except smtplib.SMTPResponseException as error:
            raise _refused(error.smtp_code, error.smtp_error) from error
        except (OSError, smtplib.SMTPException) as error:
            raise Refused(f"Mailserveren kan ikke nås: {error}", lasting=False) from error
        steps.begin(mail)
        try:
            code, answer = smtp.data(content)
        except smtplib.SMTPDataError as error:
            raise _refused(error.smtp_code, error.smtp_error) from error
        except (OSError, smtplib.SMTPException) as error:
            raise Unanswered from error
        if code != 250:
            raise _refused(code, answer)
    finally:
        server.close()


def _offer(smtp: smtplib.SMTP, mail: OutgoingMail) -> None:
    """Say who it is from and to; SMTPResponseException when the server will not have it."""
    smtp.ehlo_or_helo_if_needed()
    code, answer = smtp.mail(envelope_address(settings.DEFAULT_FROM_EMAIL))
    if code == 250:
        code, answer = smtp.rcpt(envelope_address(mail.to))
    if code not in (250, 251):
        raise smtplib.SMTPResponseException(code, answer)


def _refused(code: int, answer: bytes | str) -> Refused:
    lasting = 500 <= code < 600
    word = "afviste mailen" if lasting else "bad om at vente"
    return Refused(f"Mailserveren {word}: {code} {_said(answer)}", lasting=lasting)


def _said(answer: bytes | str) -> str:
    text = answer.decode(errors="replace") if isinstance(answer, bytes) else answer
    return " ".join(text.split())
