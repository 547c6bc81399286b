"""Questions below the item as it is read, beside it as it is written, and at the meeting."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from dasportal.accounts.access import person_of
from meetings.models import AgendaItem, Meeting, MeetingStatus

from . import queries, workflow
from .opening import begins
from .permissions import can_share
from .views.questions import thread_context


def on_item(request: HttpRequest, item: AgendaItem) -> dict[str, Any] | None:
    """The threads and the form; nothing where nothing was asked and nobody can ask any more."""
    context = thread_context(request, item)
    if not context["threads"] and not context["may_ask"]:
        return None
    return {**context, "item": item, "from": "punkt"}


def beside_item(request: HttpRequest, item: AgendaItem) -> dict[str, Any] | None:
    """What the secretariat answers while it writes."""
    context = thread_context(request, item)
    return {**context, "item": item, "from": "rediger"} if context["threads"] else None


def at_meeting(request: HttpRequest, meeting: Meeting) -> dict[str, Any] | None:
    """How many questions wait at the meeting."""
    count = queries.waiting_at(meeting, person_of(request))
    return {"meeting": meeting, "count": count} if count else None


def sharing(request: HttpRequest, item: AgendaItem) -> dict[str, Any] | None:
    """The party's shares of the item and what was said; for member and deputy alone."""
    person = person_of(request)
    if not can_share(person, item):
        return None
    rows = queries.shares_of(item, person)
    why_not = _why_not(item)
    if why_not and not rows:
        return {"item": item, "why_not": why_not} if item.is_closed else None
    workflow.note_remarks_seen(item, by=person)
    return {"item": item, "shares": rows, "can_be_shared": not why_not}


def _why_not(item: AgendaItem) -> str:
    """Why the item can't be shared now; nothing when it can."""
    if item.is_closed:
        return "Punktet er lukket og kan ikke deles."
    meeting = item.meeting
    waits = meeting.status == MeetingStatus.AGENDA_SENT and begins(meeting) > timezone.now()
    return "" if waits and not item.withdrawn else "Punktet kan ikke deles nu."
