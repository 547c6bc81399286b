"""Opening a tariff year and changing what it asks."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from dasportal.accounts.models import Person
from dasportal.accounts.transitions import NotAllowed

from ..models import TariffYear
from ..progress import forget
from .ceilings import carry_ceilings
from .table import YEAR, check, locked_year

FRAME = (
    "deadline_on", "pl_pct", "pl_source", "explain_pct", "discuss_pct", "tolerance",
    "asked_fields", "guidance",
)  # fmt: skip


@transaction.atomic
def open_year(year: int, *, by: Person | None, **frame: Any) -> TariffYear:
    """The year opened, or, when it is there already, changed by what is given. Last year's ceilings
    come along, projected, when PL is known."""
    there = TariffYear.objects.filter(year=year).first()
    if there is not None:
        return change_year(there, by=by, **frame)
    check(YEAR, None, "open", by)
    if not 2007 <= year <= 2199:
        raise NotAllowed(f"{year} er ikke et år, der kan åbnes.")
    _set(TariffYear(year=year), frame)
    made, is_new = TariffYear.objects.get_or_create(year=year, defaults=frame)
    if (
        not is_new
    ):  # somebody opened it at the same moment: then what is given is a change of theirs
        return change_year(made, by=by, **frame)
    if made.pl_pct is not None:
        carry_ceilings(made, by=by)
    return made


@transaction.atomic
def change_year(year: TariffYear, *, by: Person | None, **frame: Any) -> TariffYear:
    """Change the frame. What is not given stays as it is."""
    fresh = locked_year(year)
    check(YEAR, fresh, "change", by)
    _set(fresh, frame)
    fresh.save()
    forget(fresh)
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
