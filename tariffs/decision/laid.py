"""How a year is laid before a meeting: which item is about it, and what its readers were sent."""

from __future__ import annotations

from typing import cast

from dasportal.accounts.models import Person
from meetings.models import AgendaItem, Attachment
from meetings.snapshot import flat_items
from tariffs.appendix import AppendixSnapshot
from tariffs.models import TariffYear

from .models import CaseKind, TariffCase


def year_of(item: AgendaItem) -> TariffYear | None:
    """The year whose tariffs the item is about; of a correction none."""
    rows = TariffCase.objects.filter(item=item.pk, kind=CaseKind.ANNUAL)
    case = rows.select_related("year").first()
    return case.year if case else None


def shown_to(person: Person, year: TariffYear) -> AppendixSnapshot | None:
    """The takstbilag as it lies under the newest item that was sent to the person; None before."""
    rows = TariffCase.objects.filter(
        year=year, kind=CaseKind.ANNUAL, item__in=AgendaItem.objects.visible_to(person)
    )
    for case in rows.select_related("item__meeting", "bilag").order_by("-made_at"):
        if case.is_sent and "appendix" in case.snapshot and _may_read(person, case):
            return cast("AppendixSnapshot", case.snapshot["appendix"])
    return None


def _may_read(person: Person, case: TariffCase) -> bool:
    """Whether the bilag that says this has been sent, and is not closed to the person. What is
    made anew after the agenda was sent is nobody's before the changes are."""
    if case.item is None or case.bilag_id is None or not case.is_printed:
        return False
    readable = Attachment.objects.visible_to(person).filter(pk=case.bilag_id).first()
    version = readable.current if readable else None
    if version is None:
        return False
    newest = case.item.meeting.agenda_versions.order_by("-number").first()
    if newest is None:
        return False
    bilag = (row for item in flat_items(newest.snapshot) for row in item["attachments"])
    return any(row["file"] == str(version.file_id) for row in bilag)
