"""Who is to be called to a meeting, and who has been."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from dasportal.accounts.models import SITTING_ROLES, Person, Role, RoleKind
from dasportal.accounts.permissions import is_secretariat

from ..calendar import Entry, entry_of, frame_of, invitation
from ..models import Call, Meeting, MeetingCalendar, MeetingInvitation, MeetingStatus

LOOKS_BACK = timedelta(days=365)


@dataclass(frozen=True)
class Invitee:
    """Somebody who sits in the forum now and on the day. A deputy need not come."""

    person: Person
    optional: bool


def invitees(meeting: Meeting) -> list[Invitee]:
    """Those to be called, each once, in Danish order."""
    roles = Role.objects.current().filter(forum=meeting.forum, kind__in=SITTING_ROLES)
    kinds: dict[int, set[str]] = {}
    for person_id, kind in roles.on(meeting.date).values_list("person", "kind"):
        kinds.setdefault(person_id, set()).add(kind)
    people = Person.objects.filter(pk__in=kinds, is_active=True)
    return [Invitee(person, kinds[person.pk] == {RoleKind.DEPUTY}) for person in people]


def called(meeting: Meeting) -> QuerySet[MeetingInvitation]:
    """Those who have the meeting in their calendar."""
    return meeting.invitations.filter(told=Call.REQUEST).select_related("person")


def was_called(meeting: Meeting) -> bool:
    """Whether members have been called to it at all."""
    calendar = getattr(meeting, "calendar", None)
    return calendar is not None and calendar.called_at is not None


def calendar_for(meeting: Meeting, person: Person) -> str:
    """The calendar file that this person gets, or would get, for looking through beforehand."""
    calendar = getattr(meeting, "calendar", None) or MeetingCalendar(meeting=meeting)
    calendar.frame = frame_of(meeting)
    sits = is_secretariat(person) or meeting.forum_id in person.sitting_forum_ids()
    return invitation(entry_of(calendar, sits=sits), person)


def meetings_in_calendar(person: Person) -> Iterator[Entry]:
    """The meetings of the person's own calendar: those of the last year and all to come.

    The video link is for those who sit in the forum; a reader reads along without it.
    """
    since = timezone.localdate() - LOOKS_BACK
    seen = MeetingCalendar.objects.visible_to(person).filter(meeting__date__gte=since)
    everywhere, own = is_secretariat(person), person.sitting_forum_ids()
    rows = seen.select_related("meeting").order_by("meeting__date", "meeting__starts_at", "pk")
    for row in rows:
        sits = everywhere or row.meeting.forum_id in own
        cancelled = row.meeting.status == MeetingStatus.CANCELLED
        yield entry_of(row, sits=sits, cancelled=cancelled)
