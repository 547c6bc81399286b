"""Deadlines of enquiries stand in the calendar of those who answer, until the party has answered."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar

from dasportal.accounts.models import Person
from dasportal.enquiries import workflow as asking
from dasportal.enquiries.models import Enquiry
from meetings import slots
from meetings.asking import deadlines
from meetings.calendar import Entry, feed
from tests.enquiries.conftest import answer, build, response
from tests.enquiries.conftest import people as people
from tests.factories import AALBORG, LÆSØ


@pytest.fixture
def sent(office: Person, people: dict[str, Person]) -> Enquiry:
    made = build(office, codes=(AALBORG, LÆSØ))
    return asking.send_enquiry(made, by=office)


def entries(person: Person) -> list[Entry]:
    return list(deadlines(type(person).objects.get(pk=person.pk)))


def test_each_who_may_answer_has_it_and_no_one_else(sent, office, people) -> None:
    for who in (AALBORG, "deputy", "reporter", LÆSØ):
        (entry,) = entries(people[who])
        assert entry.day == sent.closes_on
        assert entry.summary.startswith("Svarfrist: »Ny vejledning«")
        assert entry.link.endswith(f"/{response(sent, LÆSØ if who == LÆSØ else AALBORG).pk}/"), (
            entry.link
        )
    for who in ("1081", "reader"):
        assert entries(people[who]) == []
    assert entries(office) == []
    assert "meetings.deadlines" in {source.name for source in slots.CALENDAR}


def test_it_goes_when_the_party_has_answered_or_it_is_closed(sent, office, people) -> None:
    answer(response(sent), people[AALBORG])
    assert entries(people["deputy"]) == []
    asking.close_enquiry(sent, by=office)
    assert entries(people[LÆSØ]) == []


def test_a_draft_is_in_nobodys_calendar(office, people) -> None:
    build(office, codes=(AALBORG,))
    assert entries(people[AALBORG]) == []


def test_it_follows_the_deadline_by_the_same_uid_and_a_higher_sequence(
    sent, office, people
) -> None:
    (before,) = entries(people[AALBORG])
    assert entries(people[AALBORG]) == [before]  # the same state gives the same calendar
    later = timezone.localdate() + timedelta(days=20)
    asking.extend_enquiry(sent, closes_on=later, by=office)
    (after,) = entries(people[AALBORG])
    assert (after.uid, after.day) == (before.uid, later)
    assert after.sequence > before.sequence
    assert after.changed_at >= before.changed_at


def test_a_confidential_one_is_not_named(office, people) -> None:
    made = build(office, codes=(AALBORG,), is_confidential=True)
    asking.send_enquiry(made, by=office)
    (entry,) = entries(people[AALBORG])
    assert entry.summary.startswith("Svarfrist: en høring")
    assert "vejledning" not in feed([entry], name="DAS")


def test_it_takes_the_day_and_nobodys_time(sent, people) -> None:
    calendar = Calendar.from_ical(feed(entries(people[AALBORG]), name="DAS"))
    (event,) = calendar.walk("VEVENT")
    assert isinstance(event.decoded("dtstart"), date)
    assert event.decoded("dtstart") == sent.closes_on
    assert event["transp"] == "TRANSPARENT"
    assert "location" not in event
    assert event["description"].startswith("Svar her: http")


def test_it_costs_the_same_with_one_and_many(sent, office, people) -> None:
    def cost() -> int:
        who = Person.objects.get(pk=people[AALBORG].pk)
        with CaptureQueriesContext(connection) as seen:
            list(deadlines(who))
        return len(seen)

    one = cost()
    for _ in range(4):
        asking.send_enquiry(build(office, codes=(AALBORG,)), by=office)
    assert len(entries(people[AALBORG])) == 5
    assert cost() == one
