"""Sent versions of a meeting, as one may read them."""

from __future__ import annotations

from collections.abc import Iterable

from dasportal.accounts.models import Person
from meetings import reading
from meetings.models import AgendaVersion, Meeting, MinutesVersion
from meetings.reading import Edition

from .models import Edition as Kind


def version_numbers(meeting: Meeting, person: Person, kind: str) -> list[int]:
    """The numbers of the versions that were sent, oldest first."""
    rows = (
        MinutesVersion.objects.visible_to(person)
        if kind == Kind.MINUTES
        else AgendaVersion.objects.visible_to(person)
    )
    return list(rows.filter(meeting=meeting).order_by("number").values_list("number", flat=True))


def editions(
    meeting: Meeting, person: Person, kind: str, numbers: Iterable[int]
) -> dict[int, Edition]:
    """Those versions, each reduced to what the person may see."""
    found: dict[int, Edition] = {}
    if kind == Kind.MINUTES:
        for version in MinutesVersion.objects.filter(meeting=meeting, number__in=numbers):
            version.meeting = meeting
            found[version.number] = reading.as_minutes(version, person)
    else:
        for agenda in AgendaVersion.objects.filter(meeting=meeting, number__in=numbers):
            agenda.meeting = meeting
            found[agenda.number] = reading.as_agenda(agenda, person)
    return found
