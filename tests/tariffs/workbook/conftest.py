"""A draft with last year behind it, its workbook, and filling that in as a person does in Excel."""

from __future__ import annotations

import io
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from dasportal.accounts.models import Person, RoleKind
from tariffs import workflow
from tariffs.models import Line, Submission
from tariffs.workbook.exports import workbook
from tariffs.workbook.stamp import SHEET
from tariffs.workflow import Stage
from tests import factories
from tests.factories import AALBORG
from tests.tariffs.conftest import line, take

HEADER_ROW = 4


@pytest.fixture
def reporter(db: None) -> Person:
    return factories.holder(
        RoleKind.TARIFF_REPORTER, "Kirsten Budolf", party=factories.party(AALBORG)
    )


@pytest.fixture
def draft(db: None) -> Submission:
    take([line(takst="4000"), line("Roligt", takst="900")], year=2026, stage=Stage.APPROVED)
    workflow.open_year(2027, by=None, pl_pct=Decimal("2.5"))
    rows = [line(), line(service="Boniveau 5", takst="2918"), line("Roligt", takst="920")]
    return take(rows, year=2027).submission


def column(sheet: Any, header: str) -> int:
    return next(cell.column for cell in sheet[HEADER_ROW] if cell.value == header)


def row_of(sheet: Any, offer: str, service: str) -> int:
    """The row of a line in the sheet."""
    for row in range(HEADER_ROW + 1, sheet.max_row + 1):
        if (sheet.cell(row, 1).value, sheet.cell(row, 2).value) == (offer, service):
            return row
    raise AssertionError(f"{offer}, {service} is not in the sheet")


Cells = Mapping[tuple[str, str, str], Any]  # offer, service, heading → what is typed


def filled(
    content: bytes, cells: Cells, *new: Mapping[str, Any], drop: tuple[str, str] | None = None
) -> bytes:
    """The workbook with these cells typed, new rows below, and one row deleted."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book[SHEET]
    for (offer, service, header), value in cells.items():
        cell = sheet.cell(row_of(sheet, offer, service), column(sheet, header))
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"  # typed in a cell of text: »=A1« is no formula there
    free = next(r for r in range(HEADER_ROW + 1, 999) if sheet.cell(r, 1).value is None)
    for number, values in enumerate(new):
        for header, value in values.items():
            sheet.cell(free + number, column(sheet, header)).value = value
    if drop:
        sheet.delete_rows(row_of(sheet, *drop))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def book_of(submission: Submission) -> bytes:
    return workbook(fresh(submission))


def fresh(submission: Submission) -> Submission:
    return Submission.objects.select_related("year", "party").get(pk=submission.pk)


def of(submission: Submission, service: str = "Botilbud", offer: str = "Violen") -> Line:
    return submission.lines.get(service=service, offer__name=offer)
