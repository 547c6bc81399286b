"""Who is to be called to a meeting, and who has been."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from dasportal.accounts.models import SITTING_ROLES, Person, Role, RoleKind

from ..models import Call, Meeting, MeetingInvitation


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
