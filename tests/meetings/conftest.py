"""What tests of meetings share: a secretary, and a meeting to work on."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from dasportal.accounts.models import Forum, Person, RoleKind
from meetings import workflow
from meetings.models import AgendaItem, ItemKind, Meeting
from tests import factories


@pytest.fixture
def office(db: None) -> Person:
    return factories.secretary("Sekretær")


@pytest.fixture
def das(db: None) -> Forum:
    return factories.das()


@pytest.fixture
def member(das: Forum) -> Person:
    """A member for long enough to have been one at any meeting of these tests."""
    since = date(2020, 1, 1)
    return factories.holder(
        RoleKind.MEMBER, "Medlem", forum=das, party=factories.party(), start=since
    )


@pytest.fixture
def meeting(office: Person, das: Forum) -> Meeting:
    return plan(das, office, date(2026, 3, 5))


def plan(forum: Forum, by: Person, day: date, **frame: Any) -> Meeting:
    frame.setdefault("starts_at", time(13))
    frame.setdefault("ends_at", time(16))
    return workflow.plan_meeting(forum, by=by, date=day, **frame)


def hold(meeting: Meeting, by: Person) -> Meeting:
    """From plan to ended, with every approval item approved."""
    workflow.send_agenda(meeting, by=by)
    workflow.start_meeting(meeting, by=by)
    for item in meeting.items.filter(kind=ItemKind.APPROVE_MINUTES):
        workflow.set_outcome(item, outcome="approved", by=by)
    return workflow.end_meeting(meeting, by=by)


def case(meeting: Meeting, by: Person, title: str = "En sag", **fields: Any) -> AgendaItem:
    return workflow.add_item(meeting, title=title, by=by, **fields)
