"""What a takstbilag is in plain values: frozen when it is made, printed, exported and sealed.

Figures are text with a decimal point ("3240", "13.30"), as in JSON without loss; None is unknown.
Percentages are in percent, money in kroner.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TypedDict


class AppendixLine(TypedDict):
    """One service of an offer. `last_year` is the tariff that was valid before, in its own price
    level; `real_pct` compares with it after PL, `nominal_pct` as it stands. `note` is the number
    of the explanation that covers the line, `outcome` what was decided when that is not approval."""

    service: str
    legal_basis: str
    places: str | None
    unit: str
    occupancy_pct: str | None
    budget: str | None
    last_year: str | None
    tariff: str | None
    nominal_pct: str | None
    real_pct: str | None
    billed: bool
    note: int | None
    outcome: str


class AppendixOffer(TypedDict):
    """`former_name` as it was known to last year's readers."""

    name: str
    former_name: str
    lines: list[AppendixLine]


class AppendixExplanation(TypedDict):
    """`covers` are its lines in words; `causes` are (cause, kroner or None)."""

    number: int
    covers: list[str]
    text: str
    causes: list[tuple[str, str | None]]


class AppendixParty(TypedDict):
    """A driftsherre. `missing` is a party that has not reported yet."""

    code: str
    name: str
    missing: bool
    offers: list[AppendixOffer]
    explanations: list[AppendixExplanation]


class AppendixCeiling(TypedDict):
    """A takstloft: its amount in the price level it was set in, and projected to the year."""

    name: str
    unit: str
    amount: str
    price_level: int
    projected: str


class AppendixSnapshot(TypedDict):
    """The whole. `version` 0 has no number yet; `decided` says where and when, »DAS, 12. november
    2026«, and is empty while anything awaits; `exceptions` are what was not approved, in words."""

    year: int
    version: int
    decided: str
    valid_from: str
    made_on: str
    pl_pct: str | None
    pl_source: str
    explain_pct: str
    discuss_pct: str
    parties: list[AppendixParty]
    ceilings: list[AppendixCeiling]
    exceptions: list[str]


def lines_of(parties: Iterable[AppendixParty]) -> Iterator[AppendixLine]:
    """Every line, in printed order."""
    for party in parties:
        for offer in party["offers"]:
            yield from offer["lines"]


class Sums(TypedDict):
    """What lines come to: how many, how many places and kroner are budgeted, how many rise and
    fall in real terms, and how many do so by more than the threshold that DAS discusses."""

    lines: int
    places: Decimal
    budget: Decimal
    rising: int
    falling: int
    above: int


def sums(lines: Iterable[AppendixLine], discuss_pct: str) -> Sums:
    """The sums of some lines; lines that are only informative count too."""
    made = Sums(lines=0, places=Decimal(0), budget=Decimal(0), rising=0, falling=0, above=0)
    limit = Decimal(discuss_pct)
    for line in lines:
        made["lines"] += 1
        made["places"] += Decimal(line["places"] or 0)
        made["budget"] += Decimal(line["budget"] or 0)
        change = Decimal(line["real_pct"] or 0)
        made["rising"] += change > 0
        made["falling"] += change < 0
        made["above"] += abs(change) > limit
    return made


def by_basis(parties: Iterable[AppendixParty]) -> dict[str, list[AppendixLine]]:
    """The lines by legal basis: law by law, § 32 before § 107; those without one come last."""
    found: dict[str, list[AppendixLine]] = {}
    for line in lines_of(parties):
        found.setdefault(line["legal_basis"], []).append(line)
    return {name or "Uden lovgrundlag": found[name] for name in sorted(found, key=in_law)}


def in_law(basis: str) -> tuple[bool, list[tuple[int, str]]]:
    """What legal bases are sorted by: § 32 before § 107, none last."""
    parts = re.split(r"(\d+)", basis)
    return not basis, [(int(part), "") if part.isdigit() else (0, part) for part in parts]


def above_threshold(line: AppendixLine, pct: str) -> bool:
    """Whether the line moves by more than so many percent in real terms, up or down."""
    return line["real_pct"] is not None and abs(Decimal(line["real_pct"])) > Decimal(pct)
