"""The answers as a workbook: one sheet side by side, one with each table question's rows.

Text stays text, also when it starts with "="; figures are figures.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.utils import timezone
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from . import values
from .comparison import Line, compare
from .snapshot import QuestionAsked, Snapshot, questions_of

SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


def workbook(snapshot: Snapshot) -> bytes:
    """The whole workbook. Sums are formulas, so that they follow what one changes."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, **SAFE})
    book.set_properties({"title": snapshot["enquiry"]["title"]})
    styles = _Styles(book)
    _answers(book.add_worksheet("Svar"), snapshot, styles)
    _people(book.add_worksheet("Hvem har svaret"), snapshot, styles)
    taken = {"svar", "hvem har svaret"}
    for asked in questions_of(snapshot):
        if asked.kind == "table":
            sheet = book.add_worksheet(_sheet_name(asked.text, taken))
            _table(sheet, asked, snapshot, styles)
    book.close()
    return stream.getvalue()


class _Styles:
    def __init__(self, book: xlsxwriter.Workbook) -> None:
        top = {"valign": "top", "text_wrap": True}
        self.head = book.add_format({"bold": True, "bottom": 1, **top})
        self.text = book.add_format(top)
        self.bold = book.add_format({"bold": True, **top})
        self.missing = book.add_format({"font_color": "#666666", "italic": True, **top})
        self._book = book
        self._numbers: dict[tuple[int, bool], Format] = {}

    def number(self, decimals: int, *, bold: bool = False) -> Format:
        if (decimals, bold) not in self._numbers:
            shown = "#,##0" + (f".{'0' * decimals}" if decimals else "")
            self._numbers[decimals, bold] = self._book.add_format(
                {"num_format": shown, "valign": "top", "bold": bold}
            )
        return self._numbers[decimals, bold]


def _sheet_name(text: str, taken: set[str]) -> str:
    stem = " ".join(text.translate(FORBIDDEN).split())[:26] or "Tabel"
    name, number = stem, 2
    while name.lower() in taken:
        name, number = f"{stem} {number}", number + 1
    taken.add(name.lower())
    return name


def _answers(sheet: Worksheet, snapshot: Snapshot, styles: _Styles) -> None:
    comparison = compare(snapshot)
    heads = ["Spørgsmål", "Enhed", *(_column(row) for row in comparison.responses)]
    heads += ["I alt", "Gennemsnit", "Lavest", "Højest"]
    for column, text in enumerate(heads):
        sheet.write_string(0, column, text, styles.head)
    for number, line in enumerate(comparison.lines, start=1):
        _line(sheet, number, line, len(comparison.responses), styles)
    sheet.set_column(0, 0, 48)
    sheet.set_column(2, 1 + len(comparison.responses), 20)
    sheet.freeze_panes(1, 1)


def _column(row: dict[str, Any]) -> str:
    notes = [
        "" if row["answered"] else "ikke svaret",
        "efter fristen" if row["late"] else "",
        "skrevet af sekretariatet" if row["on_behalf"] else "",
    ]
    note = ", ".join(part for part in notes if part)
    return f"{row['short_name']} ({note})" if note else str(row["short_name"])


def _line(sheet: Worksheet, number: int, line: Line, width: int, styles: _Styles) -> None:
    label = f"   {line.label}" if line.is_part else line.label
    sheet.write_string(number, 0, label, styles.bold if line.is_heading else styles.text)
    if line.is_heading:
        return
    sheet.write_string(number, 1, line.unit, styles.text)
    decimals = _decimals(line)
    for place, cell in enumerate(line.cells, start=2):
        if cell.number is not None:
            sheet.write_number(number, place, float(cell.number), styles.number(decimals))
        elif cell.text:
            sheet.write_string(number, place, cell.text, styles.text)
    if line.is_figure:
        _summary(sheet, number, line, width, decimals, styles)


def _decimals(line: Line) -> int:
    shown = [-int(c.number.as_tuple().exponent) for c in line.cells if c.number is not None]
    return max([0, *shown])


def _summary(
    sheet: Worksheet, number: int, line: Line, width: int, decimals: int, styles: _Styles
) -> None:
    first = xlsxwriter.utility.xl_rowcol_to_cell(number, 2)
    last = xlsxwriter.utility.xl_rowcol_to_cell(number, 1 + width)
    made = (
        ("SUM", line.total, decimals),
        ("AVERAGE", line.average, decimals + 1),
        ("MIN", line.low, decimals),
        ("MAX", line.high, decimals),
    )
    for place, (function, value, shown) in enumerate(made, start=2 + width):
        if value is not None:
            style = styles.number(shown, bold=True)
            formula = f"={function}({first}:{last})"
            sheet.write_formula(number, place, formula, style, float(value))


def _people(sheet: Worksheet, snapshot: Snapshot, styles: _Styles) -> None:
    heads = ("Part", "Status", "Svaret af", "Stilling", "Afleveret", "Bemærkning")
    for column, text in enumerate(heads):
        sheet.write_string(0, column, text, styles.head)
    for number, row in enumerate(snapshot["responses"], start=1):
        for column, text in enumerate(_person(row)):
            style = styles.text if row["answered"] else styles.missing
            sheet.write_string(number, column, text, style)
    sheet.set_column(0, 0, 36)
    sheet.set_column(1, 5, 22)
    sheet.freeze_panes(1, 0)


def _person(row: dict[str, Any]) -> tuple[str, ...]:
    at = timezone.localtime(datetime.fromisoformat(row["at"])) if row["at"] else None
    notes = [
        "Efter fristen" if row["late"] else "",
        f"Skrevet af sekretariatet efter {row['received_from']}" if row["on_behalf"] else "",
    ]
    when = f"{at:%d.%m.%Y kl. %H.%M}" if at else ""
    status = "Afleveret" if row["answered"] else "Ikke svaret"
    note = ". ".join(part for part in notes if part)
    return (row["name"], status, row["by"], row["by_title"], when, note)


def _table(sheet: Worksheet, asked: QuestionAsked, snapshot: Snapshot, styles: _Styles) -> None:
    heads = ["Part", *(["Række"] if asked.rows else []), *(c["label"] for c in asked.columns)]
    for column, text in enumerate(heads):
        sheet.write_string(0, column, text, styles.head)
    for number, (names, cells) in enumerate(_rows(asked, snapshot), start=1):
        for place, text in enumerate(names):
            sheet.write_string(number, place, text, styles.text)
        for place, about in enumerate(asked.columns, start=len(names)):
            _cell(sheet, number, place, about, cells.get(about["key"], ""), styles)
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, len(heads) - 1, 20)
    sheet.freeze_panes(1, 1)


def _rows(asked: QuestionAsked, snapshot: Snapshot) -> Iterator[tuple[list[str], dict[str, str]]]:
    for row in snapshot["responses"]:
        for place, cells in enumerate(row["answers"].get(asked.key) or []):
            label = [values.row_label(asked, place)] if asked.rows else []
            yield [row["name"], *label], cells


def _cell(
    sheet: Worksheet, row: int, place: int, column: dict[str, Any], value: str, styles: _Styles
) -> None:
    if value and column["kind"] == "number":
        number = Decimal(value)
        decimals = max(0, -int(number.as_tuple().exponent))
        sheet.write_number(row, place, float(number), styles.number(decimals))
    else:
        sheet.write_string(row, place, values.cell_text(column, value), styles.text)
