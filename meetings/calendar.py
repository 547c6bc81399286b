"""A meeting as calendars understand it: RFC 5545, sent by mail as RFC 5546 and 6047 say.

A calendar follows a meeting by its UID, which never changes, and takes the edition with the
highest SEQUENCE. Nothing here is confidential: a closed item is no part of a meeting's frame.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from email.utils import parseaddr
from typing import Protocol

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from icalendar import (
    Calendar,
    Conference,
    Event,
    Timezone,
    TimezoneDaylight,
    TimezoneStandard,
    vCalAddress,
    vDuration,
)

from .models import Format, Meeting, MeetingCalendar

PRODUCT = "-//Sekretariatet for Nordjysk Socialaftale//DAS-portalen//DA"
REQUEST, CANCEL, PUBLISH = "REQUEST", "CANCEL", "PUBLISH"
REFRESH = timedelta(hours=1)  # how often a program should ask for a feed again
Frame = dict[str, str]


class Addressed(Protocol):
    """Somebody with a name and an address."""

    name: str
    email: str


@dataclass(frozen=True)
class Entry:
    """One thing in a calendar, for one reader. Without an hour it takes the whole day.

    `leads_to` says what the link opens; a deadline is not `busy`: it takes nobody's time.
    """

    uid: str
    sequence: int
    changed_at: datetime
    summary: str
    day: date
    starts_at: time | None
    ends_at: time | None
    where: str
    link: str  # to the portal
    video_link: str = ""  # only for those who sit in the forum
    cancelled: bool = False
    leads_to: str = "Dagsorden, bilag og referat"
    busy: bool = True


def frame_of(meeting: Meeting) -> Frame:
    """When, where and what: what is in people's calendars, and what they are told of when it changes."""
    return {
        "title": meeting.title or f"Møde i {meeting.forum.short_name}",
        "date": meeting.date.isoformat(),
        "starts_at": meeting.starts_at.isoformat("minutes") if meeting.starts_at else "",
        "ends_at": meeting.ends_at.isoformat("minutes") if meeting.ends_at else "",
        "where": meeting.place or meeting.get_format_display(),
        "video_link": meeting.video_link,
    }


def differences(before: Frame, after: Frame) -> list[str]:
    """What moved, in words: »Tid: 2. oktober 2025 kl. 13.00–16.00 → 9. oktober 2025«."""
    rows = [
        ("Møde", before["title"], after["title"]),
        ("Tid", when(before), when(after)),
        ("Sted", before["where"], after["where"]),
    ]
    said = [f"{label}: {old} → {new}" for label, old, new in rows if old != new]
    return said + (["Videolinket er nyt."] if before["video_link"] != after["video_link"] else [])


def when(frame: Frame) -> str:
    """»torsdag den 2. oktober 2025 kl. 13.00–16.00«."""
    day = date_format(date.fromisoformat(frame["date"]), r"l \d\e\n j. F Y")
    hours = "–".join(h.replace(":", ".") for h in (frame["starts_at"], frame["ends_at"]) if h)
    return f"{day} kl. {hours}" if hours else day


def entry_of(calendar: MeetingCalendar, *, sits: bool, cancelled: bool = False) -> Entry:
    """The meeting as one reader's calendar shows it. The video link is for those who sit."""
    frame = calendar.frame
    return Entry(
        uid=calendar.uid,
        sequence=calendar.sequence,
        changed_at=calendar.changed_at,
        summary=frame["title"],
        day=date.fromisoformat(frame["date"]),
        starts_at=time.fromisoformat(frame["starts_at"]) if frame["starts_at"] else None,
        ends_at=time.fromisoformat(frame["ends_at"]) if frame["ends_at"] else None,
        where=frame["where"],
        link=settings.BASE_URL + calendar.meeting.get_absolute_url(),
        video_link=frame["video_link"] if sits else "",
        cancelled=cancelled,
    )


def invitation(entry: Entry, person: Addressed, *, optional: bool = False) -> str:
    """The file that calls somebody to a meeting, or moves it for them."""
    return _to_one(entry, person, REQUEST, optional=optional)


def cancellation(entry: Entry, person: Addressed) -> str:
    """The file that takes the meeting out of somebody's calendar."""
    return _to_one(entry, person, CANCEL, optional=False)


def feed(entries: Iterable[Entry], *, name: str) -> str:
    """A calendar to subscribe to. The same entries always give the same text."""
    calendar = _calendar(PUBLISH)
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH))
    for entry in entries:
        calendar.add_component(_event(entry, stamp=entry.changed_at))
    return _text(calendar)


def _to_one(entry: Entry, person: Addressed, method: str, *, optional: bool) -> str:
    calendar = _calendar(method)
    event = _event(entry, stamp=timezone.now())
    event.organizer = _organizer()
    event.attendees = [_attendee(person, optional=optional)]
    calendar.add_component(event)
    return _text(calendar)


def _calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODUCT)
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    calendar.add_component(_copenhagen())
    return calendar


def _text(calendar: Calendar) -> str:
    return calendar.to_ical(sorted=False).decode()


def _event(entry: Entry, *, stamp: datetime) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", stamp.astimezone(UTC))
    event.add("last-modified", entry.changed_at.astimezone(UTC))
    _set_times(event, entry)
    event.add("summary", f"Aflyst: {entry.summary}" if entry.cancelled else entry.summary)
    # A meeting by video alone is held at its link: the place is what a phone offers to open.
    by_video = entry.video_link and entry.where == Format.VIRTUAL.label
    if by_video or entry.where:
        event.add("location", entry.video_link if by_video else entry.where)
    event.add("description", _description(entry))
    event.add("url", entry.link)
    if entry.video_link:
        event.conferences = [Conference(entry.video_link, "VIDEO", "Deltag på video", "da")]
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("transp", "OPAQUE" if entry.busy and not entry.cancelled else "TRANSPARENT")
    return event


def _set_times(event: Event, entry: Entry) -> None:
    """In Copenhagen's time, so that it stays at one o'clock also where the clocks are changed."""
    if entry.starts_at is None:
        event.add("dtstart", entry.day)
        return
    zone = timezone.get_default_timezone()
    event.add("dtstart", datetime.combine(entry.day, entry.starts_at, zone))
    if entry.ends_at is not None:
        event.add("dtend", datetime.combine(entry.day, entry.ends_at, zone))


def _description(entry: Entry) -> str:
    lines = [f"Deltag på video: {entry.video_link}"] if entry.video_link else []
    return "\n".join([*lines, f"{entry.leads_to}: {entry.link}"])


def _organizer() -> vCalAddress:
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return vCalAddress.new(address, cn=name or None)


def _attendee(person: Addressed, *, optional: bool) -> vCalAddress:
    """No answer is asked for: the office's address need not be one that receives mail."""
    return vCalAddress.new(
        person.email,
        cn=person.name,
        role="OPT-PARTICIPANT" if optional else "REQ-PARTICIPANT",
        partstat="NEEDS-ACTION",
        rsvp=False,
    )


def _copenhagen() -> Timezone:
    """The European Union's rule (directive 2000/84/EC), as two lines that Outlook reads too."""
    zone = Timezone()
    zone.add("tzid", settings.TIME_ZONE)
    winter, summer = timedelta(hours=1), timedelta(hours=2)
    for part, name, month, hour, before, after in (
        (TimezoneStandard(), "CET", 10, 3, summer, winter),
        (TimezoneDaylight(), "CEST", 3, 2, winter, summer),
    ):
        part.add("tzname", name)
        part.add("dtstart", datetime(1996, month, 27 if month == 10 else 31, hour))
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1SU"})
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        zone.add_component(part)
    return zone
