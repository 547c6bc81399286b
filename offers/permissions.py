"""Who may do what in det forstærkede samarbejde. The workflow says when."""

from __future__ import annotations

from dasportal.accounts.models import Party, Person, RoleKind
from dasportal.accounts.permissions import has_a_role, holds, is_expert, is_secretariat
from dasportal.register.models import Offer


def can_see_cooperation(person: Person, subject: object = None) -> bool:
    """Who is in, and how they fare: everybody with a role."""
    return has_a_role(person)


def can_run_cooperation(person: Person, subject: object = None) -> bool:
    """Put cases on agendas, write decisions in, keep paths and memberships."""
    return is_secretariat(person)


def can_answer_for(person: Person, party: Party) -> bool:
    """Report on the party's offers, and say how it uses others': its offer reporters, member and
    deputy."""
    kinds = (RoleKind.OFFER_REPORTER, RoleKind.MEMBER, RoleKind.DEPUTY)
    return holds(person, *kinds, party=party)


def can_answer_or_stand_in(person: Person, party: Party) -> bool:
    """As above, or the secretariat on the party's behalf, which is marked as such."""
    return is_secretariat(person) or can_answer_for(person, party)


def can_report_on(person: Person, offer: Offer) -> bool:
    """Speak as the operator of the offer; the secretariat on its behalf."""
    return can_answer_or_stand_in(person, offer.operator)


def can_comment_as_expert(person: Person, subject: object = None) -> bool:
    """Write ekspertpanelets bemærkninger: the panel, or the secretariat that holds its pen."""
    return is_expert(person) or is_secretariat(person)
