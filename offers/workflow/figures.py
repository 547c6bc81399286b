"""Laying figures in their series: by the verbs that hand a report in, and by hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from dasportal.accounts.models import Party, Person
from dasportal.accounts.transitions import NotAllowed
from dasportal.register.models import Offer

from ..models import UNITS, Covers, Figure, Measure, Series
from ..permissions import can_run_cooperation


@dataclass(frozen=True)
class Counted:
    """A value of an offer's series on a day."""

    measure: str
    on: date
    value: Decimal
    covers: str = Covers.OFFER
    covers_what: str = ""


def lay_figures(offer: Offer, counted: Iterable[Counted], *, source: str, by: Person) -> None:
    """Put what was handed in into the offer's series; the same day again is changed. For verbs that
    have asked who may, in their transaction."""
    for row in counted:
        series, _ = Series.objects.get_or_create(
            measure=row.measure,
            offer=offer,
            title="",
            defaults={"unit": UNITS[Measure(row.measure)]},
        )
        Figure.objects.update_or_create(
            series=series, party=None, on=row.on,
            defaults={"value": row.value, "covers": row.covers, "covers_what": row.covers_what,
                      "source": source, "noted_by": by},
        )  # fmt: skip


def lay_in(
    series: Series,
    *,
    on: date,
    value: Decimal,
    source: str,
    by: Person,
    party: Party | None = None,
) -> Figure:
    """A value in any series, also one that is no offer's; the same day again is changed. For verbs
    that have asked who may, in their transaction."""
    made, _ = Figure.objects.update_or_create(
        series=series, party=party, on=on,
        defaults={"value": value, "source": source.strip()[:200], "noted_by": by},
    )  # fmt: skip
    return made


@transaction.atomic
def note_figure(
    series: Series,
    *,
    on: date,
    value: Decimal,
    source: str,
    by: Person,
    party: Party | None = None,
) -> Figure:
    """A figure by the secretariat's hand, with its source."""
    if not can_run_cooperation(by):
        raise NotAllowed("Det kan kun sekretariatet.")
    if not source.strip():
        raise NotAllowed("Skriv, hvor tallet er fra.")
    return lay_in(series, on=on, value=value, source=source, by=by, party=party)
