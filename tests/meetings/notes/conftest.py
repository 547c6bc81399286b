"""What tests of one's own notes share: a sent agenda with an open and a closed case."""

from __future__ import annotations

from typing import Any

import pytest

from dasportal.accounts.models import Person, RoleKind
from meetings import workflow
from meetings.models import AgendaItem, Meeting
from meetings.notes.workflow import save_note
from tests import factories
from tests.meetings.conftest import case

SECRET = "Østerskoven lukker"


@pytest.fixture(autouse=True)
def demo(settings: Any) -> None:
    settings.DEMO = True  # the secretariat is not sent to set up its second step


@pytest.fixture
def reader(das: Any) -> Person:
    return factories.holder(RoleKind.READER, "Læser", forum=das)


@pytest.fixture
def agenda(meeting: Meeting, office: Person) -> Meeting:
    case(meeting, office, "Takstbilag 2027")
    case(meeting, office, SECRET, is_open=False)
    workflow.send_agenda(meeting, by=office)
    meeting.refresh_from_db()
    return meeting


@pytest.fixture
def item(agenda: Meeting) -> AgendaItem:
    return agenda.items.get(title="Takstbilag 2027")


@pytest.fixture
def closed_item(agenda: Meeting) -> AgendaItem:
    return agenda.items.get(title=SECRET)


def note(item: AgendaItem, by: Person, text: str, base: int = 0) -> Any:
    return save_note(item, text=text, base_revision=base, by=by)
