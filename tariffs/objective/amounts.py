"""From a scenario's figures to the amount that is shared and the tariff beside it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from .calculation import Split, part_of, split, tariff_per_course, whole
from .models import Scenario


@dataclass(frozen=True)
class Amounts:
    """Whole kroner, but for `shared`, which is what the shares are computed of: it has its øre where
    the scenario says so. `tariff` is per course, and None where there is none."""

    budget: Split
    earlier: Split
    total: int
    shared: Fraction
    tariff_part: int
    tariff: int | None


def amounts_of(scenario: Scenario) -> Amounts:
    """The amounts of a scenario, stored or not. An earlier surplus lowers both parts; each part is
    rounded by itself, as in Børnehus Nord's budget."""
    earlier = split(scenario.earlier_result, scenario.earlier_pct)
    exact_earlier = part_of(scenario.earlier_result, scenario.earlier_pct)
    if scenario.budget is None:
        parts = Split(scenario.total or 0, 0)
        exact = Fraction(scenario.total or 0) - exact_earlier
    else:
        pct = scenario.objective_pct or Decimal(0)
        parts = split(scenario.budget, pct)
        exact = part_of(scenario.budget, pct) - exact_earlier
    total = parts.objective - earlier.objective
    if scenario.exact:
        total = whole(exact)
    tariff = (
        tariff_per_course(parts.tariff, earlier.tariff, scenario.cases) if scenario.cases else None
    )
    shared = exact if scenario.exact else Fraction(total)
    return Amounts(parts, earlier, total, shared, parts.tariff - earlier.tariff, tariff)
