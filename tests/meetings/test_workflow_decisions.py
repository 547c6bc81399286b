from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from dasportal.accounts.models import Person
from dasportal.accounts.transitions import NotAllowed
from meetings import workflow
from meetings.models import AgendaItem, AttendanceStatus, FollowUp, ItemKind, Meeting, Outcome
from tests import factories

from .conftest import case, plan


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


def test_follow_up_needs_what_and_who(item: AgendaItem, office: Person) -> None:
    with pytest.raises(NotAllowed):
        workflow.add_follow_up(item, what="", owner_text="Sekretariatet", by=office)
    made = workflow.add_follow_up(item, what="Skrive ud", owner_text="Sekretariatet", by=office)
    assert list(FollowUp.objects.open()) == [made]


def test_follow_up_is_closed_by_its_owner_and_can_be_reopened(
    item: AgendaItem, office: Person, member: Person
) -> None:
    row = workflow.add_follow_up(
        item, what="Svare", owner_text=member.name, owner_person=member, by=office,
        due=timezone.localdate() - timedelta(days=1),
    )  # fmt: skip
    assert list(FollowUp.objects.overdue()) == [row]
    with pytest.raises(NotAllowed):
        workflow.close_follow_up(row, by=factories.member(code="825"))
    closed = workflow.close_follow_up(row, note="Svaret", by=member)
    assert (closed.status, closed.note) == ("done", "Svaret")
    with pytest.raises(NotAllowed, match="allerede"):
        workflow.close_follow_up(row, by=office)
    assert workflow.reopen_follow_up(row, by=member).status == "open"


def test_open_follow_ups_become_an_item_of_the_next_agenda(
    item: AgendaItem, office: Person
) -> None:
    workflow.add_follow_up(
        item, what="Skrive <b>ud</b>", owner_text="Sekretariatet", due=date(2026, 4, 1), by=office
    )
    done = workflow.add_follow_up(item, what="Klaret", owner_text="Rebild", by=office)
    workflow.close_follow_up(done, by=office)
    following = plan(item.meeting.forum, office, date(2026, 4, 9))
    made = workflow.offer_follow_ups(following, by=office)
    assert made.kind == ItemKind.FOLLOW_UP
    assert "Skrive &lt;b&gt;ud&lt;/b&gt;" in made.presentation
    assert "1. april 2026" in made.presentation
    assert "Klaret" not in made.presentation
    with pytest.raises(NotAllowed, match="allerede"):
        workflow.offer_follow_ups(following, by=office)


def test_nothing_open_makes_no_item(meeting: Meeting, office: Person) -> None:
    with pytest.raises(NotAllowed, match="ingen åben opfølgning"):
        workflow.offer_follow_ups(meeting, by=office)


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
        lambda: workflow.add_follow_up(item, what="x", owner_text="y", by=member),
        lambda: workflow.point_at(item, by=member),
    ):
        with pytest.raises(NotAllowed):
            verb()
