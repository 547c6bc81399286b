"""Nominations that the parties answered an enquiry with, taken in one by one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.refusals import refusals_on
from offers.permissions import can_run_cooperation

from .. import workflow
from ..enquiring import received
from ..forms import TakeForm
from ..queries import may_be_nominated


@requires(can_run_cooperation)
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Those that wait, and those that have become a course."""
    rows = received()
    context = {
        "waiting": [row for row in rows if row.nomination is None],
        "taken": [row for row in rows if row.nomination is not None],
    }  # fmt: skip
    return render(request, "selection/received.html", context)


@requires(can_run_cooperation)
def take(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Which offer in the register a party means; then the way in begins."""
    said = next(iter(received([pk])), None)
    if said is None:
        raise Http404
    if said.nomination is not None:
        return redirect("selection:course", said.nomination.course_id)
    form = TakeForm(
        request.POST or None, offers=may_be_nominated(person_of(request)),
        initial={"offer": said.maybe.pk if said.maybe else None},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = workflow.take_nomination(
                said.response, by=person_of(request), **form.cleaned_data
            )
            messages.success(
                request, f"Indstillingen af {made.course.offer} fra {said.party} er taget imod."
            )
            return redirect("selection:course", made.course_id)
    context = {
        "heading": said.offer, "intro": f"Indstillet af {said.party} i »{said.response.enquiry}«.",
        "form": form, "submit_label": "Tag imod indstillingen",
        "cancel_url": reverse("selection:received"), "said": said,
        "criteria": sorted(said.criteria.items()),
    }  # fmt: skip
    return render(request, "selection/take_nomination.html", context)
