"""How a year is laid before a meeting: which item is about it, and what its readers were sent."""

from __future__ import annotations

from typing import cast

from dasportal.accounts.models import Person
from meetings.models import AgendaItem
from tariffs.appendix import AppendixSnapshot
from tariffs.models import TariffYear

from .models import CaseKind, TariffCase


def year_of(item: AgendaItem) -> TariffYear | None:
    """The year that the item decides on, also where it is a correction of it."""
    case = TariffCase.objects.filter(item=item.pk).select_related("year").first()
    return case.year if case else None


def shown_to(person: Person, year: TariffYear) -> AppendixSnapshot | None:
    """The takstbilag as it lies under the newest item that was sent to the person; None before."""
    rows = TariffCase.objects.filter(
        year=year, kind=CaseKind.ANNUAL, item__in=AgendaItem.objects.visible_to(person)
    )
    for case in rows.select_related("item__meeting").order_by("-made_at"):
        if case.is_sent and "appendix" in case.snapshot:
            return cast("AppendixSnapshot", case.snapshot["appendix"])
    return None
