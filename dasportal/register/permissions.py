"""Who may change the register of offers."""

from __future__ import annotations

from dasportal.accounts.models import Party, Person, RoleKind
from dasportal.accounts.permissions import has_a_role, holds, is_secretariat


def can_see_offers(person: Person, subject: object = None) -> bool:
    return has_a_role(person)


def can_keep_offers_of(person: Person, operator: Party) -> bool:
    """Say which offer a name means: the secretariat, and the operator's tariff reporters."""
    return is_secretariat(person) or holds(person, RoleKind.TARIFF_REPORTER, party=operator)


def can_report_purchases_of(person: Person, buyer: Party) -> bool:
    """Say how many places a party uses: the party's tariff and offer reporters."""
    kinds = (RoleKind.TARIFF_REPORTER, RoleKind.OFFER_REPORTER)
    return is_secretariat(person) or holds(person, *kinds, party=buyer)


def can_keep_some_offers(person: Person, subject: object = None) -> bool:
    """Keep those of at least one operator: what the page of new names is for."""
    return is_secretariat(person) or holds(person, RoleKind.TARIFF_REPORTER)
