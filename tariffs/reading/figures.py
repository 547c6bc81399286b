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


NOTHING = Figure()


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
    if not any(isinstance(cell.value, str) for cell in cells):
        return [_checked(cell, cell.value, sort) for cell in cells]  # a workbook's own numbers
    texts = [_bare(cell) for cell in cells]
    commas = sum(1 for text in texts if sort.thousands and _COMMA.fullmatch(text))
    points = sum(1 for text in texts if sort.thousands and _POINT.fullmatch(text))
    return [
        _read(cell, text, sort, commas, points) for cell, text in zip(cells, texts, strict=True)
    ]


def _bare(cell: Cell) -> str:
    text = cell.value.strip() if isinstance(cell.value, str) else ""
    return re.sub(r"\s*(?:kr\.?|,-|%)$", "", text, flags=re.IGNORECASE)


def _checked(cell: Cell, value: object, sort: Sort) -> Figure:
    """The number that a cell holds or a text means, if the column can have it."""
    if value is None:
        return NOTHING
    try:
        number = parse_number(value, decimals=None if cell.is_percent else sort.decimals,
                              unit=sort.unit)  # fmt: skip
    except Unreadable as error:
        code = "number_ambiguous" if "to måder" in error.message else "not_a_number"
        return Figure(problem=error.in_cell(cell.address), code=code)
    if number is not None and cell.is_percent and not isinstance(value, str):
        number = (number * 100).quantize(Decimal("0.001"))
    if number is not None and not 0 <= number < sort.below:
        what = "under nul" if number < 0 else "for stort"
        return Figure(
            problem=f"Celle {cell.address}: {quoted(value)} er {what}.", code="out_of_range"
        )
    return Figure(number)


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
    figure = _checked(cell, cell.value, sort)
    if figure.problem or not (is_point and commas):
        return figure
    doubt = (
        f"Celle {cell.address}: {quoted(cell.value)} er læst som {text.replace('.', '')}. Et andet "
        "tal i kolonnen har komma på samme sted."
    )
    return Figure(figure.value, doubt=doubt)
