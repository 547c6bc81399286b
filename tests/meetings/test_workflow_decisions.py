from __future__ import annotations

import pytest

from dasportal.accounts.models import Person
from dasportal.accounts.transitions import NotAllowed
from meetings import workflow
from meetings.models import AgendaItem, AttendanceStatus, ItemKind, Meeting, Outcome
from tests import factories

from .conftest import case


@pytest.fixture
def session(meeting: Meeting, office: Person, member: Person) -> Meeting:
    case(meeting, office, "Sagen")
    workflow.send_agenda(meeting, by=office)
    return workflow.start_meeting(meeting, by=office)


@pytest.fixture
def item(session: Meeting) -> AgendaItem:
    return session.items.get(title="Sagen")


@pytest.mark.parametrize("outcome", [Outcome.APPROVED, Outcome.APPROVED_AMENDED, Outcome.REJECTED])
def test_nothing_is_formally_decided_under_any_other_business(
    session: Meeting, office: Person, outcome: str
) -> None:
    item = session.items.get(kind=ItemKind.ANY_OTHER)
    with pytest.raises(NotAllowed, match="Eventuelt"):
        workflow.set_outcome(item, outcome=outcome, by=office)
    assert workflow.set_outcome(item, outcome=Outcome.DISCUSSED, by=office).outcome == "discussed"


def test_outcome_per_recommendation(session: Meeting, item: AgendaItem, office: Person) -> None:
    workflow.set_recommendations(item, texts=["drøfter", "godkender"], by=office)
    workflow.set_outcome(
        item, outcome="", per_recommendation={1: "discussed", 2: "rejected"}, by=office
    )
    assert [r.outcome for r in item.recommendations.all()] == ["discussed", "rejected"]


def test_one_position_per_party(item: AgendaItem, office: Person) -> None:
    læsø = factories.party("825")
    twice = [(læsø, "against", "Nej"), (læsø, "for", "Ja")]
    with pytest.raises(NotAllowed, match="kun have én"):
        workflow.set_positions(item, positions=twice, by=office)
    decision = workflow.set_positions(item, positions=twice[:1], by=office)
    assert [p.party for p in decision.positions.all()] == [læsø]


def test_attendance_is_saved_all_or_none(session: Meeting, office: Person) -> None:
    row = session.attendance.get()
    blank = {"deputy_name": "", "arrived_at": None, "left_before": None}
    with pytest.raises(NotAllowed, match="stedfortræder"):
        workflow.set_attendance([(row, {**blank, "status": AttendanceStatus.DEPUTY})], by=office)
    workflow.set_attendance(
        [(row, {**blank, "status": AttendanceStatus.DEPUTY, "deputy_name": "Pia"})], by=office
    )
    assert session.attendance.get().deputy_name == "Pia"
    workflow.set_attendance([(row, {**blank, "status": AttendanceStatus.ABSENT})], by=office)
    assert session.attendance.get().deputy_name == ""


def test_member_writes_nothing(item: AgendaItem, member: Person) -> None:
    for verb in (
        lambda: workflow.set_outcome(item, outcome="approved", by=member),
        lambda: workflow.add_follow_up(item, what="x", owner="y", by=member),
        lambda: workflow.set_positions(item, positions=[], by=member),
        lambda: workflow.point_at(item, by=member),
    ):
        with pytest.raises(NotAllowed):
            verb()
