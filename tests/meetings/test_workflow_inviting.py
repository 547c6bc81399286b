"""Calling members to a meeting, and their calendars as it moves, is called off, and people change."""

from __future__ import annotations

import threading
from datetime import date, time, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone
from icalendar import Calendar

from dasportal.accounts import workflow as accounts
from dasportal.accounts.models import Forum, Person, RoleKind
from dasportal.accounts.transitions import NotAllowed
from dasportal.mail.models import MailAttachment, OutgoingMail
from meetings import workflow
from meetings.calendar import frame_of
from meetings.models import Call, ItemKind, Meeting, MeetingCalendar, MeetingInvitation, OwnerKind
from meetings.queries.invitations import calendar_for
from meetings.queries.minutes import tasks_by_person
from meetings.workflow import keep_invitations
from meetings.workflow.follow_ups import EVERY_PARTY, Owner
from tests import factories

from .conftest import case, plan


@pytest.fixture
def soon(office: Person, das: Forum) -> Meeting:
    day = timezone.localdate() + timedelta(days=30)
    return plan(das, office, day, place="Rådhuset i Hobro", video_link="https://video.example/das")


@pytest.fixture
def later(office: Person, das: Forum) -> Meeting:
    return plan(das, office, timezone.localdate() + timedelta(days=60))


def told(person: Person) -> list[tuple[str, str, int]]:
    """(UID, method, SEQUENCE) of each calendar file to the person, in order."""
    rows = []
    for file in MailAttachment.objects.filter(mail__person=person).order_by("pk"):
        calendar = Calendar.from_ical(file.content)
        [event] = calendar.events
        assert file.media_type == f"text/calendar; method={calendar['METHOD']}"
        rows.append((str(event.uid), str(calendar["METHOD"]), event["SEQUENCE"]))
    return rows


def methods(person: Person) -> list[str]:
    return [method for _, method, _ in told(person)]


def test_name_holds_and_sequence_grows_through_every_change(
    soon: Meeting, office: Person, member: Person
) -> None:
    workflow.invite_members(soon, by=office)
    workflow.change_meeting(soon, date=soon.date + timedelta(days=7), by=office)
    workflow.change_meeting(soon, place="Rådhuset i Aars", by=office)
    workflow.change_meeting(soon, title="Fælles temadag", by=office)
    workflow.cancel_meeting(soon, reason="Ingen sager", by=office)
    workflow.reinstate_meeting(soon, by=office)
    rows = told(member)
    assert [method for _, method, _ in rows] == [
        "REQUEST", "REQUEST", "REQUEST", "REQUEST", "CANCEL", "REQUEST",
    ]  # fmt: skip
    assert len({uid for uid, _, _ in rows}) == 1
    sequences = [sequence for _, _, sequence in rows]
    assert sequences == sorted(set(sequences)), "each is newer than the one before"


def test_what_is_not_in_a_calendar_tells_nobody(
    soon: Meeting, office: Person, member: Person
) -> None:
    workflow.invite_members(soon, by=office)
    workflow.change_meeting(soon, minute_taker=office, case_number="2026-1", by=office)
    workflow.change_meeting(soon, place=soon.place, by=office)
    assert methods(member) == ["REQUEST"]


def test_change_before_anybody_is_called_tells_nobody(
    soon: Meeting, office: Person, member: Person
) -> None:
    workflow.change_meeting(soon, place="Aars", by=office)
    workflow.cancel_meeting(soon, reason="Ingen sager", by=office)
    workflow.reinstate_meeting(soon, by=office)
    assert told(member) == []
    assert not OutgoingMail.objects.exists()


def test_members_deputies_and_chair_are_called_once_each(
    soon: Meeting, office: Person, das: Forum, member: Person
) -> None:
    factories.role(member, RoleKind.CHAIR, forum=das)
    deputy = factories.holder(RoleKind.DEPUTY, forum=das, party=factories.party())
    for kind, forum in ((RoleKind.READER, das), (RoleKind.MEMBER, factories.fu())):
        factories.holder(kind, forum=forum)
    factories.holder(RoleKind.MEMBER, forum=das, end=soon.date - timedelta(days=1))
    people = workflow.invite_members(soon, by=office)
    assert sorted(people, key=lambda p: p.pk) == [member, deputy]
    roles = {
        person: Calendar.from_ical(MailAttachment.objects.get(mail__person=person).content)
        .events[0]["ATTENDEE"].params["ROLE"]
        for person in people
    }  # fmt: skip
    assert roles == {member: "REQ-PARTICIPANT", deputy: "OPT-PARTICIPANT"}


def test_mail_says_when_where_and_what_moved(soon: Meeting, office: Person, member: Person) -> None:
    workflow.invite_members(soon, by=office)
    first = OutgoingMail.objects.get(person=member)
    assert "kl. 13.00–16.00" in first.text
    assert "Rådhuset i Hobro" in first.text
    assert soon.get_absolute_url() in first.text
    workflow.change_meeting(soon, place="Børne- & Ungehuset", by=office)
    second = OutgoingMail.objects.filter(person=member).latest("pk")
    assert second.subject.startswith("Ændret: ")
    assert "Sted: Rådhuset i Hobro → Børne- & Ungehuset" in second.text


def test_calling_twice_is_refused_and_sends_once(
    soon: Meeting, office: Person, member: Person
) -> None:
    workflow.invite_members(soon, by=office)
    with pytest.raises(NotAllowed, match="ingen at indkalde"):
        workflow.invite_members(soon, by=office)
    assert methods(member) == ["REQUEST"]


def test_nobody_is_called_to_a_day_that_has_passed(
    meeting: Meeting, office: Person, member: Person
) -> None:
    with pytest.raises(NotAllowed, match="Datoen er passeret"):
        workflow.invite_members(meeting, by=office)
    workflow.send_agenda(meeting, by=office)
    assert told(member) == []


def test_members_do_not_call_each_other(soon: Meeting, member: Person) -> None:
    with pytest.raises(NotAllowed, match="sekretariatet"):
        workflow.invite_members(soon, by=member)


def test_agenda_calls_those_who_were_not_called(
    soon: Meeting, office: Person, member: Person
) -> None:
    case(soon, office)
    workflow.send_agenda(soon, by=office)
    assert methods(member) == ["REQUEST"]
    workflow.change_meeting(soon, starts_at=time(12), by=office)
    workflow.send_changes(soon, by=office)
    assert methods(member) == ["REQUEST", "REQUEST"]


def test_cancelling_tells_those_who_had_the_agenda_too(
    soon: Meeting, office: Person, das: Forum, member: Person
) -> None:
    workflow.send_agenda(soon, by=office)
    late = factories.member(das)
    workflow.cancel_meeting(soon, reason="Ingen sager", by=office)
    assert methods(member)[-1] == "CANCEL"
    mail = OutgoingMail.objects.get(person=late)
    assert "Ingen sager" in mail.text
    assert not mail.attachments.exists()


def test_new_members_get_the_meetings_to_come_and_those_who_leave_are_taken_off(
    soon: Meeting, later: Meeting, office: Person, das: Forum, member: Person
) -> None:
    workflow.invite_members(soon, by=office)  # nobody has been called to the later one
    new = factories.member(das)
    keep_invitations.call()
    keep_invitations.call()
    assert methods(new) == ["REQUEST"]
    assert methods(member) == ["REQUEST"]
    accounts.end_role(new.roles.get(), by=office)
    keep_invitations.call()
    keep_invitations.call()
    assert methods(new) == ["REQUEST", "CANCEL"]
    assert methods(member) == ["REQUEST"]
    factories.role(new, RoleKind.MEMBER, forum=das, party=factories.party())
    keep_invitations.call()
    rows = told(new)
    assert [method for _, method, _ in rows] == ["REQUEST", "CANCEL", "REQUEST"]
    sequences = [sequence for _, _, sequence in rows]
    assert sequences == sorted(set(sequences))


def test_one_who_left_is_not_told_of_the_change(
    soon: Meeting, office: Person, das: Forum, member: Person
) -> None:
    gone = factories.member(das)
    workflow.invite_members(soon, by=office)
    accounts.end_role(gone.roles.get(), by=office)
    workflow.change_meeting(soon, place="Aars", by=office)
    assert methods(gone) == ["REQUEST"]
    keep_invitations.call()
    assert methods(gone) == ["REQUEST", "CANCEL"]
    assert "Aars" not in OutgoingMail.objects.filter(person=gone).latest("pk").text


@pytest.mark.parametrize("end", ["cancel", "start"])
def test_meetings_that_are_off_or_begun_are_left_alone(
    soon: Meeting, office: Person, das: Forum, member: Person, end: str
) -> None:
    workflow.send_agenda(soon, by=office)
    if end == "cancel":
        workflow.cancel_meeting(soon, reason="Ingen sager", by=office)
    else:
        workflow.start_meeting(soon, by=office)
    new = factories.member(das)
    keep_invitations.call()
    assert told(new) == []


def test_who_was_told_what_is_kept(soon: Meeting, office: Person, member: Person) -> None:
    workflow.invite_members(soon, by=office)
    row = MeetingInvitation.objects.get()
    assert (row.person, row.told, row.sequence) == (member, Call.REQUEST, 0)
    workflow.cancel_meeting(soon, reason="Ingen sager", by=office)
    row.refresh_from_db()
    assert (row.told, row.sequence) == (Call.CANCEL, 1)


def test_new_uid_is_of_the_portals_host(office: Person, das: Forum, settings) -> None:
    settings.BASE_URL = "https://das.example.dk:8443"
    made = plan(das, office, date(2027, 1, 12))
    assert made.calendar.uid.endswith("@das.example.dk")


def test_tasks_are_told_to_those_who_have_them_without_a_word_of_what(
    meeting: Meeting, office: Person, das: Forum, member: Person
) -> None:
    læsø = factories.member(das, factories.LÆSØ)
    item = case(meeting, office, "Hemmelig sag", is_open=False)
    workflow.send_agenda(meeting, by=office)
    workflow.start_meeting(meeting, by=office)
    mine = Owner(OwnerKind.PERSON, "Medlem", person=member)
    theirs = Owner(OwnerKind.PARTY, "Læsø", party=factories.party(factories.LÆSØ))
    workflow.add_follow_up(item, what="Hemmelig opgave", owner=mine, by=office)
    workflow.add_follow_up(item, what="Hemmelig to", owner=theirs, by=office)
    approval = meeting.items.get(kind=ItemKind.APPROVE_MINUTES)
    workflow.set_outcome(approval, outcome="approved", by=office)
    workflow.end_meeting(meeting, by=office)
    workflow.send_minutes(meeting, by=office)
    mails = OutgoingMail.objects.filter(kind="decision")
    assert {mail.person for mail in mails} == {member, læsø}
    assert all(f"Punkt {item.number}" in mail.text for mail in mails)
    assert not any("emmelig" in mail.text + mail.subject for mail in OutgoingMail.objects.all())
    workflow.withdraw_minutes(meeting, by=office)
    workflow.send_minutes(meeting, by=office)
    assert OutgoingMail.objects.filter(kind="decision").count() == 2


def test_what_all_parties_are_asked_is_told_to_each_member(
    meeting: Meeting, office: Person, das: Forum, member: Person
) -> None:
    læsø = factories.member(das, factories.LÆSØ)
    item = case(meeting, office)
    workflow.send_agenda(meeting, by=office)
    workflow.start_meeting(meeting, by=office)
    row = workflow.add_follow_up(item, what="Send tal", owner=EVERY_PARTY, by=office)
    assert tasks_by_person(meeting) == {member: [row], læsø: [row]}


def test_ten_who_call_at_once_send_one_call_to_each(own_database: str) -> None:
    office, das = factories.secretary(), factories.das()
    people = [factories.member(das) for _ in range(3)]
    soon = plan(das, office, timezone.localdate() + timedelta(days=30))
    start = threading.Barrier(10)
    refused: list[str] = []

    def submit() -> None:
        start.wait()
        try:
            workflow.invite_members(soon, by=office)
        except NotAllowed as refusal:
            refused.append(refusal.message)
        finally:
            connection.close()

    threads = [threading.Thread(target=submit) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 9
    assert [methods(person) for person in people] == [["REQUEST"]] * 3


def test_meetings_from_before_calendars_get_their_name_once(meeting: Meeting) -> None:
    migration = import_module("meetings.migrations.0004_existing_calendars")
    MeetingCalendar.objects.all().delete()
    migration.give_calendars(apps, None)
    made = MeetingCalendar.objects.get(meeting=meeting)
    assert made.frame == frame_of(meeting)
    assert made.called_at is None


def test_mails_from_before_say_which_meeting_they_are_about(
    meeting: Meeting, office: Person, member: Person
) -> None:
    migration = import_module("meetings.migrations.0004_existing_calendars")
    workflow.send_agenda(meeting, by=office)
    OutgoingMail.objects.update(about="", about_name="")
    migration.name_meetings_of_mails(apps, None)
    mail = OutgoingMail.objects.get(kind="agenda")
    assert (mail.about, mail.about_name) == (f"meeting:{meeting.pk}", str(meeting))


def test_file_looked_through_beforehand_is_as_the_person_gets_it(
    soon: Meeting, das: Forum, member: Person
) -> None:
    assert "video.example" in calendar_for(soon, member)
    reader = factories.holder(RoleKind.READER, forum=das)
    assert "video.example" not in calendar_for(soon, reader)
