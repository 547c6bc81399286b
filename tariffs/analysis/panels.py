"""The way into the analysis: from the tariff item, from the years and from the office's year."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from dasportal.accounts.access import person_of
from dasportal.accounts.models import Person
from meetings.models import AgendaItem

from ..models import TariffYear
from ..slots import year_of
from .ours import ours_of
from .permissions import buyers_of, can_read
from .words import ours_reasons, ours_sentence


def item(request: HttpRequest, subject: AgendaItem) -> dict[str, Any] | None:
    """On the tariff item: what it means to one's own party, in a sentence, and the way to more.
    The secretariat, who has no party, gets the ways alone."""
    year, person = year_of(subject), person_of(request)
    if year is None or not can_read(person):
        return None
    parties = list(buyers_of(person))
    if len(parties) != 1:
        return {"year": year}
    made = ours_of(year, parties[0], person)
    return {
        "year": year, "party": parties[0], "ours": made, "sentence": ours_sentence(made),
        "reasons": ours_reasons(made) if made.rows else [],
    }  # fmt: skip


def office_year(request: HttpRequest, subject: TariffYear) -> dict[str, Any] | None:
    return {"year": subject}


def years(request: HttpRequest, person: Person) -> dict[str, Any] | None:
    """Below the list of years: each year's analysis."""
    if not can_read(person):
        return None
    return {"years": TariffYear.objects.visible_to(person)[:3]}
