"""Follow-up across meetings: what is open, whose it is, and what has passed its date."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST
from django_tables2 import RequestConfig

from dasportal.accounts.access import requires
from dasportal.accounts.permissions import has_a_role, is_secretariat

from ..filters import FollowUpFilter
from ..forms.minutes import FollowUpChangeForm, FollowUpCloseForm
from ..models import FollowUp
from ..tables import FollowUpTable
from ..workflow import change_follow_up, close_follow_up, offer_follow_ups, reopen_follow_up
from .fetching import person_of, visible_follow_up, visible_meeting
from .refusals import refusals_as_messages, refusals_on


@requires(has_a_role)
def follow_ups(request: HttpRequest) -> HttpResponse:
    """The list, with open ones first shown."""
    rows = FollowUp.objects.visible_to(person_of(request)).select_related(
        "item__meeting__forum", "owner_party", "owner_person"
    )
    data = request.GET if request.GET else {"status": "open"}
    chosen = FollowUpFilter(data, queryset=rows)
    table = FollowUpTable(chosen.qs)
    RequestConfig(request, paginate={"per_page": 50}).configure(table)
    context = {
        "filter": chosen,
        "table": table,
        "overdue": rows.overdue().count(),
        "open": rows.open().count(),
    }
    return render(request, "meetings/follow_ups/list.html", context)


@requires(has_a_role)
def follow_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what, who, by when and the note."""
    row = visible_follow_up(request, pk)
    form = FollowUpChangeForm(request.POST or None, follow_up=row)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            change_follow_up(row, by=person_of(request), **form.cleaned_data, **form.owner())
            messages.success(request, "Opfølgningen er gemt.")
            return redirect("meetings:follow_ups")
    return render(request, "meetings/follow_ups/one.html", {"form": form, "follow_up": row})


@requires(has_a_role)
def follow_up_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Done or dropped, with a note."""
    row = visible_follow_up(request, pk)
    form = FollowUpCloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        dropped = form.cleaned_data["result"] == "dropped"
        with refusals_on(form):
            close_follow_up(
                row, note=form.cleaned_data["note"], dropped=dropped, by=person_of(request)
            )
            messages.success(request, "Opfølgningen er afsluttet.")
            return redirect("meetings:follow_ups")
    context = {
        "form": form,
        "heading": "Afslut opfølgning",
        "intro": row.what,
        "submit_label": "Afslut",
        "cancel_url": reverse("meetings:follow_ups"),
    }
    return render(request, "components/form_page.html", context)


@requires(has_a_role)
@require_POST
def follow_up_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    row = visible_follow_up(request, pk)
    with refusals_as_messages(request):
        reopen_follow_up(row, by=person_of(request))
        messages.success(request, "Opfølgningen er åben igen.")
    return redirect("meetings:follow_up", row.pk)


@requires(is_secretariat)
@require_POST
def follow_ups_offer(request: HttpRequest, pk: int) -> HttpResponse:
    """Put what is open on the agenda, as an item of its own."""
    meeting = visible_meeting(request, pk)
    late_reason = request.POST.get("late_reason", "")
    with refusals_as_messages(request):
        item = offer_follow_ups(meeting, by=person_of(request), late_reason=late_reason)
        messages.success(request, f"Punkt {item.number} er lavet af den åbne opfølgning.")
        return redirect("meetings:item_edit", item.pk)
    return redirect(meeting)
