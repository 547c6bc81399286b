"""Who may approve draft minutes, comment on them, and answer."""

from __future__ import annotations

from dasportal.accounts.models import Person
from dasportal.accounts.permissions import speaks_for
from meetings.permissions import can_prepare_meetings

from .models import ApprovalRound, Comment, PartyApproval


def can_approve(person: Person, answer: PartyApproval) -> bool:
    """The party's member or deputy in the forum."""
    return speaks_for(person, answer.party, answer.round.meeting.forum)


def can_comment(person: Person, round_: ApprovalRound) -> bool:
    """Those who speak for a party that took part in the meeting."""
    forum = round_.meeting.forum
    return any(speaks_for(person, row.party, forum) for row in round_.answers.all())


def can_withdraw_comment(person: Person, comment: Comment) -> bool:
    """The one who wrote it."""
    return person.pk == comment.author_id


def can_lead_round(person: Person, subject: object = None) -> bool:
    """Send out, move the deadline, answer comments: the secretariat."""
    return can_prepare_meetings(person)


def nobody(person: Person, subject: object = None) -> bool:
    """A step of the portal itself: no button for anyone."""
    return False
