"""What is done to a whole item: moved, copied, put off, deleted, withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.permissions import is_secretariat
from dasportal.accounts.refusals import refusals_as_messages

from .. import workflow
from ..forms.items import MeetingChoice, WithdrawForm
from ..models import AgendaItem, Meeting
from ..queries import agenda as queries
from .fetching import visible_item


@requires(is_secretariat)
def move(request: HttpRequest, pk: str) -> HttpResponse:
    """To another meeting. What was sent stays printed where it was, and continues over there."""
    row = visible_item(request, pk)
    return _to_meeting(
        request, row, workflow.move_to_meeting, "Flyt",
        queries.other_meetings(row, person_of(request), same_forum=False),
        "Punktet udgår her og fortsætter på det valgte møde." if row.sent else
        "Punktet flyttes med alt, hvad der hører til.",
    )  # fmt: skip


@requires(is_secretariat)
def copy(request: HttpRequest, pk: str) -> HttpResponse:
    """To another forum's meeting, with what this body said of it."""
    row = visible_item(request, pk)
    return _to_meeting(
        request, row, workflow.copy_to_meeting, "Kopiér",
        queries.meetings_to_copy_to(row, person_of(request)),
        "Punktet bliver her. Kopien får sin egen tekst, de samme bilag og det, dette forum "
        "besluttede, som udtalelse med kilde.",
    )  # fmt: skip


@requires(is_secretariat)
def postpone(request: HttpRequest, pk: str) -> HttpResponse:
    """To a later meeting of the same forum, with a link back."""
    row = visible_item(request, pk)
    return _to_meeting(
        request, row, workflow.postpone_item, "Udsæt",
        queries.later_meetings(row, person_of(request)),
        "Punktet fortsætter på det valgte møde og henviser tilbage hertil.",
    )  # fmt: skip


def _to_meeting(
    request: HttpRequest,
    row: AgendaItem,
    verb: Callable[..., AgendaItem],
    word: str,
    meetings: QuerySet[Meeting],
    question: str,
) -> HttpResponse:
    """Ask which meeting, then do it, and go to the item as it stands over there."""
    form = MeetingChoice(request.POST or None, meetings=meetings)
    if form.is_valid():
        with refusals_as_messages(request):
            there = verb(row, meeting=form.cleaned_data["meeting"], by=person_of(request))
            messages.success(request, f"Gjort. Her er punktet til {there.meeting}.")
            return redirect("meetings:item_edit", there.pk)
        return redirect("meetings:item_edit", row.pk)
    context = {
        "form": form, "item": row, "meeting": row.meeting, "question": question,
        "heading": f"{word} punkt {row.number}: {row.title}", "submit_label": f"{word} punktet",
        "none": not meetings,
    }  # fmt: skip
    return render(request, "meetings/to_meeting.html", context)


@requires(is_secretariat)
def remove(request: HttpRequest, pk: str) -> HttpResponse:
    """Delete an item that was never sent."""
    row = visible_item(request, pk)
    if request.method == "POST":
        with refusals_as_messages(request):
            workflow.remove_item(row, by=person_of(request))
            messages.success(request, f"Punktet »{row.title}« er slettet.")
            return redirect("meetings:agenda", row.meeting_id)
        return redirect("meetings:item_edit", row.pk)
    context: dict[str, Any] = {
        "heading": f"Slet punkt {row.number}: {row.title}?",
        "question": "Punktet slettes med tekster, bilag og underpunkter. Det kan ikke fortrydes.",
        "submit_label": "Slet punktet", "danger": True,
        "cancel_url": redirect("meetings:item_edit", row.pk).url,
    }  # fmt: skip
    return render(request, "components/confirm_page.html", context)


@requires(is_secretariat)
def withdraw(request: HttpRequest, pk: str) -> HttpResponse:
    """Let a sent item go out of the agenda; its number stays."""
    row = visible_item(request, pk)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        with refusals_as_messages(request):
            workflow.withdraw_item(row, by=person_of(request), **form.cleaned_data)
            messages.success(
                request, f"Punkt {row.number} udgår. Send ændringerne for at sige det."
            )
        return redirect("meetings:item_edit", row.pk)
    context = {
        "form": form, "heading": f"Lad punkt {row.number} udgå: {row.title}",
        "question": "Nummeret bruges ikke igen. Medlemmerne får besked, når ændringerne sendes.",
        "submit_label": "Lad punktet udgå", "danger": True,
        "cancel_url": redirect("meetings:item_edit", row.pk).url,
    }  # fmt: skip
    return render(request, "components/confirm_page.html", context)
