"""A takstblad: its rates are read or typed, and laid fast."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import transaction

from dasportal.accounts.models import Person
from dasportal.accounts.transitions import NotAllowed

from ..models import Rate, RateSheet, Scheme, SheetStatus
from ..reading import RateLine
from .table import SHEET, locked_scheme, locked_sheet


@transaction.atomic
def open_sheet(
    scheme: Scheme,
    *,
    year: int,
    price_level: int,
    source: str,
    lines: Iterable[RateLine],
    by: Person,
) -> RateSheet:
    """A year's takstblad with these lines, in their order. One a year."""
    fresh = locked_scheme(scheme)
    SHEET.check(fresh, "open", by)
    if RateSheet.objects.filter(scheme=fresh, year=year).exists():
        raise NotAllowed(f"Der er allerede et takstblad for {year}. Ret det i stedet.")
    made = RateSheet.objects.create(
        scheme=fresh, year=year, price_level=price_level, source=source.strip()
    )
    Rate.objects.bulk_create(
        Rate(
            sheet=made,
            position=position,
            area=line.area,
            service=line.service,
            name=line.name,
            group=line.group,
            places=line.places,
            amount=line.amount,
        )
        for position, line in enumerate(lines, start=1)
    )
    return made


@transaction.atomic
def change_rates(
    sheet: RateSheet,
    *,
    amounts: Mapping[int, int],
    price_level: int,
    source: str,
    by: Person,
    seen: int | None = None,
) -> RateSheet:
    """New amounts (whole kr.) by the line's primary key. `seen` is the revision the page showed."""
    fresh = locked_sheet(sheet)
    SHEET.check(fresh, "change", by)
    if seen is not None and seen != fresh.revision:
        raise NotAllowed(
            "Takstbladet er rettet af en anden, efter at siden blev vist. Dine rettelser er ikke "
            "gemt. Se det i et andet vindue, og gem igen, hvis dine skal gælde."
        )
    rows = list(fresh.rates.all())
    for row in rows:
        row.amount = amounts[row.pk]
    Rate.objects.bulk_update(rows, ["amount"])
    fresh.price_level, fresh.source = price_level, source.strip()
    fresh.revision += 1
    fresh.save()
    return fresh


@transaction.atomic
def approve_sheet(sheet: RateSheet, *, by: Person) -> RateSheet:
    fresh = locked_sheet(sheet)
    SHEET.check(fresh, "approve", by)
    fresh.status = SheetStatus.APPROVED
    fresh.save()
    return fresh


@transaction.atomic
def reopen_sheet(sheet: RateSheet, *, by: Person) -> RateSheet:
    fresh = locked_sheet(sheet)
    SHEET.check(fresh, "reopen", by)
    fresh.status = SheetStatus.DRAFT
    fresh.save()
    return fresh
