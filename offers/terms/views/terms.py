"""Choosing terms from the catalogue and giving them figures; the catalogue itself."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.refusals import refusals_as_messages, refusals_on

from .. import workflow
from ..forms import ChooseForm, InstrumentForm, TermForm
from ..models import Instrument, Scenario, Term
from ..permissions import can_run_terms, can_see_terms
from .fetching import own_scenario, own_term


@requires(can_see_terms)
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """Which of the catalogue's terms to add."""
    found = own_scenario(request, pk)
    form = ChooseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect("terms:add", found.pk, form.cleaned_data["instrument"].pk)
    context = {
        "scenario": found, "form": form, "instruments": Instrument.objects.filter(is_active=True),
        "cancel_url": found.proposal.get_absolute_url(),
    }  # fmt: skip
    return render(request, "terms/choose.html", context)


@requires(can_see_terms)
def add(request: HttpRequest, pk: int, instrument: int) -> HttpResponse:
    found = own_scenario(request, pk)
    chosen = get_object_or_404(Instrument, pk=instrument, is_active=True)
    return _write(request, found, chosen, None)


@requires(can_see_terms)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = own_term(request, pk)
    return _write(request, found.scenario, found.instrument, found)


def _write(
    request: HttpRequest, scenario: Scenario, instrument: Instrument, term: Term | None
) -> HttpResponse:
    form = TermForm(
        request.POST or None, proposal=scenario.proposal, instrument=instrument, term=term
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            workflow.save_term(
                scenario, instrument, term=term, by=person_of(request), numbers=form.numbers,
                **form.figures,
            )  # fmt: skip
            messages.success(request, f"»{instrument}« er gemt i {scenario}.")
            return redirect(scenario.proposal)
    context = {
        "heading": f"{instrument}: {scenario.proposal.offer}", "form": form,
        "submit_label": "Regn ud og gem", "intro": instrument.about,
        "cancel_url": scenario.proposal.get_absolute_url(), "kicker": scenario.name,
        "plain": [f for f in form if not f.name.startswith("number_")],
        "typed": [f for f in form if f.name.startswith("number_")],
        "is_purchase": instrument.reckoning == "purchase",
    }  # fmt: skip
    return render(request, "terms/term_form.html", context)


@requires(can_see_terms)
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    found = own_term(request, pk)
    with refusals_as_messages(request):
        workflow.remove_term(found, by=person_of(request))
        messages.success(request, f"»{found}« er fjernet.")
    return redirect(found.scenario.proposal)


# --- The catalogue --------------------------------------------------------------------------------


@requires(can_see_terms)
@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    context = {"rows": Instrument.objects.all(), "runs": can_run_terms(person_of(request))}
    return render(request, "terms/catalogue.html", context)


@requires(can_run_terms)
def new_instrument(request: HttpRequest) -> HttpResponse:
    return _instrument(request, None)


@requires(can_run_terms)
def edit_instrument(request: HttpRequest, pk: int) -> HttpResponse:
    return _instrument(request, get_object_or_404(Instrument, pk=pk))


def _instrument(request: HttpRequest, found: Instrument | None) -> HttpResponse:
    form = InstrumentForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        fresh = get_object_or_404(Instrument, pk=found.pk) if found else None
        with refusals_on(form):
            made = workflow.save_instrument(fresh, by=person_of(request), **form.cleaned_data)
            messages.success(request, f"»{made}« er gemt i kataloget.")
            return redirect("terms:catalogue")
    context = {
        "heading": f"Ret i kataloget: {found}" if found else "Nyt vilkår i kataloget",
        "form": form, "submit_label": "Gem", "cancel_url": reverse("terms:catalogue"),
    }  # fmt: skip
    return render(request, "components/form_page.html", context)
