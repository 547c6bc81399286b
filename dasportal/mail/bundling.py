"""Several things told in one mail: what waits for the same person, put together when it is due."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby
from typing import Any

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from dasportal.accounts.models import Person
from dasportal.accounts.permissions import has_a_role
from dasportal.mail import steps
from dasportal.mail.message import message_id
from dasportal.mail.models import MailKind, MailState, OutgoingMail
from dasportal.mail.timing import COMPANY

GONE = "Modtageren har ikke længere en rolle i portalen."
OTHER = "Andet"


def people_to_tell(now: datetime) -> list[int]:
    """The keys of those for whom something has waited long enough."""
    due = OutgoingMail.objects.to_bundle(now).order_by("person_id")
    return list(due.values_list("person_id", flat=True).distinct())


@transaction.atomic
def gather(person_id: int, now: datetime) -> OutgoingMail | None:
    """Put what waits for the person into one mail, and return it; None when nothing is due.

    What is due within the next minutes comes along. A single one goes as the mail it is. The rows
    are locked, and change in the transaction that makes the mail: whoever is killed, each thing
    is told once.
    """
    waiting = list(
        OutgoingMail.objects.select_for_update()
        .filter(person=person_id, state=MailState.GATHERED, not_before__lte=now + COMPANY)
        .order_by("pk")
    )
    if not waiting or min(row.not_before for row in waiting if row.not_before) > now:
        return None
    person = Person.objects.get(pk=person_id)
    if not person.is_active or not has_a_role(person):
        for row in waiting:
            steps.drop(row, reason=GONE)
        return None
    return _alone(waiting[0]) if len(waiting) == 1 else _together(person, waiting, now)


def _alone(row: OutgoingMail) -> OutgoingMail:
    steps.release(row)
    if not settings.EMAIL_URL:
        steps.hold(row)
    return row


def _together(person: Person, rows: list[OutgoingMail], now: datetime) -> OutgoingMail:
    day = timezone.localdate(now)
    key = f"bundle:{person.pk}:{day.isoformat()}:{rows[0].pk}"
    mail = OutgoingMail.objects.create(
        key=key,
        person=person,
        to=person.email,
        subject=f"{len(rows)} beskeder fra DAS-portalen, {date_format(day, 'j. F Y')}",
        text=bundle_text(person, rows),
        kind=MailKind.BUNDLE,
        message_id=message_id(key),
        state=MailState.QUEUED if settings.EMAIL_URL else MailState.HELD,
    )
    for row in rows:
        steps.bundle(row, into=mail)
    return mail


def bundle_text(person: Person, rows: Iterable[OutgoingMail]) -> str:
    """The mail's words: by what each thing is about, its subject and where to read it."""
    values = {
        "person": person,
        "groups": by_topic(rows),
        "choose": settings.BASE_URL + reverse("mail:preferences"),
    }
    return render_to_string("mail/bundle.txt", values).strip() + "\n"


def by_topic(rows: Iterable[OutgoingMail]) -> list[dict[str, Any]]:
    """The rows under the name of what they are about, in the order they came; the rest last."""
    first: dict[str, int] = {}
    ordered = list(rows)
    for row in ordered:
        first.setdefault(row.about, row.pk)
    ordered.sort(key=lambda row: (not row.about, first[row.about], row.pk))
    return [
        {"name": parts[0].about_name or OTHER, "rows": parts}
        for parts in (list(group) for _, group in groupby(ordered, key=lambda row: row.about))
    ]
