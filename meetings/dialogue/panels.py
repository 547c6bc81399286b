"""Questions below the item as it is read, beside it as it is written, and at the meeting."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from meetings.models import AgendaItem, Meeting
from meetings.views.fetching import person_of

from . import queries
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
