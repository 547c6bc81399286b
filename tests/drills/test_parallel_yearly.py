"""Quality 13: fifty who begin, hand in, remind or share at the same moment make one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from dasportal.accounts.models import Person
from dasportal.enquiries.models import Enquiry
from dasportal.mail.models import OutgoingMail
from dasportal.register.models import Offer
from offers.models import Figure
from offers.yearly import workflow
from offers.yearly.models import BuyerAnswer, Comment, Declaration, DialogueYear, Report
from tests import factories
from tests.drills.test_parallel_submits import MANY, at_once
from tests.offers.conftest import expert, member_offer, reporter
from tests.offers.yearly.conftest import LATER, WHOLE, given_report, opened

pytestmark = pytest.mark.drill


@pytest.fixture
def office(own_database: str) -> Person:
    return factories.secretary("Sekretær")


@pytest.fixture
def kvisten(office: Person) -> Offer:
    found: Offer = member_offer("Kvisten", office, places=6).offer
    return found


@pytest.fixture
def year(office: Person, kvisten: Offer) -> DialogueYear:
    return opened(2024, office)


def test_fifty_who_begin_have_one_draft(year: DialogueYear, kvisten: Offer) -> None:
    by = reporter()
    assert at_once(lambda: workflow.begin_report(year, offer=kvisten, by=by)) == {"done": MANY}
    assert Report.objects.count() == 1


def test_fifty_who_hand_a_report_in_hand_it_in_once(year: DialogueYear, kvisten: Offer) -> None:
    by = reporter()
    made = workflow.begin_report(year, offer=kvisten, by=by)
    made = workflow.save_report(made, values=WHOLE, by=by)
    assert at_once(lambda: workflow.submit_report(made, by=by)) == {"done": MANY}
    assert Report.objects.get().revision == made.revision + 1
    assert OutgoingMail.objects.filter(key__startswith="yearly-report:").count() == 1
    used = Figure.objects.get(series__measure="used")  # laid once
    assert (used.on, used.value) == (date(2024, 12, 31), Decimal("4.8"))


def test_fifty_answers_of_a_party_are_one(year: DialogueYear, kvisten: Offer) -> None:
    by, party = reporter(), factories.party()
    ended = at_once(lambda: workflow.begin_answer(year, party=party, by=by))
    assert ended == {"done": MANY}
    made = BuyerAnswer.objects.get()
    said = {"now": Decimal(1), "next_year": Decimal(2), "intention": "more"}
    workflow.save_answer(made, uses={kvisten.pk: said}, by=by)
    assert at_once(lambda: workflow.submit_answer(made, by=by)) == {"done": MANY}
    assert OutgoingMail.objects.filter(key__startswith="yearly-answer:").count() == 1


def test_fifty_hearings_are_one(year: DialogueYear, office: Person) -> None:
    ended = at_once(lambda: workflow.share_year(year, closes_on=LATER, by=office))
    assert ended == {"done": 1, "not allowed": MANY - 1}
    assert Enquiry.objects.count() == 1


def test_fifty_comments_and_versions_are_one(year: DialogueYear, kvisten: Offer) -> None:
    panel, by = expert(), reporter()
    given_report(year, kvisten, by)  # what is commented on
    said = at_once(lambda: workflow.comment(year, offer=kvisten, text="Fagligt stærkt.", by=panel))
    assert said == {"done": MANY}
    assert Comment.objects.count() == 1
    ended = at_once(lambda: workflow.declare(kvisten, services="Seks pladser.", promise="", by=by))
    assert ended == {"done": MANY}
    assert Declaration.objects.count() == 1
