"""The takstlofter of a year."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.refusals import refusals_as_messages, refusals_on
from dasportal.danish.numbers import format_number

from .. import workflow
from ..forms import CeilingForm
from ..models import Ceiling, TariffYear
from ..permissions import can_run_years
from .fetching import visible_year


def _back(year: TariffYear) -> str:
    return reverse("tariffs:ceilings", args=[year.year])


@requires(can_run_years)
@require_safe
def ceilings(request: HttpRequest, year: int) -> HttpResponse:
    """Each in its own price level and in the year's prices; last year's can be taken along."""
    found = visible_year(request, year)
    rows = found.ceilings.select_related("legal_basis")
    before = Ceiling.objects.filter(year__year=year - 1).exists()
    context = {"year": found, "ceilings": rows, "last": year - 1 if before else None}
    return render(request, "tariffs/ceilings.html", context)


@requires(can_run_years)
def new(request: HttpRequest, year: int) -> HttpResponse:
    found = visible_year(request, year)
    form = CeilingForm(request.POST or None, year=found, initial={"price_year": year})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = workflow.set_ceiling(found, by=person_of(request), **form.cleaned_data)
            messages.success(request, f"Loftet for {made} er gemt.")
            return redirect(_back(found))
    return _form(request, found, form, f"Nyt takstloft {year}")


@requires(can_run_years)
def change(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    found = visible_year(request, year)
    row = get_object_or_404(found.ceilings, pk=pk)
    form = CeilingForm(request.POST or None, year=found, instance=row)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = workflow.change_ceiling(row, by=person_of(request), **form.cleaned_data)
            messages.success(request, f"Loftet for {made} er gemt.")
            return redirect(_back(found))
    return _form(request, found, form, f"Ret takstloftet for {row}")


def _form(request: HttpRequest, year: TariffYear, form: CeilingForm, heading: str) -> HttpResponse:
    context = {"heading": heading, "form": form, "cancel_url": _back(year)}
    return render(request, "components/form_page.html", context)


@requires(can_run_years)
def remove(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    found = visible_year(request, year)
    row = get_object_or_404(found.ceilings.select_related("legal_basis"), pk=pk)
    if request.method == "POST":
        with refusals_as_messages(request):
            workflow.remove_ceiling(row, by=person_of(request))
            messages.success(request, f"Loftet for {row} er fjernet.")
        return redirect(_back(found))
    context = {
        "heading": "Fjern takstloftet", "submit_label": "Fjern", "cancel_url": _back(found),
        "question": f"Skal loftet på {format_number(row.projected)} kr. for {row} fjernes?",
        "danger": True,
    }  # fmt: skip
    return render(request, "components/confirm_page.html", context)


@requires(can_run_years)
@require_POST
def carry(request: HttpRequest, year: int) -> HttpResponse:
    """Last year's, projected by this year's PL."""
    found = visible_year(request, year)
    with refusals_as_messages(request):
        came = workflow.carry_ceilings(found, by=person_of(request))
        messages.success(
            request, f"{came} lofter er taget med fra {year - 1}." if came else
            f"Alle lofter fra {year - 1} er her allerede."
        )  # fmt: skip
    return redirect(_back(found))
