"""Writing the minutes while the meeting is held: one item at a time, saved without asking."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from dasportal.accounts.access import requires
from dasportal.accounts.models import Party, PartyKind
from dasportal.accounts.permissions import is_secretariat
from dasportal.documents.csp import editor_page

from ..forms.minutes import FollowUpForm, OutcomeForm, PositionForm
from ..models import AgendaItem, ItemKind, Meeting
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
    add_follow_up,
    point_at,
    revision_of,
    set_outcome,
    set_positions,
)
from .fetching import person_of, visible_item, visible_meeting
from .refusals import refusals_as_messages, refusals_on


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
        return _here(item)
    with refusals_as_messages(request):
        point_at(after, by=person_of(request))
    return _here(after)


@requires(is_secretariat)
@require_POST
def show_item(request: HttpRequest, pk: str) -> HttpResponse:
    """The meeting has come to this item: the projector shows it."""
    item = visible_item(request, pk)
    with refusals_as_messages(request):
        point_at(item, by=person_of(request))
    return redirect(_here(item))


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
        **_beside(request, item),
    }


def _beside(request: HttpRequest, item: AgendaItem) -> dict[str, Any]:
    """What helps at the right: who is here, follow-up, earlier decisions, bilag."""
    return {
        "attendance": attendance_summary(item.meeting),
        "guests": item.guests.all(),
        "follow_ups": item.follow_ups.select_related("owner_party"),
        "follow_up_form": FollowUpForm(),
        "owners": _owners(item.meeting),
        "positions": item.decision.positions.select_related("party")
        if hasattr(item, "decision")
        else [],
        "position_form": PositionForm(),
        "earlier": earlier_decisions(item, person_of(request)),
        "attachments": item.attachments.filter(withdrawn=False).prefetch_related("versions__file"),
    }


def _owners(meeting: Meeting) -> list[str]:
    """Names offered for a follow-up: the secretariat, the parties, those at the meeting."""
    parties = Party.objects.exclude(kind=PartyKind.OTHER).values_list("name", flat=True)
    people = meeting.attendance.values_list("name", flat=True)
    return ["Sekretariatet", *parties, *people]


@requires(is_secretariat)
@require_POST
def new_follow_up(request: HttpRequest, pk: str) -> HttpResponse:
    """Note a follow-up under the item; the panel at the right comes back with it."""
    item = visible_item(request, pk)
    form = FollowUpForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            add_follow_up(
                item,
                what=form.cleaned_data["what"],
                owner_text=form.cleaned_data["owner_text"],
                due=form.cleaned_data["due"],
                by=person_of(request),
                **form.owner(),  # type: ignore[arg-type]
            )
            form = FollowUpForm()
    context = {**_beside(request, item), "item": item, "follow_up_form": form, "can_write": True}
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "meetings/minutes/follow_up_panel.html", context)
    if form.errors:
        return render(
            request,
            "components/form_page.html",
            {"form": form, "heading": "Ny opfølgning", "cancel_url": _here(item)},
        )
    return redirect(_here(item))


@requires(is_secretariat)
@require_POST
def positions(request: HttpRequest, pk: str) -> HttpResponse:
    """Add one differing position, or remove one (`remove` is the party's id)."""
    item = visible_item(request, pk)
    rows = (
        [(p.party, p.stance, p.words) for p in item.decision.positions.select_related("party")]
        if hasattr(item, "decision")
        else []
    )
    form = PositionForm(request.POST)
    if removed := request.POST.get("remove"):
        rows = [row for row in rows if str(row[0].pk) != removed]
    elif form.is_valid():
        data = form.cleaned_data
        rows = [row for row in rows if row[0] != data["party"]]
        rows.append((data["party"], data["stance"], data["words"]))
    else:
        heading = "Afvigende holdning"
        context = {"form": form, "heading": heading, "cancel_url": _here(item)}
        return render(request, "components/form_page.html", context)
    with refusals_as_messages(request):
        set_positions(item, positions=rows, by=person_of(request))
    return redirect(_here(item))


def _here(item: AgendaItem) -> str:
    """The item's writing view, with the cursor in the decision."""
    return reverse("meetings:write", args=[item.pk]) + "#beslutning"
