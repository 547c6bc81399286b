"""Sharing an amount by a key, splitting an earlier result, and the rates of a takstblad. Pure.

Amounts are kroner and shares whole kroner; a key is a number of people (or places, or shares); a
percentage is written as percent, 60 for 60 %. Everything is computed exactly and rounded once, half
a krone away from zero. The rules are those of the real tables, which docs/adr/0025 goes through.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from .models import Method

Amount = int | Decimal | Fraction
Key = int | Decimal

# Groups by size in Socialtilsyn Nord's takstblad (1–7, 8–24, 25–49 and 50 places or more). The
# weights are read out of its printed rates for 2025 and 2026, which they reproduce to the krone.
GROUP_WEIGHTS = (Decimal(1), Decimal("1.2"), Decimal(2), Decimal(3))
HEIGHTENED = Decimal("0.1")  # skærpet tilsyn costs a tenth of the group's rate


def whole(amount: Amount) -> int:
    """The amount in whole kroner, half a krone away from zero."""
    exact = abs(Fraction(amount))
    rounded = (exact + Fraction(1, 2)).__floor__()
    return rounded if amount >= 0 else -rounded


@dataclass(frozen=True)
class Split:
    """An amount in whole kroner, parted between the objective part and the tariff part."""

    objective: int
    tariff: int


def split(amount: int, pct: Decimal) -> Split:
    """`pct` percent of the amount as the objective part; the tariff part is the rest, so that the
    two add up. Of a budget, and of an earlier surplus or deficit (kr., a deficit is negative)."""
    objective = whole(part_of(amount, pct))
    return Split(objective, amount - objective)


def part_of(amount: int, pct: Decimal) -> Fraction:
    """`pct` percent of the amount, unrounded."""
    return Fraction(amount) * Fraction(pct) / 100


def tariff_per_course(part: int, earlier: int, cases: int) -> int:
    """What one course costs in whole kroner: (the tariff part of the budget − its part of an
    earlier surplus) / cases. Børnehus Nord's own rule. ValueError when there are no cases."""
    if cases <= 0:
        raise ValueError("a tariff per course needs at least one case")
    return whole(Fraction(part - earlier, cases))


@dataclass(frozen=True)
class Shares:
    """What each takes, in whole kroner. `exact` are the shares before rounding."""

    total: int
    amounts: dict[str, int]
    exact: dict[str, Fraction]

    @property
    def difference(self) -> int:
        """The sum of the shares less the total, in kr.; not 0 only where one rounds plainly."""
        return sum(self.amounts.values()) - self.total


def share(
    total: Amount, keys: Mapping[str, Key], method: str, *, operator: str | None = None
) -> Shares:
    """Share the total by the keys. It may have øre (a part of an amount before it is rounded): then
    the shares are computed of it, and add up to it in whole kroner.

    `keys` are by the party's code; their order does not matter. `operator` is the one that takes
    the rest. ValueError when nobody has a key, a key is negative, or the operator takes no part.
    """
    whole_key = sum(map(Fraction, keys.values()), Fraction(0))
    if whole_key <= 0 or any(key < 0 for key in keys.values()):
        raise ValueError("a key is never negative, and somebody has one")
    exact = {code: Fraction(total) * Fraction(key) / whole_key for code, key in keys.items()}
    if method == Method.LARGEST:
        amounts = _largest_remainder(whole(total), exact, keys)
    else:
        amounts = {code: whole(amount) for code, amount in exact.items()}
    if method == Method.OPERATOR:
        if operator is None or operator not in keys:
            raise ValueError("the one that takes the rest takes part itself")
        amounts[operator] += whole(total) - sum(amounts.values())
    return Shares(whole(total), amounts, exact)


def _largest_remainder(
    total: int, exact: Mapping[str, Fraction], keys: Mapping[str, Key]
) -> dict[str, int]:
    """Rounded down, and one krone more to those with the largest remainders. Of equals the larger
    key comes first, then the lower code, so that the order of the rows never matters."""
    sign = -1 if total < 0 else 1
    down = {code: abs(amount).__floor__() for code, amount in exact.items()}
    left = abs(total) - sum(down.values())
    first = sorted(keys, key=lambda code: (down[code] - abs(exact[code]), -keys[code], code))
    return {code: sign * (down[code] + (code in first[:left])) for code in keys}


def percent_of(key: Key, keys: Iterable[Key]) -> Decimal:
    """The key's part of them all in percent, with one decimal, as the tables print it."""
    total = sum(map(Fraction, keys), Fraction(0))
    return _rounded(100 * Fraction(key) / total if total else Fraction(0), 1)


def change_pct(now: int, before: int) -> Decimal | None:
    """The change in percent with two decimals; None where there was nothing before."""
    return _rounded(Fraction(100 * (now - before), before), 2) if before else None


def projected(amount: int, pct: Decimal) -> int:
    """Last year's whole kroner in this year's prices, `pct` percent higher."""
    return whole(Fraction(amount) * (100 + Fraction(pct)) / 100)


def _rounded(value: Fraction, decimals: int) -> Decimal:
    scaled = whole(value * 10**decimals)
    return Decimal(scaled).scaleb(-decimals)


# --- The rates of a takstblad ---------------------------------------------------------------------


def rate(base: Amount, group: int, *, heightened: bool = False) -> int:
    """The rate of a size group (1–4) in whole kroner, from the unrounded rate of group 1; of
    skærpet tilsyn when `heightened`."""
    weight = GROUP_WEIGHTS[group - 1] * (HEIGHTENED if heightened else 1)
    return whole(Fraction(base) * Fraction(weight))


@dataclass(frozen=True)
class Stated:
    """A rate as it is printed: its group, whether it is of skærpet tilsyn, and whole kroner."""

    group: int
    heightened: bool
    amount: int


def bases_of(rates: Iterable[Stated]) -> tuple[Fraction, Fraction] | None:
    """From (included) and to (not included) which unrounded rate of group 1 all these rates follow,
    in kr.; None where no single one gives them all, so that one of them is not by the rule."""
    low, high = Fraction(0), Fraction(10**12)
    for row in rates:
        weight = Fraction(GROUP_WEIGHTS[row.group - 1] * (HEIGHTENED if row.heightened else 1))
        low = max(low, (row.amount - Fraction(1, 2)) / weight)
        high = min(high, (row.amount + Fraction(1, 2)) / weight)
    return (low, high) if low < high else None
