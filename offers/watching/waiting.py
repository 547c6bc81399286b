"""What waits: figures that are asked for, and for the secretariat what nobody has answered."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from dasportal.accounts.models import Person
from dasportal.accounts.slots import Task
from dasportal.danish.dates import end_of_day
from offers.models import OfferCase

from .cases import FOLLOWED_CASE
from .models import EarlyWarning, Request, RequestStatus, WarningStatus
from .models.warnings import offers_of, sees_at_once
from .queries import awaited


def tasks_of(person: Person) -> Iterator[Task]:
    """A constant number of queries."""
    office, today = person.is_of_secretariat(), timezone.localdate()
    parties = offers_of(person)
    if parties or office:
        for row in awaited(parties, office=office):
            late = today > row.deadline_on
            yield Task(
                f"Send tal om {row.about}", row.get_absolute_url(), until=end_of_day(row.deadline_on),
                note="Forsinket" if late else "Opfølgning", tone="bad" if late else "neutral",
            )  # fmt: skip
    if sees_at_once(person):
        rows = EarlyWarning.objects.visible_to(person).filter(status=WarningStatus.SENT)
        for warning in rows.select_related("offer"):
            text = f"Svar på den tidlige varsling om {warning.offer}"
            yield Task(text, warning.get_absolute_url(), note=warning.short, tone=warning.tone)
    if office:
        yield from _to_decide()


def _to_decide() -> Iterator[Task]:
    laid = OfferCase.objects.filter(kind=FOLLOWED_CASE).values_list("key", flat=True)
    rows = Request.objects.filter(status=RequestStatus.TO_DECIDE, followed__isnull=False)
    for row in rows.exclude(pk__in=[int(key) for key in laid]).select_related("followed"):
        url = reverse("watching:put_followed", args=[row.pk])
        yield Task(f"Sæt på dagsorden: {row.about}", url, note="Skal besluttes", tone="attention")
