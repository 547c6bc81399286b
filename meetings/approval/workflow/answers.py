"""A party's answer: it approves exactly what it was shown, and may take that back in time."""

from __future__ import annotations

from django.db import transaction

from dasportal.accounts.models import Person
from dasportal.accounts.permissions import is_only_deputy
from dasportal.accounts.transitions import NotAllowed
from meetings.deadlines import database_clock
from meetings.models import MeetingStatus
from meetings.permissions import can_read_closed

from ..models import AnswerStatus, ApprovalRound, PartyApproval, RoundStatus
from .table import ANSWER, locked_answer, locked_round

OVER = "Fristen for at godkende er udløbet. Kontakt sekretariatet, hvis referatet skal ændres."
BEING_CORRECTED = (
    "Referatet er ved at blive rettet. Du får en mail, når det er sendt igen, og kan godkende det "
    "da."
)
CHANGED = (
    "Referatet er ændret, efter at siden blev vist. Se, hvad der er nyt, og godkend så. Der er "
    "ikke godkendt noget endnu."
)


def open_now(round_: ApprovalRound) -> ApprovalRound:
    """The locked round, when it takes answers at this moment; else NotAllowed."""
    fresh = locked_round(round_)
    if fresh.status != RoundStatus.OPEN or database_clock() > fresh.closes_at:
        raise NotAllowed(OVER)
    return fresh


@transaction.atomic
def approve(answer: PartyApproval, *, seen: str, by: Person) -> PartyApproval:
    """Approve the minutes for the party. `seen` is the hash of what the page showed.

    A second approval of the same by the same party changes nothing. NotAllowed when the deadline
    has passed, or when other words are out than those that were shown.
    """
    round_ = open_now(answer.round)
    fresh = locked_answer(answer)
    if fresh.status == AnswerStatus.APPROVED and ANSWER.get("approve").allowed(by, fresh):
        return fresh
    ANSWER.check(fresh, "approve", by)
    if round_.meeting.status != MeetingStatus.MINUTES_SENT:
        raise NotAllowed(BEING_CORRECTED)
    closed = can_read_closed(by, round_.meeting)
    if seen != (round_.full_sha256 if closed else round_.open_sha256):
        raise NotAllowed(CHANGED)
    fresh.status = AnswerStatus.APPROVED
    fresh.version = round_.version
    fresh.open_sha256 = round_.open_sha256
    fresh.full_sha256 = round_.full_sha256 if closed else ""
    fresh.approved_by, fresh.approved_at = by, database_clock()
    fresh.as_deputy = is_only_deputy(by, fresh.party, round_.meeting.forum)
    fresh.save()
    return fresh


@transaction.atomic
def take_back(answer: PartyApproval, *, by: Person) -> PartyApproval:
    """Unsay the party's approval while the round is open. The history keeps that it was said."""
    open_now(answer.round)
    fresh = locked_answer(answer)
    ANSWER.check(fresh, "take_back", by)
    fresh.status, fresh.version = AnswerStatus.WAITING, None
    fresh.open_sha256 = fresh.full_sha256 = ""
    fresh.approved_by = fresh.approved_at = None
    fresh.as_deputy = False
    fresh.save()
    return fresh
