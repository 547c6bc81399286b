"""The pages: narrowed by their address, the same figures on page, paper and in the workbook."""

from __future__ import annotations

import io
from decimal import Decimal

import openpyxl
import pikepdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dasportal.register.models import Offer, Purchase
from tariffs import workflow
from tests import factories
from tests.tariffs.analysis.conftest import WHY, approved, of
from tests.tariffs.conftest import line, take

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture(autouse=True)
def open_door(settings):
    settings.DEMO = True


@pytest.fixture
def decided(handed_in, office):
    return approved(handed_in, office)


def address(name, *args):
    return reverse(f"analysis:{name}", args=args or [2023])


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_overview_says_the_year_in_a_sentence(client, decided, people):
    client.force_login(people["other"])
    page = text(client.get(address("year")))
    assert (
        "Taksterne for 2023 er 6,00 % højere nominelt og 3,92 % højere reelt, +438.000 kr." in page
    )
    assert page.count('<svg xmlns="http://www.w3.org/2000/svg" class="chart"') == 2
    assert "Læsø" in page  # named as missing


def test_empty_year_says_what_comes(client, year, people):
    client.force_login(people["other"])
    assert "Der er ingen takster at se endnu" in text(client.get(address("year")))


def test_address_narrows(client, decided, office):
    client.force_login(office)
    page = text(client.get(address("lines"), {"part": "851", "tilbud": "roligt"}))
    assert "1 linje" in page
    assert "Violen" not in page
    over = text(client.get(address("lines"), {"over": "on"}))
    assert "2 linjer" in over
    assert "Roligt" not in over
    assert "999 er ikke" in text(client.get(address("year"), {"part": "999"}))
    assert "Ingen linjer" in text(client.get(address("year"), {"tilbud": "zzz"}))


def test_list_for_discussion_has_both_ways_and_what_explains(client, decided, people):
    client.force_login(people["other"])
    page = text(client.get(address("discussed")))
    assert "2 takster ændrer sig mere end 5 %, op eller ned. Alle er forklaret." in page
    assert page.count(WHY) == 1  # said once for the two lines
    assert "budget +80" in page
    assert "Roligt" not in page


def test_what_nobody_explained_is_said(client, year, people, office):
    draft = take([line("Violen", **of(1100), forklaring=WHY)]).submission
    workflow.submit(draft, by=people["reporter"])
    row = draft.lines.get()
    row.explanation = None
    row.save()
    client.force_login(office)
    page = text(client.get(address("discussed")))
    assert "1 er ikke forklaret" in page
    assert "Ingen forklaring" in page


def test_before_pl_is_set_only_the_nominal_is_shown(client, year, handed_in, office):
    workflow.open_year(2023, by=office, pl_pct=None)
    client.force_login(office)
    page = text(client.get(address("year")))
    assert "PL er ikke sat" in page
    assert "højere reelt" not in page


def test_another_partys_draft_and_handed_in_lines_leak_nowhere(client, handed_in, people):
    client.force_login(people["other"])
    for name in ("year", "discussed", "lines"):
        assert "Violen" not in client.get(address(name)).content.decode()
    book = openpyxl.load_workbook(io.BytesIO(client.get(address("excel")).content))
    assert all(sheet.max_row <= 2 for sheet in book.worksheets)


def test_workbook_holds_the_same_figures(client, decided, office):
    client.force_login(office)
    book = openpyxl.load_workbook(io.BytesIO(client.get(address("excel")).content))
    assert book.sheetnames == ["Parter", "Lovgrundlag", "Tilbud", "Til drøftelse", "Linjer"]
    parties = list(book["Parter"].iter_rows(min_row=2, values_only=True))
    assert parties[0][:5] == ("Aalborg", 4, 7_300_000, 7_738_000, 438_000)
    assert book["Linjer"].max_row == 5
    assert book["Til drøftelse"].max_row == 3


def test_csv_holds_every_line_with_what_drove_it(client, decided, office):
    client.force_login(office)
    table = client.get(address("csv")).text
    assert table.startswith("\ufeffdriftsherre;tilbud;ydelse;")
    assert len(table.strip().splitlines()) == 5


def test_papers_hold_the_drawing_and_the_list(client, decided, office):
    client.force_login(office)
    whole = client.get(address("pdf"))
    with pikepdf.open(io.BytesIO(whole.content)) as file:
        assert len(file.pages) >= 2
        assert str(file.Root.Lang) == "da-DK"
        assert str(file.docinfo.Title).startswith("Taksternes udvikling 2023")
    alone = client.get(address("discussed_pdf"), {"part": "851"})
    assert alone["Content-Type"] == "application/pdf"


def test_pages_ask_no_more_for_more_lines(client, handed_in, people, office):
    client.force_login(office)

    def count(name):
        with CaptureQueriesContext(connection) as asked:
            client.get(address(name))
        return len(asked)

    pages = ("year", "discussed", "lines")
    few = [count(name) for name in pages]
    workflow.return_submission(handed_in, reason="Flere.", by=office)
    take([line(f"Sted {n}", **of(1200 + n), forklaring=WHY) for n in range(25)])
    workflow.submit(handed_in, by=people["reporter"])
    assert [count(name) for name in pages] == few


# --- Hvad betyder det for os ----------------------------------------------------------------------


@pytest.fixture
def bought(decided):
    violen = Offer.objects.get(name="Violen")
    for year in (2022, 2023):
        Purchase.objects.create(
            offer=violen, buyer=factories.party(factories.LÆSØ), year=year, places=D(2)
        )
    return violen


def test_own_page_begins_with_the_sentence(client, bought, people):
    client.force_login(people["other"])
    answer = client.get(address("mine"), follow=True)
    assert answer.redirect_chain[-1][0] == address("ours", 2023, factories.LÆSØ)
    page = text(answer)
    assert "Taksterne for 2023 koster Læsø 73.000 kr. mere end i 2022." in page
    assert "+14.600 kr. er PL (2 %)." in page
    assert "i 365 dage" in page


def test_trying_other_places_stores_nothing(client, bought, people):
    client.force_login(people["other"])
    ours = address("ours", 2023, factories.LÆSØ)
    page = text(client.get(ours, {f"pladser-{bought.pk}": "0"}))
    assert "Prøvet med andre pladser" in page
    assert "730.000 kr. mindre" in page
    assert Purchase.objects.get(year=2023).places == 2
    wrong = text(client.get(ours, {f"pladser-{bought.pk}": "1.5"}))
    assert "to måder" in wrong
    assert 'value="1.5"' in wrong
    assert "73.000 kr. mere" in wrong


def test_party_without_purchases_is_told_what_is_missing(client, decided, people):
    client.force_login(people["other"])
    page = text(client.get(address("ours", 2023, factories.LÆSØ)))
    assert "Vi ved ikke, hvor mange pladser I køber" in page


def test_another_partys_page_is_not_there(client, bought, people, office):
    client.force_login(people["reporter"])  # of Aalborg
    assert client.get(address("ours", 2023, factories.LÆSØ)).status_code == 404
    client.force_login(office)
    assert client.get(address("ours", 2023, factories.LÆSØ)).status_code == 200
    assert "Vælg en part" in text(client.get(address("mine")))
