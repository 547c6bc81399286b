"""Who may send a case out between meetings, vote on it, and set the rule."""

from __future__ import annotations

from dasportal.accounts.models import Person
from dasportal.accounts.permissions import is_secretariat, speaks_for
from meetings.permissions import can_prepare_meetings

from .models import Ballot, Vote


def can_send(person: Person, subject: object = None) -> bool:
    """Write, send out, withdraw: the secretariat."""
    return can_prepare_meetings(person)


def can_set_rule(person: Person, subject: object = None) -> bool:
    return is_secretariat(person)


def can_vote(person: Person, vote: Vote) -> bool:
    """The party's member or deputy in the forum."""
    return speaks_for(person, vote.party, vote.version.ballot.forum)


def speaks_in(person: Person, ballot: Ballot) -> bool:
    """Speaks for a party that the case concerns."""
    newest = ballot.versions.order_by("-number").first()
    votes = newest.votes.select_related("party") if newest else ()
    return any(speaks_for(person, vote.party, ballot.forum) for vote in votes)


def nobody(person: Person, subject: object = None) -> bool:
    """A step of the portal itself: no button for anyone."""
    return False
