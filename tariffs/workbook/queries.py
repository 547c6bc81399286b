"""What a workbook is filled with: the draft's lines by offer, with what stood last year."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dasportal.register.models import LegalBasis, Offer
from tariffs import calculation
from tariffs.gathering import book_of
from tariffs.models import Line, LineKind, Submission
from tariffs.queries import valid_on

from .stamp import Values, plain_number, values_of


@dataclass(frozen=True)
class Filled:
    """A row of the workbook. `key` is the line's; None for one that is not in the draft yet."""

    key: int | None
    values: Values
    last: Decimal | None = None
    projected: Decimal | None = None
    computed: Decimal | None = None
    change: Decimal | None = None
    is_billed: bool = True
    is_level: bool = False


def lines_of(submission: Submission) -> list[Line]:
    """The draft's lines with all that is written in a workbook, in the page's order."""
    rows = submission.lines.select_related("offer", "legal_basis", "reporting_unit", "explanation")
    return list(rows)


def filled_rows(submission: Submission) -> list[Filled]:
    """The draft by offer; while it has no lines, last year's approved ones without their figures."""
    lines = lines_of(submission)
    if not lines:
        return _last_year(submission)
    facts = {row.pk: row for row in book_of(submission).lines}
    by_offer: dict[int, list[Filled]] = {}
    for line in lines:
        known = facts[line.pk]
        row = Filled(
            line.pk, values_of(line), known.last.tariff if known.last else None, known.projected,
            known.computed, known.change, line.is_billed, line.kind == LineKind.LEVEL,
        )  # fmt: skip
        by_offer.setdefault(line.offer_id, []).append(row)
    return [row for group in by_offer.values() for row in group]


def _last_year(submission: Submission) -> list[Filled]:
    pl, found = submission.year.pl_pct, []
    for row in valid_on(submission.party, date(submission.year.year - 1, 12, 31)):
        values = {
            "offer": row.offer_name, "service": row.service, "legal_basis": row.basis_key,
            "unit": row.unit, "places": plain_number(row.places),
            "occupancy_pct": plain_number(row.occupancy_pct),
        }  # fmt: skip
        projected = calculation.projected(row.tariff, pl) if pl is not None else None
        found.append(
            Filled(None, values, row.tariff, projected, is_billed=row.is_billed,
                   is_level=row.kind == LineKind.LEVEL)
        )  # fmt: skip
    return sorted(found, key=_by_offer(found))


def _by_offer(rows: list[Filled]) -> Callable[[Filled], int]:
    order: dict[str, int] = {}
    for row in rows:
        order.setdefault(row.values["offer"], len(order))
    return lambda row: order[row.values["offer"]]


@dataclass(frozen=True)
class Choices:
    """What the drop-downs hold."""

    offers: list[str]
    bases: list[str]
    units: list[str]


def choices_for(submission: Submission) -> Choices:
    """The register's offers of the party and the legal bases that are valid in the year."""
    year = submission.year.year
    offers = Offer.objects.run_by(submission.party).open_in(year).order_by("name")
    units = [unit.short_name or unit.name for unit in submission.party.units.all()]
    bases = [basis.code for basis in LegalBasis.objects.in_year(year)]
    return Choices([offer.name for offer in offers], bases, units)
