"""Figures of a whole column, read strictly and together.

»32.423« alone is thirty-two thousand. Beside »30,841« in the same column it may be either, and so
may »30,841«: what can be read in two ways is refused and its cell named.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from dasportal.danish.numbers import parse_number
from dasportal.danish.reading import Unreadable, quoted

from .table import Cell

_COMMA = re.compile(r"[-\u2212]?[0-9]{1,3},[0-9]{3}")
_POINT = re.compile(r"[-\u2212]?[0-9]{1,3}\.[0-9]{3}")


@dataclass(frozen=True)
class Figure:
    """What a cell said. `problem` is set, and `value` None, when it cannot be read; `doubt` when
    it was read, but another cell of the column casts doubt on how."""

    value: Decimal | None = None
    problem: str = ""
    code: str = ""
    doubt: str = ""


@dataclass(frozen=True)
class Sort:
    """How a column's figures are written."""

    decimals: int
    unit: str = ""
    thousands: bool = True  # whether they can be so large that a mark parts thousands
    below: int = 10**10


KRONER = Sort(2, "kr.")
PLACES = Sort(2, thousands=False, below=10**5)
PERCENT = Sort(3, "%", thousands=False, below=10**3)


def read_column(cells: Sequence[Cell], sort: Sort) -> list[Figure]:
    """Each cell's figure, in order."""
    texts = [_bare(cell) for cell in cells]
    commas = sum(1 for text in texts if sort.thousands and _COMMA.fullmatch(text))
    points = sum(1 for text in texts if sort.thousands and _POINT.fullmatch(text))
    return [
        _read(cell, text, sort, commas, points) for cell, text in zip(cells, texts, strict=True)
    ]


def _bare(cell: Cell) -> str:
    text = cell.value.strip() if isinstance(cell.value, str) else ""
    return re.sub(r"\s*(?:kr\.?|,-|%)$", "", text, flags=re.IGNORECASE)


def _read(cell: Cell, text: str, sort: Sort, commas: int, points: int) -> Figure:
    if sort.thousands and _COMMA.fullmatch(text):
        why = (
            f"{quoted(cell.value)} kan læses på to måder. Skriv {text.replace(',', '')}, hvis det "
            "er tusinder, eller to decimaler, hvis det er kroner og øre."
        )
        return Figure(problem=f"Celle {cell.address}: {why}", code="number_ambiguous")
    is_point = sort.thousands and bool(_POINT.fullmatch(text))
    if is_point and commas >= points:
        why = (
            f"{quoted(cell.value)} kan læses på to måder, for andre tal i kolonnen har komma på "
            f"samme sted. Skriv {text.replace('.', '')}, hvis det er tusinder."
        )
        return Figure(problem=f"Celle {cell.address}: {why}", code="number_ambiguous")
    try:
        value = parse_number(cell.value, decimals=None if cell.is_percent else sort.decimals,
                             unit=sort.unit)  # fmt: skip
    except Unreadable as error:
        code = "number_ambiguous" if "to måder" in error.message else "not_a_number"
        return Figure(problem=error.in_cell(cell.address), code=code)
    if value is not None and cell.is_percent and not isinstance(cell.value, str):
        value = (value * 100).quantize(Decimal("0.001"))
    if value is not None and not 0 <= value < sort.below:
        what = "under nul" if value < 0 else "for stort"
        return Figure(
            problem=f"Celle {cell.address}: {quoted(cell.value)} er {what}.", code="out_of_range"
        )
    doubt = ""
    if is_point and commas:
        doubt = (
            f"Celle {cell.address}: {quoted(cell.value)} er læst som "
            f"{text.replace('.', '')}. Et andet tal i kolonnen har komma på samme sted."
        )
    return Figure(value, doubt=doubt)
