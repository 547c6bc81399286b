"""Putting mail in the outbox. Everything the portal sends comes through `queue`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction

from dasportal.accounts.models import Person
from dasportal.mail.message import message_id
from dasportal.mail.models import CARRY_PERSONAL_LINK, MailAttachment, MailState, OutgoingMail
from dasportal.mail.tasks import send_mail
from dasportal.worker.jobs import enqueue


@dataclass(frozen=True)
class Attachment:
    """A small text part, such as a calendar file: `text/calendar; method=REQUEST`."""

    name: str
    media_type: str
    content: str


def has_server() -> bool:
    """Whether there is a mail server to send through (EMAIL_URL)."""
    return bool(settings.EMAIL_URL)


def queue(
    *,
    key: str,
    subject: str,
    text: str,
    kind: str,
    person: Person | None = None,
    to: str = "",
    attachments: Iterable[Attachment] = (),
    not_before: datetime | None = None,
) -> OutgoingMail:
    """Queue one plain-text mail, to a person or a bare address, once for each `key`.

    It is part of the caller's transaction: the worker sends it when that has committed, once
    `not_before` has passed; without a mail server it is held, to be read on a page. `key` says
    what the mail is and to whom (`agenda:12:1:7`). A second call with the same key, also one at
    the same moment, returns the first mail. `kind` is a MailKind. Never put confidential text in
    a mail: link to it.
    """
    with transaction.atomic():
        mail, created = OutgoingMail.objects.get_or_create(
            key=key,
            defaults={
                "person": person,
                "to": person.email if person else to,
                "subject": " ".join(subject.split())[:200],
                "text": text,
                "kind": kind,
                "personal_link": kind in CARRY_PERSONAL_LINK,
                "not_before": not_before,
                "message_id": message_id(key),
                "state": MailState.QUEUED if has_server() else MailState.HELD,
            },
        )
        if created:
            MailAttachment.objects.bulk_create(
                MailAttachment(mail=mail, **vars(part)) for part in attachments
            )
            if mail.state == MailState.QUEUED:
                enqueue(send_mail, mail.pk, run_after=not_before)
    return mail
