"""Who may propose special terms, join them and run them. The workflow says when."""

from __future__ import annotations

from dasportal.accounts.models import Party, Person, RoleKind
from dasportal.accounts.permissions import has_a_role, holds, is_secretariat
from dasportal.register.models import Offer
from offers.permissions import can_report_on

from .models import Answer, Proposal


def can_see_terms(person: Person, subject: object = None) -> bool:
    return has_a_role(person)


def can_run_terms(person: Person, subject: object = None) -> bool:
    return is_secretariat(person)


def can_propose(person: Person, subject: Offer | Proposal) -> bool:
    """The operator's own, and the secretariat."""
    return can_report_on(person, subject if isinstance(subject, Offer) else subject.offer)


def can_bind(person: Person, party: Party) -> bool:
    """Say for the party that it joins or declines: its member in DAS, or the deputy. What binds
    money is for no reporter to say."""
    return any(
        role.kind in (RoleKind.MEMBER, RoleKind.DEPUTY)
        and role.party_id == party.pk
        and role.forum is not None
        and role.forum.slug == "das"
        for role in person.current_roles()
    )


def can_answer(person: Person, answer: Answer) -> bool:
    """As above, or the secretariat on the party's behalf, with the council's decision as source."""
    return is_secretariat(person) or can_bind(person, answer.party)


def sees_all_use(person: Person, proposal: Proposal) -> bool:
    """Whether the person knows what each party uses: the secretariat, and whoever runs the offer."""
    return is_secretariat(person) or holds(
        person, *PARTY_KINDS, party=proposal.offer.operator
    )  # fmt: skip


PARTY_KINDS = (
    RoleKind.MEMBER, RoleKind.DEPUTY, RoleKind.OFFER_REPORTER, RoleKind.TARIFF_REPORTER,
)  # fmt: skip
