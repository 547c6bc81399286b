"""Who may do what in the yearly dialogue. The workflow says when."""

from __future__ import annotations

from dasportal.accounts.models import Party, Person
from dasportal.register.models import Offer
from offers.permissions import (
    can_answer_or_stand_in,
    can_comment_as_expert,
    can_report_on,
    can_run_cooperation,
    can_see_cooperation,
)

from .models import BuyerAnswer, DialogueMeeting, DialogueYear, Report


def can_see_years(person: Person, subject: object = None) -> bool:
    return can_see_cooperation(person)


def can_run_years(person: Person, subject: object = None) -> bool:
    """Open a year, set its days, share and close it, return and accept reports."""
    return can_run_cooperation(person)


def can_write_report(person: Person, subject: Report | Offer) -> bool:
    """The operator's offer reporters, member and deputy; the secretariat on their behalf."""
    return can_report_on(person, subject.offer if isinstance(subject, Report) else subject)


def can_write_answer(person: Person, subject: BuyerAnswer | Party) -> bool:
    """As above, of the party that buys."""
    party = subject.party if isinstance(subject, BuyerAnswer) else subject
    return can_answer_or_stand_in(person, party)


def can_comment(person: Person, subject: DialogueYear | object = None) -> bool:
    return can_comment_as_expert(person)


def can_ask_for_meeting(person: Person, subject: DialogueMeeting | Offer) -> bool:
    """Only the operator says whether it wants one."""
    return can_report_on(person, subject.offer if isinstance(subject, DialogueMeeting) else subject)
