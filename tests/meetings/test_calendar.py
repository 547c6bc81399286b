"""Calendar files, read back by our own library, by another, and by a program."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
import vobject
from django.utils import timezone
from icalendar import Calendar

from meetings.calendar import Entry, cancellation, differences, feed, invitation, when


@dataclass
class Somebody:
    name: str
    email: str


ÅSE = Somebody('Åse "Ø" Østergård, Læsø', "aase@example.dk")
ENTRY = Entry(
    uid="5a4c@portal.example",
    sequence=3,
    changed_at=datetime(2026, 9, 1, 10, tzinfo=UTC),
    summary="Møde i DAS Social; æøå, og mere",
    day=date(2026, 10, 2),
    starts_at=time(13),
    ends_at=time(16),
    where="Rådhuset i Hobro, lokale 1",
    link="https://portal.example/moeder/7/",
    video_link="https://video.example/das?a=1;b=2,3",
)


def event_of(text: str):
    calendar = Calendar.from_ical(text)
    [event] = calendar.events
    return calendar, event


def test_invitation_says_what_outlook_asks_for() -> None:
    calendar, event = event_of(invitation(ENTRY, ÅSE))
    assert calendar["METHOD"] == "REQUEST"
    assert (event.uid, event["SEQUENCE"], event["STATUS"]) == (
        "5a4c@portal.example",
        3,
        "CONFIRMED",
    )
    assert event["SUMMARY"] == ENTRY.summary
    assert event["LOCATION"] == ENTRY.where
    assert event["URL"] == ENTRY.link
    assert "https://video.example/das?a=1;b=2,3" in event["DESCRIPTION"]
    assert event["DTSTAMP"].dt.tzinfo is not None
    assert str(event["ORGANIZER"]).lower().startswith("mailto:")
    attendee = event["ATTENDEE"]
    assert attendee == "mailto:aase@example.dk"
    assert attendee.params["ROLE"] == "REQ-PARTICIPANT"
    assert attendee.params["CN"] == ÅSE.name


def test_deputy_need_not_come() -> None:
    _, event = event_of(invitation(ENTRY, ÅSE, optional=True))
    assert event["ATTENDEE"].params["ROLE"] == "OPT-PARTICIPANT"


def test_cancellation_keeps_the_name_and_says_cancel() -> None:
    calendar, event = event_of(cancellation(replace(ENTRY, cancelled=True), ÅSE))
    assert (calendar["METHOD"], event["STATUS"], event.uid) == ("CANCEL", "CANCELLED", ENTRY.uid)


@pytest.mark.parametrize(
    ("day", "hours"),
    [("2026-10-24", 11), ("2026-10-25", 12), ("2027-03-27", 12), ("2027-03-28", 11)],
)
def test_time_is_copenhagens_on_both_sides_of_the_clock_change(day: str, hours: int) -> None:
    text = invitation(replace(ENTRY, day=date.fromisoformat(day)), ÅSE)
    _, event = event_of(text)
    assert event["DTSTART"].dt.astimezone(UTC).hour == hours
    assert vobject.readOne(text).vevent.dtstart.value.astimezone(UTC).hour == hours


def test_our_rule_for_summer_time_is_the_zones_own() -> None:
    zone = Calendar.from_ical(feed([], name="x")).timezones[0].to_tz(lookup_tzid=False)
    ours = timezone.get_default_timezone()
    for month in range(1, 13):
        for day in (1, 15, 26, 27, 28):
            for year in (2020, 2026, 2027, 2035):
                moment = datetime(year, month, day, 12)
                there = moment.replace(tzinfo=zone).utcoffset()
                assert there == moment.replace(tzinfo=ours).utcoffset(), moment


def test_meeting_without_an_hour_takes_the_day() -> None:
    _, event = event_of(invitation(replace(ENTRY, starts_at=None, ends_at=None), ÅSE))
    assert event["DTSTART"].dt == date(2026, 10, 2)
    assert "DTEND" not in event


def test_meeting_by_video_alone_is_held_at_its_link() -> None:
    _, event = event_of(invitation(replace(ENTRY, where="Virtuelt"), ÅSE))
    assert event["LOCATION"] == ENTRY.video_link
    _, event = event_of(invitation(replace(ENTRY, where="Virtuelt", video_link=""), ÅSE))
    assert event["LOCATION"] == "Virtuelt"


def test_another_library_reads_the_same() -> None:
    read = vobject.readOne(invitation(ENTRY, ÅSE))
    assert read.method.value == "REQUEST"
    event = read.vevent
    assert (event.uid.value, event.sequence.value) == (ENTRY.uid, "3")
    assert event.summary.value == ENTRY.summary
    assert event.location.value == ENTRY.where
    start = datetime(2026, 10, 2, 13, tzinfo=timezone.get_default_timezone())
    assert event.dtstart.value == start
    assert (event.dtend.value - start).total_seconds() == 3 * 3600


def test_feed_is_the_same_until_something_changes() -> None:
    entries = [ENTRY, replace(ENTRY, uid="other@portal.example", cancelled=True)]
    text = feed(entries, name="DAS-portalen")
    assert text == feed(entries, name="DAS-portalen")
    assert text != feed([replace(ENTRY, sequence=4)], name="DAS-portalen")
    calendar = Calendar.from_ical(text)
    assert calendar["METHOD"] == "PUBLISH"
    assert "ATTENDEE" not in text and "VALARM" not in text
    assert [event["SUMMARY"] for event in calendar.events] == [
        ENTRY.summary,
        f"Aflyst: {ENTRY.summary}",
    ]
    assert len(list(vobject.readOne(text).vevent_list)) == 2


def test_no_line_is_longer_than_75_bytes() -> None:
    text = invitation(replace(ENTRY, summary="Ø" * 200), ÅSE)
    assert text.endswith("\r\n")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


def read_by_calcurse(text: str, folder: Path, day: date) -> str:
    """The appointments of the day, as a program at the command line took them in."""
    program = shutil.which("calcurse")
    if program is None:
        pytest.skip("calcurse er ikke installeret")
    file = folder / "fra-portalen.ics"
    file.write_bytes(text.encode())
    env = {"TZ": "Europe/Copenhagen", "HOME": str(folder), "LANG": "C.UTF-8", "PATH": "/usr/bin"}
    words = [program, "-q", "-D", str(folder)]
    subprocess.run([*words, "-i", str(file)], env=env, check=True, capture_output=True, timeout=30)
    shown = ["-Q", "--from", f"{day:%m/%d/%Y}", "--days", "1"]
    form = ["--format-apt", "%(start:%d.%m.) %(start:%H.%M)–%(end:%H.%M) %m\\n%N"]
    done = subprocess.run(
        [*words, *shown, *form], env=env, check=True, capture_output=True, text=True, timeout=30
    )
    return done.stdout


def test_program_at_the_command_line_takes_the_meeting_in(tmp_path: Path) -> None:
    shown = read_by_calcurse(invitation(ENTRY, ÅSE), tmp_path, ENTRY.day)
    assert f"02.10. 13.00–16.00 {ENTRY.summary}" in shown
    assert ENTRY.where in shown
    assert ENTRY.link in shown


def test_what_moved_is_said_in_words() -> None:
    before = {
        "title": "Møde i FU", "date": "2026-10-02", "starts_at": "13:00", "ends_at": "16:00",
        "where": "Hobro", "video_link": "",
    }  # fmt: skip
    after = {**before, "date": "2026-10-09", "ends_at": "", "where": "Fysisk", "video_link": "x"}
    assert when(before) == "fredag den 2. oktober 2026 kl. 13.00–16.00"
    assert when({**before, "starts_at": "", "ends_at": ""}) == "fredag den 2. oktober 2026"
    assert differences(before, before) == []
    assert differences(before, after) == [
        "Tid: fredag den 2. oktober 2026 kl. 13.00–16.00 → fredag den 9. oktober 2026 kl. 13.00",
        "Sted: Hobro → Fysisk",
        "Videolinket er nyt.",
    ]
