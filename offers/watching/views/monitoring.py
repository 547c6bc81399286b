"""Closer monitoring, and answering what is asked for."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.permissions import is_secretariat
from dasportal.accounts.refusals import refusals_on
from dasportal.danish.numbers import format_number
from offers.models import Figure, OfferCase, Series
from offers.queries import decided_cases

from .. import workflow
from ..calculation import months_on
from ..forms import AgreeForm, EndForm, ProlongForm, RequestForm
from ..models import EarlyWarning, Request
from ..models.warnings import WARNING_CASE
from ..permissions import can_run_watching, can_watch
from ..queries import chart_of, figures_of
from .fetching import visible_monitoring, visible_request, watched_offer


@requires(can_run_watching)
def agree(request: HttpRequest, pk: int) -> HttpResponse:
    """From a warning (`?varsling=`), or from what DAS has decided."""
    person, found = person_of(request), watched_offer(request, pk)
    warning, case = _warning_of(request, found.pk)
    back = warning.get_absolute_url() if warning else reverse("watching:offer", args=[pk])
    form = AgreeForm(request.POST or None, initial=_first(warning, case))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = workflow.agree_monitoring(
                found, by=person, warning=warning, case=case, **form.cleaned_data
            )
            messages.success(
                request, "Opfølgningen er aftalt. Portalen beder selv om tallene, når det er tid."
            )
            return redirect(made)
    context = {
        "heading": f"Aftal tættere opfølgning: {found}", "form": form, "cancel_url": back,
        "submit_label": "Aftal opfølgningen",
        "intro": "Driftsherren får besked nu og bliver spurgt hver gang, til perioden er slut.",
    }  # fmt: skip
    return render(request, "components/form_page.html", context)


def _warning_of(request: HttpRequest, offer: int) -> tuple[EarlyWarning | None, OfferCase | None]:
    asked = request.GET.get("varsling", "")
    if not asked.isdigit():
        return None, None
    rows = EarlyWarning.objects.visible_to(person_of(request)).filter(offer=offer)
    found = get_object_or_404(rows, pk=int(asked))
    cases = decided_cases(WARNING_CASE, found.pk)
    return found, cases[-1] if cases else None


def _first(warning: EarlyWarning | None, case: OfferCase | None) -> dict[str, Any]:
    """What the form begins with."""
    agreed = case.decided if case is not None else ""
    if warning is not None and not agreed:
        agreed = "Aftalt med driftsherren efter den tidlige varsling"
    first = months_on(timezone.localdate().replace(day=1), 1)
    return {
        "agreed": agreed, "measures": ["used", "waiting", "expected"], "starts_on": first,
        "until": months_on(first, 12),
    }  # fmt: skip


@requires(can_watch)
@require_safe
def monitoring(request: HttpRequest, pk: int) -> HttpResponse:
    """What is agreed, what has been answered, and how the figures go."""
    person, found = person_of(request), visible_monitoring(request, pk)
    series = list(found.series.order_by("measure", "title"))
    figures = figures_of(series)
    requests = list(found.requests.select_related("answered_by"))
    context = {
        "monitoring": found,
        "series": series,
        "steps": {step.name: step for step in workflow.MONITORING.available(found, person)},
        "requests": requests,
        "awaited": [row for row in requests if row.status == "asked"],
        "may_answer": any(workflow.REQUEST.may(row, "answer", person) for row in requests),
        "may_read_warning": found.warning is not None
        and EarlyWarning.objects.visible_to(person).filter(pk=found.warning_id).exists(),
        "charts": [
            chart for row in series if (chart := chart_of(row, figures[row.pk])) is not None
        ],
    }
    return render(request, "watching/monitoring.html", context)


@requires(can_run_watching)
def prolong(request: HttpRequest, pk: int) -> HttpResponse:
    found = visible_monitoring(request, pk)
    form = ProlongForm(request.POST or None, initial={"until": months_on(found.until, 6)})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            workflow.prolong_monitoring(found, by=person_of(request), **form.cleaned_data)
            messages.success(request, "Opfølgningen er forlænget.")
            return redirect(found)
    context = {
        "heading": f"Forlæng: {found}", "form": form, "submit_label": "Forlæng",
        "cancel_url": found.get_absolute_url(),
    }  # fmt: skip
    return render(request, "components/form_page.html", context)


@requires(can_run_watching)
def end(request: HttpRequest, pk: int) -> HttpResponse:
    found = visible_monitoring(request, pk)
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            workflow.end_monitoring(found, by=person_of(request), **form.cleaned_data)
            messages.success(request, "Opfølgningen er afsluttet.")
            return redirect(found)
    context = {
        "heading": f"Afslut: {found}", "question": workflow.MONITORING.get("end").confirm,
        "form": form, "submit_label": "Afslut opfølgningen", "danger": True,
        "cancel_url": found.get_absolute_url(),
    }  # fmt: skip
    return render(request, "components/confirm_page.html", context)


# --- What is asked for ----------------------------------------------------------------------------


@requires(can_watch)
def request_(request: HttpRequest, pk: int) -> HttpResponse:
    """What is asked for, with the form for those who answer, or what was answered."""
    person, found = person_of(request), visible_request(request, pk)
    series = list(found.of.series.order_by("measure", "title", "pk"))
    may = workflow.REQUEST.may(found, "answer", person)
    form = None
    if may:
        form = RequestForm(
            request.POST or None, asked=found, series=series, before=_before(found, series)
        )
    if request.method == "POST":
        if form is None:
            messages.error(request, "Der kan ikke svares her nu.")
            return redirect(found)
        if form.is_valid():
            with refusals_on(form):
                made = workflow.answer_request(
                    found, values=form.values, words=form.cleaned_data["words"], by=person
                )
                messages.success(request, "Tak. Tallene er sendt.")
                return redirect(made.of)
    context = {
        "asked": found, "form": form,
        "on_behalf": may and is_secretariat(person) and found.party is not None,
        "values": [
            {**row, "text": format_number(row["value"]) if row["value"] else "Ikke oplyst"}
            for row in found.values
        ],
    }  # fmt: skip
    return render(request, "watching/request.html", context)


def _before(asked: Request, series: list[Series]) -> dict[int, Figure]:
    """The figure before, of each series that has one: what one writes on from."""
    rows = Figure.objects.filter(series__in=series, party=None, on__lt=asked.due_on)
    return {row.series_id: row for row in rows.order_by("on")}
