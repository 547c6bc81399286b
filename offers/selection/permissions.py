"""Who may nominate, assess, recommend and give notice."""

from __future__ import annotations

from dasportal.accounts.models import Party, Person
from dasportal.accounts.permissions import is_secretariat
from dasportal.register.models import Offer
from offers.permissions import (
    can_answer_or_stand_in,
    can_comment_as_expert,
    can_report_on,
    can_run_cooperation,
    can_see_cooperation,
)

from .models import Assessment, spoken_for


def can_see_courses(person: Person, subject: object = None) -> bool:
    return can_see_cooperation(person)


def can_nominate_some(person: Person, subject: object = None) -> bool:
    """Those who speak for a party, and the secretariat."""
    return is_secretariat(person) or bool(spoken_for(person))


def can_nominate_for(person: Person, party: Party) -> bool:
    """The operator or any other party; the secretariat on its behalf."""
    return can_answer_or_stand_in(person, party)


def can_assess(person: Person, subject: Assessment | object = None) -> bool:
    return can_run_cooperation(person)


def can_recommend(person: Person, subject: Assessment | object = None) -> bool:
    return can_comment_as_expert(person)


def can_give_notice(person: Person, offer: Offer) -> bool:
    """Only the operator takes its offer out; the secretariat on its behalf."""
    return can_report_on(person, offer)
