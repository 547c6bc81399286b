"""Reading the minutes: the newest version, the earlier ones, what is sealed; and »Red.:«."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.permissions import has_a_role, is_secretariat
from dasportal.accounts.refusals import refusals_on
from dasportal.accounts.slots import rendered

from .. import slots
from ..approved import approval
from ..changes import changes, changes_for_reader
from ..forms.minutes import EditorNoteForm
from ..models import Meeting, MinutesVersion
from ..permissions import can_read_closed, can_read_draft
from ..queries.minutes import readable_minutes
from ..snapshot import for_reader, minutes_snapshot
from ..workflow import MEETING, add_editor_note
from .fetching import visible_meeting


@requires(has_a_role)
def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """The newest minutes the person may read; for the secretariat the draft as it stands."""
    meeting = visible_meeting(request, pk)
    person = person_of(request)
    versions = list(readable_minutes(meeting, person).prefetch_related("documents__file"))
    read_in = meeting.imported and meeting.minutes_are_published and not versions
    draft = read_in or (can_read_draft(person, meeting) and meeting.is_being_minuted)
    if not draft and not versions:
        return render(request, "meetings/minutes/none.html", {"meeting": meeting})
    if draft:
        snapshot, shown = minutes_snapshot(meeting, version=0), None
    else:
        snapshot, shown = versions[0].snapshot, versions[0]
    return _page(request, meeting, snapshot, shown, versions)


@requires(has_a_role)
def minutes_version(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One version as it was sent or sealed."""
    meeting = visible_meeting(request, pk)
    versions = list(
        readable_minutes(meeting, person_of(request)).prefetch_related("documents__file")
    )
    shown = next((v for v in versions if v.number == number), None)
    if shown is None:
        shown = get_object_or_404(readable_minutes(meeting, person_of(request)), number=number)
    return _page(request, meeting, shown.snapshot, shown, versions)


def _page(
    request: HttpRequest,
    meeting: Meeting,
    snapshot: dict[str, Any],
    shown: MinutesVersion | None,
    versions: list[MinutesVersion],
) -> HttpResponse:
    person = person_of(request)
    closed = can_read_closed(person, meeting)
    before = next((v for v in versions if shown and v.number == shown.number - 1), None)
    rows = changes(before.snapshot, snapshot) if before else []
    context = {
        "meeting": meeting,
        "snapshot": for_reader(snapshot, closed=closed),
        "shown": shown,
        "approval": approval(snapshot),
        "versions": versions,
        "changes": changes_for_reader(rows, closed=closed),
        "documents": [
            d for d in (shown.documents.all() if shown else []) if (d.audience == "forum") == closed
        ],
        "steps": MEETING.available(meeting, person),
        "panels": rendered(slots.MINUTES, request, meeting),
        "can_correct": can_read_draft(person, meeting) and meeting.status == "sealed",
    }
    return render(request, "meetings/minutes/read.html", context)


@requires(is_secretariat)
def editor_note(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a »Red.:« to sealed minutes."""
    meeting = visible_meeting(request, pk)
    form = EditorNoteForm(request.POST or None, meeting=meeting)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            add_editor_note(meeting, by=person_of(request), **form.cleaned_data)
            messages.success(request, "Rettelsen er skrevet og forsegles ved siden af referatet.")
            return redirect("meetings:minutes", meeting.pk)
    context = {
        "form": form,
        "heading": "Rettelse til det forseglede referat",
        "intro": "Referatet selv ændres ikke. Rettelsen trykkes som »Red.:« med dagens dato.",
        "submit_label": "Skriv rettelsen",
        "cancel_url": meeting.get_absolute_url(),
    }
    return render(request, "components/form_page.html", context)
