"""What goes out as Excel, CSV and JSON; and that it can go in again."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from dasportal.accounts.models import Party
from tariffs import exports
from tariffs.models import Line, ValidTariff
from tariffs.workflow import Stage, import_lines
from tests.tariffs.appendix_values import made_up
from tests.tariffs.conftest import line, take

DAY = date(2026, 5, 1)
ODD = '=HYPERLINK("http://x.example";"tryk")'


@pytest.fixture
def laid(aalborg: Party) -> list[ValidTariff]:
    """Lines of every sort of figure, approved: øre, a broken place count, nothing at all."""
    take(
        [
            line("Violen", takst="4701,25", antal_pladser="13,3", belaegning_pct="97,125"),
            line("Violen", "Boniveau 5", takst="2918", belaegning_pct=""),
            line(ODD, "''=1+1", takst="1200", budget="", antal_pladser=""),
            line("Åkanden", takstenhed="Dag", lovgrundlag="SEL § 104", takst="512,5"),
        ],
        year=2026,
        stage=Stage.APPROVED,
    )
    return list(ValidTariff.objects.on(DAY).select_related("operator"))


def written(tariffs: list[ValidTariff]) -> dict[str, bytes]:
    table = exports.valid_table(tariffs, DAY)
    return {"csv": exports.csv_text(table).encode(), "xlsx": exports.workbook(table)}


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_went_out_goes_in_again_unchanged(
    laid: list[ValidTariff], aalborg: Party, kind: str
) -> None:
    content = written(laid)[kind]
    before = list(Line.objects.order_by("pk").values())
    result = import_lines(content, year=2026, party=aalborg, by=None, stage=Stage.APPROVED)
    assert {key: result.counts[key] for key in ("created", "updated", "unchanged")} == {
        "created": 0, "updated": 0, "unchanged": 4,
    }  # fmt: skip
    after = list(Line.objects.order_by("pk").values())
    assert after == before
    assert [row.key for row in Line.objects.order_by("pk")] == [
        row.line.key for row in sorted(laid, key=lambda row: row.line_id)
    ]


def test_csv_opens_right_in_a_danish_excel(laid: list[ValidTariff]) -> None:
    content = written(laid)["csv"]
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    first = next(row for row in rows if row["tilbud"] == "Violen" and row["ydelse"] == "Botilbud")
    assert first["takst"] == "4701,25"
    assert first["belaegning_pct"] == "97,125"
    assert first["antal_pladser"] == "13,3"
    assert (first["afregnes"], first["gaelder_fra"], first["gaelder_til"]) == (
        "ja", "01.01.2026", "31.12.2026",
    )  # fmt: skip
    level = next(row for row in rows if row["ydelse"] == "Boniveau 5")
    assert (level["budget"], level["antal_pladser"]) == ("", "")


def test_text_like_a_formula_is_guarded_in_csv(laid: list[ValidTariff]) -> None:
    text = written(laid)["csv"].decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    odd = next(row for row in rows if "HYPERLINK" in row["tilbud"])
    assert odd["tilbud"].startswith("'=")
    assert odd["ydelse"] == "''=1+1"


def sheet_of(content: bytes, name: str = "Takster") -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))[name]


def test_workbook_has_true_numbers_and_no_formula_of_others(laid: list[ValidTariff]) -> None:
    sheet = sheet_of(written(laid)["xlsx"])
    rows = {(row[2].value, row[3].value): row for row in sheet.iter_rows(min_row=5)}
    violen = rows["Violen", "Botilbud"]
    assert (violen[9].value, violen[9].data_type) == (4701.25, "n")
    assert violen[11].value.date() == date(2026, 1, 1)
    odd = rows[ODD, "'=1+1"]
    assert (odd[2].data_type, odd[8].value) == ("s", None)


def test_workbook_has_a_head_that_stays_filters_and_sums(laid: list[ValidTariff]) -> None:
    sheet = sheet_of(written(laid)["xlsx"])
    assert sheet.freeze_panes == "D5"
    assert sheet.auto_filter.ref == "A4:N8"
    assert sheet["A9"].value == "I alt"
    assert sheet["F9"].value == "=SUBTOTAL(109,F5:F8)"
    assert sheet["J9"].value is None  # tariffs are not added up


def test_appendix_has_the_same_lines_in_every_form() -> None:
    snapshot = made_up(60)
    table = exports.appendix_table(snapshot)
    lines = sum(len(o["lines"]) for p in snapshot["parties"] for o in p["offers"])
    text = exports.csv_text(table)
    parsed = json.loads(exports.appendix_json(snapshot))
    told = [row for p in parsed["parties"] for o in p["offers"] for row in o["lines"]]
    assert len(table.rows) == len(text.splitlines()) - 1 == len(told) == lines
    assert sheet_of(exports.workbook(table)).max_row == 4 + lines + 1


def test_appendix_json_has_numbers_and_null() -> None:
    snapshot = made_up(30)
    snapshot["parties"][0]["offers"][0]["lines"][0].update(
        tariff="3240.50", places="13.30", budget=None
    )
    parsed = json.loads(exports.appendix_json(snapshot))
    first = parsed["parties"][0]["offers"][0]["lines"][0]
    assert (first["tariff"], first["places"], first["budget"]) == (3240.5, 13.3, None)
    assert parsed["pl_pct"] == 2.5
    assert parsed["parties"][0]["explanations"][0]["causes"] == [
        {"cause": "målgruppe", "amount": 412000}
    ]


def test_appendix_workbook_has_sums_by_party_and_basis() -> None:
    content = exports.workbook(exports.appendix_table(made_up(80)))
    names = openpyxl.load_workbook(io.BytesIO(content)).sheetnames
    assert names == ["Takster", "Efter driftsherre", "Efter lovgrundlag", "Takstlofter"]


def test_valid_tariffs_as_json_keep_every_krone(laid: list[ValidTariff]) -> None:
    parsed = json.loads(exports.valid_json(laid, DAY), parse_float=Decimal)
    assert parsed["day"] == "2026-05-01"
    by_key = {(row["offer"], row["service"]): row for row in parsed["tariffs"]}
    assert by_key["Violen", "Botilbud"]["tariff"] == Decimal("4701.25")
    assert by_key["Violen", "Boniveau 5"]["places"] is None
    assert by_key["Violen", "Botilbud"]["valid_to"] == "2026-12-31"
