"""No page asks more of the database for 40 questions than for 4, or for 12 answers than for 3."""

from __future__ import annotations

import pytest
from django.urls import reverse

from dasportal.accounts.models import Party, PartyKind
from dasportal.enquiries import queries, workflow
from tests import factories
from tests.enquiries.conftest import add, build, response, type_in
from tests.factories import AALBORG


@pytest.fixture(autouse=True)
def demo(settings):
    settings.DEMO = True


def answered_by_all(office, questions: int, codes: list[str]):
    """A hearing with so many questions, answered by each of the parties."""
    made = build(office, codes=())
    for number in range(questions - 4):
        add(made, office, f"Tal {number}", "number", required=False)
    circle = [workflow.Asked(party=factories.party(code)) for code in codes]
    workflow.set_circle(made, circle=circle, by=office)
    workflow.send_enquiry(made, by=office)
    for row in made.responses.all():
        type_in(row, office, kan_i_tilslutte_jer="ja", antal_pladser="3")
        workflow.submit(row, by=office, received_from="mail")
    return made


def count(client, url, django_assert_num_queries=None) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


@pytest.mark.parametrize("page", ["answers", "enquiry", "workbook"])
def test_secretariats_pages_cost_the_same(client, office, people, page):
    client.force_login(office)
    codes = list(Party.objects.exclude(kind=PartyKind.OTHER).values_list("code", flat=True))
    assert len(codes) == 12
    small = answered_by_all(office, 4, codes[:3])
    large = answered_by_all(office, 40, codes)
    few, many = (
        count(client, reverse(f"enquiries:{page}", args=[made.pk])) for made in (small, large)
    )
    assert few == many


def test_list_costs_the_same_for_one_and_many(client, office, people):
    client.force_login(office)
    build(office)
    few = count(client, reverse("enquiries:list"))
    for _ in range(6):
        build(office)
    assert count(client, reverse("enquiries:list")) == few


@pytest.mark.parametrize("page", ["response", "write", "submit"])
def test_partys_pages_cost_the_same(client, office, people, page):
    client.force_login(people[AALBORG])
    counts = []
    for questions in (4, 40):
        made = build(office)
        for number in range(questions - 4):
            add(made, office, f"Tal {number}", "number", required=False)
        workflow.send_enquiry(made, by=office)
        row = response(made)
        type_in(row, people[AALBORG], antal_pladser="3")
        counts.append(count(client, reverse(f"enquiries:{page}", args=[row.pk])))
    assert counts[0] == counts[1]


def test_mine_costs_the_same_for_one_and_many(client, office, people):
    client.force_login(people[AALBORG])
    workflow.send_enquiry(build(office), by=office)
    few = count(client, reverse("enquiries:mine")), count(client, "/")
    for _ in range(5):
        workflow.send_enquiry(build(office), by=office)
    assert (count(client, reverse("enquiries:mine")), count(client, "/")) == few


def test_mail_goes_to_the_members_and_those_who_are_named(sent, people):
    row = response(sent)
    assert queries.mailed(sent, [row])[row.pk] == [people[AALBORG]]
    workflow.name_answerer(row, email=people["reader"].email, by=people[AALBORG])
    assert set(queries.mailed(sent, [row])[row.pk]) == {people[AALBORG], people["reader"]}
