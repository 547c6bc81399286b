"""From a sent agenda to sealed minutes."""

from __future__ import annotations

from datetime import date

import pytest

from dasportal.accounts.models import Forum, Person, RoleKind
from dasportal.accounts.transitions import NotAllowed
from dasportal.documents.files import store_own
from dasportal.documents.models import RecordEntry
from dasportal.mail.models import OutgoingMail
from meetings import workflow
from meetings.models import (
    AgendaVersion,
    ItemKind,
    Meeting,
    MeetingStatus,
    MinutesKind,
    MinutesVersion,
)
from tests import factories

from .conftest import case, hold, plan


def test_sent_agenda_is_a_version_that_later_changes_do_not_touch(
    meeting: Meeting, office: Person, member: Person
) -> None:
    item = case(meeting, office, "Sagen")
    version = workflow.send_agenda(meeting, by=office)
    workflow.change_item(item, title="Ny titel", by=office)
    version.refresh_from_db()
    assert "Sagen" in [row["title"] for row in version.snapshot["items"]]
    assert [m.person for m in OutgoingMail.objects.filter(kind="agenda")] == [member]


def test_changes_are_listed_numbered_and_mailed(
    meeting: Meeting, office: Person, member: Person
) -> None:
    item = case(meeting, office, "Sagen")
    workflow.send_agenda(meeting, by=office)
    with pytest.raises(NotAllowed, match="ingen ændringer"):
        workflow.send_changes(meeting, by=office)
    workflow.change_item(item, title="Sagen, rettet", by=office)
    case(meeting, office, "Tillæg", late_reason="Kom ind i går")
    version = workflow.send_changes(meeting, by=office)
    assert version.number == 2
    assert [row["kind"] for row in version.changes] == ["item_changed", "item_new"]
    mail = OutgoingMail.objects.get(kind="delta")
    assert "Kom ind i går" in mail.text


def test_mail_says_nothing_of_a_closed_item(
    meeting: Meeting, office: Person, member: Person
) -> None:
    workflow.send_agenda(meeting, by=office)
    case(meeting, office, "Hemmelig titel", is_open=False, late_reason="Hemmelig grund")
    workflow.send_changes(meeting, by=office)
    mail = OutgoingMail.objects.get(kind="delta")
    assert "emmelig" not in mail.text + mail.subject


def test_sending_twice_is_refused_and_sends_one_mail(
    meeting: Meeting, office: Person, member: Person
) -> None:
    workflow.send_agenda(meeting, by=office)
    with pytest.raises(NotAllowed):
        workflow.send_agenda(meeting, by=office)
    assert AgendaVersion.objects.count() == OutgoingMail.objects.count() == 1


def test_starting_expects_the_members(meeting: Meeting, office: Person, member: Person) -> None:
    deputy = factories.holder(RoleKind.DEPUTY, forum=meeting.forum, party=factories.party())
    workflow.send_agenda(meeting, by=office)
    meeting = workflow.start_meeting(meeting, by=office)
    rows = meeting.attendance.all()
    assert [row.person for row in rows] == [member]
    assert deputy not in [row.person for row in rows]
    assert meeting.current_item == meeting.items.in_order().first()


def test_meeting_cannot_end_while_an_acting_item_has_no_outcome(das: Forum, office: Person) -> None:
    first = hold(plan(das, office, date(2026, 1, 15)), office)
    workflow.send_minutes(first, by=office)
    second = plan(das, office, date(2026, 3, 5))
    workflow.send_agenda(second, by=office)
    workflow.start_meeting(second, by=office)
    with pytest.raises(NotAllowed, match="Sæt udfaldet for punkt 2"):
        workflow.end_meeting(second, by=office)
    first.refresh_from_db()
    assert first.status == MeetingStatus.MINUTES_SENT


def approve(das: Forum, office: Person, outcome: str) -> tuple[Meeting, Meeting]:
    """A first meeting whose minutes are sent, and a second that decides on them."""
    first = hold(plan(das, office, date(2026, 1, 15)), office)
    workflow.send_minutes(first, by=office)
    second = plan(das, office, date(2026, 3, 5))
    workflow.send_agenda(second, by=office)
    workflow.start_meeting(second, by=office)
    item = second.items.get(kind=ItemKind.APPROVE_MINUTES)
    workflow.set_outcome(item, outcome=outcome, by=office)
    workflow.end_meeting(second, by=office)
    first.refresh_from_db()
    return first, second


def seal(version: MinutesVersion, office: Person) -> MinutesVersion:
    """What the worker does when the PDF is made."""
    file = store_own(b"%PDF-1.7 trykt", name="referat.pdf", pages=1, by=office)
    return workflow.complete_seal(version, file=file, by=office)


def test_approval_at_the_next_meeting_freezes_and_seals(
    das: Forum, office: Person, member: Person
) -> None:
    first, _ = approve(das, office, "approved")
    assert first.status == MeetingStatus.MINUTES_APPROVED
    version = first.minutes_versions.get(kind=MinutesKind.APPROVED)
    sealed = seal(version, office)
    first.refresh_from_db()
    assert first.status == MeetingStatus.SEALED
    assert sealed.is_sealed
    assert sealed.file is not None
    assert seal(version, office).record_entry == sealed.record_entry
    mail = OutgoingMail.objects.get(kind="sealed")
    assert mail.person == member
    assert RecordEntry.objects.get(sequence=sealed.record_entry).receipt in mail.text


def test_postponed_approval_leaves_the_draft(das: Forum, office: Person) -> None:
    first, _ = approve(das, office, "postponed")
    assert first.status == MeetingStatus.MINUTES_SENT


def test_approval_with_changes_waits_for_them_to_be_written_in(das: Forum, office: Person) -> None:
    first, _ = approve(das, office, "approved_amended")
    assert first.status == MeetingStatus.MINUTES_APPROVED
    assert not first.minutes_versions.filter(kind=MinutesKind.APPROVED).exists()
    item = first.items.get(kind=ItemKind.APPROVE_AGENDA)
    workflow.save_text(item, field="decision", value="<p>Rettet.</p>", base_revision=0, by=office)
    version = workflow.seal_minutes(first, by=office)
    assert "Rettet." in str(version.snapshot)
    assert workflow.seal_minutes(first, by=office).pk == version.pk
    with pytest.raises(NotAllowed):
        workflow.save_text(item, field="decision", value="<p>x</p>", base_revision=1, by=office)


def test_approval_of_minutes_that_were_never_sent_is_refused(das: Forum, office: Person) -> None:
    hold(plan(das, office, date(2026, 1, 15)), office)
    second = plan(das, office, date(2026, 3, 5))
    workflow.send_agenda(second, by=office)
    workflow.start_meeting(second, by=office)
    item = second.items.get(kind=ItemKind.APPROVE_MINUTES)
    workflow.set_outcome(item, outcome="approved", by=office)
    with pytest.raises(NotAllowed, match="ikke sendt ud"):
        workflow.end_meeting(second, by=office)
    second.refresh_from_db()
    assert second.status == MeetingStatus.IN_SESSION


def test_withdrawn_draft_is_corrected_and_sent_as_a_new_version(
    meeting: Meeting, office: Person, member: Person
) -> None:
    hold(meeting, office)
    first = workflow.send_minutes(meeting, by=office)
    workflow.withdraw_minutes(meeting, by=office)
    item = meeting.items.get(kind=ItemKind.APPROVE_AGENDA)
    workflow.save_text(item, field="decision", value="<p>Ny</p>", base_revision=0, by=office)
    second = workflow.send_minutes(meeting, by=office)
    first.refresh_from_db()
    assert (first.number, second.number) == (1, 2)
    assert first.sha256 != second.sha256
    assert "Ny" not in str(first.snapshot)
    assert OutgoingMail.objects.filter(kind="minutes").count() == 2


def test_sealed_minutes_are_corrected_beside_only(das: Forum, office: Person) -> None:
    first, _ = approve(das, office, "approved")
    with pytest.raises(NotAllowed, match="Ret teksten selv"):
        workflow.add_editor_note(first, text="Rettelse", by=office)
    sealed = seal(first.minutes_versions.get(kind=MinutesKind.APPROVED), office)
    corrected = workflow.add_editor_note(first, text="Tallet skulle være et andet.", by=office)
    sealed.refresh_from_db()
    assert corrected.number == sealed.number + 1
    assert "skulle være" in str(corrected.snapshot)
    assert "skulle være" not in str(sealed.snapshot)


def test_the_chair_may_open_and_close_and_thereby_approve(das: Forum, office: Person) -> None:
    chair = factories.holder(RoleKind.CHAIR, forum=das)
    first = hold(plan(das, office, date(2026, 1, 15)), office)
    workflow.send_minutes(first, by=office)
    second = plan(das, office, date(2026, 3, 5))
    workflow.send_agenda(second, by=office)
    workflow.start_meeting(second, by=chair)
    item = second.items.get(kind=ItemKind.APPROVE_MINUTES)
    workflow.set_outcome(item, outcome="approved", by=office)
    workflow.end_meeting(second, by=chair)
    first.refresh_from_db()
    assert first.status == MeetingStatus.MINUTES_APPROVED
