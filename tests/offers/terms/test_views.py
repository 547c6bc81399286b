"""The pages of special terms: what each sees, files, and steps by form."""

from __future__ import annotations

import csv
import io

import pikepdf
import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from dasportal.accounts.models import Person
from offers import workflow as offers
from offers.models import OfferCase
from offers.slots import kind_of
from offers.terms import workflow
from offers.terms.models import Proposal, Term
from offers.terms.waiting import tasks_of
from tests import factories
from tests.factories import AALBORG, LÆSØ, REGION
from tests.offers.conftest import member_offer, reporter
from tests.offers.terms.conftest import (
    COUNTED,
    agreed,
    answered,
    draft,
    in_force,
    instrument,
    proposed,
    put,
)
from tests.offers.terms.test_workflow import by_use

pytestmark = pytest.mark.usefixtures("people", "demo")
HOME = "/forstaerket/vilkaar/"


@pytest.fixture
def demo(settings):
    settings.DEMO = True


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_drafted_and_reckoned_by_form(østerskoven, office):
    client = client_of(reporter(REGION))
    path = f"{HOME}nyt/{østerskoven.offer_id}/"
    frame = {
        "title": "Garanti", "reason": "Underskud", "starts_on": "1.7.2025", "ends_on": "30.6.2027",
        "parties": [str(factories.party(c).pk) for c in (AALBORG, LÆSØ, REGION)],
    }  # fmt: skip
    backwards = client.post(path, {**frame, "ends_on": "1.1.2025"})
    assert "Slutdatoen ligger før startdatoen." in backwards.content.decode()
    assert client.post(path, frame).status_code == 302
    made = Proposal.objects.get()
    scenario = made.scenarios.get()
    add = f"{HOME}model/{scenario.pk}/vilkaar/{instrument('guarantee').pk}/"
    shown = client.get(add).content.decode()
    assert "Underskud, der deles" in shown and "Budgetteret belægning" not in shown
    figures = {
        "amount": "6.700.000", "key": "all", "counted_on": COUNTED.isoformat(), "method": "largest",
        "declined": "shared", "words": "Underskuddet deles.",
    }  # fmt: skip
    refused = client.post(add, figures).content.decode()
    assert "mangler nøgletal for Region Nordjylland" in refused and not Term.objects.exists()
    region = f"number_{factories.party(REGION).pk}"
    assert client.post(add, {**figures, region: "60.000"}).status_code == 302
    page = client.get(made.get_absolute_url()).content.decode()
    assert "6.700.000" in page and "Fremlæg" in page
    term = Term.objects.get()
    edit = client.get(f"{HOME}enkelt/{term.pk}/ret/").content.decode()
    assert 'value="6.700.000"' in edit and 'value="60.000"' in edit


def test_a_refusal_keeps_what_was_typed(østerskoven, office):
    made = draft(østerskoven, office)
    mix = instrument("mix")
    page = client_of(office).post(
        f"{HOME}model/{made.scenarios.get().pk}/vilkaar/{mix.pk}/", {"amount": "30.000.000"}
    )
    text = page.content.decode()
    assert page.status_code == 200 and 'value="30.000.000"' in text
    assert "Der er fejl" in text or "form-error-message" in text


def test_a_party_joins_by_form_and_the_others_shares_move(østerskoven, office):
    made = agreed(østerskoven, office)
    row = made.answers.get(party__code=AALBORG)
    member = factories.member(code=AALBORG)
    assert "Tag stilling til særlige vilkår for Neurocenter Østerskoven" in [
        task.text for task in tasks_of(member)
    ]
    client = client_of(member)
    answer = {"answer": "decline", "on": "1.6.2025", "source": "Byrådet den 1. juni"}
    assert client.post(f"{HOME}svar/{row.pk}/", {**answer, "source": ""}).status_code == 200
    assert client.post(f"{HOME}svar/{row.pk}/", answer).status_code == 302
    page = client.get(made.get_absolute_url()).content.decode()
    assert "ikke bundet" in page and "6.700.000" in page
    assert not list(tasks_of(member))
    learned = client.post(f"{HOME}svar/{row.pk}/", {**answer, "answer": "decline"})
    assert learned.status_code == 200  # it can only join now


def test_the_files_say_the_same_as_the_page(østerskoven, office):
    made = agreed(østerskoven, office)
    workflow.decline(
        made.answers.get(party__code=AALBORG), on=timezone.localdate(), source="Byrådet", by=office
    )
    client = client_of(factories.member(code=LÆSØ))
    text = client.get(f"{HOME}{made.pk}/tal.csv").content.decode("utf-8-sig")
    rows = {row[0]: row for row in csv.reader(io.StringIO(text), delimiter=";")}
    assert sum(int(row[2]) for row in rows.values() if row[2].isdigit()) == 6_700_000
    assert rows["Læsø"][2:] == ["28001", "18505"]
    book = load_workbook(io.BytesIO(client.get(f"{HOME}{made.pk}/tal.xlsx").content))
    assert book.sheetnames == ["Parterne", "Vilkår 1"]
    pdf = client.get(f"{HOME}{made.pk}/pdf/")
    assert pdf["Content-Type"] == "application/pdf"
    with pikepdf.open(io.BytesIO(pdf.content)) as found:
        assert len(found.pages) >= 1
    assert client.get(f"{HOME}{made.pk}/tal.doc").status_code == 404


def test_the_files_hide_what_others_use(østerskoven, office):
    made = by_use(østerskoven, office)
    text = (
        client_of(factories.member(code=AALBORG)).get(f"{HOME}{made.pk}/tal.csv").content.decode()
    )
    assert "1110330" in text and "61685" not in text and "493480" not in text


def test_the_bilag_is_pressed_from_what_was_frozen(østerskoven, office):
    case = put(proposed(østerskoven, office), office, "das")
    title, bundle = kind_of(case).bilag(OfferCase.objects.get(pk=case.pk))
    assert title.endswith("hvad de betyder for parterne")
    assert "6.700.000" in bundle.entries[0].html
    before = case.content_key
    assert offers.refresh_due() == 0
    Proposal.objects.update(title="Ny titel")
    assert offers.refresh_due() == 1
    assert OfferCase.objects.get(pk=case.pk).content_key != before


def test_a_page_costs_the_same_however_many_terms(
    østerskoven, office, django_assert_max_num_queries
):
    made, client = in_force(østerskoven, office), client_of(factories.member(code=LÆSØ))
    client.get(made.get_absolute_url())
    with django_assert_max_num_queries(40):
        client.get(made.get_absolute_url())
    other = draft(member_offer("Kvisten", office), office)
    for n in range(6):
        workflow.add_scenario(
            other, name=f"Model {n}", like=other.scenarios.order_by("pk")[0], by=office
        )
    workflow.propose(other, by=office)
    client.get(other.get_absolute_url())
    with django_assert_max_num_queries(40):
        client.get(other.get_absolute_url())


def test_the_overview_leads_there(østerskoven, office):
    made = agreed(østerskoven, office)
    answered(made, office, p851="wait")
    page = client_of(factories.member(code=AALBORG)).get("/forstaerket/").content.decode()
    assert "Venter på jeres svar" in page and made.get_absolute_url() in page
