"""Who may do what with meetings. No HTTP and no status here: the workflow says when."""

from __future__ import annotations

from dasportal.accounts.models import Forum, Person, RoleKind

from .models import AgendaItem, Attachment, FollowUp, Meeting

SITS = (RoleKind.MEMBER, RoleKind.DEPUTY, RoleKind.CHAIR)


def _is(person: Person, *kinds: RoleKind) -> bool:
    return person.roles.current().filter(kind__in=kinds).exists()


def is_secretariat(person: Person) -> bool:
    return _is(person, RoleKind.SECRETARIAT)


def can_prepare_meetings(person: Person, subject: object = None) -> bool:
    """Plan meetings, build agendas, send them, write minutes: the secretariat's work."""
    return is_secretariat(person)


def can_lead_meeting(person: Person, meeting: Meeting) -> bool:
    """Open and close the meeting itself: the secretariat, or the forum's chair."""
    return is_secretariat(person) or (
        person.roles.current().filter(kind=RoleKind.CHAIR, forum=meeting.forum).exists()
    )


def sits_in(person: Person, forum: Forum) -> bool:
    """Member, deputy or chair of the forum today."""
    return person.roles.current().filter(kind__in=SITS, forum=forum).exists()


def can_read_closed(person: Person, meeting: Meeting) -> bool:
    """Closed items, closed bilag: the secretariat and those who sit in the forum."""
    return is_secretariat(person) or sits_in(person, meeting.forum)


def can_read_draft(person: Person, meeting: Meeting) -> bool:
    """What has not been sent yet is the secretariat's alone."""
    return is_secretariat(person)


def can_edit_item(person: Person, item: AgendaItem) -> bool:
    return is_secretariat(person)


def can_edit_attachment(person: Person, attachment: Attachment) -> bool:
    return is_secretariat(person)


def can_close_follow_up(person: Person, follow_up: FollowUp) -> bool:
    """The secretariat, and the person whose task it is."""
    return is_secretariat(person) or follow_up.owner_person_id == person.pk


def can_redact(person: Person, meeting: Meeting) -> bool:
    """A redaction the law demands: the administrator."""
    return _is(person, RoleKind.ADMINISTRATOR)
