"""Quality 3: what is typed means the same on the page, pasted, and in a workbook."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal
from types import SimpleNamespace

import openpyxl
import pytest

from dasportal.danish.numbers import format_number
from tariffs.forms import RowForm
from tariffs.reading import find_columns, read_lines, read_table
from tariffs.workbook.edits import block_csv, read_block
from tests.tariffs.conftest import HEADERS

REFUSED = "afvist"
TARIFFS = {
    "4701": "4701", "4.701": "4701", "4 701": "4701", "4\u00a0701": "4701", "4701,5": "4701.5",
    "4.701,50": "4701.5", "4701,00": "4701", "4.701 kr.": "4701", "4701 kr": "4701",
    "4701,-": "4701", "4.701,50 kr.": "4701.5", " 4701 ": "4701", "+4701": "4701", "0": "0",
    "0,5": "0.5", "2.322": "2322", "32.423": "32423", "1.234.567,89": "1234567.89",
    "123.456": "123456", "99,9": "99.9", "": None, "   ": None,
    # refused, each with a sentence
    "4.5": REFUSED, "12.34": REFUSED, "1.23.4": REFUSED, "1e3": REFUSED, "4,701.50": REFUSED,
    "1,234,567": REFUSED, "30,841": REFUSED, "4701,505": REFUSED, "-5": REFUSED,
    "\u22125": REFUSED, "4701 DKK": REFUSED, "ca. 4701": REFUSED, "4701?": REFUSED,
    "fire": REFUSED, "4 70 1": REFUSED, "04701": REFUSED, "4..701": REFUSED, "4701,": REFUSED,
    ",5": REFUSED, "12/5": REFUSED, "NaN": REFUSED, "inf": REFUSED, "0x10": REFUSED,
    "1234567890123456789": REFUSED, "10 %": REFUSED, "1.10.2026": REFUSED,
    "1. oktober 2026": REFUSED,
}  # fmt: skip
SHARES = {"98": "98", "97,5": "97.5", "98 %": "98", "98%": "98", "100": "100", "101,125": "101.125",
          "97.5": REFUSED, "201": REFUSED, "98 kr.": REFUSED, "": None}  # fmt: skip


def by_form(name: str, typed: str) -> str | None:
    form = RowForm({name: typed, "revision": "0"})
    form.is_valid()
    return REFUSED if name in form.errors else plain(form.cleaned_data[name])


def by_paste(name: str, typed: str) -> str | None:
    """Above a plain figure: a block cannot be of nothing."""
    lines = [SimpleNamespace(pk=1), SimpleNamespace(pk=2)]
    edits = read_block(block_csv(f"{typed}\n1\n"), lines, name, {})
    return result(next((line for line in edits.lines if line.row == 1), None), name)


def by_workbook(name: str, typed: str, cell: object = None) -> str | None:
    book = openpyxl.Workbook()
    book.active.append(HEADERS)
    header = {"tariff": "takst", "occupancy_pct": "belaegning_pct"}[name]
    row = {"tilbud": "A", "ydelse": "Bo", "lovgrundlag": "SEL § 107", "takst": 1}
    row[header] = typed if cell is None else cell
    book.active.append([row.get(heading) for heading in HEADERS])
    stream = io.BytesIO()
    book.save(stream)
    rows = read_table(stream.getvalue())
    return result(read_lines(rows, find_columns(rows, stage="draft"))[0], name)


def result(row, name: str) -> str | None:
    if row is None:
        return None
    said = [p for p in row.problems if p.field == name and p.code != "tariff_missing"]
    return REFUSED if any(not p.is_doubt for p in said) else plain(getattr(row, name))


def plain(value: Decimal | None) -> str | None:
    return None if value is None else f"{value.normalize():f}"


def test_there_are_enough_of_them():
    assert len(TARIFFS) + len(SHARES) >= 40


@pytest.mark.parametrize(("typed", "meant"), TARIFFS.items())
def test_a_tariff_means_the_same_in_all_three(typed, meant):
    ways = by_form("tariff", typed), by_paste("tariff", typed), by_workbook("tariff", typed)
    assert ways == (meant, meant, meant)


@pytest.mark.parametrize(("typed", "meant"), SHARES.items())
def test_an_occupancy_means_the_same_in_all_three(typed, meant):
    name = "occupancy_pct"
    assert (by_form(name, typed), by_paste(name, typed), by_workbook(name, typed)) == (
        meant, meant, meant,
    )  # fmt: skip


@pytest.mark.parametrize("value", [4701, 4701.5, 0.01, 1234567.89])
def test_a_number_in_a_cell_is_what_its_danish_text_says(value):
    shown = format_number(value)
    assert by_workbook("tariff", "", value) == by_form("tariff", shown) == by_paste("tariff", shown)


def test_a_date_in_a_figures_cell_is_refused():
    assert by_workbook("tariff", "", dt.datetime(2026, 10, 1)) == REFUSED
