"""Planning a meeting, changing its frame, calling it off."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.html import format_html

from dasportal.accounts.models import Forum, Person
from dasportal.accounts.transitions import NotAllowed

from .. import following
from ..models import (
    AgendaItem,
    Attachment,
    CommitteeReport,
    ItemKind,
    Meeting,
    MeetingStatus,
    Recommendation,
    StandingItem,
)
from ..recommendations import verb_of
from . import inviting
from .numbers import renumber
from .table import MEETING, open_for_agenda, take

FRAME = (
    "title", "date", "starts_at", "ends_at", "place", "video_link", "format",
    "chair", "minute_taker", "guests", "case_number",
)  # fmt: skip


@transaction.atomic
def plan_meeting(forum: Forum, *, by: Person, **frame: Any) -> Meeting:
    """A new meeting of the forum with its standing items in place."""
    MEETING.check(forum, "plan", by)
    _refuse_two_at_once(Meeting(forum=forum, **frame))
    meeting = Meeting.objects.create(forum=forum, **frame)
    for standing in forum.standing_items.all():
        _add_standing(meeting, standing)
    inviting.calendar_of(meeting)
    renumber(meeting)
    link_previous_minutes(meeting)
    refresh_next_meeting(forum)
    following.planned(meeting, by)
    return meeting


def _refuse_two_at_once(meeting: Meeting) -> None:
    """One meeting of a forum at a time, also when the same form is sent twice at once."""
    Forum.objects.select_for_update().get(pk=meeting.forum_id)
    others = Meeting.objects.filter(
        forum=meeting.forum, date=meeting.date, starts_at=meeting.starts_at
    )
    if others.exclude(pk=meeting.pk).exclude(status=MeetingStatus.CANCELLED).exists():
        raise NotAllowed("Der er allerede et møde i dette forum på det tidspunkt.")


def _add_standing(meeting: Meeting, standing: StandingItem) -> AgendaItem:
    item = AgendaItem.objects.create(
        meeting=meeting,
        kind=standing.kind,
        section=standing.section,
        title=standing.title,
        summary=standing.summary,
        position=standing.position,
        lead_text=meeting.forum.lead_text if standing.recommendation else "",
    )
    if standing.recommendation:
        text = standing.recommendation
        Recommendation.objects.create(item=item, position=1, text=text, verb=verb_of(text))
    return item


@transaction.atomic
def change_meeting(meeting: Meeting, *, by: Person, **frame: Any) -> Meeting:
    """Change when, where and how. After the agenda is sent it becomes part of the next version."""
    fresh = open_for_agenda(meeting, by)
    for name in FRAME:
        if name in frame:
            setattr(fresh, name, frame[name])
    _refuse_two_at_once(fresh)
    fresh.save()
    inviting.follow_change(fresh)
    refresh_next_meeting(fresh.forum)
    return fresh


@transaction.atomic
def cancel_meeting(meeting: Meeting, *, reason: str, by: Person) -> Meeting:
    """Call the meeting off. Those who were called to it, or had the agenda, are told."""
    if not reason.strip():
        raise NotAllowed("Skriv, hvorfor mødet aflyses.")
    fresh = take(meeting, "cancel", by)
    fresh.cancel_reason = reason.strip()
    fresh.save()
    # What was laid before it waits for the next meeting instead.
    CommitteeReport.objects.filter(item__meeting=fresh).delete()
    refresh_next_meeting(fresh.forum)
    inviting.follow_cancel(fresh)
    return fresh


@transaction.atomic
def reinstate_meeting(meeting: Meeting, *, by: Person) -> Meeting:
    """Bring a cancelled meeting back as planned; numbers that were printed still hold."""
    _refuse_two_at_once(meeting)
    fresh = take(meeting, "reinstate", by)
    fresh.cancel_reason = ""
    fresh.save()
    inviting.follow_reinstate(fresh)
    refresh_next_meeting(fresh.forum)
    following.planned(fresh, by)
    return fresh


def previous_meeting(meeting: Meeting) -> Meeting | None:
    """The forum's last meeting before this one that was not called off."""
    earlier = Meeting.objects.filter(forum=meeting.forum, date__lt=meeting.date)
    return earlier.exclude(status=MeetingStatus.CANCELLED).newest_first().first()


def link_previous_minutes(meeting: Meeting) -> None:
    """Put the last meeting's minutes under the approval item, as its bilag without their bilag."""
    previous = previous_meeting(meeting)
    items = meeting.items.filter(kind=ItemKind.APPROVE_MINUTES, approves_minutes_of__isnull=True)
    item = items.first()
    if previous is None or item is None:
        return
    item.approves_minutes_of = previous
    item.save()
    Attachment.objects.create(
        item=item,
        title=f"Referat af {previous} (uden bilag)",
        minutes_of=previous,
        position=1,
    )


def refresh_next_meeting(forum: Forum) -> None:
    """Write date, time and place of the following meeting into each unsent »Næste møde«."""
    planned = forum.meetings.filter(status=MeetingStatus.PLANNED)
    items = AgendaItem.objects.filter(meeting__in=planned, kind=ItemKind.NEXT_MEETING)
    for item in items.select_related("meeting"):
        item.summary = next_meeting_text(item.meeting)
        item.save()


def next_meeting_text(meeting: Meeting) -> str:
    """One sentence on the forum's following meeting, as rich text."""
    following = (
        Meeting.objects.filter(forum=meeting.forum, date__gt=meeting.date)
        .exclude(status=MeetingStatus.CANCELLED)
        .order_by("date", "starts_at")
        .first()
    )
    if following is None:
        return "<p>Datoen for næste møde er ikke fastsat.</p>"
    when = date_format(following.date, "l j. F Y")
    if following.starts_at:
        when += f" kl. {following.starts_at:%H.%M}"
        when += f"–{following.ends_at:%H.%M}" if following.ends_at else ""
    where = following.place or following.get_format_display().lower()
    return format_html("<p>Næste møde holdes {}, {}.</p>", when, where)
