"""The tariff item found by its title, »Takster for 2027«: while no other part ties items to years.

As soon as one does, what it says counts and this stays silent.
"""

from __future__ import annotations

import re

from dasportal.accounts.models import Person
from meetings.models import AgendaItem

from ..appendix import AppendixSnapshot
from ..compiling import appendix_of
from ..models import TariffYear
from ..slots import LAID

TITLED = re.compile(r"takst(?:er|bilag)(?:et)?\b[^0-9]*(20[0-9]{2})\b", re.IGNORECASE)


def year_of(item: AgendaItem) -> TariffYear | None:
    named = TITLED.match(item.title)
    if not named or not _is_alone():
        return None
    return TariffYear.objects.filter(year=int(named[1])).first()


def shown_to(person: Person, year: TariffYear) -> AppendixSnapshot | None:
    """What has been handed in, once an item with the year's title is sent to the person."""
    if not _is_alone():
        return None
    rows = AgendaItem.objects.visible_to(person).live().filter(title__contains=str(year.year))
    if any(TITLED.match(title) for title in rows.values_list("title", flat=True)):
        return appendix_of(year)
    return None


def _is_alone() -> bool:
    return sum(1 for _ in LAID) == 1
