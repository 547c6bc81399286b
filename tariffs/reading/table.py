"""A csv or an xlsx as rows of cells, each with its address as a spreadsheet shows it."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

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


@dataclass(frozen=True)
class Cell:
    """`value` is text from a csv; from a workbook it may be a number or a date."""

    value: Any
    address: str
    is_percent: bool = False

    @property
    def text(self) -> str:
        """As text, on one line; a whole number without decimals."""
        value = self.value
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return "" if value is None else " ".join(str(value).split())

    @property
    def is_blank(self) -> bool:
        return self.text == ""


@dataclass(frozen=True)
class Row:
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


def _checked(number: int, values: list[Any]) -> None:
    if number > MOST_ROWS:
        raise UnreadableFile(f"Filen har flere end {MOST_ROWS} rækker.")
    if len(values) > MOST_COLUMNS:
        raise UnreadableFile(f"Række {number} har flere end {MOST_COLUMNS} kolonner.")


# --- Csv ------------------------------------------------------------------------------------------


def _from_csv(content: bytes) -> Iterator[Row]:
    text = _decoded(content)
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(";,\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for number, values in enumerate(reader, start=1):
            _checked(number, values)
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
    _check_zip(content)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise UnreadableFile(
            "Regnearket kan ikke åbnes. Gem det som .xlsx og prøv igen."
        ) from error
    try:
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # some programs write a size that is not true
            rows = [row for row in _of_sheet(sheet) if not row.is_blank]
            if rows:
                yield from rows
                return
    finally:
        book.close()


def _check_zip(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
    except zipfile.BadZipFile as error:
        raise UnreadableFile("Regnearket er beskadiget.") from error
    if unpacked > MOST_BYTES_UNPACKED:
        raise UnreadableFile("Regnearket fylder for meget, når det pakkes ud.")


def _of_sheet(sheet: Any) -> Iterator[Row]:
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        values = list(cells)
        while values and values[-1].value is None:
            values.pop()
        _checked(number, values)
        yield Row(
            number,
            tuple(
                Cell(cell.value, f"{LETTERS[index]}{number}", _is_percent(cell))
                for index, cell in enumerate(values)
            ),
        )


def _is_percent(cell: Any) -> bool:
    return isinstance(cell.value, (int, float)) and "%" in str(cell.number_format or "")
