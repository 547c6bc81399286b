"""The workbook as it leaves: what is in it, what is locked, and what it reckons."""

from __future__ import annotations

import io

import openpyxl
import pytest

from tariffs import workflow
from tariffs.models import Line
from tariffs.workbook.edits import read_own
from tariffs.workbook.stamp import GUIDANCE, LISTS, SHEET, STAMP_SHEET, version_of
from tests import factories
from tests.tariffs.conftest import line, take
from tests.tariffs.workbook.conftest import HEADER_ROW, book_of, column, fresh, of, row_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheet(draft):
    return opened(draft)[SHEET]


def opened(submission):
    return openpyxl.load_workbook(io.BytesIO(book_of(submission)))


def cell(sheet, header, service="Botilbud", offer="Violen"):
    return sheet.cell(row_of(sheet, offer, service), column(sheet, header))


def test_lines_stand_by_offer_with_last_year_beside(sheet):
    first = HEADER_ROW + 1
    names = [(sheet.cell(r, 1).value, sheet.cell(r, 2).value) for r in range(first, first + 3)]
    assert names == [("Violen", "Botilbud"), ("Violen", "Boniveau 5"), ("Roligt", "Botilbud")]
    assert cell(sheet, "Takst 2026").value == 4000
    assert cell(sheet, "Takst 2026 i 2027-priser").value == 4100
    assert cell(sheet, "Takst, kr.").value == 4701


def test_only_what_is_asked_is_open(sheet):
    opened = {
        sheet.cell(HEADER_ROW, c).value
        for c in range(1, sheet.max_column + 1)
        if not sheet.cell(HEADER_ROW + 1, c).protection.locked
    }
    assert opened == {"Ydelse", "Lovgrundlag", "Takstenhed", "Enhed", "Pladser", "Belægning, pct.",
                      "Budget, kr.", "Takst, kr.", "Forklaring", "Udgår"}  # fmt: skip
    assert cell(sheet, "Budget, kr.", "Boniveau 5").protection.locked
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    new = HEADER_ROW + 4
    assert not sheet.cell(new, 1).protection.locked  # a new line says its offer


def test_cells_have_drop_downs_and_limits(sheet):
    rules = {rule.type: str(rule.sqref) for rule in sheet.data_validations.dataValidation}
    assert set(rules) >= {"list", "decimal"}
    lists = [rule.formula1 for rule in sheet.data_validations.dataValidation if rule.type == "list"]
    assert '"Døgn,Dag,Time,Forløb"' in lists
    assert any(f"{LISTS}!$B$1" in text for text in lists)


def test_lists_hold_what_is_valid_in_the_year_alone(draft):
    lists = opened(draft)[LISTS]
    bases = [row[1] for row in lists.iter_rows(values_only=True)]
    assert "Barnets lov § 43" in bases
    assert "SEL § 66" not in bases
    assert {row[0] for row in lists.iter_rows(values_only=True)} >= {"Violen", "Roligt"}


def test_sheet_reckons_as_the_portal_does(draft):
    book = openpyxl.load_workbook(io.BytesIO(book_of(draft)), data_only=True)[SHEET]
    assert round(cell(book, "Beregnet takst").value) == 4702
    assert round(cell(book, "Ændring reelt, pct.").value, 2) == 14.66
    formula = cell(opened(draft)[SHEET], "Beregnet takst").value
    assert formula.startswith("=IF(AND(ISNUMBER(")


def test_a_figure_that_the_year_does_not_ask_for_is_not_there(draft):
    type(draft.year).objects.update(asked_fields=["places", "occupancy_pct", "health_part"])
    sheet = opened(draft)[SHEET]
    headings = {cell.value for cell in sheet[HEADER_ROW]}
    assert "Heraf sundhedslov" in headings
    assert not {"Budget, kr.", "Beregnet takst", "Afvigelse, kr."} & headings
    assert cell(sheet, "Tjek").value.startswith("=IF(TRIM(A5)")


def test_text_that_looks_like_a_formula_stays_text(draft):
    Line.objects.filter(pk=of(draft).pk).update(service="=1+1")
    shown = openpyxl.load_workbook(io.BytesIO(book_of(draft)))[SHEET]
    found = shown.cell(HEADER_ROW + 1, 2)
    assert (found.value, found.data_type) == ("=1+1", "s")


def test_stamp_and_keys_are_hidden_and_say_whose_it_is(draft):
    book = opened(draft)
    assert book[STAMP_SHEET].sheet_state == "veryHidden"
    assert book[LISTS].sheet_state == "hidden"
    own = read_own(book_of(draft))
    assert (own.stamp.year, own.stamp.party, own.stamp.submission) == (2027, "851", draft.pk)
    assert own.stamp.version == version_of(draft)
    assert set(own.keys.values()) == set(draft.lines.values_list("pk", flat=True))
    assert own.base[of(draft).pk]["tariff"] == "4701"


def test_version_follows_lines_and_explanations(draft, reporter):
    before = version_of(draft)
    workflow.explain(draft, lines=[of(draft)], text="Fordi.", by=reporter)
    between = version_of(draft)
    workflow.save_line(draft, by=reporter, line=of(draft), values={"tariff": 4800})
    assert len({before, between, version_of(draft)}) == 3


def test_a_draft_without_lines_is_filled_from_last_year():
    take([line(takst="4000")], year=2026, stage=workflow.Stage.APPROVED)
    year = workflow.open_year(2027, by=None)
    empty = workflow.begin(year, party=factories.party(), by=None, carry_over=False)
    shown = opened(fresh(empty))[SHEET]
    assert cell(shown, "Pladser").value == 13
    assert cell(shown, "Takst, kr.").value is None
    assert cell(shown, "Takst 2026").value == 4000
    assert cell(shown, "Nøgle").value is None


def test_prints_on_a4_across_with_headings_on_each_page(draft):
    sheet = opened(draft)[SHEET]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.print_title_rows == f"${HEADER_ROW}:${HEADER_ROW}"
    assert sheet.freeze_panes == "C5"
    guidance = [row[0] for row in opened(draft)[GUIDANCE].iter_rows(values_only=True)]
    assert any("Udfyld de hvide felter" in text for text in guidance)
