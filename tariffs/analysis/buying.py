"""What new tariffs mean to a party that buys places. Pure and in Decimal: kroner a year.

A place costs the tariff on 365 days, day offers too, as everywhere in the formula. What is compared
is this year's places at this year's tariffs against last year's places at last year's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property

from ..calculation import DAYS, KRONE, nominal_change, whole_kroner
from .calculation import DRIVERS, NIL, PLACE_UNITS, Moved, weighing

BOUGHT = "bought"
PARTS = (BOUGHT, *DRIVERS)


@dataclass(frozen=True)
class Price:
    """What a day at an offer costs, in kroner: its average where it has one, else the mean of its
    tariffs by the days they are budgeted for. `of` is how many tariffs it is the mean of; `last`
    is None where the offer had no tariff last year."""

    now: Decimal
    last: Decimal | None
    parts: Mapping[str, Decimal]
    of: int = 1


def price_of(lines: Iterable[Moved]) -> Price | None:
    """The price of an offer by all its lines; None where places have no price: hours and courses
    are not bought as places, and levels without an average do not say what a place costs."""
    rows = [line for line in lines if line.unit in PLACE_UNITS]
    stand = weighing(rows) or [line for line in rows if line.kind == "average"]
    if not stand:
        return None
    weights = [line.days or KRONE for line in stand]
    now = _mean([line.now.tariff for line in stand], weights)
    before = [(line, weight) for line, weight in zip(stand, weights, strict=True) if line.last]
    if len(before) < len(stand):
        return Price(now, None, {}, len(stand))
    last = _mean([line.last.tariff for line, _ in before if line.last], weights)
    parts = {part: _mean([line.parts[part] for line in stand], weights) for part in DRIVERS}
    return Price(now, last, parts, len(stand))


def _mean(values: list[Decimal], weights: list[Decimal]) -> Decimal:
    """Weighted; of one value that value, to the last digit."""
    if len(values) == 1:
        return values[0]
    total = sum((value * weight for value, weight in zip(values, weights, strict=True)), NIL)
    return total / sum(weights, NIL)


@dataclass(frozen=True)
class Bought:
    """A party's places at an offer in two years, and what they cost. The kroner are whole."""

    offer_id: int
    offer: str
    operator: str
    is_own: bool
    places: Decimal
    places_last: Decimal
    price: Price

    @cached_property
    def cost(self) -> Decimal:
        return _krone(self.places * DAYS * self.price.now)

    @cached_property
    def cost_last(self) -> Decimal:
        return _krone(self.places_last * DAYS * (self.price.last or NIL))

    @property
    def change(self) -> Decimal:
        return self.cost - self.cost_last

    @property
    def nominal(self) -> Decimal | None:
        """Percent by which the price of a day changes."""
        return nominal_change(self.price.now, self.price.last)

    @cached_property
    def drivers(self) -> dict[str, Decimal]:
        """Whole kroner by driver, adding up to the change: the places bought at last year's price,
        and what moved the price at this year's places."""
        if self.price.last is None:  # new to everybody: nothing moved but that it is bought
            return {**dict.fromkeys(DRIVERS, NIL), BOUGHT: self.change}
        parts = {part: self.price.parts[part] * self.places * DAYS for part in DRIVERS}
        parts[BOUGHT] = (self.places - self.places_last) * DAYS * self.price.last
        return whole_kroner(parts, self.change)


def _krone(value: Decimal) -> Decimal:
    return value.quantize(KRONE, ROUND_HALF_UP)


@dataclass(frozen=True)
class Unpriced:
    """Places whose cost is not known, and why, in words."""

    offer_id: int
    offer: str
    operator: str
    places: Decimal
    why: str


@dataclass(frozen=True)
class Share:
    """A party's part of a scheme of objective financing, in whole kroner; None is not laid fast."""

    scheme: str
    amount: Decimal | None
    last: Decimal | None

    @property
    def change(self) -> Decimal | None:
        if self.amount is None or self.last is None:
            return None
        return self.amount - self.last


@dataclass(frozen=True)
class Ours:
    """What a tariff year means to a party. `as_before` is set where the party has not said how many
    places it buys in the year, so that last year's are taken."""

    party: str
    year: int
    pl_pct: Decimal | None
    rows: list[Bought]
    unpriced: list[Unpriced]
    shares: list[Share]
    as_before: bool = False
    tried: bool = False  # some of the places are typed to see what they would cost

    @property
    def is_empty(self) -> bool:
        return not self.rows and not self.unpriced

    @cached_property
    def cost(self) -> Decimal:
        return sum((row.cost for row in self.rows), NIL)

    @cached_property
    def cost_last(self) -> Decimal:
        return sum((row.cost_last for row in self.rows), NIL)

    @property
    def change(self) -> Decimal:
        return self.cost - self.cost_last

    @property
    def price_change(self) -> Decimal:
        """What the tariffs alone do, at the places that are bought now."""
        return self.change - self.drivers[BOUGHT]

    @property
    def bought_change(self) -> Decimal:
        return self.drivers[BOUGHT]

    @property
    def pct(self) -> Decimal | None:
        return nominal_change(self.cost, self.cost_last or None)

    @cached_property
    def drivers(self) -> dict[str, Decimal]:
        return {part: sum((row.drivers[part] for row in self.rows), NIL) for part in PARTS}

    @property
    def heaviest(self) -> list[Bought]:
        """The rows by how much they move, up or down."""
        return sorted(self.rows, key=lambda row: (-abs(row.change), row.offer))

    @property
    def share_change(self) -> Decimal:
        return sum((row.change for row in self.shares if row.change is not None), NIL)

    @property
    def whole_change(self) -> Decimal:
        """Places and shares together, as far as both years are known."""
        return self.change + self.share_change

    @property
    def shares_are_known(self) -> bool:
        """Whether both years' shares are laid fast, all of them: only then they have a sum."""
        return all(row.change is not None for row in self.shares)

    @property
    def share_sum(self) -> Decimal:
        return sum((row.amount or NIL for row in self.shares), NIL)

    @property
    def share_last(self) -> Decimal:
        return sum((row.last or NIL for row in self.shares), NIL)
