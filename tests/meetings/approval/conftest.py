"""A meeting that three parties took part in, its minutes written, with an open and a closed case."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from dasportal.accounts.models import Forum, Person, RoleKind
from meetings import workflow
from meetings.approval.models import ApprovalRound, PartyApproval
from meetings.models import AgendaItem, Meeting
from tests import factories
from tests.meetings.conftest import case, office, plan

__all__ = ["office"]

SINCE = date(2020, 1, 1)
HELD_ON = date(2026, 3, 5)


@pytest.fixture
def das(db: None) -> Forum:
    return factories.das()


@pytest.fixture
def people(das: Forum) -> dict[str, Person]:
    """Members of three parties, a deputy of the first, a reader, and somebody from FU."""

    def sits(kind: str, code: str) -> Person:
        party = factories.party(code)
        return factories.holder(kind, f"{kind} {code}", forum=das, party=party, start=SINCE)

    made = {
        "aalborg": sits(RoleKind.MEMBER, factories.AALBORG),
        "deputy": sits(RoleKind.DEPUTY, factories.AALBORG),
        "læsø": sits(RoleKind.MEMBER, factories.LÆSØ),
        "region": sits(RoleKind.MEMBER, factories.REGION),
        "reader": factories.holder(RoleKind.READER, "Læser", forum=das, start=SINCE),
    }
    made["fu"] = factories.member(factories.fu(), factories.AALBORG, "FU")
    return made


@pytest.fixture
def meeting(das: Forum, office: Person, people: dict[str, Person]) -> Meeting:
    """Held and written; the minutes are not sent yet."""
    made = plan(das, office, HELD_ON)
    case(made, office, "Åben sag")
    case(made, office, "Lukket sag", is_open=False)
    workflow.send_agenda(made, by=office)
    workflow.start_meeting(made, by=office)
    write(made, office, "Åben sag", "<p>Budgettet blev drøftet. Der var tilslutning.</p>")
    write(made, office, "Lukket sag", "<p>Den fortrolige aftale blev godkendt.</p>")
    for item in made.items.filter(kind="approve_minutes"):
        workflow.set_outcome(item, outcome="postponed", by=office)
    return workflow.end_meeting(made, by=office)


def item(meeting: Meeting, title: str) -> AgendaItem:
    return AgendaItem.objects.select_related("meeting__forum").get(meeting=meeting, title=title)


def write(meeting: Meeting, by: Person, title: str, text: str) -> None:
    """Write the decision of the item."""
    row = item(meeting, title)
    base = workflow.revision_of(row, "decision")
    workflow.save_text(row, field="decision", value=text, base_revision=base, by=by)


@pytest.fixture
def sent(meeting: Meeting, office: Person) -> ApprovalRound:
    """The draft is out."""
    workflow.send_minutes(meeting, by=office)
    return ApprovalRound.objects.select_related("meeting__forum", "version").get(meeting=meeting)


@pytest.fixture
def answer(sent: ApprovalRound) -> Callable[[str], PartyApproval]:
    """The answer of the party with that code, fresh."""

    def of(code: str = factories.AALBORG) -> PartyApproval:
        rows = PartyApproval.objects.select_related("party", "round__meeting__forum")
        return rows.get(round=sent, party__code=code)

    return of


@pytest.fixture
def correct(meeting: Meeting, office: Person) -> Callable[..., ApprovalRound]:
    """Take the draft back, change decisions, and send it again."""

    def change(**texts: str) -> ApprovalRound:
        workflow.withdraw_minutes(meeting, by=office)
        for title, text in texts.items():
            write(meeting, office, title.replace("_", " "), text)
        workflow.send_minutes(meeting, by=office)
        return ApprovalRound.objects.select_related("meeting__forum", "version").get(
            meeting=meeting
        )

    return change
