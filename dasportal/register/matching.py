"""Which offer a name means. Pure: what is known comes in, nothing is stored here.

A name is matched exactly, then by the other names the register knows, then by the former name that
stands in it (»(tidl. Kastanjebo)«). What is only much alike is a suggestion with a score, which a
person confirms: two offers are never made one because their names look the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

SUGGEST_FROM = 0.75
FEWEST_PAIRS = 0.6
_FORMER = re.compile(
    r"\s*\((?:tidl(?:igere)?|før(?:hen)?)\b\.?:?\s*(?P<former>[^()]+)\)", re.IGNORECASE
)
# Words that say what sort of offer it is; real files leave them out and put them in at will.
_SORT = frozenset(
    [
        "botilbud",
        "botilbuddet",
        "bosted",
        "bostedet",
        "bofællesskab",
        "bofællesskabet",
        "dagtilbud",
        "dagtilbuddet",
        "tilbud",
        "tilbuddet",
        "spec",
        "specialbørnehave",
        "specialbørnehaven",
        "børnehave",
        "børnehaven",
    ]
)
_HOUSE = re.compile(r"\b([0-9]+(?: ?[a-zæøå](?![a-zæøå]))?)")


@lru_cache(maxsize=4096)
def name_key(name: str) -> str:
    """The name without what never tells two offers apart: case, signs and spaces doubled."""
    folded = unicodedata.normalize("NFC", name).casefold()
    return " ".join(re.findall(r"\w+", folded))


def split_former(name: str) -> tuple[str, str]:
    """»Botilbud Bakken (tidl. Syrenbakken)« is (»Botilbud Bakken«, »Syrenbakken«)."""
    match = _FORMER.search(name)
    if match is None:
        return name.strip(), ""
    rest = f"{name[: match.start()]} {name[match.end() :]}"
    return " ".join(rest.split()), match["former"].strip()


def core(name: str) -> str:
    """The key without the words for the sort of offer; all of it when nothing else is left."""
    words = name_key(name).split()
    return " ".join(word for word in words if word not in _SORT) or " ".join(words)


def likeness(one: str, other: str, *, at_least: float = 0.0) -> float:
    """0 to 1. Names with different house numbers are not alike: 23 A is not 23 B.

    `at_least` saves the work where it could not be reached; 0 is then returned.
    """
    (a, numbers_a, pairs_a), (b, numbers_b, pairs_b) = _compared(one), _compared(other)
    if numbers_a and numbers_b and numbers_a != numbers_b:
        return 0.0
    # Names that are much alike share pairs of letters; counting those is far less work.
    if len(pairs_a & pairs_b) < at_least * FEWEST_PAIRS * min(len(pairs_a), len(pairs_b)):
        return 0.0
    pair = SequenceMatcher(None, a, b, autojunk=False)
    if pair.real_quick_ratio() < at_least or pair.quick_ratio() < at_least:
        return 0.0
    return pair.ratio() if numbers_a == numbers_b else pair.ratio() * 0.9


@lru_cache(maxsize=4096)
def _compared(name: str) -> tuple[str, tuple[str, ...], frozenset[str]]:
    """What is held up against another name: its core without spaces, its house numbers, and its
    pairs of letters."""
    text = core(name)
    numbers = tuple(found.replace(" ", "") for found in _HOUSE.findall(text))
    letters = text.replace(" ", "")
    return letters, numbers, frozenset(a + b for a, b in pairwise(letters))


class How(StrEnum):
    EXACT = "exact"
    OTHER_NAME = "other_name"
    FORMER_NAME = "former_name"
    SUGGESTED = "suggested"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Known:
    """An offer as the register knows it: its key in the database, its name and its other names."""

    pk: int
    name: str
    others: Sequence[str] = ()


@dataclass(frozen=True)
class Match:
    """What a name means. `pk` is the offer, or for SUGGESTED the one it may be; `score` 0 to 1."""

    how: How
    pk: int | None = None
    score: float = 0.0
    reason: str = ""

    @property
    def is_certain(self) -> bool:
        return self.how in (How.EXACT, How.OTHER_NAME, How.FORMER_NAME)


def match(name: str, known: Iterable[Known]) -> Match:
    """What the name means among the offers of one operator."""
    known = list(known)
    bare, former = split_former(name)
    for how, found in _exact(bare, former, known):
        if len(found) == 1:
            return Match(how, found[0].pk, 1.0)
        if found:
            return Match(How.SUGGESTED, found[0].pk, 0.5, "Flere tilbud har haft det navn")
    return _suggestion(bare, former, known)


def _exact(bare: str, former: str, known: list[Known]) -> Iterable[tuple[How, list[Known]]]:
    keys = {name_key(bare)} - {""}
    yield How.EXACT, [k for k in known if name_key(k.name) in keys]
    yield How.OTHER_NAME, [k for k in known if keys & {name_key(n) for n in k.others}]
    before = {name_key(former)} - {""}
    yield (
        How.FORMER_NAME,
        [k for k in known if before & {name_key(k.name), *(name_key(n) for n in k.others)}],
    )


def _suggestion(bare: str, former: str, known: list[Known]) -> Match:
    best = Match(How.UNKNOWN)
    for offer in known:
        for written in (bare, former):
            for name in (offer.name, *offer.others) if written else ():
                score = round(likeness(written, name, at_least=SUGGEST_FROM), 2)
                if score >= SUGGEST_FROM and score > best.score:
                    best = Match(How.SUGGESTED, offer.pk, score, f"Ligner »{name}«")
    return best


def filled_down(names: Sequence[str]) -> list[int]:
    """Places in a column where Excel has counted on: »Studievej 15, 16, 17«, a row each.

    A run is three or more rows after each other whose names differ by a last number that grows by
    one. The first of a run is the name that was meant, and is not among the places.
    """
    found: list[int] = []
    run: list[int] = []
    for place, name in enumerate(names):
        if run and _counts_on(names[run[-1]], name):
            run.append(place)
            continue
        found += run[1:] if len(run) > 2 else []
        run = [place]
    return found + (run[1:] if len(run) > 2 else [])


def _counts_on(before: str, after: str) -> bool:
    one, other = _last_number(before), _last_number(after)
    return bool(one and other and one[0] == other[0] and int(other[1]) == int(one[1]) + 1)


def _last_number(name: str) -> tuple[str, str] | None:
    parts = re.fullmatch(r"(.*\D)([0-9]{1,6})\s*", name)
    return (parts[1], parts[2]) if parts else None
