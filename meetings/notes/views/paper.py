"""One's notes as a PDF: made when it is asked for, sent to its owner, and kept nowhere."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.permissions import has_a_role
from dasportal.documents.files import as_file
from dasportal.documents.press import FontsMissing
from dasportal.documents.storage import DiskFull
from meetings.views.fetching import visible_meeting

from .. import queries
from ..pdf import paper

MOST_MEETINGS = 60  # of all one's notes on one paper, the newest
NOT_NOW = "PDF'en kunne ikke laves nu. Prøv igen om lidt."


@requires(has_a_role)
@require_safe
@never_cache
def all_notes(request: HttpRequest) -> HttpResponse:
    """All of one's notes, the newest meeting first."""
    person = person_of(request)
    meetings = queries.meetings_with_notes(person)[:MOST_MEETINGS]
    return _answer(request, queries.notebook(meetings, person), "Mine noter.pdf")


@requires(has_a_role)
@require_safe
@never_cache
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """One's notes at one meeting."""
    found = visible_meeting(request, pk)
    books = queries.notebook([found], person_of(request))
    return _answer(request, books, f"Mine noter, {found}.pdf")


def _answer(request: HttpRequest, books: list[queries.MeetingNotes], name: str) -> HttpResponse:
    if not books:
        messages.info(request, "Du har ingen noter at lave en PDF af.")
        return redirect("notes:mine")
    try:
        content = paper(books, name=person_of(request).name)
    except (DiskFull, FontsMissing):
        messages.error(request, NOT_NOW)
        return redirect("notes:mine")
    return as_file(content, name)
