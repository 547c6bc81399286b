"""Opening a tariff year and changing what it asks."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import transaction

from dasportal.accounts.models import Party, Person, Unit
from dasportal.accounts.transitions import NotAllowed
from dasportal.register.models import LegalBasis

from ..models import Ceiling, Line, LineKind, TariffModel, TariffYear, UnitModel
from ..naming import service_key
from .table import YEAR, check, locked_year

FRAME = (
    "deadline_on", "pl_pct", "pl_source", "explain_pct", "discuss_pct", "tolerance",
    "asked_fields", "guidance",
)  # fmt: skip


@transaction.atomic
def open_year(year: int, *, by: Person | None, **frame: Any) -> TariffYear:
    """The year opened, or, when it is there already, changed by what is given."""
    there = TariffYear.objects.filter(year=year).first()
    if there is not None:
        return change_year(there, by=by, **frame)
    check(YEAR, None, "open", by)
    if not 2007 <= year <= 2199:
        raise NotAllowed(f"{year} er ikke et år, der kan åbnes.")
    _set(TariffYear(year=year), frame)
    made, is_new = TariffYear.objects.get_or_create(year=year, defaults=frame)
    # Somebody opened it at the same moment: then what is given is a change of theirs.
    return made if is_new else change_year(made, by=by, **frame)


@transaction.atomic
def change_year(year: TariffYear, *, by: Person | None, **frame: Any) -> TariffYear:
    """Change the frame. What is not given stays as it is."""
    fresh = locked_year(year)
    check(YEAR, fresh, "change", by)
    _set(fresh, frame)
    fresh.save()
    return fresh


def _set(year: TariffYear, frame: dict[str, Any]) -> None:
    for name, value in frame.items():
        if name not in FRAME:
            raise TypeError(f"a tariff year has no {name}")
        setattr(year, name, value)
    if year.discuss_pct < year.explain_pct:
        raise NotAllowed("Grænsen for drøftelse kan ikke være under grænsen for forklaring.")
    if year.pl_pct is not None and not -50 < year.pl_pct < 50:
        raise NotAllowed("PL-fremskrivningen skrives i procent, fx 2,5.")


@transaction.atomic
def close_year(year: TariffYear, *, by: Person) -> TariffYear:
    return _step(year, "close", by)


@transaction.atomic
def reopen_year(year: TariffYear, *, by: Person) -> TariffYear:
    return _step(year, "reopen", by)


def _step(year: TariffYear, step: str, by: Person) -> TariffYear:
    fresh = locked_year(year)
    fresh.status = YEAR.check(fresh, step, by).target or fresh.status
    fresh.save(update_fields=["status"])
    return fresh


@transaction.atomic
def set_ceiling(
    year: TariffYear,
    *,
    legal_basis: LegalBasis,
    amount: Decimal,
    price_year: int,
    by: Person,
    projected: Decimal | None = None,
    service: str = "",
    unit: str = "Døgn",
    source: str = "",
) -> Ceiling:
    """A takstloft in its price level, and projected to the tariff year; by the year's own PL when
    the level is the year before and nothing else is given."""
    fresh = locked_year(year)
    check(YEAR, fresh, "change", by)
    if projected is None:
        projected = _projected(fresh, amount, price_year)
    made, _ = Ceiling.objects.update_or_create(
        year=fresh, legal_basis=legal_basis, service_key=service_key(service), unit=unit,
        defaults={"service": service, "amount": amount, "price_year": price_year,
                  "projected": projected, "source": source},
    )  # fmt: skip
    return made


def _projected(year: TariffYear, amount: Decimal, price_year: int) -> Decimal:
    if price_year == year.year:
        return amount
    if price_year == year.year - 1 and year.pl_pct is not None:
        return (amount * (100 + year.pl_pct) / 100).quantize(Decimal("0.01"))
    raise NotAllowed(f"Skriv også, hvad loftet er i {year.year}-priser.")


@transaction.atomic
def choose_model(
    year: TariffYear, *, party: Party, model: TariffModel, by: Person, unit: Unit | None = None
) -> UnitModel:
    """How the party, or the unit, sets its tariffs this year. Under levels its averages become
    informative, and under others they are billed again; a line's own choice can be set after."""
    from ..permissions import can_report_or_stand_in

    fresh = locked_year(year)
    if not can_report_or_stand_in(by, party):
        raise NotAllowed("Takstmodellen vælges af parten selv eller sekretariatet.")
    if unit is not None and unit.party_id != party.pk:
        raise NotAllowed("Enheden hører ikke til parten.")
    made, _ = UnitModel.objects.update_or_create(
        year=fresh, party=party, unit=unit, defaults={"model": model}
    )
    lines = Line.objects.filter(
        submission__year=fresh, submission__party=party, kind=LineKind.AVERAGE,
        submission__status__in=("draft", "returned"),
    )  # fmt: skip
    if unit is not None:
        lines = lines.filter(reporting_unit=unit)
    lines.update(is_billed=model != TariffModel.LEVELS)
    return made
