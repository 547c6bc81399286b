"""Roles and invitations: who gives, ends and invites, and when. One verb per step.

Mail goes to the outbox, which is a table: it is queued if, and only if, the step is saved.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime

from allauth.mfa.models import Authenticator
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, transaction
from django.utils import timezone

from . import emails
from .claims import ClaimedRole, claimed_as
from .models import (
    INVITATION_LIFETIME,
    Forum,
    Invitation,
    InvitationState,
    Party,
    Person,
    Role,
    RoleSource,
    RoleState,
    Unit,
)
from .permissions import may_end_role, may_give_role, may_invite, may_reset_two_steps
from .transitions import NotAllowed, Transition, Workflow

STAFF = "sekretariatet og administratorer"

ROLES = Workflow(
    "roles",
    "Rolle",
    "state",
    RoleState,
    (
        Transition("give", "Giv rolle", (), "current", may_give_role, who=STAFF),
        Transition("end", "Afslut rolle", ("planned", "current"), "ended", may_end_role,
                   confirm="Rollen ophører med det samme. Vil du afslutte den?", who=STAFF),
    ),
)  # fmt: skip


def _the_holder(person: Person, invitation: Invitation) -> bool:
    """The person whom the invitation is for; the secret link is the proof."""
    return person.pk == invitation.person_id


INVITATIONS = Workflow(
    "invitations",
    "Invitation",
    "state",
    InvitationState,
    (
        Transition("invite", "Send invitation", (), "sent", may_invite, who=STAFF),
        Transition("resend", "Send igen", ("sent", "expired"), "sent", may_invite, who=STAFF),
        Transition("accept", "Vælg adgangskode", ("sent",), "accepted", _the_holder,
                   who="den inviterede"),
        Transition("revoke", "Træk tilbage", ("sent", "expired"), "revoked", may_invite,
                   confirm="Linket holder op med at virke, og rollen afsluttes. Vil du trække "
                           "invitationen tilbage?", who=STAFF),
        Transition("expire", "Udløber efter 14 dage", ("sent",), "expired", may_invite,
                   who="portalen selv"),
    ),
)  # fmt: skip


# --- Roles ----------------------------------------------------------------------------------------


@transaction.atomic
def give_role(
    person: Person,
    *,
    kind: str,
    by: Person,
    party: Party | None = None,
    unit: Unit | None = None,
    forum: Forum | None = None,
    start: date | None = None,
    end: date | None = None,
    source: str = RoleSource.INVITED,
) -> Role:
    """Give the role from `start` (today) to `end` (no end), both days included."""
    role = _role(person, kind, party, unit, forum, start, end, source)
    ROLES.check(role, "give", by)
    _save_role(role)
    if person.is_active:
        emails.send_new_role(role)
    return role


def _role(
    person: Person,
    kind: str,
    party: Party | None,
    unit: Unit | None,
    forum: Forum | None,
    start: date | None,
    end: date | None,
    source: str,
) -> Role:
    if unit is not None:
        party = unit.party
    return Role(
        person=person, kind=kind, party=party, unit=unit, forum=forum,
        start=start or timezone.localdate(), end=end, source=source,
    )  # fmt: skip


def _save_role(role: Role) -> None:
    """Save it; the database refuses a role that is held already in some of the days."""
    try:
        with transaction.atomic():
            role.save(force_insert=True)
    except IntegrityError as error:
        if "role_held_once_at_a_time" not in str(error):
            raise
        raise NotAllowed(
            f"{role.person} er allerede {role} i en del af perioden. Afslut den gamle rolle først."
        ) from error
    role.person.forget_roles()


@transaction.atomic
def end_role(role: Role, *, by: Person) -> Role:
    """End the role at once; the person meets it at the next request."""
    role = Role.objects.select_for_update(of=("self",)).select_related("person").get(pk=role.pk)
    ROLES.check(role, "end", by)
    _end(role, by)
    return role


def _end(role: Role, by: Person) -> None:
    role.ended_at, role.ended_by = timezone.now(), by
    role.save(update_fields=["ended_at", "ended_by"])
    role.person.forget_roles()


@transaction.atomic
def hold_claimed_roles(person: Person, claimed: Iterable[ClaimedRole]) -> tuple[ClaimedRole, ...]:
    """Let the person hold just these roles from the organisation's sign-in; at each sign-in.

    Gives the missing and ends those that the claim no longer names. Roles from elsewhere are left
    alone. Returns what could not be given: a place unknown here, or a role held already.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    held = {
        claimed_as(role): role
        for role in person.roles.current()
        .filter(source=RoleSource.CLAIM)
        .select_related("forum", "party", "unit", "person")
    }
    wanted = set(claimed)
    for gone in held.keys() - wanted:
        _end(held[gone], person)
    return tuple(one for one in sorted(wanted - held.keys()) if not _give_claimed(person, one))


def _give_claimed(person: Person, claimed: ClaimedRole) -> bool:
    """Give the one role, unless its place is unknown or it is held already."""
    try:
        forum = Forum.objects.get(slug=claimed.forum) if claimed.forum else None
        party = Party.objects.get(code=claimed.party) if claimed.party else None
        unit = Unit.objects.get(party=party, short_name=claimed.unit) if claimed.unit else None
        _save_role(_role(person, claimed.kind, party, unit, forum, None, None, RoleSource.CLAIM))
    except (ObjectDoesNotExist, NotAllowed):
        return False
    return True


# --- Invitations ----------------------------------------------------------------------------------


def hash_of(token: str) -> str:
    """What is kept of a token; the token itself has 256 random bits and stands in the mail alone."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def invite(
    *,
    email: str,
    name: str,
    kind: str,
    by: Person,
    title: str = "",
    party: Party | None = None,
    unit: Unit | None = None,
    forum: Forum | None = None,
    start: date | None = None,
    end: date | None = None,
) -> Role:
    """Give a person, new or known, a role; one who cannot sign in yet is sent a personal link.

    A known person keeps the name and title that stand already.
    """
    INVITATIONS.check(None, "invite", by)
    person = _person(email, name, title)
    role = _role(person, kind, party, unit, forum, start, end, RoleSource.INVITED)
    ROLES.check(role, "give", by)
    _save_role(role)
    if person.is_active:
        emails.send_new_role(role)
    elif not person.invitations.open().exists():
        _send_new(Invitation(person=person, role=role), by)
    return role


def _person(email: str, name: str, title: str) -> Person:
    """The person with that address, locked; made, unable to sign in, when there is none."""
    rows = Person.objects.select_for_update()
    if found := rows.filter(email__iexact=email).first():
        return found
    with suppress(IntegrityError), transaction.atomic():  # another may invite at this moment
        return Person.objects.create_user(email, name=name, title=title, is_active=False)
    return rows.get(email__iexact=email)


def _send_new(invitation: Invitation, by: Person) -> None:
    """Put a fresh secret into the invitation, let it run from now, and mail it."""
    token = secrets.token_urlsafe(32)
    invitation.token_hash = hash_of(token)
    invitation.state = InvitationState.SENT
    invitation.sent_at = timezone.now()
    invitation.expires_at = invitation.sent_at + INVITATION_LIFETIME
    invitation.sent_by = by
    invitation.save()
    emails.send_invitation(invitation, token)


def _locked(invitation: Invitation) -> Invitation:
    rows = Invitation.objects.select_for_update(of=("self",)).select_related("person", "role")
    return rows.get(pk=invitation.pk)


@transaction.atomic
def resend(invitation: Invitation, *, by: Person) -> Invitation:
    """Send a new link; the one that was sent before stops working."""
    invitation = _locked(invitation)
    INVITATIONS.check(invitation, "resend", by)
    invitation.times_sent += 1
    _send_new(invitation, by)
    return invitation


@transaction.atomic
def revoke(invitation: Invitation, *, by: Person) -> Invitation:
    """Take the invitation back, and the role that came with it."""
    invitation = _locked(invitation)
    INVITATIONS.check(invitation, "revoke", by)
    invitation.state = InvitationState.REVOKED
    invitation.save(update_fields=["state"])
    if invitation.role is not None and invitation.role.state != RoleState.ENDED:
        _end(invitation.role, by)
    return invitation


@transaction.atomic
def accept(invitation: Invitation, *, password: str, by: Person, name: str = "") -> Person:
    """Choose the password and open the door. The link works once and until it expires."""
    invitation = _locked(invitation)
    INVITATIONS.check(invitation, "accept", by)
    if invitation.expires_at <= timezone.now():
        raise NotAllowed("Linket er udløbet. Bed sekretariatet om at sende et nyt.")
    invitation.state = InvitationState.ACCEPTED
    invitation.accepted_at = timezone.now()
    invitation.save(update_fields=["state", "accepted_at"])
    person = invitation.person
    person.is_active = True
    person.name = name or person.name
    person.set_password(password)
    person.save(update_fields=["is_active", "name", "password"])
    return person


def expire_overdue(now: datetime) -> int:
    """Mark the invitations whose time has run out; how many. Called by the schedule."""
    return Invitation.objects.overdue(now).update(state=InvitationState.EXPIRED)


# --- The second step ------------------------------------------------------------------------------


@transaction.atomic
def reset_two_steps(person: Person, *, by: Person) -> int:
    """Remove a person's app codes, passkeys and recovery codes, and tell the person by mail.

    For a lost phone. Returns how many were removed. Staff must set up a new one at next sign-in.
    """
    if not may_reset_two_steps(by, person):
        raise NotAllowed("Kun en anden administrator kan nulstille totrinslogin.")
    removed = Authenticator.objects.filter(user=person).delete()[0]
    if removed:
        emails.send_two_steps_reset(person, by)
    return removed
