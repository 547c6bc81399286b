"""Putting mail in the outbox. Everything the portal sends comes through `queue`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from dasportal.accounts.models import Person
from dasportal.mail.message import message_id
from dasportal.mail.models import (
    CARRY_PERSONAL_LINK,
    MailAttachment,
    MailState,
    OutgoingMail,
    Timing,
)
from dasportal.mail.tasks import send_mail
from dasportal.mail.timing import timing_of, waits_until
from dasportal.worker.jobs import enqueue

NOT_WANTED = "Modtageren har valgt denne slags mails fra."


@dataclass(frozen=True)
class Attachment:
    """A small text part, such as a calendar file: `text/calendar; method=REQUEST`."""

    name: str
    media_type: str
    content: str


@dataclass(frozen=True)
class About:
    """What a mail is about, as the outbox lists and gathers it: `meeting:12`, and its name."""

    key: str
    name: str


NOTHING = About("", "")


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
    about: About = NOTHING,
    link: str = "",
    until: datetime | None = None,
) -> OutgoingMail:
    """Queue one plain-text mail, to a person or a bare address, once for each `key`.

    It is part of the caller's transaction: the worker sends it when that has committed, once
    `not_before` has passed; without a mail server it is held, to be read on a page. `key` says
    what the mail is and to whom (`agenda:12:1:7`). A second call with the same key, also one at
    the same moment, returns the first mail. `kind` is a MailKind. Never put confidential text in
    a mail: link to it.

    The receiver may have chosen to get the kind with the others of the day, or not at all
    (timing.py). Gathered with others only the subject and `link` are told, under the name of what
    it is `about`; without `link` it is the first address in the text. A mail that must be read
    before `until` is never kept back beyond it.
    """
    parts = list(attachments)
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
                "about": about.key,
                "about_name": about.name[:200],
                "link": (link or _first_address(text))[:500],
                "state": MailState.QUEUED if has_server() else MailState.HELD,
                **({} if not_before or parts else _as_chosen(person, kind, until)),
            },
        )
        if created:
            _send_off(mail, parts)
    return mail


def _send_off(mail: OutgoingMail, parts: Iterable[Attachment]) -> None:
    """Keep what goes with a new mail, and order its sending where it is sent by itself."""
    MailAttachment.objects.bulk_create(MailAttachment(mail=mail, **vars(part)) for part in parts)
    if mail.state == MailState.QUEUED:
        enqueue(send_mail, mail.pk, run_after=mail.not_before)


def _as_chosen(person: Person | None, kind: str, until: datetime | None) -> dict[str, Any]:
    """What the receiver's choice makes of it: nothing when it goes alone, and now."""
    if person is None:
        return {}
    timing = timing_of(person, kind)
    if timing == Timing.NEVER:
        return {"state": MailState.DROPPED, "last_error": NOT_WANTED}
    due = waits_until(timing, kind, timezone.now())
    if due is None or (until is not None and due >= until):
        return {}
    return {"state": MailState.GATHERED, "not_before": due}


def _first_address(text: str) -> str:
    found = re.search(r"https?://\S+", text)
    return found.group() if found else ""
