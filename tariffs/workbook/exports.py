"""The workbook a party fills in: its draft with last year beside, only the asked cells open.

Text stays text, also when it starts with »=«. The protection has no password: it guards against
slips, and whoever must may lift it; what comes back is read by the same rules.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.utils import timezone
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dasportal.danish.dates import format_date, format_time
from tariffs.models import BilledUnit, Submission

from .formulas import EXPLAIN, FINE, MISSING, OFF, formulas
from .guidance import paragraphs
from .layout import EMPTY_ROWS, FIGURES, GONE, HEADER_ROW, KEY, Column, columns_for, letters
from .queries import Choices, Filled, choices_for, filled_rows, lines_of
from .stamp import GUIDANCE, LISTS, SHEET, STAMP_SHEET, Stamp, rows_of, values_of, version_of

SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
OPEN = {"service", "legal_basis", "unit", "reporting_unit", *FIGURES, "explanation", GONE}
LOCALE = "[$-406]"  # Danish signs also where the program speaks another language
WHOLE, ORE, PCT = f"{LOCALE}#,##0", f"{LOCALE}#,##0.00", f"{LOCALE}+0.00;{LOCALE}-0.00;0.00"
SIGNED = f"{LOCALE}+#,##0.0;{LOCALE}-#,##0.0;0"
LINE_HEIGHT, EXPLANATION_WIDTH = 15, 38
FIGURE_STYLES = {
    "last": WHOLE, "projected": WHOLE, "computed": WHOLE, "budget": WHOLE, "tariff": WHOLE,
    "health_part": WHOLE, "off": SIGNED, "change": PCT, "places": "General",
    "occupancy_pct": "General",
}  # fmt: skip
LEVEL_SHUT = ("places", "occupancy_pct", "budget")  # of a level nobody is asked for these


def workbook(submission: Submission) -> bytes:
    """The prefilled workbook of a submission, as an .xlsx."""
    return _Workbook(submission).made()


class _Workbook:
    def __init__(self, submission: Submission) -> None:
        self.submission, self.year = submission, submission.year
        self.choices: Choices = choices_for(submission)
        self.columns = columns_for(self.year, has_units=bool(self.choices.units))
        self.at = letters(self.columns)
        self.place = {column.name: index for index, column in enumerate(self.columns)}
        self.rows = filled_rows(submission)
        self.last_row = HEADER_ROW + len(self.rows) + EMPTY_ROWS  # as a spreadsheet counts
        self.stream = io.BytesIO()
        self.book = xlsxwriter.Workbook(self.stream, {"in_memory": True, **SAFE})
        self.formats: dict[tuple[tuple[str, Any], ...], Format] = {}

    def made(self) -> bytes:
        title = f"{self.submission}"
        self.book.set_properties({"title": title, "subject": SHEET, "company": "DAS-portalen"})
        sheet = self.book.add_worksheet(SHEET)
        self._head(sheet)
        self._lines(sheet)
        self._checks(sheet)
        self._frame(sheet)
        self._guidance()
        self._lists()
        self._stamp()
        self.book.close()
        return self.stream.getvalue()

    def _format(self, **what: Any) -> Format:
        """One format of each kind: a workbook has room for few."""
        key = tuple(sorted(what.items()))
        if key not in self.formats:
            common = {"font_name": "Calibri", "font_size": 11, "valign": "top"}
            self.formats[key] = self.book.add_format({**common, **what})
        return self.formats[key]

    # --- The sheet that is filled in --------------------------------------------------------------

    def _head(self, sheet: Worksheet) -> None:
        now = timezone.localtime()
        made = f"{format_date(now.date())} kl. {format_time(now)}"
        until = f"Frist {format_date(self.year.deadline_on)}. " if self.year.deadline_on else ""
        sheet.write_string(0, 0, str(self.submission), self._format(bold=True, font_size=16))
        what = "Udfyld de hvide felter. De grå er låst. Læg regnearket ind på portalen bagefter."
        sheet.write_string(1, 0, f"{until}{what}", self._format())
        told = f"Hentet {made}. Vejledningen står på det andet ark."
        sheet.write_string(2, 0, told, self._format(font_color="#5a5a5a"))
        style = self._format(
            bold=True, bottom=2, text_wrap=True, bg_color="#e8edf1", valign="vcenter"
        )
        figure = self._format(
            bold=True, bottom=2, text_wrap=True, bg_color="#e8edf1", valign="vcenter", align="right"
        )
        for place, column in enumerate(self.columns):
            is_figure = column.name in FIGURE_STYLES
            sheet.write_string(HEADER_ROW - 1, place, column.header, figure if is_figure else style)
            sheet.set_column(place, place, column.width, None, {"hidden": column.name == KEY})
        sheet.set_row(0, 24)
        sheet.set_row(HEADER_ROW - 1, 32)

    def _lines(self, sheet: Worksheet) -> None:
        before = None
        for number, row in enumerate(self.rows, start=HEADER_ROW + 1):
            offer = row.values["offer"]
            self._row(sheet, number, row, is_first=offer != before)
            if (lines := _lines_of(row.values.get("explanation", ""), EXPLANATION_WIDTH)) > 1:
                sheet.set_row(number - 1, LINE_HEIGHT * lines)
            before = offer
        start = HEADER_ROW + len(self.rows) + 1
        for number in range(start, self.last_row + 1):
            self._row(sheet, number, Filled(None, {}), is_first=number == start)

    def _row(self, sheet: Worksheet, number: int, row: Filled, *, is_first: bool) -> None:
        computed = formulas(self.at, number, self.year, is_billed=row.is_billed)
        values = {"computed": row.computed, "off": _off(row), "change": row.change}
        for place, column in enumerate(self.columns):
            style = self._style(column, row, is_first=is_first)
            name, index = column.name, number - 1
            if name in computed:
                known = values.get(name)
                shown: Any = float(known) if known is not None else ""
                sheet.write_formula(index, place, computed[name], style, shown)
            elif name in ("last", "projected"):
                _figure(sheet, index, place, getattr(row, name), style)
            elif name == KEY:
                _figure(sheet, index, place, row.key, style)
            elif name in FIGURES:
                _figure(sheet, index, place, row.values.get(name) or None, style)
            elif text := row.values.get(name, ""):
                sheet.write_string(index, place, text, style)
            else:
                sheet.write_blank(index, place, None, style)

    def _style(self, column: Column, row: Filled, *, is_first: bool) -> Format:
        is_new = row.key is None
        is_open = column.name in OPEN or (is_new and column.name == "offer")
        if row.is_level and column.name in LEVEL_SHUT and not row.values.get(column.name):
            is_open = False
        what: dict[str, Any] = {"locked": not is_open, "bottom": 4, "bottom_color": "#b8c2cc"}
        what |= {"top": 1} if is_first else {}
        what |= {} if is_open else {"bg_color": "#f1f3f5"}
        what |= {"num_format": FIGURE_STYLES[column.name]} if column.name in FIGURE_STYLES else {}
        what |= {"text_wrap": True} if column.name in ("offer", "explanation") else {}
        what |= {"bold": True} if is_first and column.name == "offer" and not is_new else {}
        what |= {"indent": 1, "align": "left"} if column.name in ("check", "explanation") else {}
        return self._format(**what)

    def _checks(self, sheet: Worksheet) -> None:
        """Drop-downs and limits in the cells, and the colours of what is noticed."""
        lists = {
            "legal_basis": ("B", len(self.choices.bases)), "offer": ("A", len(self.choices.offers)),
            "reporting_unit": ("C", len(self.choices.units)),
        }  # fmt: skip
        for column in self.columns:
            rule = self._rule(column, lists)
            if rule:
                sheet.data_validation(self._all(column.name), {"ignore_blank": True, **rule})
        self._colours(sheet)

    def _rule(self, column: Column, lists: dict[str, tuple[str, int]]) -> dict[str, Any] | None:
        said = (
            {"input_title": column.header[:32], "input_message": column.help} if column.help else {}
        )
        if column.name in lists and lists[column.name][1]:
            letter, size = lists[column.name]
            # A new offer, or a basis that the list lacks, is told of, not refused.
            return {
                "validate": "list", "source": f"={LISTS}!${letter}$1:${letter}${size}",
                "error_type": "warning", "error_title": "Ikke på listen",
                "error_message": "Det står ikke på listen. Vil du skrive det alligevel?", **said,
            }  # fmt: skip
        if column.name in ("unit", GONE):
            source = list(BilledUnit.values) if column.name == "unit" else ["ja"]
            return {"validate": "list", "source": source, "error_title": "Vælg fra listen",
                    "error_message": f"Vælg {', '.join(source)}.", **said}  # fmt: skip
        if column.name not in FIGURES:
            return said and {"validate": "any", **said}
        most = 200 if column.name == "occupancy_pct" else 9_999_999_999
        return {
            "validate": "decimal", "criteria": "between", "minimum": 0, "maximum": most,
            "error_title": "Skriv et tal", **said,
            "error_message": f"{column.header}: skriv et tal fra 0 til {most}, fx 1234,5.",
        }  # fmt: skip

    def _all(self, name: str) -> str:
        return f"{self.at[name]}{HEADER_ROW + 1}:{self.at[name]}{self.last_row}"

    def _colours(self, sheet: Worksheet) -> None:
        """The words say it; the colour only helps to find them."""
        for word, ink, paper in (
            (MISSING, "#9c1c1c", "#fbe3e3"), (OFF, "#7a4b00", "#fff1d6"),
            (EXPLAIN, "#7a4b00", "#fff1d6"), (FINE, "#1d5a33", "#e4f2e8"),
        ):  # fmt: skip
            rule = {"type": "cell", "criteria": "==", "value": f'"{word}"',
                    "format": self.book.add_format({"font_color": ink, "bg_color": paper})}  # fmt: skip
            sheet.conditional_format(self._all("check"), rule)
        for name in ("budget", "tariff", "health_part", "last"):
            if name in self.at:  # øre only where there are any
                cell = f"${self.at[name]}{HEADER_ROW + 1}"
                ore = self.book.add_format({"num_format": ORE})
                rule = {"type": "formula", "criteria": f"=AND(ISNUMBER({cell}),{cell}<>INT({cell}))",
                        "format": ore}  # fmt: skip
                sheet.conditional_format(self._all(name), rule)

    def _frame(self, sheet: Worksheet) -> None:
        sheet.freeze_panes(HEADER_ROW, 2)
        sheet.protect("", {"format_columns": True, "format_rows": True, "autofilter": True})
        end = len(self.columns) - 2  # the key is neither filtered nor printed
        sheet.autofilter(HEADER_ROW - 1, 0, self.last_row - 1, end)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(HEADER_ROW - 1)
        sheet.print_area(0, 0, self.last_row - 1, end)
        sheet.set_footer(f"&L{self.submission}&RSide &P af &N")
        sheet.set_selection(HEADER_ROW, self.place["tariff"], HEADER_ROW, self.place["tariff"])

    # --- The other sheets -------------------------------------------------------------------------

    def _guidance(self) -> None:
        sheet = self.book.add_worksheet(GUIDANCE)
        sheet.set_column(0, 0, 72)
        sheet.hide_gridlines(2)
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        for number, (is_heading, text) in enumerate(paragraphs(self.submission)):
            style = {"bold": True, "font_size": 14} if is_heading else {"text_wrap": True}
            sheet.set_row(number, 26 if is_heading else LINE_HEIGHT * _lines_of(text, 70) + 4)
            sheet.write_string(number, 0, text, self._format(**style))
        sheet.protect("")

    def _lists(self) -> None:
        sheet = self.book.add_worksheet(LISTS)
        choices = (self.choices.offers, self.choices.bases, self.choices.units)
        for place, column in enumerate(choices):
            for number, text in enumerate(column):
                sheet.write_string(number, place, text)
        sheet.hide()

    def _stamp(self) -> None:
        sheet = self.book.add_worksheet(STAMP_SHEET)
        for number, cells in enumerate(rows_of(stamp_of(self.submission))):
            _cells(sheet, number, cells)
        sheet.very_hidden()


def _lines_of(text: str, width: int) -> int:
    """How many lines a text takes in a cell of that many characters: no program makes room itself
    for what it has not been shown."""
    return sum(max(1, -(-len(part) // width)) for part in text.split("\n"))


def _off(row: Filled) -> Decimal | None:
    tariff = row.values.get("tariff")
    if row.computed is None or not tariff:
        return None
    return round(Decimal(tariff) - row.computed, 2)


def _figure(sheet: Worksheet, row: int, place: int, value: Any, style: Format) -> None:
    if value is None:
        sheet.write_blank(row, place, None, style)
    else:
        sheet.write_number(row, place, float(value), style)


def _cells(sheet: Worksheet, row: int, cells: Sequence[str | int]) -> None:
    for place, value in enumerate(cells):
        if isinstance(value, int):
            sheet.write_number(row, place, value)
        else:
            sheet.write_string(row, place, value)


def stamp_of(submission: Submission) -> Stamp:
    """Whose workbook it is, and each line as it stands now."""
    return Stamp(
        submission.year.year, submission.party.code, submission.party.name, submission.pk,
        version_of(submission), timezone.now(),
        {line.pk: values_of(line) for line in lines_of(submission)},
    )  # fmt: skip
