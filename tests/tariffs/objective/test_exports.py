"""What leaves the portal: a workbook, a CSV that goes in again, a tagged PDF."""

from __future__ import annotations

import io
from decimal import Decimal

import openpyxl
import outloud
import pikepdf
import pypdfium2
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as limits
from hypothesis import strategies as st

from dasportal.documents import press
from tariffs.objective import workflow
from tariffs.objective.exports import csv_text, rates_csv, rates_workbook, workbook
from tariffs.objective.models import Method
from tariffs.objective.pdf import sheet_paper, table_paper
from tariffs.objective.reading import RateLine, read_rates, read_table
from tariffs.objective.snapshot import live

from .conftest import figures, keys_of, laid_fast


def cells(content: bytes) -> list[list[object]]:
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_the_workbook_has_figures_as_figures_and_sums_as_formulas(draft, office):
    laid_fast(draft(year=2022), office)
    rows = cells(workbook(live(draft())))
    aalborg = next(row for row in rows if row[0] == "Aalborg")
    assert aalborg[1] == 39_584 and aalborg[3] == 1_703_980
    total = next(row for row in rows if row[0] == "I alt")
    assert str(total[3]).startswith("=SUM(D")
    facts = {row[0]: row[1] for row in rows}
    assert facts["Til fordeling i kr."] == 4_814_400 and facts["Takst pr. sag i kr."] == 14_589
    assert facts["Nøgle"] == "0–17-årige, opgjort 01.01.2022"


def test_text_that_starts_like_a_formula_stays_text(draft):
    made = draft(key_source='=HYPERLINK("http://x.example")')
    rows = cells(workbook(live(made)))
    assert [row[1] for row in rows if row[0] == "Nøglens kilde"] == [
        '=HYPERLINK("http://x.example")'
    ]
    book = openpyxl.load_workbook(io.BytesIO(workbook(live(made))))
    kinds = {cell.data_type for row in book.active.iter_rows() for cell in row
             if cell.value == '=HYPERLINK("http://x.example")'}  # fmt: skip
    assert kinds == {"s"}


def test_a_formula_in_a_csv_is_told_as_text(office, inspection):
    line = RateLine("=1+1", "-cmd", "@navn", None, "", -50)
    sheet = workflow.open_sheet(
        inspection, year=2026, price_level=2026, source="Kilde", lines=[line], by=office
    )
    assert rates_csv(sheet).splitlines()[1] == "'=1+1;'-cmd;'@navn;;;-50"


@limits(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    people=st.lists(st.integers(1, 60_000), min_size=11, max_size=11),
    total=st.integers(-(10**9), 10**9),
    method=st.sampled_from(list(Method)),
)
def test_what_goes_out_as_csv_comes_in_again(house, office, names, people, total, method):
    keys = dict(zip(keys_of(), people, strict=True))
    made = workflow.draft_scenario(
        house,
        figures(total=total, budget=None, objective_pct=None, cases=None, method=method),
        keys,
        by=office,
    )
    table = live(made)
    read = read_table(csv_text(table), 2023, names)
    assert read.problems == []
    assert read.total == table["total"] and read.counted_on == made.key_date
    assert {line.party.code: (line.key, line.amount) for line in read.lines} == {
        row["code"]: (Decimal(row["key"]), row["amount"]) for row in table["rows"]
    }
    workflow.drop_scenario(made, by=office)


def test_a_table_with_last_year_and_one_that_left_comes_in_again(house, office, draft, names):
    laid_fast(draft(year=2022), office)
    keys = keys_of()
    keys.pop(next(iter(keys)))
    table = live(workflow.draft_scenario(house, figures(pl_pct=Decimal(2)), keys, by=office))
    read = read_table(csv_text(table), 2023, names)
    assert read.problems == [] and len(read.lines) == 10 and read.sum == table["sum"]
    assert read_table(csv_text(table), 2022, names).problems  # its key is not in the table


def test_a_takstblad_that_goes_out_comes_in_again(office, inspection):
    lines = [
        RateLine("Tilbudsområdet", "Nygodkendelser; også nye", "Takstgruppe 1", 1, "1-7", 46_264),
        RateLine("BPA-området", "", "Timepris", None, "", 749),
    ]
    sheet = workflow.open_sheet(
        inspection, year=2026, price_level=2026, source="Kilde", lines=lines, by=office
    )
    assert read_rates(rates_csv(sheet), 2026).lines == lines
    rows = cells(rates_workbook(sheet))
    assert rows[4] == [
        "Tilbudsområdet", "Nygodkendelser; også nye", "Takstgruppe 1", 1, "1-7", 46_264
    ]  # fmt: skip


@pytest.mark.skipif(not press.available(), reason="pressen mangler skrifttyper eller biblioteker")
def test_the_pdf_says_the_table_and_is_tagged(draft, office, inspection, tmp_path):
    laid_fast(draft(year=2022), office)
    content = table_paper(live(draft()), status="Kladde", decision="", kept=False)
    with pikepdf.open(io.BytesIO(content)) as file:
        assert file.Root.MarkInfo.Marked and str(file.Root.Lang) == "da-DK"
        assert str(file.docinfo["/Title"]) == "Børnehus Nord, objektiv finansiering 2023"
        assert len(file.pages) == 1
    page = pypdfium2.PdfDocument(content)[0]
    text = " ".join(page.get_textpage().get_text_range().split())
    assert "1.703.980" in text and "4.814.400" in text and "Side 1 af 1" in text
    lines = [
        RateLine("Tilbudsområdet", service, f"Takstgruppe {group}", group, "1-7", 100 * group)
        for service in ("Almindelige tilsyn", "Skærpet tilsyn", "Nygodkendelser", "Ændring")
        for group in (1, 2, 3, 4)
    ]
    lines += [RateLine(area, "", "Pris", None, "", 749) for area in ("Plejefamilier", "BPA")]
    sheet = workflow.open_sheet(
        inspection, year=2026, price_level=2026, source="Kilde", lines=lines, by=office
    )
    shared = draft(total=900, earlier_result=-50, budget=None, objective_pct=None, cases=None)
    deficit = table_paper(live(shared), status="Kladde", decision="", kept=False)
    for number, paper in enumerate((content, deficit, sheet_paper(sheet))):
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(paper)
        found = outloud.check(str(path)).findings
        assert [row.rule_id for row in found if row.severity == "error"] == []
