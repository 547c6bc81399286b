"""`manage.py open_tariff_year` and `manage.py import_tariffs`."""

from __future__ import annotations

import io
import json
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from tariffs.models import Line, Submission, TariffYear
from tariffs.reading import read_table
from tariffs.workbook.headings import head_of
from tariffs.workbook.workflow import remember_columns
from tests import factories
from tests.tariffs.conftest import HEADERS, csv_of, line

pytestmark = pytest.mark.django_db


def run(*args: object) -> str:
    out = io.StringIO()
    call_command(*map(str, args), stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("pl", ["2.5", "2,5", "2.50", "2,5 %"])
def test_year_is_opened_however_pl_is_written(pl):
    assert "PL 2,5" in run("open_tariff_year", 2027, "--pl", pl)
    assert TariffYear.objects.get().pl_pct == Decimal("2.5")


@pytest.mark.parametrize("day", ["2026-10-15", "15.10.2026", "15. oktober 2026"])
def test_year_is_changed_by_what_is_given(day):
    run("open_tariff_year", 2027, "--pl", "2.5")
    run("open_tariff_year", 2027, "--deadline", day)
    year = TariffYear.objects.get()
    assert (year.pl_pct, year.deadline_on) == (Decimal("2.5"), date(2026, 10, 15))


@pytest.mark.parametrize("args", [("--pl", "to"), ("--pl", "nan"), ("--deadline", "5/6/2026"),
                                  ("--pl", "99")])  # fmt: skip
def test_bad_values_are_told(args):
    with pytest.raises(CommandError):
        run("open_tariff_year", 2027, *args)


@pytest.fixture
def file(tmp_path):
    def write(rows, name="takster.csv"):
        path = tmp_path / name
        path.write_bytes(csv_of(rows))
        return path

    return write


def take(path, *args):
    return run("import_tariffs", path, "--year", 2027, "--party", 851, *args)


def test_json_has_the_agreed_shape_and_nothing_else(file):
    run("open_tariff_year", 2027, "--pl", "2.5")
    run("import_tariffs", file([line(takst="4000")]), "--year", 2026, "--party", "851",
        "--stage", "approved")  # fmt: skip
    told = json.loads(take(file([line(), line("B", takst="4.5", belaegning_pct="97,5")]), "--json"))
    assert set(told) == {"counts", "lines", "findings"}
    first, second = told["lines"]
    assert first == {
        "offer": "Violen", "service": "Botilbud", "legal_basis": "ABL § 105", "places": 13,
        "unit": "Døgn", "occupancy_pct": 98, "budget": 21863695, "tariff": 4701,
        "computed_tariff": 4701.77, "last_year_tariff": 4000,
        "nominal_change_pct": 17.525, "real_change_pct": 14.6585,
    }  # fmt: skip
    assert (second["tariff"], second["occupancy_pct"]) == (None, 97.5)
    assert second["last_year_tariff"] is second["real_change_pct"] is None
    assert {tuple(f) for f in told["findings"]} == {("line", "row", "severity", "code", "message")}
    assert told["counts"]["lines"] == 2


def test_findings_are_printed_and_change_no_exit_status(file):
    printed = take(file([line(), line("B", takst="4.5")]))
    assert "2 linjer, 1 nye" in printed
    assert "Fejl: række 3: Celle H3:" in printed


def test_region_and_unknown_parties(file):
    path = file([line()])
    run("import_tariffs", path, "--year", 2027, "--party", 1081)
    assert Submission.objects.get().party.name == "Region Nordjylland"
    with pytest.raises(CommandError, match="ingen part"):
        run("import_tariffs", path, "--year", 2027, "--party", 999)


def test_workbook_and_mapped_columns(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Sted", "Ydelse", "Lovgrundlag", "Pris 2027"])
    book.active.append(["Violen", "Botilbud", "ABL § 105", 4701])
    path = tmp_path / "fil.xlsx"
    book.save(path)
    take(path, "--columns", "tilbud=Sted;takst=Pris 2027")
    assert Line.objects.get().tariff == 4701
    with pytest.raises(CommandError, match="tilbud, takst"):
        take(path)


def test_columns_by_a_file_a_remembered_name_and_by_the_headings(tmp_path):
    path = tmp_path / "fil.csv"
    path.write_text("Sted;Type;Hjemmel;Pris\nViolen;Botilbud;ABL § 105;4.701\n", encoding="utf-8")
    said = tmp_path / "kolonner.json"
    pairs = {"tilbud": "Sted", "ydelse": "Type", "lovgrundlag": "Hjemmel", "takst": "Pris"}
    said.write_text(json.dumps(pairs), encoding="utf-8")
    take(path, "--columns", said)
    assert Line.objects.get().tariff == 4701
    with pytest.raises(CommandError, match="ingen opsætning, der hedder »Lønsystemet«"):
        take(path, "--columns", "Lønsystemet")
    remember_columns(
        Submission.objects.get(), head=head_of(read_table(path.read_bytes())),
        columns={"offer": 0, "service": 1, "legal_basis": 2, "tariff": 3}, name="Lønsystemet",
        by=factories.secretary(),
    )  # fmt: skip
    path.write_text("Sted;Type;Hjemmel;Pris\nViolen;Botilbud;ABL § 105;4.702\n", encoding="utf-8")
    take(path)  # the headings are known by now
    assert Line.objects.get().tariff == 4702
    path.write_text("Pris;Sted;Type;Hjemmel\n4.703;Violen;Botilbud;ABL § 105\n", encoding="utf-8")
    take(path, "--columns", "lønsystemet")
    assert Line.objects.get().tariff == 4703
    path.write_text("Pris;Sted\n4.703;Violen\n", encoding="utf-8")
    with pytest.raises(CommandError, match="mangler Type, Hjemmel"):
        take(path, "--columns", "lønsystemet")


def test_correction_with_its_reason(file):
    path = file([line()])
    take(path, "--stage", "approved")
    take(path, "--stage", "correction", "--reason", "Regnefejl")
    made = Submission.objects.get(kind="correction")
    assert (made.reason, made.status) == ("Regnefejl", "draft")


def test_files_that_cannot_be_read_fail_with_a_sentence(tmp_path, file):
    with pytest.raises(CommandError, match="kan ikke læses"):
        take(tmp_path / "findes-ikke.csv")
    take(file([line()]), "--stage", "approved")
    with pytest.raises(CommandError, match="godkendt"):
        take(file([line()]))


def test_short_headers_are_understood():
    assert HEADERS == (
        "tilbud", "ydelse", "lovgrundlag", "antal_pladser", "takstenhed", "belaegning_pct",
        "budget", "takst", "forklaring",
    )  # fmt: skip
