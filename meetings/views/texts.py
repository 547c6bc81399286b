"""The rich texts of an item: autosave, who else is writing, history, and conflicts."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.permissions import is_secretariat
from dasportal.accounts.refusals import refusals_as_messages
from dasportal.accounts.transitions import NotAllowed
from dasportal.documents.csp import editor_page

from .. import workflow
from ..models import AgendaItem, TextRevision
from ..textdiff import word_diff
from ..workflow import Conflict, Saved
from ..workflow.texts import DECISION_FIELD, FIELDS
from .fetching import visible_item


@requires(is_secretariat)
@editor_page
@require_POST
def save_text(request: HttpRequest, pk: str) -> HttpResponse:
    """Store one text. The editor is answered in JSON, a plain form with a page."""
    item = visible_item(request, pk)
    field = request.POST.get("field", "")
    value = request.POST.get("value", request.POST.get(field, ""))
    base = request.POST.get("base_revision", "0")
    try:
        saved = workflow.save_text(
            item, field=field, value=value, by=person_of(request),
            base_revision=int(base) if base.isdecimal() else 0,
        )  # fmt: skip
    except Conflict as conflict:
        return _conflict(request, item, field, conflict)
    except NotAllowed as refused:
        return _refused(request, item, refused)
    return _saved(request, item, field, saved)


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "") == "application/json"


def _saved(request: HttpRequest, item: AgendaItem, field: str, saved: Saved) -> HttpResponse:
    if _wants_json(request):
        at = timezone.localtime(saved.saved_at)
        return JsonResponse(
            {"revision": saved.revision, "saved_at": f"{at:%H.%M.%S}", "html": saved.html}
        )
    messages.success(request, "Teksten er gemt.")
    return redirect(_back_to(item, field))


def _refused(request: HttpRequest, item: AgendaItem, refused: NotAllowed) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"message": refused.message}, status=403)
    messages.error(request, refused.message)
    return redirect(item)


def _conflict(
    request: HttpRequest, item: AgendaItem, field: str, conflict: Conflict
) -> HttpResponse:
    """Both texts and the difference. Nothing is stored until a person has chosen."""
    newest = conflict.newest
    values: dict[str, Any] = {
        "revision": newest.number,
        "by": newest.saved_by.name if newest.saved_by else "",
        "theirs": newest.text,
        "base": conflict.base,
        "mine": conflict.mine,
        "diff_html": word_diff(newest.text, conflict.mine),
    }
    if _wants_json(request):
        return JsonResponse(values, status=409)
    context = {
        **values, "item": item, "meeting": item.meeting, "field": field, "label": _label(field),
        "back": _back_to(item, field),
    }  # fmt: skip
    return render(request, "meetings/conflict.html", context, status=409)


def _label(field: str) -> str:
    if field == DECISION_FIELD:
        return "Beslutning"
    return str(AgendaItem._meta.get_field(field).verbose_name)


def _back_to(item: AgendaItem, field: str) -> str:
    if field == DECISION_FIELD:
        return reverse("meetings:write", args=[item.pk])
    return reverse("meetings:item_edit", args=[item.pk]) + f"#{field}"


@requires(is_secretariat)
@require_POST
def presence(request: HttpRequest, pk: str) -> HttpResponse:
    """Say that one has the field open; answers with the names of the others who have."""
    item = visible_item(request, pk)
    field = request.POST.get("field", "")
    try:
        others = workflow.note_editing(item, field=field, by=person_of(request))
    except NotAllowed as refused:
        return JsonResponse({"message": refused.message}, status=403)
    return JsonResponse({"others": others})


@requires(is_secretariat)
def history(request: HttpRequest, pk: str, field: str) -> HttpResponse:
    """Every step of a text, newest first, each with what it changed; two can be compared."""
    item = visible_item(request, pk)
    if field not in FIELDS:
        raise Http404
    rows = list(item.revisions.filter(field=field).select_related("saved_by").order_by("number"))
    texts = {row.number: row.text for row in rows}
    first, second = _chosen(request, list(texts))
    context = {
        "item": item, "meeting": item.meeting, "field": field, "label": _label(field),
        "rows": rows[::-1], "first": first, "second": second,
        "diff": word_diff(texts.get(first, ""), texts[second]) if second in texts else "",
        "newest": rows[-1].number if rows else 0, "back": _back_to(item, field),
    }  # fmt: skip
    return render(request, "meetings/history.html", context)


def _chosen(request: HttpRequest, numbers: list[int]) -> tuple[int, int]:
    """The two revisions to compare: as asked, else the newest against the one before it."""
    asked = [request.GET.get("fra", ""), request.GET.get("til", "")]
    if all(number.isdecimal() for number in asked):
        return int(asked[0]), int(asked[1])
    newest = numbers[-1] if numbers else -1
    return (numbers[-2] if len(numbers) > 1 else -1), newest


@requires(is_secretariat)
def restore(request: HttpRequest, pk: str, field: str, number: int) -> HttpResponse:
    """Bring an earlier text back, as a new step on top."""
    item = visible_item(request, pk)
    rows = TextRevision.objects.select_related("saved_by")
    revision = get_object_or_404(rows, item=item, field=field, number=number)
    if request.method == "POST":
        with refusals_as_messages(request):
            workflow.restore_text(revision, by=person_of(request))
            messages.success(request, "Den tidligere tekst er hentet frem igen.")
        return redirect(_back_to(item, field))
    context = {
        "item": item, "meeting": item.meeting, "field": field, "label": _label(field),
        "revision": revision,
        "diff": word_diff(workflow.current_text(item, field), revision.text),
    }  # fmt: skip
    return render(request, "meetings/restore.html", context)
