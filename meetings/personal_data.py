"""Personal data that does not belong in an agenda. Pure: text in, findings out.

What leaked in real life was a child's first name, and costs per citizen in a small table. These
are hints for a person to judge, so each says what was seen and where.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dasportal.documents.markup import Element, parse

SMALL_COUNT = 5  # persons; a figure for fewer can be told to be somebody

# ddmmyy-xxxx. No check of the last digit: CPR numbers without it have been given out since 2007.
_CPR = re.compile(
    r"(?<![\d-])(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d{2}[ \xa0]?[-–]?[ \xa0]?\d{4}(?![\d-])"
)
_WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_NAME = r"[A-ZÆØÅ][a-zæøåéü]+(?:-[A-ZÆØÅ][a-zæøå]+)?"
_CITIZEN = (
    r"borger(?:en)?|barnet|pigen|drengen|den unge|moderen|faderen|moren|faren|datteren|sønnen|"
    r"beboer(?:en)?|sagen om|sag vedr\."
)
_NAMED_CITIZEN = re.compile(rf"\b(?i:{_CITIZEN})[ ,]+(?:ved navn |kaldet )?({_NAME})\b")
_NAMED_BY_AGE = re.compile(rf"\b({_NAME})(?: {_NAME})?(?: er|,)? (?:på )?\d{{1,3}} år\b")
_PER_CITIZEN = re.compile(
    r"(?i)\b(?:pr\.|per) (?:borger|barn|beboer|elev|cpr)\b|\b(?:udgift|pris|takst|beløb)\w* "
    r"(?:til|for) (?:borgeren|barnet|den enkelte)\b"
)
_COUNT_HEADING = re.compile(r"(?i)\b(?:antal|borgere|børn|unge|personer|sager|elever|beboere)\b")
_CITIZEN_HEADING = re.compile(r"(?i)\b(?:borger|barn|cpr|initialer|navn|beboer)\b")
_MONEY = re.compile(r"(?i)\bkr\b|kroner|udgift|pris|takst|beløb|\d{1,3}(?:\.\d{3})+")
_NUMBER = re.compile(r"\d+")

# Words that begin with a capital after »borgeren« without being anybody's name.
_NO_NAMES = {
    *("Aalborg", "Brønderslev", "Frederikshavn", "Hjørring", "Jammerbugt", "Læsø", "Mariagerfjord"),
    *("Morsø", "Rebild", "Thisted", "Vesthimmerland", "Vesthimmerlands", "Region", "Danmark"),
    *(
        "Der",
        "Det",
        "Den",
        "De",
        "DAS",
        "Kommunen",
        "Kommune",
        "Nordjylland",
        "Barnets",
        "Sekretariatet",
    ),
}


@dataclass(frozen=True)
class Sighting:
    """Something that looks like personal data: what kind it is, and the words it stands in."""

    kind: str  # cpr, ten_digits, name, citizen_table, small_count, per_citizen
    excerpt: str

    @property
    def message(self) -> str:
        return _SAID[self.kind].format(self.excerpt)

    @property
    def label(self) -> str:
        """What it is, without the words it stands in."""
        return _SAID[self.kind].split(": »")[0]


_SAID = {
    "cpr": "Ligner et CPR-nummer: »{}«. Fjern det, før der sendes.",
    "ten_digits": "Kan være et CPR-nummer: »{}«.",
    "name": "Ligner navnet på en borger: »{}«.",
    "citizen_table": "En tabel ser ud til at vise tal for den enkelte borger: »{}«.",
    "small_count": "En tabel tæller færre end " + str(SMALL_COUNT) + " personer: »{}«.",
    "per_citizen": "Nævner udgifter for en enkelt borger: »{}«.",
}


def in_text(text: str) -> list[Sighting]:
    """What a plain text holds. A CPR number is shown with its last four digits hidden."""
    found = [Sighting(_cpr_kind(m[0]), f"{_digits(m[0])[:6]}-xxxx") for m in _CPR.finditer(text)]
    for pattern in (_NAMED_CITIZEN, _NAMED_BY_AGE):
        found += [
            Sighting("name", " ".join(match[0].split()))
            for match in pattern.finditer(text)
            if match[1] not in _NO_NAMES
        ]
    found += [Sighting("per_citizen", match[0]) for match in _PER_CITIZEN.finditer(text)]
    return list(dict.fromkeys(found))


def _cpr_kind(number: str) -> str:
    """Ten digits in one go may be an amount, unless the old check digit says a CPR number."""
    digits = [int(digit) for digit in _digits(number)]
    weighed = sum(digit * weight for digit, weight in zip(digits, _WEIGHTS, strict=True))
    return "cpr" if weighed % 11 == 0 or not number.isdecimal() else "ten_digits"


def in_html(html: str) -> list[Sighting]:
    """What a rich text holds: its words, and its tables with figures of single citizens."""
    root = parse(html)
    found = in_text(_words(root))
    for table in _all(root, "table"):
        found += _in_table(table)
    return list(dict.fromkeys(found))


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _words(element: Element) -> str:
    """The text with a break after each element that holds words of its own."""
    parts = []
    for child in element.children:
        parts.append(child if isinstance(child, str) else _words(child))
        if isinstance(child, Element) and child.tag in {"p", "li", "td", "th", "h3", "h4", "br"}:
            parts.append("\n")
    return "".join(parts)


def _all(element: Element, tag: str) -> list[Element]:
    found = [element] if element.tag == tag else []
    for child in element.elements():
        found += _all(child, tag)
    return found


def _in_table(table: Element) -> list[Sighting]:
    rows = [
        [" ".join(_words(cell).split()) for cell in row.elements() if cell.tag in {"td", "th"}]
        for row in _all(table, "tr")
    ]
    rows = [row for row in rows if row]
    if len(rows) < 2:
        return []
    heading, body = rows[0], rows[1:]
    if any(_CITIZEN_HEADING.search(cell) for cell in heading) and _MONEY.search(str(rows)):
        return [Sighting("citizen_table", " | ".join(heading))]
    counted = [place for place, cell in enumerate(heading) if _COUNT_HEADING.search(cell)]
    small = [row for row in body for place in counted if place < len(row) and _is_small(row[place])]
    return [Sighting("small_count", " | ".join(small[0]))] if small else []


def _is_small(cell: str) -> bool:
    return bool(_NUMBER.fullmatch(cell)) and 0 < int(cell) < SMALL_COUNT
