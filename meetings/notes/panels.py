"""One's own note below an item, and the way to all of one's notes at a meeting."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from meetings.models import AgendaItem, Meeting
from meetings.views.fetching import person_of

from . import queries


def own_note(request: HttpRequest, item: AgendaItem) -> dict[str, Any]:
    """The field under the item, and what one wrote when it was up before."""
    person = person_of(request)
    note = queries.note_on(item, person)
    return {
        "item": item,
        "text": note.text if note else "",
        "revision": note.revision if note else 0,
        "earlier": queries.earlier_notes(item, person),
    }


def notes_at(request: HttpRequest, meeting: Meeting) -> dict[str, Any] | None:
    """How many of the meeting's items one has written on; nothing before the first."""
    count = queries.notes_at(meeting, person_of(request))
    return {"meeting": meeting, "count": count} if count else None
