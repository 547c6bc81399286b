"""One's own note below an item, and the way to all of one's notes at a meeting."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from dasportal.accounts.access import person_of
from meetings.models import AgendaItem, Meeting

from . import placing, queries
from .forms import MarkTextForm


def own_note(request: HttpRequest, item: AgendaItem) -> dict[str, Any]:
    """The field under the item, and what one wrote when it was up before."""
    person = person_of(request)
    note = queries.note_on(item, person)
    return {
        "item": item,
        "text": note.text if note else "",
        "revision": note.revision if note else 0,
        "earlier": queries.earlier_notes(item, person),
        "marks": placing.marked_in(item, person),
        "form": MarkTextForm(initial={"word": "important"}),
    }


def notes_at(request: HttpRequest, meeting: Meeting) -> dict[str, Any] | None:
    """How many of the meeting's items one has written on; nothing before the first."""
    count = queries.notes_at(meeting, person_of(request))
    return {"meeting": meeting, "count": count} if count else None


def on_bilag(request: HttpRequest, rows: list[dict[str, Any]]) -> dict[str, SafeString]:
    """For each bilag with pages: the way to mark in it, and how much one has marked."""
    shown = [row["id"] for row in rows if row.get("stored") and row["stored"].pdf_id]
    counts = queries.marks_in(shown, person_of(request))
    return {
        pk: render_to_string("notes/on_bilag.html", {"pk": pk, "count": counts.get(pk, 0)})
        for pk in shown
    }
