"""Invitation, move and cancellation as they arrive: a real SMTP conversation, read by others."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
import vobject
from django.utils import timezone
from icalendar import Calendar

from dasportal.accounts.models import Forum, Person
from dasportal.worker.runner import run_ready_jobs
from meetings import workflow
from meetings.models import Meeting
from tests.mail.conftest import receiver, smtp

from .conftest import plan
from .test_calendar import read_by_calcurse

__all__ = ["receiver", "smtp"]


@pytest.fixture
def soon(office: Person, das: Forum, smtp: object) -> Meeting:
    day = timezone.localdate() + timedelta(days=30)
    return plan(das, office, day, place="Rådhuset i Hobro", video_link="https://video.example/das")


def offered(message: EmailMessage) -> str:
    """The calendar file where Outlook looks for it: beside the text, in the mail's first part."""
    assert message.get_content_type() == "multipart/mixed"
    first = next(message.iter_parts())
    assert first.get_content_type() == "multipart/alternative"
    text, calendar = first.iter_parts()
    assert text.get_content_type() == "text/plain"
    assert calendar.get_content_type() == "text/calendar"
    content = calendar.get_content()
    said = Calendar.from_ical(content)["METHOD"]
    assert calendar["Content-Type"].params["method"] == said, "mail and file say the same method"
    [file] = message.iter_attachments()
    assert file.get_content() == content.encode(), (
        "the file is the same, for programs that want one"
    )
    return str(content)


def the_steps(meeting: Meeting, office: Person) -> date:
    """Call, move a week, call off."""
    moved = meeting.date + timedelta(days=7)
    workflow.invite_members(meeting, by=office)
    run_ready_jobs()
    workflow.change_meeting(meeting, date=moved, by=office)
    run_ready_jobs()
    workflow.cancel_meeting(meeting, reason="Ingen sager", by=office)
    run_ready_jobs()
    return moved


def test_uid_and_sequence_hold_through_move_and_cancel(
    soon: Meeting, office: Person, member: Person, receiver
) -> None:
    moved = the_steps(soon, office)
    texts = [offered(message) for message in receiver.received]
    assert [to for _, to in receiver.envelopes] == [[member.email]] * 3
    ours = [Calendar.from_ical(text) for text in texts]
    theirs = [vobject.readOne(text) for text in texts]
    assert [calendar["METHOD"] for calendar in ours] == ["REQUEST", "REQUEST", "CANCEL"]
    assert [read.method.value for read in theirs] == ["REQUEST", "REQUEST", "CANCEL"]
    uid = soon.calendar.uid
    assert [str(calendar.events[0].uid) for calendar in ours] == [uid] * 3
    assert [read.vevent.uid.value for read in theirs] == [uid] * 3
    assert [calendar.events[0]["SEQUENCE"] for calendar in ours] == [0, 1, 2]
    assert [read.vevent.sequence.value for read in theirs] == ["0", "1", "2"]
    assert [read.vevent.status.value for read in theirs] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    zone = timezone.get_default_timezone()
    begins = [
        datetime(day.year, day.month, day.day, 13, tzinfo=zone) for day in (soon.date, moved, moved)
    ]
    assert [calendar.events[0].start for calendar in ours] == begins
    assert [read.vevent.dtstart.value for read in theirs] == begins


def test_program_at_the_command_line_reads_each_of_them(
    soon: Meeting, office: Person, member: Person, receiver, tmp_path: Path
) -> None:
    moved = the_steps(soon, office)
    for n, (message, day) in enumerate(
        zip(receiver.received, (soon.date, moved, moved), strict=True)
    ):
        folder = tmp_path / str(n)
        folder.mkdir()
        shown = read_by_calcurse(offered(message), folder, day)
        assert f"{day:%d.%m.} 13.00–16.00" in shown
        assert "Møde i DAS Social" in shown


def test_video_link_is_in_the_calendar_of_those_who_sit_and_not_of_those_taken_off(
    soon: Meeting, office: Person, member: Person, receiver
) -> None:
    the_steps(soon, office)
    called, _, cancelled = [offered(message) for message in receiver.received]
    assert "video.example" in called
    assert "video.example" not in cancelled
