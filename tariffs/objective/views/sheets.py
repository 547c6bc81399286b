"""The takstblad of a year: its table, pasted or typed rates, and laying it fast."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.refusals import refusals_as_messages, refusals_on

from .. import queries, workflow
from ..forms import NewSheetForm, RatesForm
from ..models import RateSheet, SheetStatus
from ..permissions import can_edit, can_read
from ..rates import families, grouped
from ..workflow import SHEET
from .fetching import visible_scheme, visible_sheet


@requires(can_read)
@require_safe
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The rates by area and service, last year's beside, and whether the groups follow the rule."""
    found, person = visible_sheet(request, pk), person_of(request)
    rows = list(found.rates.all())
    before = queries.sheet_before(found, person)
    context = {
        "sheet": found,
        "scheme": found.scheme,
        "groups": grouped((line.rate, line) for line in queries.beside(rows, before)),
        "before": before,
        "families": families(rows),
        "tone": "good" if found.status == SheetStatus.APPROVED else "neutral",
        "may": {step.name for step in SHEET.available(found, person)},
        "office": can_edit(person),
    }
    return render(request, "objective/sheet.html", context)


@requires(can_edit)
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """A year's takstblad: pasted, or begun with the newest one's lines."""
    found = visible_scheme(request, slug)
    newest = found.sheets.order_by("-year").first()
    year = newest.year + 1 if newest else timezone.localdate().year + 1
    form = NewSheetForm(request.POST or None, scheme=found, initial={"year": year})
    if form.is_valid():
        data = form.cleaned_data
        with refusals_on(form):
            made = workflow.open_sheet(
                found, year=data["year"], price_level=data["price_level"], source=data["source"],
                lines=form.lines, by=person_of(request),
            )  # fmt: skip
            messages.success(request, f"{len(form.lines)} takster er læst ind som kladde.")
            return redirect(made)
    context = {"form": form, "scheme": found, "newest": newest}
    return render(request, "objective/sheet_new.html", context)


@requires(can_edit)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The rates, a field each; a base rate computes its groups."""
    found = visible_sheet(request, pk)
    if found.status == SheetStatus.APPROVED:
        messages.error(request, "Takstbladet er lagt fast. Vælg »Ret igen« først.")
        return redirect(found)
    form = RatesForm(request.POST or None, sheet=found)
    if form.is_valid():
        data = form.cleaned_data
        with refusals_on(form):
            workflow.change_rates(
                found, amounts=form.amounts, price_level=data["price_level"],
                source=data["source"], by=person_of(request), seen=data["seen"],
            )  # fmt: skip
            messages.success(request, "Taksterne er gemt.")
            return redirect(found)
        form.data = form.data.copy()
        form.data["seen"] = str(visible_sheet(request, pk).revision)
    return render(request, "objective/sheet_form.html", {"form": form, "sheet": found})


@requires(can_edit)
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    return _step(request, pk, "approve", workflow.approve_sheet, "Takstbladet er lagt fast.")


@requires(can_edit)
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    return _step(request, pk, "reopen", workflow.reopen_sheet, "Takstbladet kan rettes igen.")


def _step(request: HttpRequest, pk: int, name: str, verb: Any, done: str) -> HttpResponse:
    """A step that asks first."""
    found: RateSheet = visible_sheet(request, pk)
    if request.method == "POST":
        with refusals_as_messages(request):
            verb(found, by=person_of(request))
            messages.success(request, done)
        return redirect(found)
    step = SHEET.get(name)
    context = {
        "heading": f"{step.label}: {found}", "question": step.confirm, "submit_label": step.label,
        "cancel_url": found.get_absolute_url(),
    }  # fmt: skip
    return render(request, "components/confirm_page.html", context)
