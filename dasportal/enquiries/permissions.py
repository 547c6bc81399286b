"""Who may ask, and who may answer. No HTTP and no status here: the workflow says when."""

from __future__ import annotations

from dasportal.accounts.models import PARTY_ROLES, Person
from dasportal.accounts.permissions import has_a_role, is_secretariat, is_staff

from .models import Response


def can_ask(person: Person, subject: object = None) -> bool:
    """Build enquiries, send them, see what comes in, compile it: the secretariat's work."""
    return is_secretariat(person)


def may_be_asked(person: Person, subject: object = None) -> bool:
    """A party's people, experts and others with a role; not those who keep the portal running."""
    return has_a_role(person) and not is_staff(person)


def can_answer(person: Person, response: Response) -> bool:
    """Member, deputy and reporters of the party (of that unit, or of the whole), whoever the
    party has named for this, and the person who is asked by name. The rows are the same as those
    of `Response.objects.for_person`."""
    roles = person.current_roles()
    if not roles:
        return False
    if response.person_id is not None:
        return response.person_id == person.pk
    in_role = any(
        role.kind in PARTY_ROLES
        and role.party_id == response.party_id
        and (role.unit_id is None or response.unit_id in (None, role.unit_id))
        for role in roles
    )
    return in_role or response.delegates.filter(person=person).exists()


def can_answer_or_stand_in(person: Person, response: Response) -> bool:
    """Those who may answer, and the secretariat on their behalf, which is marked."""
    return is_secretariat(person) or can_answer(person, response)


def can_answer_in_role(person: Person, response: Response) -> bool:
    """As `can_answer`, but not by having been named: who may name others in turn."""
    return can_answer(person, response) and not response.delegates.filter(person=person).exists()
