"""An offer's figures over time, and the signals that they raise."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.permissions import is_secretariat
from dasportal.accounts.refusals import refusals_as_messages, refusals_on

from .. import workflow
from ..forms import FigureForm, LimitsForm, SignalForm
from ..permissions import can_answer_signal, can_run_watching, can_warn, can_watch
from ..queries import (
    charts_of,
    facts_of,
    open_warnings,
    points_of,
    running_monitoring,
    signal_now,
    signals_of,
)
from ..queries import limits as limits_now
from .fetching import visible_answer, watched_offer


@requires(can_watch)
@require_safe
def offer(request: HttpRequest, pk: int) -> HttpResponse:
    """All figures with their charts, the signals, and why the other rules are silent."""
    person, found = person_of(request), watched_offer(request, pk)
    points = points_of([found])
    facts = facts_of([found], points=points)
    context = {
        "offer": found,
        "signals": signals_of([found], facts=facts)[found.pk],
        "drawn": charts_of(facts[found.pk], points.get(found.pk, {})),
        "warnings": open_warnings([found], person).get(found.pk, []),
        "monitoring": running_monitoring([found], person).get(found.pk),
        "may_answer": can_answer_signal(person, found),
        "may_warn": can_warn(person, found) and workflow.is_watched(found, timezone.localdate()),
        "runs": can_run_watching(person),
    }
    return render(request, "watching/offer.html", context)


@requires(can_watch)
def answer(request: HttpRequest, pk: int, rule: str) -> HttpResponse:
    """Answer a signal as it stands now; the secretariat may silence it."""
    person, found = person_of(request), watched_offer(request, pk)
    if not can_answer_signal(person, found):
        raise Http404
    back = reverse("watching:offer", args=[pk]) + "#signaler"
    signal = signal_now(found, rule)
    if signal is None:
        messages.info(request, "Signalet er der ikke mere: tallene har ændret sig.")
        return redirect(back)
    form = SignalForm(
        request.POST or None, may_silence=is_secretariat(person),
        initial={"key": signal.outcome.key},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            workflow.answer_signal(found, rule=rule, by=person, **form.cleaned_data)
            messages.success(request, "Svaret er gemt.")
            return redirect(back)
    context = {
        "heading": f"Svar på signalet »{signal.outcome.title}«", "form": form, "offer": found,
        "signal": signal, "submit_label": "Gem svaret", "cancel_url": back,
    }  # fmt: skip
    return render(request, "watching/answer_signal.html", context)


@requires(can_run_watching)
@require_POST
def wake(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a silenced signal again."""
    found = visible_answer(request, pk)
    with refusals_as_messages(request):
        workflow.end_silence(found, by=person_of(request))
        messages.success(request, "Signalet vises igen.")
    return redirect(reverse("watching:offer", args=[found.offer_id]) + "#signaler")


@requires(can_run_watching)
def note(request: HttpRequest, pk: int) -> HttpResponse:
    found = watched_offer(request, pk)
    form = FigureForm(request.POST or None)
    back = reverse("watching:offer", args=[pk])
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            workflow.note_by_hand(found, by=person_of(request), **form.cleaned_data)
            messages.success(request, "Tallet er noteret.")
            return redirect(back)
    context = {
        "heading": f"Notér et tal: {found}", "form": form, "submit_label": "Notér tallet",
        "cancel_url": back, "intro": "Står der et tal den dag i forvejen, bliver det rettet.",
    }  # fmt: skip
    return render(request, "components/form_page.html", context)


@requires(can_run_watching)
def limits(request: HttpRequest) -> HttpResponse:
    """When a signal is raised."""
    form = LimitsForm(request.POST or None, instance=limits_now())
    back = reverse("offers:overview")
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            workflow.change_limits(by=person_of(request), **form.cleaned_data)
            messages.success(request, "Grænserne er gemt. Signalerne følger dem med det samme.")
            return redirect(back)
    context = {
        "heading": "Hvornår er der et signal?", "form": form, "submit_label": "Gem grænserne",
        "cancel_url": back,
        "intro": "Et signal er et forslag ud fra tallene, ikke en dom. Grænserne gælder alle tilbud.",
    }  # fmt: skip
    return render(request, "components/form_page.html", context)
