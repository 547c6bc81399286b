"""Who may do what with meetings. No HTTP and no status here: the workflow says when."""

from __future__ import annotations

from dasportal.accounts.models import Person
from dasportal.accounts.permissions import chairs, is_secretariat, may_read_closed

from .models import Delegation, FollowUp, FollowUpAnswer, Meeting, acts_for


def can_prepare_meetings(person: Person, subject: object = None) -> bool:
    """Plan meetings, build agendas, send them, write minutes: the secretariat's work."""
    return is_secretariat(person)


def can_add_minutes_read_in(person: Person, meeting: Meeting) -> bool:
    """Minutes from an earlier document belong to a meeting that came from one."""
    return meeting.imported and can_prepare_meetings(person)


def can_lead_meeting(person: Person, meeting: Meeting) -> bool:
    """Open and close the meeting itself: the secretariat, or the forum's chair."""
    return is_secretariat(person) or chairs(person, meeting.forum)


def can_read_closed(person: Person, meeting: Meeting) -> bool:
    """Closed items, closed bilag: the secretariat and those who sit in the forum."""
    return may_read_closed(person, meeting.forum)


def can_read_draft(person: Person, meeting: Meeting) -> bool:
    """What has not been sent yet is the secretariat's alone."""
    return is_secretariat(person)


def can_use_delegation(person: Person, delegation: Delegation) -> bool:
    """Decide on what was delegated: whoever may lead the meeting of the forum it was given to."""
    return is_secretariat(person) or chairs(person, delegation.to_forum)


def has_to_do(person: Person, follow_up: FollowUp) -> bool:
    """Whether the follow-up is this person's, their party's, or that of a forum they chair."""
    if follow_up.owner_forum is not None and chairs(person, follow_up.owner_forum):
        return True
    return follow_up.owner_person_id == person.pk or follow_up.owner_party_id in acts_for(person)


def can_work_on_follow_up(person: Person, follow_up: FollowUp) -> bool:
    """The secretariat, and those whose task it is."""
    return is_secretariat(person) or has_to_do(person, follow_up)


def can_answer(person: Person, answer: FollowUpAnswer) -> bool:
    """Those who sit or report for the party; the secretariat, for an answer that came by mail."""
    return is_secretariat(person) or answer.party_id in acts_for(person)
