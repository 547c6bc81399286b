"""One's own notes: saved as one types, and read together."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import linebreaks
from django.views.decorators.http import require_POST, require_safe

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.permissions import has_a_role
from dasportal.accounts.transitions import NotAllowed
from meetings.models import AgendaItem
from meetings.textdiff import word_diff
from meetings.views.fetching import visible_item, visible_meeting

from .. import queries, workflow
from ..workflow import Conflict

MEETINGS_A_PAGE = 10


@requires(has_a_role)
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """All of one's notes, meeting by meeting."""
    person = person_of(request)
    pages = Paginator(queries.meetings_with_notes(person), MEETINGS_A_PAGE)
    page = pages.get_page(request.GET.get("side"))
    context = {
        "page": page,
        "books": queries.notebook(page.object_list, person),
        "loose": queries.loose_notes(person) if page.number == pages.num_pages else [],
    }
    return render(request, "notes/mine.html", context)


@requires(has_a_role)
@require_safe
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """One's notes at one meeting."""
    found = visible_meeting(request, pk)
    books = queries.notebook([found], person_of(request))
    return render(request, "notes/meeting.html", {"meeting": found, "books": books})


@requires(has_a_role)
@require_POST
def save(request: HttpRequest, pk: str) -> HttpResponse:
    """Store one's note on the item. The field is answered in JSON, a plain form with a page."""
    item = visible_item(request, pk)
    text = request.POST.get("value", request.POST.get("note", ""))
    base = request.POST.get("base_revision", "")
    try:
        saved = workflow.save_note(
            item, text=text, by=person_of(request),
            base_revision=int(base) if base.isdecimal() else 0,
        )  # fmt: skip
    except Conflict as conflict:
        return _conflict(request, item, conflict)
    except NotAllowed as refused:
        return _refused(request, item, refused, text)
    if not _wants_json(request):
        messages.success(request, "Noten er gemt.")
        return redirect(_back(item))
    at = timezone.localtime(saved.saved_at)
    return JsonResponse({"revision": saved.revision, "saved_at": f"{at:%H.%M.%S}"})


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "") == "application/json"


def _back(item: AgendaItem) -> str:
    return reverse("meetings:item", args=[item.pk]) + "#mine-noter"


def _conflict(request: HttpRequest, item: AgendaItem, conflict: Conflict) -> HttpResponse:
    """Both texts and the difference. `theirs` and `mine` are plain text, the `_html` to be shown."""
    newest = conflict.newest
    values = {
        "revision": newest.revision,
        "theirs": newest.text,
        "mine": conflict.mine,
        "theirs_html": linebreaks(newest.text, autoescape=True),
        "mine_html": linebreaks(conflict.mine, autoescape=True),
        "diff_html": word_diff(
            linebreaks(newest.text, autoescape=True), linebreaks(conflict.mine, autoescape=True)
        ),
    }
    if _wants_json(request):
        return JsonResponse(values, status=409)
    context = {**values, "item": item, "meeting": item.meeting, "back": _back(item)}
    return render(request, "notes/conflict.html", context, status=409)


def _refused(
    request: HttpRequest, item: AgendaItem, refused: NotAllowed, text: str
) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"message": refused.message}, status=403)
    context = {"item": item, "meeting": item.meeting, "text": text, "message": refused.message}
    return render(request, "notes/refused.html", context, status=403)
