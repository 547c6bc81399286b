"""A csv or an xlsx as rows of cells, each with its address as a spreadsheet shows it."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from openpyxl.utils import get_column_letter

from .workbook import ParseError, Workbook

MOST_ROWS = 20_000
MOST_COLUMNS = 100
MOST_BYTES_UNPACKED = 200 * 1024 * 1024
_ZIP = b"PK\x03\x04"
FORMULA_SIGNS = "=+-@\t\r"  # what a spreadsheet takes for the beginning of a formula
_GUARDED = re.compile(rf"'+[{re.escape(FORMULA_SIGNS)}]")


class UnreadableFile(Exception):
    """A file that cannot be read as a table of tariffs. `message` is Danish."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class Cell(NamedTuple):
    """`value` is text from a csv; from a workbook it may be a number or a date."""

    value: Any
    address: str
    is_percent: bool = False

    @property
    def text(self) -> str:
        """As text, on one line; a whole number without decimals."""
        value = self.value
        if isinstance(value, str):
            return " ".join(value.split())
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return "" if value is None else str(value)

    @property
    def is_blank(self) -> bool:
        return self.value is None or (isinstance(self.value, str) and not self.value.strip())


class Row(NamedTuple):
    """`number` is the row as a spreadsheet counts it, the headers' own row and blank ones too."""

    number: int
    cells: tuple[Cell, ...]

    @property
    def is_blank(self) -> bool:
        return all(cell.is_blank for cell in self.cells)


def read_table(content: bytes) -> list[Row]:
    """The rows that hold anything. A workbook gives its first sheet that does.

    Raises UnreadableFile when it is neither csv nor xlsx, or larger than any tariff file is.
    """
    if not content.strip():
        raise UnreadableFile("Filen er tom.")
    rows = list(_from_workbook(content) if content.startswith(_ZIP) else _from_csv(content))
    if not rows:
        raise UnreadableFile("Filen har ingen rækker.")
    return rows


def _checked(number: int, width: int) -> None:
    if number > MOST_ROWS:
        raise UnreadableFile(f"Filen har flere end {MOST_ROWS} rækker.")
    if width > MOST_COLUMNS:
        raise UnreadableFile(f"Række {number} har flere end {MOST_COLUMNS} kolonner.")


# --- Csv ------------------------------------------------------------------------------------------


def _from_csv(content: bytes) -> Iterator[Row]:
    text = _decoded(content)
    first = next((line for line in text.splitlines() if line.strip()), "")
    # A heading such as »Budget, kr.« has commas of its own: they part cells only on their own.
    delimiter = next((mark for mark in "\t;" if mark in first), ",")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for number, values in enumerate(reader, start=1):
            _checked(number, len(values))
            cells = (Cell(_bare(v), _address(i, number)) for i, v in enumerate(values))
            row = Row(number, tuple(cells))
            if not row.is_blank:
                yield row
    except csv.Error as error:
        raise UnreadableFile(
            f"Filen kan ikke læses som csv ved linje {reader.line_num}."
        ) from error


def _bare(text: str) -> str:
    """Without the apostrophe that keeps a spreadsheet from taking the text for a formula."""
    return text[1:] if _GUARDED.match(text) else text


def _decoded(content: bytes) -> str:
    if b"\x00" in content[:4096] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableFile("Filen er hverken csv eller xlsx.")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")  # what Danish Excel writes as csv


LETTERS = [get_column_letter(index + 1) for index in range(MOST_COLUMNS)]


def _address(index: int, number: int) -> str:
    return f"{LETTERS[index]}{number}"


# --- Xlsx -----------------------------------------------------------------------------------------


def _from_workbook(content: bytes) -> Iterator[Row]:
    with _opened(content) as book:
        for name in book.names:
            rows = _of_sheet(book, name)
            if rows:
                yield from rows
                return


def read_sheets(content: bytes, names: Collection[str]) -> dict[str, list[Row]]:
    """The rows that hold anything, of those sheets that the workbook has; nothing when one is
    missing, or when the file is no workbook. Raises UnreadableFile when it cannot be opened."""
    if not content.startswith(_ZIP):
        return {}
    with _opened(content) as book:
        if not set(names) <= set(book.names):
            return {}
        return {name: _of_sheet(book, name) for name in names}


@contextmanager
def _opened(content: bytes) -> Iterator[Workbook]:
    """The workbook; what is wrong with it is said in one way, wherever it shows."""
    _check_zip(content)
    try:
        yield Workbook(content)
    except (ParseError, zipfile.BadZipFile, KeyError, ValueError, IndexError, OSError) as error:
        raise UnreadableFile(
            "Regnearket kan ikke åbnes. Gem det som .xlsx og prøv igen."
        ) from error


def _check_zip(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
    except zipfile.BadZipFile as error:
        raise UnreadableFile("Regnearket er beskadiget.") from error
    if unpacked > MOST_BYTES_UNPACKED:
        raise UnreadableFile("Regnearket fylder for meget, når det pakkes ud.")


def _of_sheet(book: Workbook, name: str) -> list[Row]:
    return [row for row in _rows(book, name) if not row.is_blank]


def _rows(book: Workbook, name: str) -> Iterator[Row]:
    for number, values in book.rows(name):
        width = values[-1][0] + 1 if values else 0
        _checked(number, width)
        cells = [Cell(None, f"{letter}{number}") for letter in LETTERS[:width]]
        for place, value, is_percent in values:
            cells[place] = Cell(value, cells[place].address, is_percent)
        yield Row(number, tuple(cells))
