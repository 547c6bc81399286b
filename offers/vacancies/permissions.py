"""Who may say how many places are free."""

from __future__ import annotations

from dasportal.accounts.models import Person, RoleKind
from dasportal.accounts.permissions import holds, is_secretariat
from dasportal.register.models import Offer
from offers.permissions import can_report_on

KINDS = (RoleKind.OFFER_REPORTER, RoleKind.MEMBER, RoleKind.DEPUTY)


def can_confirm(person: Person, offer: Offer) -> bool:
    """The operator's own; the secretariat on their behalf, marked as such."""
    return can_report_on(person, offer)


def can_confirm_some(person: Person, subject: object = None) -> bool:
    """Those of a party that may run an offer, and the secretariat."""
    return is_secretariat(person) or holds(person, *KINDS)
