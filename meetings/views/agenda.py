"""Building the agenda: order, new items, the time they take."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.permissions import is_secretariat
from dasportal.accounts.refusals import refusals_as_messages
from dasportal.accounts.transitions import NotAllowed

from .. import workflow
from ..forms.items import AddItemForm
from ..models import AgendaItem, Meeting
from ..queries import agenda as queries
from .fetching import visible_item, visible_meeting


@requires(is_secretariat)
def agenda(request: HttpRequest, pk: int) -> HttpResponse:
    """The agenda as a list to put in order and add to."""
    meeting = visible_meeting(request, pk)
    form = AddItemForm(late=meeting.agenda_is_published)
    return render(request, "meetings/agenda.html", _context(meeting, form))


def _context(meeting: Meeting, form: AddItemForm) -> dict[str, Any]:
    items = queries.agenda_rows(meeting)
    length, planned = queries.length(meeting), queries.planned_minutes(items)
    return {
        "meeting": meeting,
        "items": items,
        "form": form,
        "planned": planned,
        "length": length,
        "left": length - planned if length is not None else None,
        "split": queries.split_sections(items),
    }


@requires(is_secretariat)
@require_POST
def add_item(request: HttpRequest, pk: int) -> HttpResponse:
    """A new item from its title and section; stays on the list, so that the next can follow."""
    meeting = visible_meeting(request, pk)
    form = AddItemForm(request.POST, late=meeting.agenda_is_published)
    if form.is_valid():
        with refusals_as_messages(request):
            item = workflow.add_item(meeting, by=person_of(request), **form.cleaned_data)
            messages.success(request, f"Punkt {item.number} er tilføjet: {item.title}")
            return redirect(f"{_address(meeting)}#punkt-{item.pk}")
    return render(request, "meetings/agenda.html", _context(meeting, form))


def _address(meeting: Meeting) -> str:
    return str(redirect("meetings:agenda", meeting.pk).url)


@requires(is_secretariat)
@require_POST
def order(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole order by dragging and keys (`order`), or one item up or down by its buttons."""
    meeting = visible_meeting(request, pk)
    if "order" in request.POST:
        return _whole_order(request, meeting)
    item = visible_item(request, request.POST.get("item", ""))
    with refusals_as_messages(request):
        workflow.move_item(
            item, to=_place_beside(item, request.POST.get("direction", "")), by=person_of(request)
        )
    return redirect(f"{_address(meeting)}#punkt-{item.pk}")


def _whole_order(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    ids = [part for part in request.POST["order"].split(",") if part]
    try:
        workflow.order_items(meeting, order=ids, by=person_of(request))
    except NotAllowed as refused:
        return JsonResponse({"message": refused.message}, status=409)
    numbers = {str(pk): number for pk, number in meeting.items.values_list("pk", "number")}
    return JsonResponse({"numbers": numbers})


def _place_beside(item: AgendaItem, direction: str) -> int:
    """The place one up or one down among the siblings."""
    siblings = item.parent.children.all() if item.parent else item.meeting.items.in_order()
    ids = list(siblings.order_by("position", "created_at").values_list("pk", flat=True))
    return ids.index(item.pk) + (1 if direction == "down" else -1)
