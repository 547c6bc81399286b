"""Who may do what about watching. The workflow says when."""

from __future__ import annotations

from dasportal.accounts.models import Party, Person, RoleKind
from dasportal.accounts.permissions import has_a_role, holds, is_secretariat
from dasportal.register.models import Offer
from offers.permissions import can_answer_or_stand_in, can_report_on

from .models import EarlyWarning, Monitoring, Request
from .models.warnings import offers_of, sees_at_once


def can_watch(person: Person, subject: object = None) -> bool:
    """Figures, signals, and what is followed beside: everybody with a role."""
    return has_a_role(person)


def can_run_watching(person: Person, subject: object = None) -> bool:
    """Note figures, change limits, silence signals, agree on monitoring: the secretariat."""
    return is_secretariat(person)


def may_warn_of_some(person: Person) -> bool:
    """Whether there are offers the person may warn about at all."""
    return is_secretariat(person) or bool(offers_of(person))


def can_answer_signal(person: Person, offer: Offer) -> bool:
    """The operator, who is asked why; the secretariat with what is known to it."""
    return can_report_on(person, offer)


def can_warn(person: Person, offer: Offer) -> bool:
    """Send an early warning: the operator; the secretariat on its behalf, which is marked."""
    return can_report_on(person, offer)


def can_answer_warning(person: Person, warning: EarlyWarning) -> bool:
    """DAS's chair, FU, the secretariat; and the operator, who is asked more."""
    return sees_at_once(person) or can_report_on(person, warning.offer)


def can_close_warning(person: Person, subject: object = None) -> bool:
    """The secretariat, and DAS's chair."""
    return is_secretariat(person) or any(
        role.kind == RoleKind.CHAIR and role.forum is not None and role.forum.slug == "das"
        for role in person.current_roles()
    )


def answers_for(person: Person, party: Party | None) -> bool:
    """Who figures are asked of: the party's; without a party the secretariat."""
    return is_secretariat(person) if party is None else can_answer_or_stand_in(person, party)


def can_answer_request(person: Person, request: Request) -> bool:
    return answers_for(person, request.party)


def can_change_monitoring(person: Person, subject: Monitoring | object = None) -> bool:
    return is_secretariat(person)


def speaks_as(person: Person, warning: EarlyWarning) -> str:
    """On whose behalf an answer under the warning is: shown beside it."""
    if is_secretariat(person):
        return "Sekretariatet"
    for role in person.current_roles():
        if role.forum is not None and role.forum.slug == "das" and role.kind == RoleKind.CHAIR:
            return "Formanden for DAS"
    if any(role.forum is not None and role.forum.slug == "fu" for role in person.current_roles()):
        return "FU"
    return str(warning.offer.operator)


def reports(person: Person) -> bool:
    """Whether answers to a signal are as the operator's, not the secretariat's."""
    return not is_secretariat(person) or holds(person, RoleKind.OFFER_REPORTER)
