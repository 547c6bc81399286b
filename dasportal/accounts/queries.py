"""Reads that pages need: people with their roles, parties with their people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, Count, Exists, OuterRef, Prefetch, Q, QuerySet, When

from .models import (
    SITTING_ROLES,
    Forum,
    Invitation,
    InvitationEvent,
    InvitationState,
    Party,
    Person,
    Role,
    RoleEvent,
    RoleKind,
    name_of,
)


def people_with_roles(people: QuerySet[Person]) -> QuerySet[Person]:
    """Each with `roles_now` (current roles and their places) and `invited` (an open invitation)."""
    roles = Role.objects.current().select_related("forum", "party", "unit__party")
    waiting = Invitation.objects.open().filter(person=OuterRef("pk"))
    return people.prefetch_related(Prefetch("roles", roles, to_attr="roles_now")).annotate(
        invited=Exists(waiting)
    )


def parties_with_people() -> QuerySet[Party]:
    """Each party with its units, and `sitting`: the roles of those who sit in a forum for it."""
    sitting = (
        Role.objects.current()
        .filter(kind__in=SITTING_ROLES)
        .select_related("person", "forum", "unit__party")
        .order_by("forum__position", "kind", "person__name")
    )
    return Party.objects.prefetch_related(
        "units", Prefetch("roles", sitting, to_attr="sitting")
    ).order_by("kind", "name")


def forums_with_counts() -> QuerySet[Forum]:
    """Each forum with `sitting`: how many sit there today."""
    now = Role.objects.current().filter(kind__in=SITTING_ROLES).values("pk")
    return Forum.objects.annotate(
        sitting=Count("roles__person", filter=Q(roles__in=now), distinct=True)
    ).select_related("recommends_to")


def people_of(forum: Forum) -> QuerySet[Role]:
    """The roles held in the forum today, by role, then party, then name."""
    return (
        forum.roles.current()
        .select_related("person", "party", "unit__party")
        .order_by("kind", "party__name", "person__name")
    )


def spokespeople(forum: Forum) -> dict[int, list[Person]]:
    """Who answers for each party in the forum today, members before deputies, by party key."""
    roles = Role.objects.current().filter(
        forum=forum, kind__in=(RoleKind.MEMBER, RoleKind.DEPUTY), party__isnull=False
    )
    found: dict[int, list[Person]] = {}
    rank = Case(When(kind=RoleKind.MEMBER, then=0), default=1)
    for role in roles.select_related("person").order_by(rank, "person__name"):
        people = found.setdefault(role.party_id or 0, [])
        if role.person.is_active and role.person not in people:
            people.append(role.person)
    return found


@dataclass(frozen=True)
class Happening:
    """A line of a person's history: when, what, and by whom ("" when the portal did it)."""

    at: datetime
    text: str
    by: str


def history_of(person: Person) -> list[Happening]:
    """What has happened to the person's roles and invitations, newest first."""
    roles = RoleEvent.objects.filter(person=person).order_by("-pgh_id")
    roles = roles.select_related("forum", "party", "unit__party", "pgh_context")
    invitations = InvitationEvent.objects.filter(person=person).order_by("-pgh_id")
    invitations = invitations.select_related("pgh_context")
    lines = [(event, _of_role(event)) for event in roles]
    lines += [(event, _of_invitation(event)) for event in invitations]
    names = _names(event for event, _ in lines)
    happenings = [Happening(e.pgh_created_at, text, names.get(_actor(e), "")) for e, text in lines]
    return sorted(happenings, key=lambda happening: happening.at, reverse=True)


def _of_role(event: Any) -> str:
    if event.pgh_label == "insert":
        return f"Fik rollen {name_of(event)}"
    return f"{'Rollen er afsluttet' if event.ended_at else 'Rollen er ændret'}: {name_of(event)}"


def _of_invitation(event: Any) -> str:
    if event.pgh_label == "insert":
        return "Invitation sendt"
    if event.state == InvitationState.SENT:
        return "Invitation sendt igen"
    return f"Invitation: {event.get_state_display().lower()}"


def _actor(event: Any) -> int | None:
    return event.pgh_context.metadata.get("user") if event.pgh_context else None


def _names(events: Iterable[Any]) -> dict[int | None, str]:
    keys = {_actor(event) for event in events} - {None}
    return dict(Person.objects.filter(pk__in=keys).values_list("pk", "name"))
