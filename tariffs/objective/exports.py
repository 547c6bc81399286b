"""A table or a takstblad as a workbook and as CSV. Text stays text, also when it starts with »=«."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from dasportal.danish.dates import parse_date

from .models import RateSheet
from .reading import NOT_WITH
from .snapshot import Snapshot

SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class _Book:
    """A workbook with the few formats of the house."""

    def __init__(self, title: str) -> None:
        self.stream = io.BytesIO()
        self.book = xlsxwriter.Workbook(self.stream, {"in_memory": True, **SAFE})
        self.book.set_properties({"title": title})
        self.title = self.book.add_format({"bold": True, "font_size": 14})
        self.head = self.book.add_format(
            {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}
        )
        self.text = self.book.add_format({"valign": "top"})
        self.wrapped = self.book.add_format({"valign": "top", "text_wrap": True})
        self.whole = self.book.add_format({"num_format": "#,##0"})
        self.pct = self.book.add_format({"num_format": "0.0"})
        self.change = self.book.add_format({"num_format": "+0.00;-0.00;0.00"})
        self.krone_change = self.book.add_format({"num_format": "+#,##0;-#,##0;0"})
        self.sum = self.book.add_format({"bold": True, "top": 1, "num_format": "#,##0"})
        self.sum_change = self.book.add_format(
            {"bold": True, "top": 1, "num_format": "+#,##0;-#,##0;0"}
        )
        self.key = self.book.add_format({"num_format": "#,##0.####"})

    def close(self) -> bytes:
        self.book.close()
        return self.stream.getvalue()


# --- A table of shares ----------------------------------------------------------------------------


def workbook(table: Snapshot) -> bytes:
    """The table with its head; sums are formulas, so that they follow what one changes."""
    made = _Book(f"{table['scheme']} {table['year']}")
    sheet = made.book.add_worksheet("Fordeling")
    sheet.write_string(
        0, 0, f"{table['scheme']}, objektiv finansiering {table['year']}", made.title
    )
    row = 2
    for label, value in facts(table):
        sheet.write_string(row, 0, label, made.text)
        if isinstance(value, int):
            sheet.write_number(row, 1, value, made.whole)
        else:
            sheet.write_string(row, 1, value, made.text)
        row += 1
    _shares(sheet, row + 1, table, made)
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 6, 16)
    return made.close()


def _shares(sheet: Worksheet, top: int, table: Snapshot, made: _Book) -> None:
    heads = ["Part", table["key"]["label"], "Andel i pct.", f"Andel {table['year']} i kr."]
    last = table["last"]
    if last:
        heads += [last_label(table), "Ændring i kr.", "Ændring i pct."]
    for column, text in enumerate(heads):
        sheet.write_string(top, column, text, made.head)
    for number, row in enumerate(table["rows"], start=top + 1):
        sheet.write_string(number, 0, row["party"], made.text)
        cells: list[tuple[Any, Any]] = [
            (row["key"], made.key), (row["pct"], made.pct), (row["amount"], made.whole),
        ]  # fmt: skip
        if last:
            cells += [
                (row["last"], made.whole), (row["change"], made.krone_change),
                (row["change_pct"], made.change),
            ]  # fmt: skip
        for column, (value, style) in enumerate(cells, start=1):
            if value is not None:
                sheet.write_number(number, column, float(value), style)
    _sums(sheet, top, table, made)


def _sums(sheet: Worksheet, top: int, table: Snapshot, made: _Book) -> None:
    first, end = top + 1, top + len(table["rows"])
    sheet.write_string(end + 1, 0, "I alt", made.sum)
    sums: list[tuple[int, float, Any]] = [
        (1, float(table["key"]["total"]), made.sum), (3, table["sum"], made.sum),
    ]  # fmt: skip
    if table["last"]:
        sums += [
            (4, table["last"]["total"], made.sum),
            (5, table["last"]["change"], made.sum_change),
        ]
    for column, value, style in sums:
        cells = [xlsxwriter.utility.xl_rowcol_to_cell(row, column) for row in (first, end)]
        sheet.write_formula(end + 1, column, f"=SUM({cells[0]}:{cells[1]})", style, value)
    sheet.freeze_panes(top + 1, 1)


def facts(table: Snapshot) -> list[tuple[str, str | int]]:
    """The head of the table, label and value: how the amount came about, the key, the rounding."""
    rows: list[tuple[str, str | int]] = []
    budget, earlier, tariff, key = (table[part] for part in ("budget", "earlier", "tariff", "key"))
    if budget:
        rows.append(("Budget i kr.", budget["amount"]))
        rows.append((f"Objektiv del, {_pct(budget['pct'])} pct., i kr.", budget["objective"]))
    elif earlier:
        rows.append(("Beløb før regulering i kr.", table["typed_total"]))
    if earlier:
        word = "overskud" if earlier["amount"] > 0 else "underskud"
        year = f" fra {earlier['year']}" if earlier["year"] else ""
        rows.append((f"Indregnet {word}{year} i kr.", earlier["objective_effect"]))
    rows.append(("Til fordeling i kr.", table["total"]))
    rows.append(("Sum af andelene i kr.", table["sum"]))
    rows.append(("Forskel i kr.", table["difference"]))
    if tariff:
        rows.append(("Til takstfinansiering i kr.", tariff["part"]))
        rows.append(("Antal sager", tariff["cases"]))
        rows.append((f"Takst pr. {tariff['unit'] or 'sag'} i kr.", tariff["amount"]))
    rows.append(("Nøgle", f"{key['label']}, opgjort {_short(key['date'])}"))
    rows.append(("Nøglens kilde", key["source"]))
    rows.append(("Afrunding", table["method_label"]))
    rows.append(("Prisniveau", str(table["price_level"])))
    return rows


def last_label(table: Snapshot) -> str:
    """»2025 i 2026-priser«, or »2025«: what stands beside, and in whose prices."""
    last = table["last"]
    if last["price_level"] == last["year"]:
        return str(last["year"])
    return f"{last['year']} i {last['price_level']}-priser"


def _pct(text: str) -> str:
    return text.replace(".", ",")


def _short(iso: str) -> str:
    day = parse_date(iso)
    return f"{day:%d.%m.%Y}" if day else ""


def csv_text(table: Snapshot) -> str:
    """The table for other programs, semicolons between; its headings are those that »Indlæs en
    tabel« reads, so that what goes out can go in again."""
    year, last = table["year"], table["last"]
    heads = [
        "part",
        f"noegle_{table['key']['date'].replace('-', '_')}",
        "andel_pct",
        f"andel_{year}",
    ]
    if last:
        in_prices = (
            f"_i_{last['price_level']}_priser" if last["price_level"] != last["year"] else ""
        )
        heads += [f"andel_{last['year']}{in_prices}", "aendring_kr", "aendring_pct"]
    heads.append("raekketype")
    fill = ["", "", ""] if last else []
    lines: list[list[Any]] = [
        ["Samlet beløb til fordeling", "", "", table["total"], *fill, "total_fordeling"]
    ]
    for row in table["rows"]:
        extra = [row["last"], row["change"], _number(row["change_pct"])] if last else []
        key = [_number(row["key"]), _number(row["pct"]), row["amount"]]
        kind = "part" if row["key"] is not None else NOT_WITH
        lines.append([row["party"], *key, *extra, kind])
    sums = [last["total"], last["change"], _number(last["change_pct"])] if last else []
    lines.append(["I alt", _number(table["key"]["total"]), "", table["sum"], *sums, "sum"])
    return _csv(heads, lines)


def _number(text: str | None) -> str:
    return "" if text is None else text.replace(".", ",")


def _csv(heads: Sequence[str], lines: Sequence[Sequence[Any]]) -> str:
    """Semicolons and a byte order mark, as a Danish Excel opens it; what starts like a formula gets
    an apostrophe, but a negative number stays one."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow(heads)
    for line in lines:
        writer.writerow("" if cell is None else _safe(cell) for cell in line)
    return "\ufeff" + stream.getvalue()


def _safe(cell: Any) -> Any:
    is_text = isinstance(cell, str) and not cell.lstrip("-+").replace(",", "").isdigit()
    return f"'{cell}" if is_text and cell.startswith(FORMULA) else cell


# --- A takstblad ----------------------------------------------------------------------------------

RATE_HEADS = ("omraade", "ydelse", "takst_navn", "takstgruppe", "pladser")


def rates_workbook(sheet: RateSheet) -> bytes:
    """The takstblad, a line a row."""
    made = _Book(str(sheet))
    page = made.book.add_worksheet("Takstblad")
    page.write_string(0, 0, f"{sheet.scheme}, takstblad {sheet.year}", made.title)
    page.write_string(1, 0, f"Prisniveau {sheet.price_level}. Kilde: {sheet.source}", made.text)
    heads = ("Område", "Ydelse", "Takst", "Takstgruppe", "Pladser", f"Takst {sheet.year} i kr.")
    for column, text in enumerate(heads):
        page.write_string(3, column, text, made.head)
    for number, row in enumerate(sheet.rates.all(), start=4):
        for column, text in enumerate((row.area, row.service, row.name)):
            page.write_string(number, column, text, made.text)
        if row.group:
            page.write_number(number, 3, row.group, made.whole)
        page.write_string(number, 4, row.places, made.text)
        page.write_number(number, 5, row.amount, made.whole)
    page.set_column(0, 1, 24)
    page.set_column(2, 2, 44)
    page.set_column(3, 5, 14)
    page.freeze_panes(4, 0)
    return made.close()


def rates_csv(sheet: RateSheet) -> str:
    heads = [*RATE_HEADS, f"takst_{sheet.year}"]
    lines = [
        [row.area, row.service, row.name, row.group, row.places, row.amount]
        for row in sheet.rates.all()
    ]
    return _csv(heads, lines)
