from __future__ import annotations

from datetime import date, time

import pytest

from dasportal.accounts.models import Forum, Person
from dasportal.accounts.transitions import NotAllowed
from dasportal.mail.models import OutgoingMail
from meetings import workflow
from meetings.models import ItemKind, Meeting, MeetingStatus
from tests import factories

from .conftest import plan


def test_new_meeting_starts_with_the_standing_items(meeting: Meeting) -> None:
    items = list(meeting.items.in_order())
    assert [item.number for item in items] == [str(n) for n in range(1, len(items) + 1)]
    kinds = [item.kind for item in items]
    assert kinds[:2] == [ItemKind.APPROVE_AGENDA, ItemKind.APPROVE_MINUTES]
    assert kinds[-2:] == [ItemKind.ANY_OTHER, ItemKind.NEXT_MEETING]
    first = items[0]
    assert first.lead_text == meeting.forum.lead_text
    assert [r.verb for r in first.recommendations.all()] == ["approves"]


def test_previous_minutes_are_linked_with_themselves_as_bilag(das: Forum, office: Person) -> None:
    previous = plan(das, office, date(2026, 1, 15))
    meeting = plan(das, office, date(2026, 3, 5))
    item = meeting.items.get(kind=ItemKind.APPROVE_MINUTES)
    assert item.approves_minutes_of == previous
    assert [a.minutes_of for a in item.attachments.all()] == [previous]


def test_previous_skips_cancelled_and_other_forums(das: Forum, office: Person) -> None:
    kept = plan(das, office, date(2026, 1, 15))
    cancelled = plan(das, office, date(2026, 2, 15))
    workflow.cancel_meeting(cancelled, reason="Ingen sager", by=office)
    plan(factories.fu(), office, date(2026, 2, 20))
    meeting = plan(das, office, date(2026, 3, 5))
    assert meeting.items.get(kind=ItemKind.APPROVE_MINUTES).approves_minutes_of == kept


def test_next_meeting_is_filled_and_follows_changes(das: Forum, office: Person) -> None:
    meeting = plan(das, office, date(2026, 3, 5))
    item = meeting.items.get(kind=ItemKind.NEXT_MEETING)
    assert item.summary == "<p>Datoen for næste møde er ikke fastsat.</p>"
    following = plan(das, office, date(2026, 4, 9), place="Rådhuset i Hobro")
    item.refresh_from_db()
    assert item.summary == (
        "<p>Næste møde holdes torsdag 9. april 2026 kl. 13.00–16.00, Rådhuset i Hobro.</p>"
    )
    workflow.change_meeting(following, date=date(2026, 4, 16), by=office)
    item.refresh_from_db()
    assert "16. april 2026" in item.summary
    workflow.cancel_meeting(following, reason="Flyttet", by=office)
    item.refresh_from_db()
    assert item.summary == "<p>Datoen for næste møde er ikke fastsat.</p>"


def test_only_the_secretariat_plans(das: Forum, member: Person) -> None:
    with pytest.raises(NotAllowed):
        plan(das, member, date(2026, 3, 5))
    assert not Meeting.objects.exists()


def test_cancelling_needs_a_reason_and_tells_only_those_who_had_the_agenda(
    meeting: Meeting, office: Person, member: Person
) -> None:
    with pytest.raises(NotAllowed, match="hvorfor"):
        workflow.cancel_meeting(meeting, reason=" ", by=office)
    workflow.cancel_meeting(meeting, reason="Ingen sager", by=office)
    assert not OutgoingMail.objects.filter(kind="cancelled").exists()
    meeting = workflow.reinstate_meeting(meeting, by=office)
    assert (meeting.status, meeting.cancel_reason) == (MeetingStatus.PLANNED, "")
    workflow.send_agenda(meeting, by=office)
    workflow.cancel_meeting(meeting, reason="Sygdom", by=office)
    assert [m.person for m in OutgoingMail.objects.filter(kind="cancelled")] == [member]


def test_two_meetings_at_one_time_are_refused(das: Forum, office: Person) -> None:
    plan(das, office, date(2026, 3, 5), starts_at=time(13))
    with pytest.raises(NotAllowed, match="allerede et møde"):
        plan(das, office, date(2026, 3, 5), starts_at=time(13))
