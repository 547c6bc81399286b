"""What waits for the secretariat: a decision to write in, a case without a meeting."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q

from dasportal.accounts.models import Person
from dasportal.accounts.slots import Task
from meetings.deciding import MET
from meetings.models import MeetingStatus

from .models import OfferCase

ENDED = tuple(status for status in MET if status != MeetingStatus.IN_SESSION)


def tasks_of(person: Person) -> Iterator[Task]:
    """Of the secretariat. A constant number of queries."""
    if not person.is_of_secretariat():
        return
    rows = OfferCase.objects.open().select_related("item__meeting", "forum")
    for case in rows.filter(Q(item__meeting__status__in=ENDED) | Q(item__isnull=True)):
        if case.item is None:
            text = f"Sæt på dagsorden i {case.forum.short_name}: {case}"
            yield Task(text, case.get_absolute_url(), note="Venter på et møde", tone="attention")
        else:
            yield Task(f"Skriv beslutningen ind: {case}", case.get_absolute_url(), note="Afholdt")
