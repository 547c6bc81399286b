"""What the parties answer of whom they nominate becomes nominations, with their words."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dasportal.accounts.models import Person, RoleKind
from dasportal.accounts.transitions import NotAllowed
from dasportal.enquiries import workflow as enquiries
from dasportal.enquiries.models import Enquiry, Response
from dasportal.enquiries.workflow import Asked
from dasportal.register.models import OfferName
from offers.selection import workflow
from offers.selection.enquiring import KIND, TICKED, received
from offers.selection.models import Nomination
from tests import factories
from tests.factories import AALBORG, LÆSØ
from tests.offers.conftest import offer, reporter

pytestmark = pytest.mark.django_db

SAID = {
    "tilbud": "Kvisten, Aalborg Kommune",
    "maalgruppe": "Voksne med svære spiseforstyrrelser.",
    "kriterium-a": [next(key for key, code in TICKED["kriterium-a"].items() if code == "A.2")],
    "kriterium-b": "Et fast team med psykiater.",
    "kriterium-c": [key for key, code in TICKED["kriterium-c"].items() if code == "C.1"],
    "begrundelse": "Der er <5 sager om året & intet andet sted.",
}


def asked(office: Person, code: str = AALBORG) -> Enquiry:
    made = enquiries.create_enquiry(
        title="Indstillinger 2027", kind=KIND, by=office,
        closes_on=timezone.localdate() + timedelta(days=20),
    )  # fmt: skip
    enquiries.set_circle(made, circle=[Asked(party=factories.party(code))], by=office)
    return enquiries.send_enquiry(made, by=office)


def answered_nomination(
    office: Person, member: Person, said: dict[str, object] = SAID, code: str = AALBORG
) -> Response:
    row = Response.objects.get(enquiry=asked(office, code))
    for key, value in said.items():
        question = row.enquiry.questions.get(key=key)
        enquiries.save_answer(row, question, raw=value, base_revision=0, by=member)
    enquiries.submit(row, by=member)
    row.refresh_from_db()
    return row


@pytest.fixture
def member() -> Person:
    return factories.holder(RoleKind.MEMBER, "Direktør", party=factories.party())


@pytest.fixture
def answer(office: Person, member: Person) -> Response:
    return answered_nomination(office, member)


def test_an_answer_is_taken_in_with_its_words(answer, office):
    kvisten = offer("Kvisten")
    said = received()[0]
    assert (said.found, said.party) == (kvisten, factories.party())
    made = workflow.take_nomination(answer, offer=kvisten, by=office)
    assert (made.party, made.response, made.on_behalf) == (factories.party(), answer, False)
    assert SAID["begrundelse"] in made.why and SAID["maalgruppe"] in made.why
    assessed = {row.code: (row.met, row.evidence) for row in made.course.assessment.criteria.all()}
    assert assessed["A.2"] == (True, f"Aalborg: {SAID['maalgruppe']}")
    assert assessed["B.1"] == (True, "Aalborg: Et fast team med psykiater.")
    assert assessed["C.1"][0] is True and assessed["C.1"][1].startswith("Aalborg: Der er <5")
    assert {assessed[code][0] for code in ("A.1", "A.3", "C.2")} == {
        None
    }  # not answered, not judged
    assert made.course.assessment.verdict.fulfilled is None


def test_it_is_taken_in_once(answer, office):
    kvisten = offer("Kvisten")
    workflow.take_nomination(answer, offer=kvisten, by=office)
    with pytest.raises(NotAllowed, match="er taget imod"):
        workflow.take_nomination(answer, offer=offer("En anden"), by=office)
    assert Nomination.objects.count() == 1


def test_a_name_that_a_person_chose_is_remembered(office, member):
    there = offer("Botilbuddet Kvisten Nord")
    row = answered_nomination(office, member, {**SAID, "tilbud": "Kvisten N"})
    assert received()[0].found is None
    workflow.take_nomination(row, offer=there, by=office)
    assert OfferName.objects.get(offer=there).name == "Kvisten N"


def test_who_answers_without_an_offer_nominates_none(office, member):
    row = answered_nomination(office, member, {"begrundelse": "Vi har ingen i år."})
    assert received() == []
    with pytest.raises(NotAllowed, match="ikke indstillet"):
        workflow.take_nomination(row, offer=offer("Kvisten"), by=office)


def test_only_the_secretariat_takes_in(answer):
    with pytest.raises(NotAllowed, match="sekretariatet"):
        workflow.take_nomination(answer, offer=offer("Kvisten"), by=reporter())


def test_the_pages_from_the_enquiry_to_the_course(client: Client, answer, office):
    kvisten = offer("Kvisten")
    client.force_login(office)
    page = client.get(answer.enquiry.get_absolute_url()).content.decode()
    assert reverse("selection:received") in page
    page = client.get(reverse("selection:received")).content.decode()
    assert "Kvisten, Aalborg Kommune" in page and "Kendt i registret" in page
    address = reverse("selection:take_nomination", args=[answer.pk])
    shown = client.get(address).content.decode()
    assert "&lt;5 sager om året &amp; intet" in shown
    done = client.post(address, {"offer": kvisten.pk}, follow=True)
    assert done.redirect_chain[-1][0] == reverse(
        "selection:course", args=[Nomination.objects.get().course_id]
    )
    assert (
        "Ingen indstillinger venter" in client.get(reverse("selection:received")).content.decode()
    )


def test_the_list_asks_as_much_with_more_answers(
    client, office, member, django_assert_max_num_queries
):
    client.force_login(office)
    answered_nomination(office, member)
    address = reverse("selection:received")
    client.get(address)
    with django_assert_max_num_queries(80) as few:
        client.get(address)
    læsø = factories.holder(RoleKind.MEMBER, "Anden", party=factories.party(LÆSØ))
    for _ in range(4):
        answered_nomination(office, læsø, code=LÆSØ)
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(address)
