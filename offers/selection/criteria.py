"""The rule for being one of the most specialised offers: A and B and C. Pure.

Tables 1 and 2 of the model of 27 February 2014: A is met by one of A.1, A.2 and A.3, B by B.1, C by
both C.1 and C.2; all three must be met. A new offer may be excepted, when DAS agrees that it is needed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

CODES = ("A.1", "A.2", "A.3", "B.1", "C.1", "C.2")
CRITERIA = {
    "A.1": "Lille målgruppe med behov for et tilbud, der er for den alene",
    "A.2": "Målgruppe med meget høj kompleksitet",
    "A.3": "Målgruppe, der er udmeldt som national fokusgruppe",
    "B.1": "Specialiserede kompetencer, der dækker målgruppens særlige behov",
    "C.1": "Intet alternativ i Nordjylland, og tilbudstypen skal bevares i landsdelen",
    "C.2": "Afhængigt af et stort optageområde, på størrelse med hele regionen",
}
CATEGORIES = {"A": "Målgruppen", "B": "Tilbuddet", "C": "Omgivelserne"}
SMALL_GROUP = 15  # cases a year in North Jutland
PEOPLE_A_CASE = 40_000  # inhabitants for each case a year
Met = bool | None  # None where it has not been assessed


@dataclass(frozen=True)
class Verdict:
    """Each category and the whole: met, not met, or None while it can't be said. `why` is Danish."""

    categories: Mapping[str, Met]
    fulfilled: Met
    why: str


def verdict(met: Mapping[str, Met]) -> Verdict:
    """What the six criteria come to. One that is not named is not assessed."""
    categories = {
        "A": _any([met.get(code) for code in CODES[:3]]),
        "B": met.get("B.1"),
        "C": _all([met.get("C.1"), met.get("C.2")]),
    }
    fulfilled = _all(list(categories.values()))
    return Verdict(categories, fulfilled, _why(categories, fulfilled))


def _any(values: list[Met]) -> Met:
    if True in values:
        return True
    return None if None in values else False


def _all(values: list[Met]) -> Met:
    if False in values:
        return False
    return None if None in values else True


def _why(categories: Mapping[str, Met], fulfilled: Met) -> str:
    def named(wanted: Met) -> str:
        return ", ".join(key for key, value in categories.items() if value is wanted)

    if fulfilled:
        return "A, B og C er alle opfyldt."
    if fulfilled is False:
        return f"Ikke opfyldt: {named(False)}. Alle tre skal være det."
    return f"Ikke vurderet færdig: {named(None)}."


def is_small(cases_a_year: Decimal | None, people: int | None) -> bool | None:
    """Whether so few cases a year speak for A.1: about 15, or one for each 40,000 inhabitants. It is
    an indication and decides nothing."""
    if cases_a_year is None:
        return None
    limit = max(Decimal(SMALL_GROUP), Decimal(people or 0) / PEOPLE_A_CASE)
    return cases_a_year <= limit
