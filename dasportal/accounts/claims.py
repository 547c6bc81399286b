"""Roles from an organisation's own sign-in (SAML or OIDC), as a pure function.

An organisation names a person's tasks in one claim: a list of texts, `kind` with the place it
is held in after it, where it has one:

    das:member:forum=das;party=851        a member of DAS for Aalborg
    das:tariff_reporter:party=851;unit=FB reports tariffs for one of Aalborg's administrations
    das:secretariat

Party is the party's code, forum its slug, unit its short name. What the portal does not know is
returned beside the roles, so that it can be logged: a misspelt claim never gives a role.
Administrators are made in the portal alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .models import FORUM_ROLES, PARTY_ROLES, Role, RoleKind

PREFIX = "das:"
PLACES = ("forum", "party", "unit")
FROM_CLAIM = frozenset(RoleKind) - {RoleKind.ADMINISTRATOR}


@dataclass(frozen=True, order=True)
class ClaimedRole:
    """A role that a claim gives: texts alone, looked up by whoever stores it."""

    kind: str
    forum: str = ""
    party: str = ""
    unit: str = ""


def claimed_as(role: Role) -> ClaimedRole:
    """The role as a claim names it."""
    return ClaimedRole(
        role.kind,
        role.forum.slug if role.forum else "",
        role.party.code if role.party else "",
        role.unit.short_name if role.unit else "",
    )


@dataclass(frozen=True)
class Claim:
    roles: frozenset[ClaimedRole]
    unknown: tuple[str, ...]


def read_claim(values: Iterable[str]) -> Claim:
    """The roles that the claim's values give, and those values that mean nothing here."""
    roles, unknown = set(), []
    for value in values:
        role = _read(value)
        if role is None:
            unknown.append(value)
        else:
            roles.add(role)
    return Claim(frozenset(roles), tuple(unknown))


def _read(value: str) -> ClaimedRole | None:
    if not value.startswith(PREFIX):
        return None
    kind, _, rest = value.removeprefix(PREFIX).partition(":")
    pairs = [part.partition("=") for part in rest.split(";") if part]
    places = {name: text for name, equals, text in pairs if equals and text}
    if len(places) != len(pairs) or not places.keys() <= set(PLACES):
        return None
    return ClaimedRole(kind, **places) if _fits(kind, places) else None


def _fits(kind: str, places: dict[str, str]) -> bool:
    """Whether such a role is held in such places; a reader's forum alone may be left out."""
    if kind not in FROM_CLAIM:
        return False
    if "forum" in places and kind not in FORUM_ROLES:
        return False
    if ("party" in places or "unit" in places) and kind not in PARTY_ROLES:
        return False
    if "unit" in places and "party" not in places:
        return False
    needs_forum = kind in FORUM_ROLES and kind != RoleKind.READER
    needs_party = kind in (RoleKind.TARIFF_REPORTER, RoleKind.OFFER_REPORTER)
    return ("forum" in places or not needs_forum) and ("party" in places or not needs_party)
