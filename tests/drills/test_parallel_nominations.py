"""Quality 13: fifty who nominate, take in or give notice at the same moment begin one course."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from dasportal.accounts.models import Person, RoleKind
from dasportal.enquiries.models import Enquiry
from dasportal.register.models import Offer
from offers.models import Course
from offers.selection import workflow
from offers.selection.models import Assessment, Nomination
from tests import factories
from tests.drills.test_parallel_submits import MANY, at_once
from tests.offers.conftest import member_offer, offer, reporter
from tests.offers.selection.test_received import answered_nomination

pytestmark = pytest.mark.drill
LATER = timezone.localdate() + timedelta(days=40)


@pytest.fixture
def office(own_database: str) -> Person:
    return factories.secretary("Sekretær")


@pytest.fixture
def kvisten(office: Person) -> Offer:
    return offer("Kvisten")


def test_fifty_nominations_of_an_offer_are_one(kvisten: Offer) -> None:
    by, party = reporter(), factories.party()
    ended = at_once(lambda: workflow.nominate(kvisten, party=party, why="Det mangler.", by=by))
    assert ended == {"done": 1, "not allowed": MANY - 1}
    assert (Course.objects.count(), Nomination.objects.count()) == (1, 1)
    assert Assessment.objects.get().criteria.count() == 6


def test_fifty_who_take_an_answer_in_take_it_once(office: Person, kvisten: Offer) -> None:
    member = factories.holder(RoleKind.MEMBER, "Direktør", party=factories.party())
    row = answered_nomination(office, member)
    ended = at_once(lambda: workflow.take_nomination(row, offer=kvisten, by=office))
    assert ended == {"done": 1, "not allowed": MANY - 1}
    assert Nomination.objects.get().response == row


def test_fifty_yearly_assessments_are_one_an_offer(office: Person) -> None:
    for name in ("Kvisten", "Østerskoven"):
        member_offer(name, office, places=4)
    ended = at_once(lambda: workflow.reassess_all(by=office))
    assert ended == {"done": MANY}
    assert Course.objects.filter(path="review").count() == 2


def test_fifty_exits_are_one_and_so_is_the_hearing(office: Person) -> None:
    made, by = member_offer("Kvisten", office, places=4).offer, reporter()
    ended = at_once(lambda: workflow.give_notice(made, leaves_on=LATER, reason="Slut.", by=by))
    assert ended == {"done": 1, "not allowed": MANY - 1}
    step = Course.objects.get().steps.get(name="Høring af parterne")
    ended = at_once(lambda: workflow.send_hearing(step, closes_on=LATER, by=office))
    assert ended == {"done": 1, "not allowed": MANY - 1}
    assert Enquiry.objects.count() == 1
