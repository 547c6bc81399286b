"""What special terms cost each party, in whole kroner. Pure.

Every sum adds up to the krone: what is shared is shared by `tariffs.objective.calculation.share`, and
what somebody who is not bound would have taken is either shared among those who are, or said as what
stays with the operator (docs/adr/0036). A percentage is written as percent: 92.5 for 92.5 %.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

from offers.sheet import Column, Form, Value
from tariffs.objective.calculation import percent_of, share, split, whole
from tariffs.objective.models import Method

from .models import Declined, Reckoning

DAYS = 365
NOTHING = Decimal(0)


@dataclass(frozen=True)
class Spec:
    """One term in plain values; kroner, places, percent. `parties` are those that are asked, by
    code. `keys` is what it is shared by, `used` the places in use, `typed` the places that are
    bought. `declined` says who takes over what a party that declines would have taken."""

    reckoning: str
    operator: str
    parties: tuple[str, ...]
    amount: int = 0
    keys: Mapping[str, Decimal] = field(default_factory=dict)
    used: Mapping[str, Decimal] = field(default_factory=dict)
    typed: Mapping[str, Decimal] = field(default_factory=dict)
    method: str = Method.LARGEST
    declined: str = Declined.SHARED
    fee: int | None = None
    tariff: int = 0
    days: int = DAYS
    places: Decimal = NOTHING
    occupancy: Decimal = NOTHING
    occupancy_before: Decimal = NOTHING
    pct: Decimal = NOTHING


@dataclass(frozen=True)
class Reckoned:
    """What each of those bound pays in whole kroner; a fall is below zero. `left` is what nobody is
    bound to: it stays with the operator. `sum(amounts) + left == total`, always.

    `columns` and `cells` say how an amount came about; `facts` what is the same for all."""

    total: int = 0
    amounts: Mapping[str, int] = field(default_factory=dict)
    left: int = 0
    columns: tuple[Column, ...] = ()
    cells: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)
    facts: tuple[tuple[str, Value, Form], ...] = ()


def tariff_of(budget: int | Fraction, places: Decimal, occupancy: Decimal) -> int:
    """Whole kroner a day: budget / (places × 365 × occupancy). ValueError without places or
    occupancy."""
    if places <= 0 or occupancy <= 0:
        raise ValueError("a tariff needs places and an occupancy")
    return whole(Fraction(budget) * 100 / (Fraction(places) * DAYS * Fraction(occupancy)))


def reckon(spec: Spec, bound: Collection[str]) -> Reckoned:
    """The term's consequences when those in `bound` join. Nothing where it is not money."""
    made = _RECKONINGS.get(Reckoning(spec.reckoning))
    joined = [code for code in spec.parties if code in bound]
    return made(spec, joined) if made else Reckoned()


def _shared(spec: Spec, total: int, joined: Collection[str]) -> tuple[dict[str, int], int]:
    """The total by the keys: each one's part of those who join, and what stays with the operator."""
    keys = {code: spec.keys.get(code, NOTHING) for code in spec.parties}
    among = keys if spec.declined == Declined.OPERATOR else {c: keys[c] for c in joined}
    if not any(among.values()):
        return dict.fromkeys(joined, 0), total
    amounts = share(
        total, among, _method(spec, among), operator=spec.operator
    ).amounts  # fmt: skip
    mine = {code: amounts[code] for code in joined}
    return mine, total - sum(mine.values())


def _method(spec: Spec, among: Collection[str]) -> str:
    """The operator can only take the rest where it takes part."""
    return spec.method if spec.operator in among else Method.LARGEST


def _each(
    spec: Spec, per_party: Mapping[str, Fraction], joined: Collection[str]
) -> tuple[dict[str, int], int, int]:
    """What each owes by its own measure, rounded so that they add up: of those who join, what is
    left with the operator, and the sum of them all. A fall of the tariff makes all of them falls."""
    total = whole(sum(per_party.values(), Fraction(0)))
    weights = {code: abs(amount) for code, amount in per_party.items()}
    if not any(weights.values()):
        return dict.fromkeys(joined, 0), 0, 0
    amounts = share(total, weights, Method.LARGEST).amounts  # type: ignore[arg-type]
    mine = {code: amounts.get(code, 0) for code in joined}
    return mine, total - sum(mine.values()), total


def _by_key(spec: Spec, joined: Collection[str]) -> Reckoned:
    """Solidarisk underskudsgaranti and objektiv finansiering: an amount shared by a key."""
    amounts, left = _shared(spec, spec.amount, joined)
    keys = [spec.keys.get(code, NOTHING) for code in spec.parties]
    cells: dict[str, tuple[Value, ...]] = {
        code: (spec.keys.get(code), percent_of(spec.keys.get(code, NOTHING), keys))
        for code in spec.parties
    }
    return Reckoned(
        spec.amount, amounts, left,
        (Column("Nøgle", Form.NUMBER), Column("Andel", Form.PERCENT)), cells,
        (("Til deling", spec.amount, Form.KRONER),),
    )  # fmt: skip


def _purchase(spec: Spec, joined: Collection[str]) -> Reckoned:
    """Forpligtende køb: so many places, paid whether they are used or not."""
    price = Fraction(spec.tariff) * spec.days
    bought = {code: spec.typed.get(code, NOTHING) for code in spec.parties}
    amounts, left, total = _each(
        spec, {code: Fraction(places) * price for code, places in bought.items()}, joined
    )
    cells: dict[str, tuple[Value, ...]] = {}
    for code, places in bought.items():
        used = spec.used.get(code, NOTHING)
        idle = max(NOTHING, places - used)
        cells[code] = (places, used, idle, whole(Fraction(idle) * price))
    return Reckoned(
        total, amounts, left,
        (Column("Købes mindst", Form.NUMBER), Column("Bruger i dag", Form.NUMBER),
         Column("Uden brug i dag", Form.NUMBER), Column("Heraf for pladser uden brug", Form.KRONER)),
        cells,
        (("Pladser i alt", sum(bought.values(), NOTHING), Form.NUMBER),
         ("Takst pr. døgn", spec.tariff, Form.KRONER), ("Dage om året", spec.days, Form.NUMBER)),
    )  # fmt: skip


def _subscription(spec: Spec, joined: Collection[str]) -> Reckoned:
    """Abonnement: a fee for each that joins, or an amount that those who join part equally."""
    if spec.fee is not None:
        total = spec.fee * len(spec.parties)
        amounts = dict.fromkeys(joined, spec.fee)
        left = total - spec.fee * len(joined)
        facts = (("Abonnement pr. part", spec.fee, Form.KRONER),)
    else:
        equal = replace(
            spec, keys=dict.fromkeys(spec.parties, Decimal(1)), declined=Declined.SHARED
        )
        total = spec.amount
        amounts, left = _shared(equal, total, joined)
        facts = (("Deles ligeligt", total, Form.KRONER),)
    return Reckoned(total, amounts, left, facts=facts)


def _occupancy(spec: Spec, joined: Collection[str]) -> Reckoned:
    """Lavere budgetteret belægning: the budget on fewer paid days, so a higher tariff."""
    before = tariff_of(spec.amount, spec.places, spec.occupancy_before)
    now = tariff_of(spec.amount, spec.places, spec.occupancy)
    amounts, left, total = _by_use(spec, now - before, joined)
    cells: dict[str, tuple[Value, ...]] = {
        code: (spec.used.get(code, NOTHING),) for code in spec.parties
    }
    return Reckoned(
        total, amounts, left, (Column("Bruger i dag", Form.NUMBER),), cells,
        (("Takst ved nuværende belægning", before, Form.KRONER), ("Ny takst", now, Form.KRONER)),
    )  # fmt: skip


def _by_use(
    spec: Spec, difference: int, joined: Collection[str]
) -> tuple[dict[str, int], int, int]:
    """What another tariff means on the places in use, 365 days as in the formula."""
    per_party = {
        code: Fraction(spec.used.get(code, NOTHING)) * DAYS * difference for code in spec.parties
    }
    return _each(spec, per_party, joined)


def _mix(spec: Spec, joined: Collection[str]) -> Reckoned:
    """Takst og objektiv finansiering: a part of the costs by the key, the rest by a lower tariff."""
    parts = split(spec.amount, spec.pct)
    now = tariff_of(parts.tariff, spec.places, spec.occupancy)
    before = spec.tariff or tariff_of(spec.amount, spec.places, spec.occupancy)
    fixed, fixed_left = _shared(spec, parts.objective, joined)
    moved, moved_left, effect = _by_use(spec, now - before, joined)
    cells: dict[str, tuple[Value, ...]] = {
        code: (spec.keys.get(code), fixed.get(code, 0), spec.used.get(code, NOTHING),
               moved.get(code, 0))
        for code in spec.parties
    }  # fmt: skip
    return Reckoned(
        parts.objective + effect,
        {code: fixed[code] + moved[code] for code in joined},
        fixed_left + moved_left,
        (Column("Nøgle", Form.NUMBER), Column("Objektiv del", Form.KRONER),
         Column("Bruger i dag", Form.NUMBER), Column("Ændret takst", Form.KRONER)),
        cells,
        (("Omkostninger", spec.amount, Form.KRONER), ("Objektiv del", parts.objective, Form.KRONER),
         ("Takstdel", parts.tariff, Form.KRONER), ("Takst i dag", before, Form.KRONER),
         ("Ny takst", now, Form.KRONER)),
    )  # fmt: skip


_RECKONINGS = {
    Reckoning.GUARANTEE: _by_key, Reckoning.OBJECTIVE: _by_key, Reckoning.PURCHASE: _purchase,
    Reckoning.SUBSCRIPTION: _subscription, Reckoning.OCCUPANCY: _occupancy, Reckoning.MIX: _mix,
}  # fmt: skip
