"""»Overblik over tilbud«: where each stands, who may see who buys, and the decision DAS asked for."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from dasportal.accounts.models import Person
from dasportal.register.models import Offer, Purchase
from offers import workflow
from offers.coverage import cases
from offers.coverage.calculation import Standing, standing
from offers.coverage.queries import coverage, with_buyers
from offers.models import OfferCase
from tests import factories
from tests.factories import AALBORG, FREDERIKSHAVN, LÆSØ
from tests.offers.conftest import decided, meeting_of, offer

TODAY = date(2026, 6, 1)


def sold(row: Offer, year: int = 2026, **places: str) -> Offer:
    for name, number in places.items():
        Purchase.objects.create(
            offer=row, buyer=factories.party(name[1:]), year=year, places=number
        )
    return row


def names(made: dict, kind: Standing) -> list[str]:
    return [row["offer"] for g in made["groups"] if g["key"] == kind for row in g["rows"]]


@pytest.mark.parametrize(
    ("settled", "others", "expected"),
    [
        ("covered", 0, Standing.COVERED),
        ("unsettled", 0, Standing.UNSETTLED),
        ("unsettled", 1, Standing.SHOULD),
        ("exempt", 3, Standing.EXEMPT),
        ("exempt", 4, Standing.SHOULD),
    ],
)
def test_one_other_party_is_enough_and_an_exemption_holds_for_a_few(settled, others, expected):
    assert standing(settled, others) is expected


def test_only_other_north_jutland_parties_of_the_newest_year_count(office):
    sold(offer("Violen"), p851="4", p825="1.5")  # Aalborg's own use beside Læsø's
    sold(offer("Egen brug"), p851="8")
    sold(offer("Sidste år"), year=2025, p825="2")
    made = coverage(TODAY)
    assert names(made, Standing.SHOULD) == ["Violen"]
    assert names(made, Standing.UNSETTLED) == ["Egen brug", "Sidste år"]
    row = made["groups"][0]["rows"][0]
    assert (row["others"], row["bought"]) == (1, "1.5")


def test_closed_and_unconfirmed_offers_are_not_in_it(office):
    offer("Lukket", closed_on=date(2026, 1, 1))
    offer("Ukendt", confirmed=False)
    offer("Lukker senere", closed_on=date(2026, 12, 31))
    assert names(coverage(TODAY), Standing.UNSETTLED) == ["Lukker senere"]


@pytest.fixture
def violen(office: Person) -> Offer:
    return sold(offer("Violen", places=12), p825="1.5", p813="2.25")


def which(person: Person) -> list[str]:
    made = with_buyers(coverage(TODAY), person)
    return [name for g in made["groups"] for row in g["rows"] for name, _ in row["which"]]


def test_who_buys_is_told_to_the_office_the_operator_and_the_buyer_alone(office, violen):
    assert which(office) == ["Frederikshavn", "Læsø"]
    assert which(factories.member(code=AALBORG)) == ["Frederikshavn", "Læsø"]
    assert which(factories.member(code=LÆSØ)) == ["Læsø"]
    assert which(factories.member(code="860")) == []


def ask(person: Person, path: str = "") -> object:
    client = Client()
    client.force_login(person)
    return client.get(f"/forstaerket/styringsaftalen/{path}")


def test_the_page_and_the_files_tell_nobody_else(office, violen, settings):
    settings.DEMO = True
    stranger = factories.member(code="860")
    page = ask(stranger).content.decode()
    assert "Violen" in page and "3,75" in page and "Frederikshavn" not in page
    assert "Frederikshavn 2,25" in ask(office).content.decode()
    text = ask(stranger, "tal.csv").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert rows[1][2] == "Violen" and rows[1][5:] == ["2", "3,75"]
    book = load_workbook(io.BytesIO(ask(office, "tal.xlsx").content))
    assert "Frederikshavn 2,25, Læsø 1,5" in [c.value for row in book.active for c in row]


def test_narrowed_to_one_driftsherre(office, violen, settings):
    settings.DEMO = True
    offer("Havnen", FREDERIKSHAVN)
    page = ask(office, "?driftsherre=813").content.decode()
    assert "Havnen" in page and "Violen" not in page
    assert ask(office, "?driftsherre=999").status_code == 404


def test_the_list_comes_before_das_without_who_buys(office, violen, settings):
    settings.DEMO = True
    meeting = meeting_of(factories.das(), office)
    made = workflow.put_on_agenda(cases.KIND, cases.KEY, meeting=meeting, by=office)
    assert made.item is not None
    made.item.refresh_from_db()
    texts = [row.text for row in made.item.recommendations.all()]
    assert texts[0].startswith("beslutter, hvilke")
    assert "Violen" in made.item.presentation
    kept = str(OfferCase.objects.get(pk=made.pk).snapshot) + made.item.presentation
    assert "Frederikshavn" not in kept and "Læsø" not in kept
    assert decided(made, office).status == "decided"


def test_the_list_costs_the_same_however_long(office, settings, django_assert_max_num_queries):
    for n in range(3):
        sold(offer(f"Tilbud {n}"), p825="1")
    with django_assert_max_num_queries(5):
        with_buyers(coverage(timezone.localdate()), office)
    for n in range(3, 30):
        sold(offer(f"Tilbud {n}"), p825="1")
    with django_assert_max_num_queries(5):
        with_buyers(coverage(timezone.localdate()), office)
