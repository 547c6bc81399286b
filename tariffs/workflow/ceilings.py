"""Takstlofter: set, taken away, and carried over from the year before."""

from __future__ import annotations

from decimal import Decimal

from django.db import IntegrityError, transaction

from dasportal.accounts.models import Person
from dasportal.accounts.transitions import NotAllowed
from dasportal.register.models import LegalBasis
from dasportal.register.queries import is_in_force

from ..models import Ceiling, TariffYear
from ..naming import service_key
from ..progress import forget
from .table import YEAR, check, locked_year


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
    forget(fresh)
    return made


def _projected(year: TariffYear, amount: Decimal, price_year: int) -> Decimal:
    if price_year == year.year:
        return amount
    if price_year == year.year - 1 and year.pl_pct is not None:
        return _grown(amount, year.pl_pct)
    raise NotAllowed(f"Skriv også, hvad loftet er i {year.year}-priser.")


def _grown(amount: Decimal, pl_pct: Decimal) -> Decimal:
    return (amount * (100 + pl_pct) / 100).quantize(Decimal("0.01"))


@transaction.atomic
def change_ceiling(
    ceiling: Ceiling,
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
    """Change one that is there, also what it is for."""
    fresh = locked_year(ceiling.year)
    check(YEAR, fresh, "change", by)
    row = Ceiling.objects.select_for_update().get(pk=ceiling.pk)
    row.legal_basis, row.service, row.service_key = legal_basis, service, service_key(service)
    row.unit, row.amount, row.price_year, row.source = unit, amount, price_year, source
    row.projected = _projected(fresh, amount, price_year) if projected is None else projected
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise NotAllowed(f"Der er allerede et loft for {row} pr. {unit}.") from error
    forget(fresh)
    return row


@transaction.atomic
def remove_ceiling(ceiling: Ceiling, *, by: Person) -> None:
    fresh = locked_year(ceiling.year)
    check(YEAR, fresh, "change", by)
    ceiling.delete()
    forget(fresh)


@transaction.atomic
def carry_ceilings(year: TariffYear, *, by: Person | None) -> int:
    """Last year's ceilings, each still in its own price level, projected once more by this year's
    PL; a basis that was replaced gives way to the one in force. Those that are here already stay.
    Returns how many came."""
    fresh = locked_year(year)
    check(YEAR, fresh, "change", by)
    before = Ceiling.objects.filter(year__year=fresh.year - 1)
    rows = list(before.select_related("legal_basis__replaced_by"))
    if rows and fresh.pl_pct is None:
        raise NotAllowed("Sæt først PL på takståret, så lofterne kan fremskrives.")
    there = set(fresh.ceilings.values_list("legal_basis", "service_key", "unit"))
    made: list[Ceiling] = []
    for row in rows:
        basis = row.legal_basis
        if not is_in_force(basis, fresh.year) and basis.replaced_by is not None:
            basis = basis.replaced_by
        if (basis.pk, row.service_key, row.unit) not in there:
            made.append(
                Ceiling(
                    year=fresh, legal_basis=basis, service=row.service,
                    service_key=row.service_key, unit=row.unit, price_year=row.price_year,
                    amount=row.amount, projected=_grown(row.projected, fresh.pl_pct or Decimal(0)),
                    source=row.source,
                )
            )  # fmt: skip
    Ceiling.objects.bulk_create(made)
    if made:
        forget(fresh)
    return len(made)
