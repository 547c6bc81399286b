"""Who may put tariffs before a meeting, write the decision in, and ask for what was decided."""

from __future__ import annotations

from dasportal.accounts.models import Party, Person
from dasportal.accounts.permissions import has_a_role, is_secretariat
from dasportal.register.models import Offer
from tariffs.models import Submission
from tariffs.permissions import can_report_or_stand_in

from .models import TariffCase, Withdrawal


def can_put_cases(person: Person, subject: TariffCase | object = None) -> bool:
    """Put on an agenda, mark exceptions and write the decision in."""
    return is_secretariat(person)


def can_read_versions(person: Person, subject: object = None) -> bool:
    return has_a_role(person)


def can_correct(person: Person, subject: Submission | Party) -> bool:
    """The operator's own reporters, member and deputy; the secretariat on their behalf."""
    return can_report_or_stand_in(person, subject)


def can_withdraw(person: Person, subject: Offer | Withdrawal) -> bool:
    """The operator's own notify that an offer leaves the agreement; the secretariat for them."""
    offer = subject.offer if isinstance(subject, Withdrawal) else subject
    return can_report_or_stand_in(person, offer.operator)
