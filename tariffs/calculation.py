"""The arithmetic of tariffs. Pure and in Decimal: kroner and percent in, kroner and percent out.

The formula and the change are those that the parties' own figures follow (../shared/domain.md,
»Tariffs«; verified on Aalborg's lines for 2023): all units are counted on 365 days a year.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import permutations

DAYS = 365
HUNDRED = Decimal(100)
KRONE = Decimal(1)


def computed_tariff(
    budget: Decimal | None, places: Decimal | None, occupancy_pct: Decimal | None
) -> Decimal | None:
    """Kroner a day: budget / (places × 365 × occupancy). None when a figure is missing or nil."""
    if budget is None or not places or not occupancy_pct:
        return None
    return budget * HUNDRED / (places * DAYS * occupancy_pct)


def is_within(stated: Decimal, computed: Decimal, tolerance: Decimal) -> bool:
    """Whether the stated tariff is the computed one but for rounding. Parties round in different
    ways; all printed figures are within 2 kr."""
    return abs(stated - computed) <= tolerance


def projected(last_year: Decimal, pl_pct: Decimal) -> Decimal:
    """Last year's tariff in this year's prices and wages, kroner."""
    return last_year * (HUNDRED + pl_pct) / HUNDRED


def nominal_change(tariff: Decimal | None, last_year: Decimal | None) -> Decimal | None:
    """Percent, against last year's tariff as it was."""
    return _change(tariff, last_year)


def real_change(
    tariff: Decimal | None, last_year: Decimal | None, pl_pct: Decimal | None
) -> Decimal | None:
    """Percent, against last year's tariff projected by PL. None when PL is not known."""
    if last_year is None or pl_pct is None:
        return None
    return _change(tariff, projected(last_year, pl_pct))


def _change(now: Decimal | None, base: Decimal | None) -> Decimal | None:
    if now is None or not base:
        return None
    return (now / base - 1) * HUNDRED


# --- What drove it --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Figures:
    """What a tariff is made of in one year."""

    budget: Decimal | None
    places: Decimal | None
    occupancy_pct: Decimal | None
    tariff: Decimal

    @property
    def is_whole(self) -> bool:
        return bool(self.budget and self.places and self.occupancy_pct)


@dataclass(frozen=True)
class Drivers:
    """Whole kroner by which each thing moved the tariff; they add up to `total`, which is the
    nominal change to the krone. `rest` is what the figures do not account for: rounding, and all
    of it when a year lacks budget, places or occupancy."""

    total: Decimal
    pl: Decimal
    budget: Decimal
    places: Decimal
    occupancy: Decimal
    rest: Decimal

    @property
    def parts(self) -> dict[str, Decimal]:
        return {
            "pl": self.pl, "budget": self.budget, "places": self.places,
            "occupancy": self.occupancy, "rest": self.rest,
        }  # fmt: skip


def drivers(last: Figures, now: Figures, pl_pct: Decimal) -> Drivers:
    """What moved the tariff from last year's to this year's, in kroner.

    The budget's part is against last year's budget projected by PL. Each part is the mean of what
    it does over all orders in which the three could have changed (Shapley), so that no order is
    preferred and the parts add up exactly.
    """
    parts = {"pl": projected(last.tariff, pl_pct) - last.tariff}
    if last.is_whole and now.is_whole:
        parts |= _shares(last, now, pl_pct)
    total = (now.tariff - last.tariff).quantize(KRONE, ROUND_HALF_UP)
    parts["rest"] = now.tariff - last.tariff - sum(parts.values(), Decimal(0))
    whole = whole_kroner(parts, total)
    return Drivers(
        total, whole["pl"], whole.get("budget", Decimal(0)), whole.get("places", Decimal(0)),
        whole.get("occupancy", Decimal(0)), whole["rest"],
    )  # fmt: skip


def _shares(last: Figures, now: Figures, pl_pct: Decimal) -> dict[str, Decimal]:
    before = {
        "budget": Fraction(projected(last.budget or Decimal(0), pl_pct)),
        "places": Fraction(last.places or 0),
        "occupancy": Fraction(last.occupancy_pct or 0),
    }
    after = {
        "budget": Fraction(now.budget or 0),
        "places": Fraction(now.places or 0),
        "occupancy": Fraction(now.occupancy_pct or 0),
    }
    effects = dict.fromkeys(before, Fraction(0))
    orders = list(permutations(before))
    for order in orders:
        state = dict(before)
        for name in order:
            standing = _exact(state)
            state[name] = after[name]
            effects[name] += (_exact(state) - standing) / len(orders)
    return {name: _decimal(value) for name, value in effects.items()}


def _exact(figures: Mapping[str, Fraction]) -> Fraction:
    return figures["budget"] * 100 / (figures["places"] * DAYS * figures["occupancy"])


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def whole_kroner(parts: Mapping[str, Decimal], total: Decimal) -> dict[str, Decimal]:
    """The parts in whole kroner that add up to the total: each rounded down, and the kroner left
    over to those that lost most (largest remainder)."""
    down = {name: value.to_integral_value(ROUND_FLOOR) for name, value in parts.items()}
    left = int(total - sum(down.values(), Decimal(0)))
    by_loss = sorted(parts, key=lambda name: parts[name] - down[name], reverse=True)
    for turn in range(abs(left)):
        name = by_loss[turn % len(by_loss)] if left > 0 else by_loss[-1 - turn % len(by_loss)]
        down[name] += 1 if left > 0 else -1
    return down


@dataclass(frozen=True)
class Weighed:
    """A line among those that are explained together. Without places it weighs nothing."""

    tariff: Decimal
    last: Decimal
    places: Decimal | None
    occupancy_pct: Decimal | None


@dataclass(frozen=True)
class JointEffect:
    """What lines move together: `real` and `nominal` in percent, and the same in whole kroner a
    year where places and occupancy are known. `counted` are the lines that weigh in; where none
    has places, all count alike and the kroner are not known."""

    real: Decimal | None
    nominal: Decimal | None
    real_kroner: Decimal | None
    nominal_kroner: Decimal | None
    counted: int
    left_out: int


def joint_effect(lines: Sequence[Weighed], pl_pct: Decimal | None) -> JointEffect | None:
    """The lines weighted by the days that are budgeted this year: places × 365 × occupancy. None
    when there are no lines."""
    heavy = [line for line in lines if line.places]
    counting = heavy or lines
    if not counting:
        return None
    days = [_days(line) if heavy else Decimal(1) for line in counting]
    now = _sum(line.tariff * day for line, day in zip(counting, days, strict=True))
    before = _sum(line.last * day for line, day in zip(counting, days, strict=True))
    base = None if pl_pct is None else projected(before, pl_pct)
    whole = bool(heavy)
    return JointEffect(
        real=None if base is None else _change(now, base),
        nominal=_change(now, before),
        real_kroner=(now - base).quantize(KRONE, ROUND_HALF_UP) if whole and base else None,
        nominal_kroner=(now - before).quantize(KRONE, ROUND_HALF_UP) if whole else None,
        counted=len(counting),
        left_out=len(lines) - len(counting),
    )


def _days(line: Weighed) -> Decimal:
    return (line.places or Decimal(0)) * DAYS * (line.occupancy_pct or HUNDRED) / HUNDRED


def _sum(values: Iterable[Decimal]) -> Decimal:
    return sum(values, Decimal(0))
