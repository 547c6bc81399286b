"""A file whose headings are not ours: where they are, what they look like, and a guess at each. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dasportal.danish.numbers import parse_number
from dasportal.danish.reading import Unreadable
from tariffs.naming import level_number
from tariffs.reading import Columns, Row, plain
from tariffs.reading.columns import ALIASES, HEADER_WITHIN
from tariffs.reading.rows import UNITS
from tariffs.reading.table import LETTERS

SAMPLES = 3
# What must be told before a file can be taken in. Without a legal basis a row is matched to the one
# line of its offer and service, and a new line is left to be completed.
NEEDED = ("offer", "service", "tariff")
ASKED = ("offer", "service", "legal_basis", "unit", "places", "occupancy_pct", "budget", "tariff",
         "health_part", "explanation", "reporting_unit", "is_billed")  # fmt: skip


@dataclass(frozen=True)
class Heading:
    """A column of the file: its place from 0, its letter, what stands above, and three values."""

    place: int
    letter: str
    text: str
    samples: tuple[str, ...]


@dataclass(frozen=True)
class Head:
    """The headings of a file. `row` is where they stand; 0 when the first row is a line already."""

    row: int
    headings: tuple[Heading, ...]

    @property
    def texts(self) -> list[str]:
        return [heading.text for heading in self.headings]

    @property
    def signature(self) -> str:
        """Of the headings in their order; without any, of how many columns there are."""
        said = [plain(text) for text in self.texts]
        return hashlib.sha256(json.dumps([bool(self.row), said]).encode()).hexdigest()

    def columns(self, places: Mapping[str, int]) -> Columns:
        return Columns(dict(places), self.row)


def head_of(rows: Sequence[Row]) -> Head:
    """The row of headings: of the first rows the fullest that has no figures; else there is none."""
    best: Row | None = None
    for row in rows[:HEADER_WITHIN]:
        if _has_figures(row):
            break
        if best is None or _filled(row) > _filled(best):
            best = row
    if best is not None and _filled(best) < 2:
        best = None
    below = [row for row in rows if best is None or row.number > best.number]
    width = max((len(row.cells) for row in rows), default=0)
    found = []
    for place in range(width):
        values = [_at(row, place) for row in below]
        samples = tuple([text for text in values if text][:SAMPLES])
        text = _at(best, place) if best is not None else ""
        if text or samples:
            found.append(Heading(place, LETTERS[place], text, samples))
    return Head(best.number if best is not None else 0, tuple(found))


def _filled(row: Row) -> int:
    return sum(not cell.is_blank for cell in row.cells)


def _has_figures(row: Row) -> bool:
    return any(not cell.is_blank and _is_number(cell.text) for cell in row.cells)


def _at(row: Row, place: int) -> str:
    return row.cells[place].text if place < len(row.cells) else ""


def _is_number(text: str) -> bool:
    try:
        return parse_number(text.replace("%", ""), unit="kr.") is not None
    except Unreadable:
        return text.replace(".", "").replace(",", "").isdigit()


def guess(head: Head) -> dict[str, int]:
    """What each field probably is: by words of the heading, then by what the values look like."""
    found: dict[str, int] = {}
    for field in ASKED:
        for heading in head.headings:
            if heading.place not in found.values() and _sounds_like(heading.text, field):
                found.setdefault(field, heading.place)
    for field, looks in (("legal_basis", _is_basis), ("unit", _is_unit), ("service", _is_level)):
        if field not in found:
            for heading in head.headings:
                fits = heading.samples and all(looks(text) for text in heading.samples)
                if fits and heading.place not in found.values():
                    found.setdefault(field, heading.place)
    _guess_the_offer(head, found)
    return found


# Words that tell a field also within a longer heading; the nearest to ours first.
WORDS = {
    "offer": ("tilbud", "institution", "sted", "navn"), "service": ("ydelse", "niveau", "type"),
    "legal_basis": ("lovgrundlag", "paragraf", "lov", "hjemmel"),
    "unit": ("takstenhed", "afregningsenhed", "enhed"), "places": ("pladser", "plads", "normering"),
    "occupancy_pct": ("belaegning", "udnyttelse"), "budget": ("budget", "takstgrundlag", "udgift"),
    "tariff": ("takst", "pris"), "health_part": ("sundhed",),
    "explanation": ("forklaring", "bemaerkning", "kommentar"),
    "reporting_unit": ("forvaltning", "afdeling"), "is_billed": ("afregnes", "faktureres"),
}  # fmt: skip


def _sounds_like(heading: str, field: str) -> bool:
    said = plain(heading)
    if said in ALIASES[field]:
        return True
    return any(word in said for word in WORDS[field]) and not _is_of_last_year(said)


def _is_of_last_year(said: str) -> bool:
    return any(word in said for word in ("sidste", "forrige", "gammel", "aendring"))


def _is_basis(text: str) -> bool:
    return "§" in text or text.upper().startswith(("SEL", "ABL", "BL"))


def _is_unit(text: str) -> bool:
    return text.casefold() in UNITS


def _is_level(text: str) -> bool:
    return level_number(text) is not None


def _guess_the_offer(head: Head, found: dict[str, int]) -> None:
    """Without headings: the first column of words that is nothing else."""
    for heading in head.headings:
        words = heading.samples and not any(_is_number(text) for text in heading.samples)
        if words and heading.place not in found.values():
            for field in ("offer", "service"):
                if field not in found:
                    found[field] = heading.place
                    break
