"""The analysis as a workbook: parties, legal bases, offers and lines, each a sheet with its figures
as numbers. Text stays text, also when it starts with »=«.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

import xlsxwriter

from tariffs.exports import SAFE, Column, Table, csv_text

from .calculation import Moved, Row
from .report import Report
from .words import DRIVER_WORDS

Cell = str | Decimal | int | None

ROW_HEADS = ("Linjer", "Takst × dage, sidste år", "Takst × dage, i år", "Ændring, kr.", "Nominelt, pct.",
             "Reelt, pct.", "Stiger", "Falder", "Til drøftelse", "Nye")  # fmt: skip
DRIVER_HEADS = tuple(f"{DRIVER_WORDS[n]}, kr." for n in ("pl", "budget", "places", "occupancy", "rest"))  # fmt: skip
LINE_HEADS = (
    "Driftsherre", "Tilbud", "Ydelse", "Lovgrundlag", "Enhed", "Afregnes", "Pladser",
    "Belægning, pct.", "Budget, kr.", "Takst sidste år, kr.", "Takst, kr.", "Nominelt, pct.",
    "Reelt, pct.", "PL, kr.", "Budget, kr. i taksten", "Pladstal, kr.", "Belægning, kr.",
    "Øvrigt, kr.", "Årsager", "Forklaring",
)  # fmt: skip


def workbook(report: Report) -> bytes:
    """All of what is shown."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, **SAFE})
    book.set_properties({"title": f"Taksternes udvikling {report.year}"})
    looks = {
        "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
        "number": book.add_format({"num_format": "#,##0.##", "valign": "top"}),
        "text": book.add_format({"valign": "top"}),
    }
    for name, first, rows in (
        ("Parter", "Driftsherre", report.parties),
        ("Lovgrundlag", "Lovgrundlag", report.bases),
        ("Tilbud", "Tilbud", report.offers),
    ):
        heads = (first, *ROW_HEADS, *DRIVER_HEADS)
        _sheet(book, looks, name, heads, [_row(row) for row in (*rows, report.total)])
    limit = {id(line) for party in report.discussed for o in party.offers for line in o.lines}
    discussed = [line for line in report.lines if id(line) in limit]
    _sheet(book, looks, "Til drøftelse", LINE_HEADS, map(_line, discussed))
    _sheet(book, looks, "Linjer", LINE_HEADS, map(_line, report.lines))
    book.close()
    return stream.getvalue()


def lines_csv(report: Report) -> str:
    """Every line that is shown, with its change and what drove it."""
    columns = tuple(Column(head) for head in LINE_HEADS)
    rows = [tuple(_line(line)) for line in report.lines]
    return csv_text(Table("Linjer", columns, rows))


def _row(row: Row) -> list[Cell]:
    known = bool(row.weighed)
    return [
        row.name, row.lines, row.last if known else None, row.now if known else None,
        row.change if known else None, row.nominal, row.real, row.rising, row.falling, row.above,
        row.new, *row.driver_list,
    ]  # fmt: skip


def _line(line: Moved) -> list[Cell]:
    parts = line.parts
    return [
        line.party_name, line.offer, line.service, line.basis, line.unit,
        "ja" if line.billed else "nej", line.now.places, line.now.occupancy_pct, line.now.budget,
        line.last.tariff if line.last else None, line.now.tariff, line.nominal, line.real,
        *(parts.get(name) for name in ("pl", "budget", "places", "occupancy", "rest")),
        ", ".join(cause for cause, _ in line.causes), line.text,
    ]  # fmt: skip


def _sheet(
    book: Any, looks: dict[str, Any], name: str, heads: Sequence[str], rows: Iterable[list[Cell]]
) -> None:
    sheet = book.add_worksheet(name)
    for column, text in enumerate(heads):
        sheet.write_string(0, column, text, looks["head"])
    for number, cells in enumerate(rows, start=1):
        for column, value in enumerate(cells):
            if isinstance(value, str):
                sheet.write_string(number, column, value, looks["text"])
            elif value is not None:
                sheet.write_number(number, column, round(float(value), 4), looks["number"])
    sheet.set_column(0, 1, 26)
    sheet.set_column(2, len(heads), 15)
    sheet.freeze_panes(1, 1)
