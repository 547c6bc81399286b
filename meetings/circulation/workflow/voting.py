"""Voting: one vote a party, changed as often as it likes until the deadline, and not after."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from dasportal.accounts.models import Person
from dasportal.accounts.permissions import is_only_deputy
from dasportal.accounts.transitions import NotAllowed
from meetings.deadlines import database_clock

from .. import emails
from ..models import NEEDS_WORDS, Answer, Ballot, BallotStatus, Vote
from ..permissions import can_vote
from ..queries import newest_version
from .ending import end_with_meeting
from .table import BALLOT, PARTY, locked_ballot, locked_vote

TOO_LATE = "Fristen er udløbet, så svaret er ikke taget med. Kontakt sekretariatet."
NEW_VERSION = (
    "Sagen er ændret og sendt ud i en ny version, efter at siden blev vist. Læs den, og svar på "
    "den. Dit svar er ikke taget med."
)


@transaction.atomic
def vote(vote: Vote, *, answer: str, words: str = "", by: Person, seen: str | None = None) -> Vote:
    """Give the party's vote, or change it. The same vote again changes nothing and mails nothing.
    `seen` is the stamp of the vote that the page showed: one that the party's other person has
    given in the meantime is not overwritten unseen.

    The database's clock decides, while the ballot is held: a vote is in to the last microsecond of
    the deadline's day, or it is refused. »Beder om drøftelse« ends the ballot at once.
    """
    ballot = locked_ballot(vote.version.ballot)
    now = database_clock()
    fresh = locked_vote(vote)
    if not can_vote(by, fresh):
        raise NotAllowed(f"Du kan ikke svare for {fresh.party}. Det kan {PARTY}, ved deres folk.")
    _refuse_unless_out(ballot, fresh, now)
    words = words.strip()
    if answer not in Answer:
        raise NotAllowed("Vælg et svar.")
    if answer in NEEDS_WORDS and not words:
        raise NotAllowed(
            "Skriv, hvorfor parten ikke kan tilslutte sig."
            if answer == Answer.AGAINST
            else "Skriv bemærkningen."
        )
    if (fresh.answer, fresh.words) == (answer, words):
        return fresh
    if seen is not None and seen != fresh.stamp:
        raise NotAllowed(
            f"{fresh.voted_by} har imens svaret »{fresh.get_answer_display().lower()}« for "
            f"{fresh.party}. Dit svar er ikke taget med. Send det igen, hvis svaret skal ændres."
        )
    fresh.answer, fresh.words = answer, words
    fresh.voted_by, fresh.voted_at = by, now
    fresh.as_deputy = is_only_deputy(by, fresh.party, ballot.forum)
    fresh.save()
    emails.receipt(fresh)
    if answer == Answer.MEETING:
        BALLOT.check(ballot, "ask_for_meeting", by)
        end_with_meeting(ballot, fresh, now)
    return fresh


def _refuse_unless_out(ballot: Ballot, vote: Vote, now: datetime) -> None:
    if ballot.status == BallotStatus.OUT and ballot.closes_at and now > ballot.closes_at:
        raise NotAllowed(TOO_LATE)
    if ballot.status != BallotStatus.OUT:
        raise NotAllowed(
            f"Der kan ikke svares nu. Sagen er »{ballot.get_status_display().lower()}«, og dit svar "
            "er ikke taget med."
        )
    newest = newest_version(ballot)
    if newest is None or newest.pk != vote.version_id:
        raise NotAllowed(NEW_VERSION)
