"""Who may what, by roles held today. No HTTP and no status: the workflow says when.

The questions read the person's current roles, which are asked of the database once a request: a
role that is taken away is gone at the next one.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from .models import (
    SITTING_ROLES,
    STAFF_ROLES,
    Forum,
    Party,
    Person,
    Role,
    RoleKind,
    Unit,
)


def current_roles(person: Person) -> tuple[Role, ...]:
    """The roles in force now, with their forum, party and unit; none for a stranger."""
    return person.current_roles() if person.is_authenticated else ()


def holds(
    person: Person, *kinds: str, forum: Forum | None = None, party: Party | None = None
) -> bool:
    """Whether one of these roles is held now (in that forum, for that party, when named)."""
    return any(
        role.kind in kinds
        and (forum is None or role.forum_id == forum.pk)
        and (party is None or role.party_id == party.pk)
        for role in current_roles(person)
    )


# --- Who somebody is -----------------------------------------------------------------------------


def signed_in(person: Person, subject: object = None) -> bool:
    """Everybody who has signed in, also one whose roles have all ended."""
    return person.is_authenticated


def has_a_role(person: Person, subject: object = None) -> bool:
    """Somebody who is part of the cooperation today."""
    return bool(current_roles(person))


def is_secretariat(person: Person, subject: object = None) -> bool:
    return holds(person, RoleKind.SECRETARIAT)


def is_administrator(person: Person, subject: object = None) -> bool:
    return holds(person, RoleKind.ADMINISTRATOR)


def is_staff(person: Person, subject: object = None) -> bool:
    """The secretariat and the administrators."""
    return holds(person, *STAFF_ROLES)


def is_expert(person: Person, subject: object = None) -> bool:
    return holds(person, RoleKind.EXPERT)


def sits_in(person: Person, forum: Forum) -> bool:
    """Member, deputy or chair of the forum today."""
    return holds(person, *SITTING_ROLES, forum=forum)


def speaks_for(person: Person, party: Party, forum: Forum) -> bool:
    """Answers for the party in the forum: its member there, or its deputy."""
    return holds(person, RoleKind.MEMBER, RoleKind.DEPUTY, forum=forum, party=party)


def is_only_deputy(person: Person, party: Party, forum: Forum) -> bool:
    """Whether the person speaks for the party there as its deputy, and not as its member."""
    return speaks_for(person, party, forum) and not holds(
        person, RoleKind.MEMBER, forum=forum, party=party
    )


def chairs(person: Person, forum: Forum) -> bool:
    return holds(person, RoleKind.CHAIR, forum=forum)


def follows(person: Person, forum: Forum) -> bool:
    """Sits in the forum, or reads along."""
    return sits_in(person, forum) or holds(person, RoleKind.READER, forum=forum)


def parties_of(person: Person) -> set[int]:
    """The keys of the parties the person acts for today."""
    return {role.party_id for role in current_roles(person) if role.party_id is not None}


def reports_for(person: Person, kind: str, party: Party, unit: Unit | None = None) -> bool:
    """Whether the person reports as `kind` for the party, or for that unit of it.

    A role without a unit covers all the units of its party; a role in one unit covers no other.
    """
    return any(
        role.kind == kind
        and role.party_id == party.pk
        and (role.unit_id is None or (unit is not None and role.unit_id == unit.pk))
        for role in current_roles(person)
    )


# --- What somebody may ---------------------------------------------------------------------------


def may_read_closed(person: Person, forum: Forum) -> bool:
    """Closed items and closed bilag: the secretariat and those who sit in the forum."""
    return is_secretariat(person) or sits_in(person, forum)


def may_see_parties(person: Person, subject: object = None) -> bool:
    return has_a_role(person)


def may_see_people(person: Person, subject: object = None) -> bool:
    return is_staff(person)


def may_invite(person: Person, subject: object = None) -> bool:
    return is_staff(person)


def may_edit_forum(person: Person, forum: object = None) -> bool:
    """The forum's names and standing texts."""
    return is_staff(person)


def grantable_kinds(person: Person) -> Collection[str]:
    """The roles this person may give and end: only administrators make administrators."""
    if is_administrator(person):
        return tuple(RoleKind)
    if is_secretariat(person):
        return tuple(kind for kind in RoleKind if kind != RoleKind.ADMINISTRATOR)
    return ()


def may_give_role(person: Person, role: Role | Any) -> bool:
    """Whether this person may give such a role (`role` need not be saved), or any role at all."""
    kind = getattr(role, "kind", None)
    return kind in grantable_kinds(person) if kind else may_invite(person)


def may_end_role(person: Person, role: Role) -> bool:
    """Nobody ends the role that lets them end roles, so that nobody locks the house from outside."""
    own_staff_role = role.person_id == person.pk and role.kind in STAFF_ROLES
    return role.kind in grantable_kinds(person) and not own_staff_role


def may_reset_two_steps(person: Person, other: Person) -> bool:
    """Let somebody who has lost phone and recovery codes set up a second step anew."""
    return is_administrator(person) and person.pk != other.pk


def must_use_two_steps(person: Person) -> bool:
    """Secretariat and administrators sign in with an app code or a passkey as well."""
    return is_staff(person)
