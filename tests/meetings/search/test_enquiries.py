"""Enquiries are found by those who ask and those who are asked, and answers by whose they are."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from dasportal.accounts.models import Person
from dasportal.enquiries import workflow as asking
from dasportal.enquiries.models import Enquiry
from meetings.search.enquiries import find_enquiries, refresh_enquiries
from meetings.search.models import EnquiryEntry, TouchedEnquiry
from meetings.search.queries import widen, without_small_words
from meetings.search.words import ask
from tests.enquiries.conftest import answer, build, response
from tests.enquiries.conftest import people as people
from tests.factories import AALBORG, LÆSØ


@pytest.fixture(autouse=True)
def demo(settings) -> None:
    settings.DEMO = True


@pytest.fixture
def sent(office: Person, people: dict[str, Person]) -> Enquiry:
    """To Aalborg and Læsø; Aalborg has answered. Nothing is asked of the region."""
    made = build(office, codes=(AALBORG, LÆSØ), intro="<p>Om genbrugspladser i regionen.</p>")
    asking.send_enquiry(made, by=office)
    answer(response(made), people[AALBORG], hvorfor="Vi mangler krisecentre.")
    return made


def found(person: Person, asked: str) -> list[str]:
    refresh_enquiries(1000)
    question = ask(asked)
    words = widen(without_small_words(question.words))
    marks = {word for widened in words for word in widened.all}
    return [
        place for hit in find_enquiries(person, question, words, marks) for place, _ in hit.places
    ]


ASKED, BY_AALBORG = "Det, der spørges om", "Svar fra Aalborg"


def test_what_is_asked_is_found_by_those_who_are_asked(sent, office, people) -> None:
    for who, places in ((office, [ASKED]), (people[AALBORG], [ASKED]), (people[LÆSØ], [ASKED])):
        assert found(who, "genbrugsplads") == places
    for other in ("1081", "reader"):
        assert found(people[other], "genbrugsplads") == []


def test_what_was_answered_is_found_by_its_party_and_the_office_alone(sent, office, people) -> None:
    for who in (office, people[AALBORG], people["deputy"]):
        assert found(who, "krisecenter") == [BY_AALBORG]
    for other in (LÆSØ, "1081", "reader"):
        assert found(people[other], "krisecenter") == []


def test_a_draft_is_the_offices_own(office, people) -> None:
    build(office, codes=(AALBORG,), intro="<p>Herberger</p>")
    assert found(office, "herberg") == [ASKED]
    assert found(people[AALBORG], "herberg") == []


def test_an_answer_that_is_taken_back_is_not_found(sent, office, people) -> None:
    assert found(office, "krisecenter") == [BY_AALBORG]
    asking.take_back(response(sent), by=people[AALBORG])
    assert TouchedEnquiry.objects.filter(enquiry=sent).exists()
    assert not EnquiryEntry.objects.settled().filter(enquiry=sent).exists()
    assert found(office, "krisecenter") == []


def test_the_page_leads_to_where_each_meets_it(sent, client: Client, office, people) -> None:
    own = response(sent, LÆSØ)
    for who, address in ((office, sent.get_absolute_url()), (people[LÆSØ], own.get_absolute_url())):
        client.force_login(who)
        html = client.get(reverse("search:search"), {"q": "Ny vejledning"}).content.decode()
        assert f'href="{address}"' in html
        assert "0 punkter og 1 høring" in html.replace("\N{NO-BREAK SPACE}", " ")
    narrowed = client.get(reverse("search:search"), {"q": "Ny vejledning", "udfald": "approved"})
    assert 'id="hoeringer"' not in narrowed.content.decode()


def test_the_page_costs_the_same_with_one_and_many(sent, client: Client, office) -> None:
    client.force_login(office)
    address = reverse("search:search")

    def cost() -> int:
        refresh_enquiries(1000)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(address, {"q": "vejledning"}).status_code == 200
        return len(seen)

    cost()
    one = cost()
    for _ in range(5):
        build(office, codes=(AALBORG,), closes_on=timezone.localdate() + timedelta(days=9))
    assert cost() == one
