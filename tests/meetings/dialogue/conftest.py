"""What tests of the dialogue share: a sent agenda with an open and a closed case, and who reads it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dasportal.accounts.models import Forum, Person, RoleKind
from meetings import workflow
from meetings.dialogue.models import Question
from meetings.dialogue.workflow import ask
from meetings.models import AgendaItem, Meeting
from tests import factories
from tests.meetings.conftest import case, plan

SECRET = "Østerskoven lukker"
SINCE = date(2020, 1, 1)
AALBORG, LÆSØ = factories.AALBORG, factories.LÆSØ


@pytest.fixture(autouse=True)
def demo(settings: Any) -> None:
    settings.DEMO = True  # the secretariat is not sent to set up its second step


@pytest.fixture
def agenda(office: Person, das: Forum) -> Meeting:
    """A meeting to come, its agenda sent."""
    meeting = plan(das, office, date(2031, 3, 6))
    case(meeting, office, "Takstbilag 2031")
    case(meeting, office, SECRET, is_open=False)
    workflow.send_agenda(meeting, by=office)
    meeting.refresh_from_db()
    return meeting


@pytest.fixture
def item(agenda: Meeting) -> AgendaItem:
    return agenda.items.get(title="Takstbilag 2031")


@pytest.fixture
def closed_item(agenda: Meeting) -> AgendaItem:
    return agenda.items.get(title=SECRET)


@pytest.fixture
def people(das: Forum, office: Person, member: Person) -> dict[str, Person]:
    """Everybody who might read: `member` and `deputy` act for Aalborg, `other` for Læsø."""
    aalborg, læsø = factories.party(AALBORG), factories.party(LÆSØ)
    holder = factories.holder
    return {
        "office": office,
        "member": member,
        "deputy": holder(RoleKind.DEPUTY, "Stedfortræder", forum=das, party=aalborg),
        "second": holder(RoleKind.MEMBER, "Andet medlem", forum=das, party=aalborg),
        "chair": holder(RoleKind.CHAIR, "Formand", forum=das),
        "other": holder(RoleKind.MEMBER, "Læsøs", forum=das, party=læsø),
        "reader": holder(RoleKind.READER, "Læser", forum=das),
        "fu_member": holder(RoleKind.MEMBER, "FU", forum=factories.fu(), party=aalborg),
        "reporter": holder(RoleKind.TARIFF_REPORTER, "Takst", party=aalborg),
        "expert": holder(RoleKind.EXPERT, "Ekspert"),
        "administrator": factories.administrator("Administrator"),
        "ended": holder(RoleKind.MEMBER, "Tidligere", forum=das, party=aalborg,
                        end=factories.yesterday()),
    }  # fmt: skip


def asks(item: AgendaItem, by: Person, text: str = "Hvad koster det os?", **said: Any) -> Question:
    said.setdefault("audience", "office")
    return ask(item, text=text, by=by, **said)
