"""What the parties answered of bought places becomes rows of the register, when a person says so."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dasportal.accounts.models import Person
from dasportal.accounts.transitions import NotAllowed
from dasportal.enquiries import workflow
from dasportal.enquiries.models import Enquiry
from dasportal.enquiries.purchases import rows_of
from dasportal.enquiries.workflow import Asked
from dasportal.register.models import Offer, OfferName, Purchase
from tests import factories
from tests.enquiries.conftest import response
from tests.factories import AALBORG, LÆSØ

ROWS = [
    {
        "tilbud": "Kvisten",
        "driftsherre": "Aalborg Kommune",
        "ventet": "",
        "nu": "4,8",
        "naeste": "5",
    },
    {"tilbud": "Viften Vodskov", "driftsherre": "", "ventet": "", "nu": "2", "naeste": ""},
    {"tilbud": "Helt ukendt", "driftsherre": "Læsø", "ventet": "", "nu": "1", "naeste": "1"},
]


@pytest.fixture(autouse=True)
def demo(settings) -> None:
    settings.DEMO = True


@pytest.fixture
def offers(db: None) -> dict[str, Offer]:
    return {
        name: Offer.objects.create(name=name, operator=factories.party(), confirmed=True)
        for name in ("Kvisten", "Botilbud Viften Vodskov")
    }


@pytest.fixture
def asked(office: Person, people: dict[str, Person], offers) -> Enquiry:
    made = workflow.create_enquiry(
        title="Køb af pladser", kind="places", by=office,
        closes_on=timezone.localdate() + timedelta(days=9),
    )  # fmt: skip
    workflow.set_circle(made, circle=[Asked(party=factories.party(LÆSØ))], by=office)
    sent = workflow.send_enquiry(made, by=office)
    answer(sent, people, ROWS)
    return sent


def answer(made: Enquiry, people: dict[str, Person], rows: list[dict[str, str]]) -> None:
    row = response(made, LÆSØ)
    question = made.questions.get(key="pladser")
    there = row.answers.filter(question=question).first()
    revision = there.revision if there else 0
    workflow.save_answer(row, question, raw=rows, base_revision=revision, by=people[LÆSØ])
    workflow.submit(row, by=people[LÆSØ])


def bought() -> set[tuple[str, int, Decimal]]:
    return {(row.offer.name, row.year, row.places) for row in Purchase.objects.all()}


def test_each_row_says_what_it_means(asked, offers) -> None:
    certain, alike, unknown = rows_of(asked)
    assert (certain.found, certain.now, certain.later) == (offers["Kvisten"], Decimal("4.8"), 5)
    assert (alike.found, alike.maybe) == (None, offers["Botilbud Viften Vodskov"])
    assert (unknown.found, unknown.maybe) == (None, None)


def test_certain_rows_are_laid_and_others_wait_for_a_person(asked, office) -> None:
    year = asked.closes_on.year
    taken = workflow.take_purchases(asked, chosen={}, by=office)
    assert (taken.laid, taken.left) == (2, 2)
    assert bought() == {("Kvisten", year, Decimal("4.80")), ("Kvisten", year + 1, Decimal(5))}


def test_a_chosen_name_is_remembered(asked, office, offers) -> None:
    alike = rows_of(asked)[1]
    workflow.take_purchases(asked, chosen={alike.key: offers[str(alike.maybe)]}, by=office)
    alias = OfferName.objects.get()
    assert (alias.name, alias.kind, alias.confirmed_by) == ("Viften Vodskov", "alias", office)
    assert rows_of(asked)[1].found == offers["Botilbud Viften Vodskov"]


def test_done_again_it_replaces_what_it_laid_and_nothing_else(
    asked, office, people, offers
) -> None:
    other = Purchase.objects.create(
        offer=offers["Kvisten"], buyer=factories.party(AALBORG), year=2020, places=1, source="Fil"
    )
    workflow.take_purchases(asked, chosen={}, by=office)
    workflow.ask_again(response(asked, LÆSØ), by=office, reason="Ret.", due_on=asked.closes_on)
    answer(asked, people, [{**ROWS[0], "nu": "3", "naeste": ""}])
    workflow.take_purchases(asked, chosen={}, by=office)
    assert bought() == {
        ("Kvisten", asked.closes_on.year, Decimal(3)), ("Kvisten", 2020, other.places)
    }  # fmt: skip


def test_only_the_office_and_only_of_this_kind(asked, office, people) -> None:
    with pytest.raises(NotAllowed):
        workflow.take_purchases(asked, chosen={}, by=people[LÆSØ])
    Enquiry.objects.filter(pk=asked.pk).update(kind="hearing")
    with pytest.raises(NotAllowed):
        workflow.take_purchases(asked, chosen={}, by=office)


def test_the_page_shows_each_row_before_anything_is_laid(client: Client, asked, office) -> None:
    client.force_login(office)
    address = reverse("enquiries:purchases", args=[asked.pk])
    assert address in client.get(asked.get_absolute_url()).content.decode()
    page = client.get(address).content.decode()
    assert "Ligner »Botilbud Viften Vodskov«" in page
    assert not Purchase.objects.exists()
    alike = rows_of(asked)[1]
    client.post(address, {alike.field: alike.maybe.pk, rows_of(asked)[2].field: "999999"})
    assert {name for name, _, _ in bought()} == {"Kvisten", "Botilbud Viften Vodskov"}
