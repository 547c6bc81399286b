"""Writing the minutes while the meeting is held: one item at a time, saved without asking."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.permissions import is_secretariat
from dasportal.accounts.refusals import refusals_as_messages, refusals_on
from dasportal.accounts.slots import rendered
from dasportal.documents.csp import editor_page

from .. import slots
from ..forms.minutes import OutcomeForm
from ..models import AgendaItem, ItemKind
from ..queries.minutes import (
    attendance_summary,
    earlier_decisions,
    item_states,
    minuted_items,
    neighbours,
    standard_sentences,
    suggested_outcome,
)
from ..workflow import (
    ANY_OTHER_WARNING,
    point_at,
    revision_of,
    set_outcome,
)
from .fetching import visible_item, visible_meeting
from .writing_panels import (
    committee_panel,
    delegation_panel,
    follow_up_panel,
    here,
    onward_panel,
    position_panel,
)


@requires(is_secretariat)
def start_writing(request: HttpRequest, pk: int) -> HttpResponse:
    """To the item the meeting has come to, or the first."""
    meeting = visible_meeting(request, pk)
    item = meeting.current_item or meeting.items.in_order().live().first()
    if item is None:
        messages.info(request, "Dagsordenen er tom, så der er ikke noget at referere.")
        return redirect(meeting)
    return redirect("meetings:write", item.pk)


@requires(is_secretariat)
@editor_page
def write(request: HttpRequest, pk: str) -> HttpResponse:
    """The writing view of one item. POST stores outcome and positions; the text saves itself."""
    item = visible_item(request, pk)
    form = OutcomeForm(request.POST or None, item=item)
    if request.method == "POST" and form.is_valid() and _save_outcome(request, item, form):
        return redirect(_where_to(request, item))
    return render(request, "meetings/minutes/write.html", _context(request, item, form))


def _save_outcome(request: HttpRequest, item: AgendaItem, form: OutcomeForm) -> bool:
    with refusals_on(form):
        set_outcome(
            item,
            outcome=form.cleaned_data["outcome"],
            note=form.cleaned_data["note"],
            printed=form.cleaned_data["printed"],
            per_recommendation=form.per_recommendation(),
            by=person_of(request),
        )
        return True
    return False


def _where_to(request: HttpRequest, item: AgendaItem) -> str:
    """The next item when its button was pressed, and the meeting with it; else this one again."""
    _, after = neighbours(minuted_items(item.meeting), item)
    if "next" not in request.POST or after is None:
        return here(item)
    with refusals_as_messages(request):
        point_at(after, by=person_of(request))
    return here(after)


@requires(is_secretariat)
@require_POST
def show_item(request: HttpRequest, pk: str) -> HttpResponse:
    """The meeting has come to this item: the projector shows it."""
    item = visible_item(request, pk)
    with refusals_as_messages(request):
        point_at(item, by=person_of(request))
    return redirect(here(item))


def _context(request: HttpRequest, item: AgendaItem, form: OutcomeForm) -> dict[str, Any]:
    meeting = item.meeting
    items = minuted_items(meeting)
    before, after = neighbours(items, item)
    return {
        "item": item,
        "meeting": meeting,
        "form": form,
        "states": item_states(items, item),
        "previous": before,
        "next": after,
        "sentences": standard_sentences(item),
        "suggested": suggested_outcome(item),
        "revision": revision_of(item, "decision"),
        "can_write": meeting.is_being_minuted,
        "warning": ANY_OTHER_WARNING if item.kind == ItemKind.ANY_OTHER else "",
        "panels": rendered(slots.WRITING, request, item),
        **_beside(request, item),
    }


def _beside(request: HttpRequest, item: AgendaItem) -> dict[str, Any]:
    """What helps at the right: who is here, follow-up, earlier decisions, bilag."""
    return {
        "attendance": attendance_summary(item.meeting),
        "guests": item.guests.all(),
        **follow_up_panel(item),
        **position_panel(item),
        **delegation_panel(item),
        **onward_panel(item),
        **committee_panel(item),
        "earlier": earlier_decisions(item, person_of(request)),
        "attachments": item.attachments.filter(withdrawn=False).prefetch_related("versions__file"),
    }
