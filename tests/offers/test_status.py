"""Every offer's sheet: frozen and printed the same, figures as numbers, and who is asked nothing of."""

from __future__ import annotations

import io
import json
import subprocess
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import outloud
import pikepdf
import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from dasportal.documents.press import Store, press
from offers.pdf import status_bundle
from offers.sheet import Form
from offers.status import status_of, written
from offers.yearly import workflow as yearly
from tests import factories
from tests.factories import AALBORG
from tests.offers.conftest import member_offer, reporter
from tests.offers.yearly.conftest import LATER, given_answer, given_report, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard(kvisten, østerskoven, office):
    """2024 with one report, one answer, in hearing."""
    year = opened(2024, office)
    line = reporter(AALBORG)
    given_report(year, kvisten.offer, line, worries="=2+2 er ikke en formel.")
    given_answer(year, factories.party(), line)
    return yearly.share_year(year, closes_on=LATER, by=office)


def test_what_is_frozen_is_what_is_printed(heard):
    values = status_of(2024)
    assert [offer["name"] for offer in values["offers"]] == ["Kvisten", "Neurocenter Østerskoven"]
    again = json.loads(json.dumps(values))
    assert again == values
    assert status_bundle(again).entries == status_bundle(values).entries


def test_paper_is_tagged_numbered_and_has_an_entry_an_offer(heard, tmp_path):
    target = tmp_path / "status.pdf"
    press(status_bundle(status_of(2024)), target, Store(tmp_path / "parts"))
    errors = [f for f in outloud.check(str(target)).findings if f.severity == "error"]
    # TBL-010 guesses by numbers of cells: a table of one year has more headings than figures
    assert [found for found in errors if found.rule != "TBL-010"] == []
    assert subprocess.run(["qpdf", "--check", target], capture_output=True).returncode == 0
    with pikepdf.open(target) as file, file.open_outline() as outline:
        titles = [entry.title for entry in outline.root]
        assert str(file.Root.Lang) == "da-DK"
    assert {"Kvisten", "Neurocenter Østerskoven"} <= set(titles)


def test_a_figure_is_a_number_and_a_text_is_never_a_formula(client, office, heard):
    client.force_login(office)
    answer = client.get(reverse("offers:figures", args=[2024, "xlsx"]))
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    rows = list(book["Alle tal"].iter_rows(values_only=True))
    used = next(row for row in rows if row[4] == "Pladser i brug, gennemsnit" and row[5] == "2024")
    assert used[6] == pytest.approx(4.8)
    assert not [
        cell for sheet in book for row in sheet.iter_rows() for cell in row
        if cell.data_type == "f" and not str(cell.value).startswith("=SUBTOTAL")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [(Decimal("102.1"), Form.PERCENT, "102,1 %"), (Decimal(-6700000), Form.KRONER, "−6.700.000 kr."),
     (None, Form.NUMBER, "–"), ("", Form.TEXT, ""), (Decimal("4.80"), Form.NUMBER, "4,8")],
)  # fmt: skip
def test_values_are_written_in_danish(value, form, text):
    assert written(value, form) == text


def test_the_command_writes_the_year_and_refuses_one_without_offers(heard, tmp_path: Path, capsys):
    target = tmp_path / "status.pdf"
    call_command("render_offer_status", 2024, output=str(target))
    assert target.read_bytes().startswith(b"%PDF")
    assert "status for 2024, 2 tilbud" in capsys.readouterr().out
    with pytest.raises(CommandError, match="Ingen tilbud var med"):
        call_command("render_offer_status", 2001, output=str(target))


def test_overview_and_status_ask_as_many_questions_with_more_offers(
    client, office, heard, django_assert_max_num_queries: Any
):
    client.force_login(office)
    addresses = [reverse("offers:overview"), reverse("offers:status", args=[2024])]
    for address in addresses:
        client.get(address)
        with django_assert_max_num_queries(80) as few:
            client.get(address)
        before = len(few.captured_queries)
        for number in range(8):
            member_offer(f"{address} {number}", office, places=4)
        with django_assert_max_num_queries(before):
            client.get(address)
