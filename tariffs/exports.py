"""A takstbilag, and the tariffs that apply on a day, as Excel, CSV and JSON.

One table of plain values is made of each, and written three ways. The headings are those that a
party's file is read by, so that what goes out for one driftsherre can go in again unchanged.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from dasportal.danish.dates import format_date

from .appendix import AppendixParty, AppendixSnapshot, by_basis, lines_of, sums
from .models import ValidTariff
from .reading.columns import plain
from .reading.table import FORMULA_SIGNS

SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_GUARDED = re.compile(rf"'*[{re.escape(FORMULA_SIGNS)}]")

Value = str | Decimal | int | bool | date | None
FORMATS = {
    "kroner": "#,##0.##", "places": "#,##0.##", "pct": "0.0##", "change": "+0.00;-0.00;0.00",
    "date": "dd.mm.yyyy", "whole": "0",
}  # fmt: skip


@dataclass(frozen=True)
class Column:
    """A column: its heading to a person, and by `plain` to a machine; how its figures look."""

    label: str
    width: int = 12
    look: str = ""
    summed: bool = False

    @property
    def head(self) -> str:
        return plain(self.label)


@dataclass(frozen=True)
class Table:
    """Plain values under headings. None is unknown, and is left empty."""

    name: str
    columns: tuple[Column, ...]
    rows: Sequence[tuple[Value, ...]]
    about: tuple[str, ...] = ()
    more: tuple[Table, ...] = field(default=())


# --- What is in them ------------------------------------------------------------------------------

_OPERATOR = (Column("Driftsherre kode", 9), Column("Driftsherre", 20), Column("Tilbud", 38))
_LINE = (
    Column("Ydelse", 30), Column("Lovgrundlag", 17), Column("Antal pladser", 10, "places", True),
    Column("Takstenhed", 11), Column("Belægning pct", 11, "pct"),
    Column("Budget", 15, "kroner", True), Column("Takst", 12, "kroner"),
)  # fmt: skip


def appendix_table(snapshot: AppendixSnapshot) -> Table:
    """Every line of the takstbilag, its sums and explanations on sheets of their own."""
    year = snapshot["year"]
    columns = (
        *_OPERATOR, Column("Tidligere navn", 20), *_LINE, Column(f"Takst {year - 1}", 12, "kroner"),
        Column("Nominel ændring pct", 10, "change"), Column("Real ændring pct", 10, "change"),
        Column("Afregnes", 9), Column("Udfald", 18), Column("Forklaring", 60),
    )  # fmt: skip
    rows = [row for party in snapshot["parties"] for row in _appendix_rows(party)]
    status = f"version {snapshot['version']}" if snapshot["version"] else "uden versionsnummer"
    about = (
        f"Takstbilag {year}, {status}",
        f"Besluttet: {snapshot['decided'] or 'endnu ikke'}. Opgjort {_day(snapshot['made_on'])}.",
    )
    extras = (_party_sums(snapshot), _basis_sums(snapshot), _ceilings(snapshot))
    return Table("Takster", columns, rows, about, tuple(table for table in extras if table.rows))


def _appendix_rows(party: AppendixParty) -> Iterable[tuple[Value, ...]]:
    texts = {row["number"]: row["text"] for row in party["explanations"]}
    for offer in party["offers"]:
        for line in offer["lines"]:
            yield (
                party["code"], party["name"], offer["name"], offer["former_name"],
                line["service"], line["legal_basis"], _number(line["places"]), line["unit"],
                _number(line["occupancy_pct"]), _number(line["budget"]), _number(line["tariff"]),
                _number(line["last_year"]), _number(line["nominal_pct"]),
                _number(line["real_pct"]), line["billed"], line["outcome"],
                texts.get(line["note"] or 0, ""),
            )  # fmt: skip


def _party_sums(snapshot: AppendixSnapshot) -> Table:
    here = [party for party in snapshot["parties"] if not party["missing"]]
    rows = {party["name"]: list(lines_of([party])) for party in here}
    return _sums("Efter driftsherre", "Driftsherre", rows, snapshot["discuss_pct"])


def _basis_sums(snapshot: AppendixSnapshot) -> Table:
    rows = by_basis(snapshot["parties"])
    return _sums("Efter lovgrundlag", "Lovgrundlag", rows, snapshot["discuss_pct"])


def _sums(name: str, first: str, rows: Mapping[str, Sequence[Any]], limit: str) -> Table:
    columns = (
        Column(first, 24), Column("Linjer", 9, "whole", True),
        Column("Pladser", 11, "places", True), Column("Budget", 17, "kroner", True),
        Column("Stiger realt", 9, "whole", True), Column("Falder realt", 9, "whole", True),
        Column(f"Over {limit} pct", 9, "whole", True),
    )  # fmt: skip
    made = []
    for label, lines in rows.items():
        s = sums(lines, limit)
        made.append((label, s["lines"], s["places"], s["budget"], s["rising"], s["falling"], s["above"]))  # fmt: skip
    return Table(name, columns, made)


def _ceilings(snapshot: AppendixSnapshot) -> Table:
    columns = (
        Column("Takstloft", 30), Column("Takstenhed", 11), Column("Loft", 12, "kroner"),
        Column("Prisniveau", 11, "whole"), Column(f"Fremskrevet til {snapshot['year']}", 14, "kroner"),
    )  # fmt: skip
    rows: list[tuple[Value, ...]] = [
        (row["name"], row["unit"], _number(row["amount"]), row["price_level"], _number(row["projected"]))
        for row in snapshot["ceilings"]
    ]  # fmt: skip
    return Table("Takstlofter", columns, rows)


def valid_table(tariffs: Iterable[ValidTariff], day: date, *, title: str = "") -> Table:
    """Tariffs that apply on a day, or those of `title`, in the order given; `operator` should be
    fetched with them."""
    columns = (
        *_OPERATOR, *_LINE, Column("Afregnes", 9), Column("Gælder fra", 12, "date"),
        Column("Gælder til", 12, "date"), Column("Besluttet", 34),
    )  # fmt: skip
    rows: list[tuple[Value, ...]] = [
        (
            row.operator.code, row.operator.name, row.offer_name, row.service, row.basis_key,
            row.places, row.unit, row.occupancy_pct, row.budget, row.tariff, row.is_billed,
            row.valid.lower, row.last_day, row.decision,
        )
        for row in tariffs
    ]  # fmt: skip
    first = title or f"Takster, der gælder {format_date(day)}"
    about = (first, "Kilde: DAS-portalen, Nordjysk Socialaftale.")
    return Table("Takster", columns, rows, about)


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _day(iso: str) -> str:
    return format_date(date.fromisoformat(iso))


# --- CSV ------------------------------------------------------------------------------------------


def csv_text(table: Table) -> str:
    """Semicolons, decimal commas and a byte order mark, as a Danish Excel opens it by a double
    click. Text that Excel would take for a formula gets an apostrophe, which our reader takes off."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow(column.head for column in table.columns)
    writer.writerows([_csv_cell(value) for value in row] for row in table.rows)
    return "\ufeff" + stream.getvalue()


def _csv_cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, Decimal | int):
        return _plain_number(value).replace(".", ",")
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    return f"'{value}" if _GUARDED.match(value) else value


def _plain_number(value: Decimal | int) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


# --- JSON -----------------------------------------------------------------------------------------

_FIGURES = frozenset(
    ["places", "occupancy_pct", "budget", "last_year", "tariff", "nominal_pct", "real_pct",
     "pl_pct", "explain_pct", "discuss_pct", "amount", "projected"]
)  # fmt: skip


def appendix_json(snapshot: AppendixSnapshot) -> str:
    """The takstbilag as it was frozen; figures are numbers, and what is unknown is null."""
    return _json({"kind": "takstbilag", **_with_numbers(snapshot)})


def valid_json(tariffs: Iterable[ValidTariff], day: date) -> str:
    """Tariffs that apply on a day, under the names that the takstbilag has them by."""
    rows = [
        {
            "operator": {"code": row.operator.code, "name": row.operator.name},
            "offer": row.offer_name, "service": row.service, "legal_basis": row.basis_key,
            "places": _as_number(row.places), "unit": row.unit,
            "occupancy_pct": _as_number(row.occupancy_pct), "budget": _as_number(row.budget),
            "tariff": _as_number(row.tariff), "billed": row.is_billed,
            "valid_from": row.valid.lower.isoformat(),
            "valid_to": end.isoformat() if (end := row.last_day) else None,
            "decision": row.decision,
        }
        for row in tariffs
    ]  # fmt: skip
    return _json({"kind": "gaeldende_takster", "day": day.isoformat(), "tariffs": rows})


def _with_numbers(value: Any, key: str = "") -> Any:
    if isinstance(value, Mapping):
        return {name: _with_numbers(inner, name) for name, inner in value.items()}
    if key == "causes":
        return [{"cause": cause, "amount": _as_number(amount)} for cause, amount in value]
    if isinstance(value, list | tuple):
        return [_with_numbers(inner) for inner in value]
    return _as_number(value) if key in _FIGURES else value


def _as_number(value: Decimal | str | None) -> int | float | None:
    """A JSON number that reads back the same: no amount has more than fifteen digits."""
    if value is None:
        return None
    number = Decimal(value)
    return int(number) if number == number.to_integral_value() else float(number)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


# --- Excel ----------------------------------------------------------------------------------------


def workbook(table: Table) -> bytes:
    """A workbook with real numbers and dates, a head that stays, filters, and sums that follow the
    filter. A text is a text, also when it begins with »=«."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, **SAFE})
    book.set_properties({"title": table.about[0] if table.about else table.name})
    for one in (table, *table.more):
        _sheet(book, one)
    book.close()
    return stream.getvalue()


def _sheet(book: xlsxwriter.Workbook, table: Table) -> None:
    sheet = book.add_worksheet(table.name)
    styles = {look: book.add_format({"num_format": text, "valign": "top"}) for look, text in FORMATS.items()}  # fmt: skip
    styles[""] = book.add_format({"valign": "top"})
    strong = book.add_format({"bold": True, "font_size": 14})
    for number, text in enumerate(table.about):
        sheet.write_string(number, 0, text, None if number else strong)
    top = len(table.about) + 1 if table.about else 0
    head = {"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom"}
    left, right = book.add_format(head), book.add_format({**head, "align": "right"})
    for place, column in enumerate(table.columns):
        sheet.write_string(top, place, column.label, right if column.look else left)
        sheet.set_column(place, place, column.width)
    for number, row in enumerate(table.rows, start=top + 1):
        for place, value in enumerate(row):
            _excel_cell(sheet, number, place, value, styles[table.columns[place].look])
    if table.rows:
        sheet.autofilter(top, 0, top + len(table.rows), len(table.columns) - 1)
        _sum_row(book, sheet, table, top)
    sheet.freeze_panes(top + 1, 3 if len(table.columns) > 9 else 1)
    _for_paper(sheet, table, top)


def _excel_cell(sheet: Worksheet, row: int, place: int, value: Value, style: Any) -> None:
    if value is None or value == "":
        return
    if isinstance(value, bool):
        sheet.write_string(row, place, "ja" if value else "nej", style)
    elif isinstance(value, Decimal | int):
        sheet.write_number(row, place, float(value), style)
    elif isinstance(value, date):
        sheet.write_datetime(row, place, value, style)
    else:
        sheet.write_string(row, place, value, style)


def _sum_row(book: xlsxwriter.Workbook, sheet: Worksheet, table: Table, top: int) -> None:
    """Sums of what the filter leaves; the row is told from a line by having no offer."""
    if not any(column.summed for column in table.columns):
        return
    first, last = top + 1, top + len(table.rows)
    sheet.write_string(last + 1, 0, "I alt", book.add_format({"bold": True, "top": 1}))
    for place, column in enumerate(table.columns):
        style = book.add_format(
            {"bold": True, "top": 1, "num_format": FORMATS.get(column.look, "General")}
        )
        if column.summed:
            cells = f"{xl_rowcol_to_cell(first, place)}:{xl_rowcol_to_cell(last, place)}"
            known = [row[place] for row in table.rows]
            total = sum(float(v) for v in known if isinstance(v, Decimal | int))
            sheet.write_formula(last + 1, place, f"=SUBTOTAL(109,{cells})", style, total)
        elif place:
            sheet.write_blank(last + 1, place, None, style)


def _for_paper(sheet: Worksheet, table: Table, top: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top)
    sheet.set_footer(f"&L{table.name}&RSide &P af &N")
