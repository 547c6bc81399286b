"""Each kind begins with its own form; a buyer's rows come back the year after."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from dasportal.accounts.models import Person
from dasportal.enquiries import workflow
from dasportal.enquiries.kinds import MEMBERS, PLACES
from dasportal.enquiries.models import Enquiry
from dasportal.enquiries.workflow import Asked
from offers.selection.enquiring import NOMINATION
from tests import factories
from tests.enquiries.conftest import response
from tests.factories import AALBORG, LÆSØ

ROWS = [
    {"tilbud": "Kvisten", "driftsherre": "Aalborg", "ventet": "", "nu": "4,8", "naeste": "5,5"},
    {"tilbud": "Havblik", "driftsherre": "Frederikshavn", "ventet": "", "nu": "2", "naeste": "3"},
]


@pytest.fixture(autouse=True)
def demo(settings) -> None:
    settings.DEMO = True


def make(office: Person, kind: str, **frame: object) -> Enquiry:
    made = workflow.create_enquiry(
        title="Årets", kind=kind, by=office, closes_on=timezone.localdate() + timedelta(days=9),
        **frame,
    )  # fmt: skip
    if "copied_from" not in frame:
        circle = [Asked(party=factories.party(code)) for code in (AALBORG, LÆSØ)]
        workflow.set_circle(made, circle=circle, by=office)
    return made


@pytest.mark.parametrize(
    ("kind", "form"),
    [("members", MEMBERS), ("nomination", NOMINATION), ("places", PLACES), ("hearing", ())],
)
def test_a_new_one_begins_with_the_form_of_its_kind(office, people, kind: str, form) -> None:
    made = make(office, kind)
    keys = list(made.questions.values_list("key", flat=True))
    assert keys == [*(row["key"] for row in form), "bemaerkninger"]
    workflow.send_enquiry(made, by=office)  # it can be sent as it is


def test_the_form_is_chosen_by_its_kind_in_the_browser(client: Client, office) -> None:
    client.force_login(office)
    client.post(
        reverse("enquiries:new"), {"kind": "places", "title": "Køb af pladser 2027", "om": ""}
    )
    made = Enquiry.objects.get()
    assert made.questions.filter(key="pladser", kind="table").exists()


@pytest.fixture
def last_year(office: Person, people: dict[str, Person]) -> Enquiry:
    """Aalborg told of two offers; Læsø did not answer."""
    made = workflow.send_enquiry(make(office, "places"), by=office)
    row = response(made)
    asked = made.questions.get(key="pladser")
    workflow.save_answer(row, asked, raw=ROWS, base_revision=0, by=people[AALBORG])
    workflow.submit(row, by=people[AALBORG])
    return made


@pytest.fixture
def this_year(last_year: Enquiry, office: Person) -> Enquiry:
    return workflow.send_enquiry(make(office, "places", copied_from=last_year), by=office)


def test_a_buyers_offers_are_there_with_what_was_expected(this_year) -> None:
    (laid,) = response(this_year).answers.all()
    assert laid.question.key == "pladser" and laid.revision == 0
    assert [(r["tilbud"], r["ventet"], r["nu"], r["naeste"]) for r in laid.value] == [
        ("Kvisten", "5,5", "", ""),
        ("Havblik", "3", "", ""),
    ]
    assert not response(this_year, LÆSØ).answers.exists()


def test_the_office_sees_last_years_answers_beside_and_a_party_never_anothers(
    client: Client, this_year, last_year, office, people
) -> None:
    row, asked = response(this_year), this_year.questions.get(key="pladser")
    rows = [{**ROWS[0], "nu": "5", "naeste": "6"}]
    workflow.save_answer(row, asked, raw=rows, base_revision=0, by=people[AALBORG])
    workflow.submit(row, by=people[AALBORG])
    client.force_login(office)
    address = reverse("enquiries:answers", args=[this_year.pk])
    html = client.get(address).content.decode()
    assert '<span class="matrix__before">sidst: 8,5</span>' in html  # expected for next year
    assert "Skjul svarene fra sidst" in html
    assert "matrix__before" not in client.get(address, {"uden": ""}).content.decode()
    Enquiry.objects.filter(pk=this_year.pk).update(is_shared=True)
    workflow.close_enquiry(this_year, by=office)
    client.force_login(people[LÆSØ])
    own = reverse("enquiries:shared", args=[response(this_year, LÆSØ).pk])
    shared = client.get(own)
    assert shared.status_code == 200
    assert "matrix__before" not in shared.content.decode()


def test_an_enquiry_that_is_no_copy_has_nothing_beside(client: Client, last_year, office) -> None:
    client.force_login(office)
    address = reverse("enquiries:answers", args=[last_year.pk])
    with CaptureQueriesContext(connection) as seen:
        html = client.get(address).content.decode()
    assert "svarene fra sidst" not in html
    assert len([q for q in seen if "enquiries_submission" in q["sql"]]) == 1
