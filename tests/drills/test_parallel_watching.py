"""Quality 13: fifty who warn, answer, agree or ask at the same moment make one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from dasportal.accounts.models import Person, RoleKind
from dasportal.mail.models import OutgoingMail
from dasportal.register.models import Offer
from meetings.models import AgendaItem
from offers.models import Figure, OfferCase, Series
from offers.watching import workflow
from offers.watching.models import EarlyWarning, Monitoring, Request
from tests import factories
from tests.drills.test_parallel_submits import MANY, at_once
from tests.offers.conftest import meeting_of, member_offer, reporter
from tests.offers.watching.conftest import monitored, warned

pytestmark = pytest.mark.drill
TELLS = 3  # DAS's chair, FU's member, the secretary


@pytest.fixture
def office(own_database: str) -> Person:
    made = factories.secretary("Sekretær")
    factories.holder(RoleKind.CHAIR, forum=factories.das(), party=factories.party("813"))
    factories.member(factories.fu(), "820")
    meeting_of(factories.das(), made, 20)
    return made


@pytest.fixture
def kvisten(office: Person) -> Offer:
    found: Offer = member_offer("Kvisten", office, places=6).offer
    return found


def test_fifty_identical_warnings_are_one(office: Person, kvisten: Offer) -> None:
    by = reporter()
    assert at_once(lambda: warned(kvisten, by)) == {"done": MANY}
    made = EarlyWarning.objects.get()
    assert OfferCase.objects.filter(kind="watching.warning").count() == 1
    assert AgendaItem.objects.filter(title=str(made)).count() == 1
    mails = OutgoingMail.objects.filter(key__startswith="warning:")
    assert mails.count() == len(set(mails.values_list("person", flat=True))) == TELLS


def test_fifty_who_agree_make_one_monitoring(office: Person, kvisten: Offer) -> None:
    ended = at_once(lambda: monitored(kvisten, office))
    assert ended == {"done": 1, "not allowed": MANY - 1}
    assert Monitoring.objects.count() == 1
    assert Series.objects.filter(offer=kvisten).count() == 2


def test_fifty_schedules_ask_once(office: Person, kvisten: Offer) -> None:
    by = reporter()
    monitored(kvisten, office)
    assert at_once(lambda: workflow.ask_due(date(2026, 1, 31))) == {"done": MANY}
    asked = Request.objects.get()
    assert OutgoingMail.objects.filter(key=f"figures:{asked.pk}:{by.pk}").count() == 1


def test_fifty_answers_are_one(office: Person, kvisten: Offer) -> None:
    by = reporter()
    made = monitored(kvisten, office)
    workflow.ask_due(date(2026, 1, 31))
    asked = made.requests.get()
    values = {series.pk: Decimal(4) for series in made.series.all()}
    ended = at_once(lambda: workflow.answer_request(asked, by=by, values=values))
    assert ended == {"done": 1, "not allowed": MANY - 1}
    assert Figure.objects.count() == 2


def test_fifty_who_close_close_once(office: Person, kvisten: Offer) -> None:
    made = warned(kvisten, reporter())
    ended = at_once(lambda: workflow.close_warning(made, outcome="Løst.", by=office))
    assert ended == {"done": 1, "not allowed": MANY - 1}
    made.refresh_from_db()
    assert made.closed_at is not None
    assert made.closed_at <= timezone.now()
