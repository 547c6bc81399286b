"""What tests of det forstærkede samarbejde share: a secretary, offers that are in, meetings that decide."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import Any

import pikepdf
import pytest
from django.utils import timezone

from dasportal.accounts.models import Forum, Person, RoleKind
from dasportal.documents.files import store_own
from dasportal.register.models import Offer
from meetings import workflow as meetings
from meetings.models import AgendaItem, Meeting
from offers import workflow
from offers.models import Membership, OfferCase
from tests import factories
from tests.factories import AALBORG, REGION
from tests.meetings.conftest import plan

SINCE = date(2015, 1, 1)


@pytest.fixture
def office(db: None) -> Person:
    return factories.secretary("Lene Bak")


@pytest.fixture
def kvisten(office: Person) -> Membership:
    """Aalborg's offer with six places, in since 2015."""
    return member_offer("Kvisten", office, AALBORG, places=6)


@pytest.fixture
def østerskoven(office: Person) -> Membership:
    return member_offer("Neurocenter Østerskoven", office, REGION, places=24)


def offer(name: str, code: str = AALBORG, **fields: Any) -> Offer:
    """An offer of the register that a person has confirmed."""
    fields.setdefault("confirmed", True)
    return Offer.objects.create(name=name, operator=factories.party(code), **fields)


def member_offer(
    name: str, office: Person, code: str = AALBORG, *, since: date = SINCE, **fields: Any
) -> Membership:
    """An offer that is in det forstærkede samarbejde."""
    return workflow.take_in(offer(name, code, **fields), on=since, by=office)


def reporter(code: str = AALBORG, name: str = "") -> Person:
    """Somebody who reports on the party's offers."""
    return factories.holder(RoleKind.OFFER_REPORTER, name, party=factories.party(code))


def expert(name: str = "") -> Person:
    return factories.holder(RoleKind.EXPERT, name)


def meeting_of(forum: Forum, office: Person, days: int = 0) -> Meeting:
    return plan(forum, office, timezone.localdate() + timedelta(days=days))


def blank_pdf() -> bytes:
    """One page, so that it takes no time."""
    stream = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(stream)
    return stream.getvalue()


def printed(case: OfferCase, office: Person) -> OfferCase:
    """The bilag as if the worker had printed it; of a case without one nothing."""
    fresh = OfferCase.objects.get(pk=case.pk)
    if fresh.is_printed:
        return fresh
    file = store_own(blank_pdf(), name="bilag.pdf", by=office)
    fresh.bilag = meetings.add_attachment(fresh.item, file=file, title="Bilag", by=office)
    fresh.printed_key = fresh.content_key
    fresh.save()
    return fresh


def met(
    case: OfferCase, office: Person, *, outcome: str = "approved", note: str = ""
) -> AgendaItem:
    """The agenda is sent, and the meeting has come to its decision on the case's item."""
    assert case.item is not None
    meeting = Meeting.objects.get(pk=case.item.meeting_id)
    for row in OfferCase.objects.filter(item__meeting=meeting):
        printed(row, office)
    meetings.send_agenda(meeting, by=office)
    meetings.start_meeting(meeting, by=office)
    item = AgendaItem.objects.get(pk=case.item_id)
    meetings.set_outcome(item, outcome=outcome, note=note, by=office)
    return item


def decided(case: OfferCase, office: Person, **how: Any) -> OfferCase:
    """As above, and written in."""
    met(case, office, **how)
    return workflow.decide(OfferCase.objects.get(pk=case.pk), by=office)
