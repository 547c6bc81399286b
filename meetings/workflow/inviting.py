"""Calling members to a meeting, and keeping their calendars right as it moves or people change.

Each message is a mail with a calendar file. Whenever somebody's calendar must follow, the
meeting's SEQUENCE grows first, so that calendars know the newer from the older.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from dasportal.accounts.models import Person
from dasportal.accounts.transitions import NotAllowed
from dasportal.mail.outbox import Attachment
from dasportal.worker.jobs import job

from .. import calendar as calendars
from .. import emails
from ..emails import MeetingMail
from ..models import Call, Meeting, MeetingCalendar, MeetingInvitation
from ..queries.invitations import Invitee, called, invitees
from .table import MEETING, locked


@transaction.atomic
def invite_members(meeting: Meeting, *, by: Person) -> list[Person]:
    """Call those who sit in the forum and have not been called. Returns those who were."""
    fresh = locked(meeting)
    MEETING.check(fresh, "invite", by)
    if has_passed(fresh):
        raise NotAllowed("Datoen er passeret. Ret mødets dato, før medlemmerne indkaldes.")
    told = call(fresh)
    if not told:
        raise NotAllowed("Der er ingen at indkalde: alle, der sidder i forummet, er indkaldt.")
    return told


def has_passed(meeting: Meeting) -> bool:
    return meeting.date < timezone.localdate()


def calendar_of(meeting: Meeting) -> MeetingCalendar:
    """The meeting's calendar, held until the transaction ends; made if it has none yet."""
    frame = calendars.frame_of(meeting)
    made, _ = MeetingCalendar.objects.get_or_create(meeting=meeting, defaults={"frame": frame})
    fresh = MeetingCalendar.objects.select_for_update().get(pk=made.pk)
    fresh.meeting = meeting
    return fresh


# --- What the other verbs call; the meeting is locked by them -------------------------------------


def call(meeting: Meeting, mail: MeetingMail = emails.CALLED) -> list[Person]:
    """Send the meeting to those who are to come and do not have it. Returns them."""
    calendar = calendar_of(meeting)
    has = set(called(meeting).values_list("person", flat=True))
    missing = [one for one in invitees(meeting) if one.person.pk not in has]
    if not missing:
        return []
    # Somebody who was taken off must see a newer edition than the one that took them off.
    latest = meeting.invitations.filter(person__in=[one.person for one in missing])
    _touch(calendar, renew=latest.filter(sequence__gte=calendar.sequence).exists())
    if calendar.called_at is None:
        calendar.called_at = timezone.now()
        calendar.save()
    _request(calendar, missing, mail)
    return [one.person for one in missing]


def call_with_agenda(meeting: Meeting) -> None:
    """The agenda goes out: whoever has not been called is called now."""
    if not has_passed(meeting):
        call(meeting)


def follow_change(meeting: Meeting) -> None:
    """When, where or what has changed: tell those who have it in their calendar."""
    calendar = calendar_of(meeting)
    before, after = calendar.frame, calendars.frame_of(meeting)
    if before == after:
        return
    calendar.frame = after
    _touch(calendar, renew=True)
    if not has_passed(meeting):
        has = set(called(meeting).values_list("person", flat=True))
        people = [one for one in invitees(meeting) if one.person.pk in has]
        _request(calendar, people, emails.MOVED, rows=calendars.differences(before, after))


def follow_cancel(meeting: Meeting) -> None:
    """Called off: out of the calendars, and everybody who had the agenda is told."""
    calendar = calendar_of(meeting)
    had = [row.person for row in called(meeting)]
    _touch(calendar, renew=True)
    files = _take_out(calendar, had)
    people = {person.pk: person for person in had}
    if meeting.agenda_versions.exists():
        people |= {person.pk: person for person in emails.recipients(meeting)}
    emails.tell(emails.CANCELLED, meeting, calendar.sequence, people.values(), files=files)


def follow_reinstate(meeting: Meeting) -> None:
    """It is held after all: those who were called are called again, with a newer edition."""
    calendar = calendar_of(meeting)
    calendar.frame = calendars.frame_of(meeting)
    _touch(calendar, renew=True)
    if calendar.called_at is not None and not has_passed(meeting):
        call(meeting, emails.REINSTATED)


# --- By itself ------------------------------------------------------------------------------------


@job(label="Indkald nye medlemmer, og afmeld dem, der er gået")
def keep_invitations() -> None:
    """New members get the meetings to come, those who have left are taken off. Safe to repeat."""
    for calendar in MeetingCalendar.objects.to_keep().select_related("meeting"):
        keep(calendar.meeting)


@transaction.atomic
def keep(meeting: Meeting) -> None:
    """Make who is called the same as who is to come."""
    fresh = locked(meeting)
    if not MeetingCalendar.objects.to_keep().filter(meeting=fresh).exists():
        return  # called off, or begun, since it was found
    due = {one.person.pk for one in invitees(fresh)}
    gone = [row.person for row in called(fresh) if row.person_id not in due]
    if gone:
        calendar = calendar_of(fresh)
        _touch(calendar, renew=True)
        files = _take_out(calendar, gone)
        emails.tell(emails.NOT_CALLED, fresh, calendar.sequence, gone, files=files)
    call(fresh)


# --- One message ----------------------------------------------------------------------------------


def _touch(calendar: MeetingCalendar, *, renew: bool) -> None:
    if renew:
        calendar.sequence += 1
        calendar.changed_at = timezone.now()
        calendar.save()


def _request(
    calendar: MeetingCalendar, people: Iterable[Invitee], mail: MeetingMail, **context: object
) -> None:
    entry = calendars.entry_of(calendar, sits=True)
    told, files = [], {}
    for one in people:
        content = calendars.invitation(entry, one.person, optional=one.optional)
        files[one.person.pk] = _file(calendars.REQUEST, content)
        told.append(one.person)
        _note(calendar, one.person, Call.REQUEST)
    frame = calendar.frame
    context |= {"frame": frame, "when": calendars.when(frame)}
    emails.tell(mail, calendar.meeting, calendar.sequence, told, files=files, **context)


def _take_out(calendar: MeetingCalendar, people: Iterable[Person]) -> dict[int, Attachment]:
    """Note that they are not called any more, and return the file for each that says so."""
    entry = calendars.entry_of(calendar, sits=False, cancelled=True)
    files = {}
    for person in people:
        files[person.pk] = _file(calendars.CANCEL, calendars.cancellation(entry, person))
        _note(calendar, person, Call.CANCEL)
    return files


def _file(method: str, content: str) -> Attachment:
    return Attachment("moede.ics", f"text/calendar; method={method}", content)


def _note(calendar: MeetingCalendar, person: Person, told: Call) -> None:
    MeetingInvitation.objects.update_or_create(
        meeting=calendar.meeting,
        person=person,
        defaults={"told": told, "sequence": calendar.sequence},
    )
