"""What stands in a takstbilag as a year goes on, and the command that prints it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pikepdf
import pytest
from django.core.management import CommandError, call_command

from tariffs import workflow
from tariffs.appendix import AppendixLine, AppendixParty
from tariffs.compiling import appendix_of
from tariffs.models import Submission, TariffYear
from tariffs.workflow import Stage
from tests.tariffs.conftest import line, take

pytestmark = pytest.mark.django_db
WHY = "Normeringen er hævet om natten."


def aalborg_in(year: TariffYear) -> AppendixParty:
    return next(party for party in appendix_of(year)["parties"] if party["name"] == "Aalborg")


def lines_in(year: TariffYear) -> list[AppendixLine]:
    return [row for offer in aalborg_in(year)["offers"] for row in offer["lines"]]


@pytest.fixture
def year() -> TariffYear:
    return workflow.open_year(2023, by=None, pl_pct=Decimal("2.5"), pl_source="KL")


@pytest.fixture
def draft(year) -> Submission:
    rows = [line(forklaring=WHY), line(service="Boniveau 5", takst="2918", forklaring=WHY)]
    return take(rows).submission


@pytest.fixture
def submitted(draft, people) -> Submission:
    return workflow.submit(draft, by=people["reporter"])


@pytest.fixture
def approved(submitted, office) -> Submission:
    workflow.accept(submitted, by=office)
    return workflow.approve(submitted, decision="DAS 12. oktober 2022", by=office)


def test_a_draft_is_its_partys_own(year, draft):
    assert aalborg_in(year)["missing"]
    assert [party["name"] for party in appendix_of(year)["parties"]][-1] == "Aalborg"
    assert len(appendix_of(year)["parties"]) == 12


def test_handed_in_lines_stand_in_it_under_one_note(year, submitted):
    party = aalborg_in(year)
    assert not party["missing"]
    assert [row["tariff"] for row in lines_in(year)] == ["4701.00", "2918.00"]
    assert [row["note"] for row in lines_in(year)] == [1, 1]
    assert [note["text"] for note in party["explanations"]] == [WHY]
    assert party["explanations"][0]["covers"] == ["Violen, Botilbud", "Violen, Boniveau 5"]


def test_last_year_and_both_changes_stand_beside(year, submitted):
    workflow.open_year(2022, by=None)
    take([line(takst="4500", budget="20928555")], year=2022, stage=Stage.APPROVED)
    first = lines_in(year)[0]
    assert first["last_year"] == "4500.00"
    assert round(Decimal(first["nominal_pct"]), 2) == Decimal("4.47")
    assert round(Decimal(first["real_pct"]), 2) == Decimal("1.92")


def test_an_approved_correction_takes_the_place_of_what_it_corrects(year, approved, people, office):
    made = take(
        [line(takst="4800", budget="22324155", forklaring=WHY)],
        stage=Stage.CORRECTION, reason="Fejl i budgettet",
    ).submission  # fmt: skip
    assert sorted(row["tariff"] for row in lines_in(year)) == ["2918.00", "4701.00"]
    workflow.change_correction(made, by=office, valid_from=date(2023, 4, 1), bills_sent=False)
    workflow.submit(made, by=office)
    workflow.accept(made, by=office)
    workflow.approve(made, decision="FU 1. marts 2023", by=office)
    assert sorted(row["tariff"] for row in lines_in(year)) == ["2918.00", "4800.00"]


def test_nothing_is_called_decided_while_somebody_is_missing(year, approved):
    assert appendix_of(year)["decided"] == ""


def test_the_command_prints_it(year, submitted, tmp_path, settings):
    settings.VAR_DIR = tmp_path
    target = tmp_path / "takstbilag.pdf"
    call_command("render_appendix", "2023", "-o", str(target), verbosity=0)
    with pikepdf.open(target) as pdf:
        assert str(pdf.docinfo.Title) == "Takstbilag 2023, foreløbig"


def test_a_year_that_is_not_opened_is_told(tmp_path):
    with pytest.raises(CommandError, match="2031 er ikke åbnet"):
        call_command("render_appendix", "2031", "-o", str(tmp_path / "x.pdf"))
