"""The pages: a file, a block or another's file, shown before anything is stored."""

from __future__ import annotations

import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tariffs import workflow
from tariffs.workbook.models import ColumnMapping
from tests import factories
from tests.factories import LÆSØ
from tests.tariffs.conftest import csv_of, line, take
from tests.tariffs.workbook.conftest import book_of, filled, of

pytestmark = pytest.mark.django_db
TARIFF = ("Violen", "Botilbud", "Takst, kr.")
FOREIGN = (
    "Afdelingens navn;Ydelsestype;Hjemmel;Pris 2027\n"
    "Violen;Botilbud;ABL § 105;4.702\nVioloen;Botilbud;ABL § 105;12.3\n"
).encode()


@pytest.fixture(autouse=True)
def signed_in(settings, client, reporter):
    settings.DEMO = True
    client.force_login(reporter)


def text(answer):
    """The page with its no-break spaces as spaces."""
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def address(name, *args):
    return reverse(f"workbook:{name}", args=args)


def send(client, draft, content, name="takster.xlsx"):
    return client.post(address("upload", draft.pk), {"file": SimpleUploadedFile(name, content)})


def confirm(client, draft, shown, **data):
    return client.post(address("confirm", draft.pk), {"slip": shown.context["slip"], **data})


def test_submission_page_offers_the_two_ways(client, draft):
    page = text(client.get(reverse("tariffs:submission", args=[draft.pk])))
    for name in ("export", "upload", "paste"):
        assert address(name, draft.pk) in page


def test_workbook_is_fetched_and_named_after_year_and_party(client, draft):
    answer = client.get(address("export", draft.pk))
    assert 'filename="takster-2027-aalborg.xlsx"' in answer["Content-Disposition"]
    assert answer.content.startswith(b"PK")


def test_sent_back_shown_and_confirmed(client, draft):
    shown = send(client, draft, filled(book_of(draft), {TARIFF: 4702.5}))
    page = text(shown)
    assert "0 nye, 1 rettet (1 felt)" in page
    assert "K5" in page
    assert "4.702,5" in page
    assert of(draft).tariff == 4701
    answer = confirm(client, draft, shown)
    assert answer["Location"] == reverse("tariffs:submission", args=[draft.pk])
    assert str(of(draft).tariff) == "4702.50"


def test_figures_saved_after_the_preview_are_shown_before_anything_is_taken(
    client, draft, reporter
):
    shown = send(client, draft, filled(book_of(draft), {TARIFF: 4800}))
    workflow.save_line(draft, by=reporter, line=of(draft), values={"tariff": 4900})
    again = confirm(client, draft, shown)
    page = text(again)
    assert "Nogen har gemt i indberetningen" in page
    assert "1 felt er rettet begge steder" in page
    assert of(draft).tariff == 4900


def test_removed_rows_are_asked_about(client, draft):
    shown = send(client, draft, filled(book_of(draft), {}, drop=("Violen", "Boniveau 5")))
    assert "1 linje udgår" in text(shown)
    confirm(client, draft, shown)
    assert draft.lines.count() == 3
    shown = send(client, draft, filled(book_of(draft), {}, drop=("Violen", "Boniveau 5")))
    confirm(client, draft, shown, remove="yes")
    assert draft.lines.count() == 2


def test_wrong_party_is_refused_by_name_on_the_form(client, draft, office):
    other = take([line()], year=2027, code=LÆSØ).submission
    client.force_login(office)
    page = text(send(client, other, book_of(draft)))
    assert "Regnearket er Aalborgs, men indberetningen er Læsøs" in page


def test_csv_with_our_headings_is_read_at_once(client, draft):
    shown = send(client, draft, csv_of([line(takst="4.702"), line("Nyt", takst="4.5")]), "a.csv")
    page = text(shown)
    assert "2 linjer er læst: 0 nye, 1 rettet (1 felt)" in page
    assert "Celle H3:" in page
    assert of(draft).tariff == 4701
    confirm(client, draft, shown)
    assert of(draft).tariff == 4702
    assert draft.lines.count() == 3


def test_slip_of_another_person_or_submission_is_refused(client, draft, people):
    shown = send(client, draft, csv_of([line()]), "a.csv")
    client.force_login(people["member"])
    assert confirm(client, draft, shown).status_code == 404
    forged = client.post(address("confirm", draft.pk), {"slip": shown.context["slip"] + "x"})
    assert forged["Location"] == address("upload", draft.pk)


@pytest.mark.parametrize(("content", "why"), [(b"<html>", "webside"), (b"", "tom")])
def test_file_that_cannot_be_read_says_why(client, draft, content, why):
    assert why in text(send(client, draft, content, "a.csv"))


# --- Another's file -------------------------------------------------------------------------------


def columns(client, draft, shown, **fields):
    data = {"slip": shown.context["slip"], "name": "Lønsystemet"}
    data |= {f"field_{name}": str(place) for name, place in fields.items()}
    return client.post(address("columns", draft.pk), data)


def test_foreign_file_is_asked_about_once_and_remembered(client, draft, reporter):
    asked = send(client, draft, FOREIGN, "system.csv")
    page = text(asked)
    assert "Hvilken kolonne er hvad?" in page
    assert "Violen · Violoen" in page
    chosen = {b.name: b.value() for b in asked.context["asked"] if b.value() is not None}
    assert chosen == {"field_offer": "0", "field_service": "1", "field_legal_basis": "2",
                      "field_tariff": "3"}  # fmt: skip
    shown = columns(client, draft, asked, offer=0, service=1, legal_basis=2, tariff=3)
    assert "1 rettet (1 felt)" in text(shown)
    assert "Celle D3:" in text(shown)
    assert of(draft).tariff == 4701
    kept = ColumnMapping.objects.get()
    assert (kept.party, kept.name, kept.saved_by) == (draft.party, "Lønsystemet", reporter)
    confirm(client, draft, shown)
    row = of(draft)
    assert (row.tariff, row.places, row.budget) == (4702, 13, 21_863_695)  # no columns: kept
    again = send(client, draft, FOREIGN.replace(b"4.702", b"4.703"), "system.csv")
    assert "Kolonnerne er læst som »Lønsystemet«" in text(again)


def test_what_is_remembered_is_shown_changed_and_forgotten(client, draft):
    asked = send(client, draft, FOREIGN, "system.csv")
    shown = columns(client, draft, asked, offer=0, service=1, tariff=3)
    change = client.post(address("columns", draft.pk), {"slip": shown.context["slip"]})
    assert "Hvilken kolonne er hvad?" in text(change)
    columns(client, draft, change, offer=0, service=1, legal_basis=2, tariff=3)
    kept = ColumnMapping.objects.get()
    assert kept.columns == {"offer": 0, "service": 1, "legal_basis": 2, "tariff": 3}
    page = text(client.get(address("remembered", draft.pk)))
    assert "Lønsystemet" in page
    assert "Pris 2027" in page
    client.post(address("forget", draft.pk, kept.pk))
    assert not ColumnMapping.objects.exists()


def test_columns_that_are_missing_or_doubled_are_said(client, draft):
    asked = send(client, draft, FOREIGN, "system.csv")
    page = text(columns(client, draft, asked, offer=0, service=0))
    assert "Kolonnen er allerede valgt som tilbud" in page
    assert "Vælg den kolonne, der er takst, kr." in page
    assert not ColumnMapping.objects.exists()


# --- Pasting --------------------------------------------------------------------------------------


def pasted(client, draft, block, **data):
    return client.post(address("paste", draft.pk), {"text": block, **data})


def test_pasted_with_headings_is_matched_to_its_lines(client, draft):
    block = "Tilbud\tYdelse\tLovgrundlag\tTakst\nVioloen\tBotilbud\tABL § 105\t1\nViolen\tBotilbud\tABL § 105\t4.702\n"
    shown = pasted(client, draft, block)
    assert "1 rettet (1 felt)" in text(shown)
    assert "D3" in text(shown)
    confirm(client, draft, shown)
    assert of(draft).tariff == 4702


def test_pasted_figures_are_laid_where_it_is_said(client, draft):
    block = "4.702\r\n2.919\r\n"
    assert "Vælg den linje, de begynder ved" in text(pasted(client, draft, block))
    shown = pasted(client, draft, block, line=of(draft).pk, field="tariff")
    assert "2 rettede (2 felter)" in text(shown)
    confirm(client, draft, shown)
    assert (of(draft).tariff, of(draft, "Boniveau 5").tariff) == (4702, 2919)


def test_pasted_without_headings_is_asked_about(client, draft):
    asked = pasted(client, draft, 'Violen\tBotilbud\t4.702,5\nViolen\tBoniveau 5\t"2.919"\n')
    assert "der er ingen overskrifter" in text(asked)
    shown = columns(client, draft, asked, offer=0, service=1, tariff=2)
    assert "2 rettede (2 felter)" in text(shown)
    confirm(client, draft, shown)
    assert (str(of(draft).tariff), of(draft).basis) == ("4702.50", "ABL § 105")
    assert of(draft, "Boniveau 5").tariff == 2919


def test_another_partys_lines_are_not_to_be_chosen(client, draft):
    other = take([line()], year=2027, code=LÆSØ).submission.lines.get()
    answer = pasted(client, draft, "1\n", line=other.pk, field="tariff")
    assert answer.context["form"].errors["line"]


# --- Size -----------------------------------------------------------------------------------------


def big(draft, many):
    take([line(f"Hus {n:03}", takst=str(4000 + n)) for n in range(many)], year=2027)
    return filled(book_of(draft), {("Hus 000", "Botilbud", "Takst, kr."): 5000})


def test_preview_asks_the_same_for_many_lines(client, draft):
    content = big(draft, 3)
    send(client, draft, content)
    with CaptureQueriesContext(connection) as few:
        send(client, draft, content)
    content = big(draft, 40)
    with CaptureQueriesContext(connection) as many:
        send(client, draft, content)
    assert len(many) == len(few)


def test_unseen_party_gets_nothing(client, draft):
    client.force_login(factories.holder("tariff_reporter", party=factories.party(LÆSØ)))
    for name in ("export", "upload", "paste", "remembered"):
        assert client.get(address(name, draft.pk)).status_code == 404


def test_500_rows_are_shown_within_two_seconds_of_work(client, draft):
    """Quality 4, counted in the time that this process works: the machine is shared."""
    content = big(draft, 500)
    send(client, draft, content)
    began = time.process_time()
    shown = send(client, draft, content)
    assert time.process_time() - began < 2
    assert len(shown.context["taken"].changed) == 1
