"""What a tariff year shows those it is laid before: its takstbilag as it was sent to them."""

from __future__ import annotations

from typing import cast

from dasportal.accounts.models import Person
from meetings import reading
from meetings.models import AgendaItem

from ..appendix import AppendixSnapshot
from ..models import TariffYear
from .models import CaseKind, TariffCase


def year_of(item: AgendaItem) -> TariffYear | None:
    """The year whose tariffs the item is about; of a correction none."""
    case = TariffCase.objects.filter(item=item, kind=CaseKind.ANNUAL).select_related("year").first()
    return case.year if case else None


def shown_to(person: Person, year: TariffYear) -> AppendixSnapshot | None:
    """The newest takstbilag of the year that has been sent to the person under an item they may
    read. What is made since, and not sent, is nobody's but the secretariat's."""
    items = AgendaItem.objects.visible_to(person).live()
    rows = TariffCase.objects.filter(kind=CaseKind.ANNUAL, year=year, item__in=items, follows=None)
    for case in rows.select_related("item__meeting__forum", "bilag").order_by("-pk"):
        if case.is_printed and _is_sent(case, person):
            return cast(AppendixSnapshot, case.snapshot["appendix"])
    return None


def _is_sent(case: TariffCase, person: Person) -> bool:
    """Whether the bilag in the newest edition that the person reads is the file it is now."""
    assert case.item is not None and case.bilag is not None
    edition = reading.newest(case.item.meeting, person)
    there = edition.attachment(case.bilag_id) if edition else None
    now = case.bilag.current
    return there is not None and now is not None and there["sha256"] == now.file.sha256
