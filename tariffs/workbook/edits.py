"""What somebody wants changed, cell by cell, wherever it came from: our own workbook sent back, or a
block of figures pasted at a place in the table. Pure.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tariffs.models import Line
from tariffs.reading import (
    Cell,
    Columns,
    ReadLine,
    Row,
    UnreadableFile,
    find_columns,
    read_lines,
    read_sheets,
    read_table,
)
from tariffs.reading.table import LETTERS

from .layout import GONE_HEADER, KEY_HEADER
from .stamp import SHEET, STAMP_SHEET, Stamp, Values, read_stamp


@dataclass
class Edits:
    """Rows to be laid over a draft. `keys` are the lines that rows are of, by row; `base` the values
    that each line had when the person began; `gone` the rows marked to be taken out."""

    lines: list[ReadLine]
    columns: Columns
    keys: Mapping[int, int]
    base: Mapping[int, Values]
    gone: frozenset[int] = frozenset()
    repeated: Mapping[int, int] = field(
        default_factory=dict
    )  # a row whose key stood above, and where
    stamp: Stamp | None = None

    def address(self, row: int | None, name: str) -> str:
        """»D14«; nothing where the field has no column."""
        place = self.columns.places.get(name)
        return f"{LETTERS[place]}{row}" if row and place is not None else ""

    @property
    def missing(self) -> list[int]:
        """Lines that the workbook was made with and that have no row any more."""
        if self.stamp is None:
            return []
        there = set(self.keys.values())
        return [key for key in self.base if key not in there]


def read_own(content: bytes) -> Edits | None:
    """A workbook of ours; None when it is another's. Raises UnreadableFile when its stamp or its
    headings have been destroyed, so that its rows cannot be told apart."""
    sheets = read_sheets(content, (SHEET, STAMP_SHEET))
    if not sheets:
        return None
    stamp = read_stamp(sheets[STAMP_SHEET])
    if stamp is None:
        raise UnreadableFile(
            "Regnearkets skjulte oplysninger er ændret, så portalen ikke kan se, hvilke linjer det "
            "er. Hent regnearket igen, og sæt tallene ind i det."
        )
    rows = sheets[SHEET]
    columns = find_columns(rows, stage="draft")
    header = next(row for row in rows if row.number == columns.header_row)
    headings = {cell.text: place for place, cell in enumerate(header.cells)}
    below = [row for row in rows if row.number > columns.header_row]
    keys, repeated = _keys(below, headings.get(KEY_HEADER))
    gone = frozenset(
        row.number for row in below
        if _at(row, headings.get(GONE_HEADER)).text.casefold() in ("ja", "x")
    )  # fmt: skip
    return Edits(read_lines(rows, columns), columns, keys, stamp.lines, gone, repeated, stamp)


def _keys(rows: Sequence[Row], place: int | None) -> tuple[dict[int, int], dict[int, int]]:
    """The line of each row, and the rows that were copied with their key: row and the first one."""
    keys: dict[int, int] = {}
    first: dict[int, int] = {}
    repeated: dict[int, int] = {}
    for row in rows:
        text = _at(row, place).text
        if not text.isdigit():
            continue
        key = int(text)
        if key in first:
            repeated[row.number] = first[key]
        else:
            first[key] = row.number
            keys[row.number] = key
    return keys, repeated


def _at(row: Row, place: int | None) -> Cell:
    if place is None or place >= len(row.cells):
        return Cell(None, "")
    return row.cells[place]


def block_csv(text: str) -> bytes:
    """The clipboard's block as a file, with a tab after each cell, so that the comma in a lone
    »4701,5« is no mark between two. What Excel quotes, a cell of several lines, is read as one; a
    quotation mark that somebody has written stays."""
    lines = text.replace("\r\n", "\n")
    try:
        rows = list(csv.reader(io.StringIO(lines, newline=""), delimiter="\t", strict=True))
    except csv.Error:
        rows = [line.split("\t") for line in lines.split("\n")]
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter="\t").writerows([*row, ""] for row in rows)
    return stream.getvalue().encode()


PASTED = ("places", "occupancy_pct", "budget", "tariff")


def read_block(
    content: bytes, lines: Sequence[Line], first: str, base: Mapping[int, Values]
) -> Edits:
    """A block of figures alone, laid over the lines in their order from the column `first` on.

    Raises UnreadableFile when it is larger than what is below and to the right.
    """
    rows = read_table(content)
    fields = PASTED[PASTED.index(first) :]
    width = max(_width(row) for row in rows)
    if width > len(fields):
        raise UnreadableFile(
            f"Blokken har {width} kolonner, men der er kun {len(fields)} fra den, du valgte. "
            "Vælg en kolonne længere til venstre, eller kopiér færre."
        )
    if rows[-1].number > len(lines):
        raise UnreadableFile(
            f"Blokken har {rows[-1].number} rækker, men der er kun {len(lines)} linjer fra den, du "
            "valgte. Vælg en linje længere oppe, eller kopiér færre."
        )
    columns = Columns({name: place for place, name in enumerate(fields[:width])}, 0)
    keys = {row.number: lines[row.number - 1].pk for row in rows}
    return Edits(read_lines(rows, columns), columns, keys, base)


def _width(row: Row) -> int:
    """How many columns a row fills."""
    return max(place for place, cell in enumerate(row.cells, start=1) if not cell.is_blank)


def is_figures(rows: Sequence[Row]) -> bool:
    """Whether a pasted block is nothing but figures, and so has to be told where it belongs."""
    cells = [cell.text for row in rows for cell in row.cells if not cell.is_blank]
    return all(
        not any(sign.isalpha() for sign in text.casefold().replace("kr", "")) for text in cells
    )
