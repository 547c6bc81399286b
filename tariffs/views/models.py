"""How a party sets its tariffs: models, levels, and what follows what after a switch."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.refusals import refusals_on

from .. import workflow
from ..forms import ActivityForm, LevelsForm, MappingForm, ModelsForm
from ..models import LineKind, Submission
from ..naming import level_number
from ..permissions import can_see_years, units_written
from ..queries import models_of
from ..sheet import sheet_of
from .fetching import visible_submission


def _back(found: Submission) -> str:
    return reverse("tariffs:submission", args=[found.pk])


@requires(can_see_years)
def models(request: HttpRequest, pk: int) -> HttpResponse:
    """The tariff model of the party and of each of its units."""
    found = visible_submission(request, pk)
    person = person_of(request)
    form = ModelsForm(
        request.POST or None, submission=found, models=models_of(found.year, found.party),
        writes=units_written(person, found),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            workflow.choose_models(found, chosen=form.chosen, by=person)
            messages.success(request, "Takstmodellen er gemt.")
            return redirect(_back(found))
    context = {
        "heading": f"Takstmodel: {found}", "form": form, "cancel_url": _back(found),
        "intro": "Under boniveauer er det niveauerne, der afregnes, og gennemsnittet er kun til "
        "oplysning. En enhed uden sit eget valg følger parten.",
    }  # fmt: skip
    return render(request, "components/form_page.html", context)


@requires(can_see_years)
def levels(request: HttpRequest, pk: int) -> HttpResponse:
    """The steps of the levels, laid upon every offer's base at once."""
    found = visible_submission(request, pk)
    person = person_of(request)
    form = LevelsForm(request.POST or None, **_levels_of(found, units_written(person, found)))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            moved = workflow.lay_levels(found, by=person, **form.given)
            messages.success(
                request, f"Trinene er gemt, og {moved} niveauer har fået ny takst."
                if moved else "Trinene er gemt. Ingen takster er ændret."
            )  # fmt: skip
            return redirect(_back(found))
    return render(request, "tariffs/levels.html", {"submission": found, "form": form})


def _levels_of(found: Submission, writes: frozenset[int | None] | None) -> dict[str, Any]:
    """The levels that there are, with the steps and bases that were given before."""
    lines = found.lines.filter(kind=LineKind.LEVEL).select_related("offer")
    rows = [row for row in lines if writes is None or row.reporting_unit_id in writes]
    kept_steps = {(row.unit_id, row.level): row.amount for row in found.level_steps.all()}
    kept_bases = {(row.offer_id, row.basis_key): row.amount for row in found.offer_bases.all()}
    here = {(row.reporting_unit_id, level) for row in rows if (level := level_number(row.service))}
    steps: dict[tuple[int | None, int], Decimal | None] = {
        key: kept_steps.get(key) for key in sorted(here, key=lambda key: (key[0] or 0, key[1]))
    }
    names = {(row.offer_id, row.basis_key): f"{row.offer} ({row.basis_key})" for row in rows}
    bases = {key: kept_bases.get(key) for key in names}
    units: dict[int | None, str] = dict(found.party.units.values_list("pk", "name"))
    return {"steps": steps, "bases": bases, "names": names, "units": units}


@requires(can_see_years)
def activity(request: HttpRequest, pk: int) -> HttpResponse:
    """Every offer's basic tariff, and the activity levels that all share, at once."""
    found = visible_submission(request, pk)
    person = person_of(request)
    form = ActivityForm(
        request.POST or None,
        activity=workflow.activity_of(found, units_written(person, found)),
        units=dict(found.party.units.values_list("pk", "name")),
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            new, moved = workflow.lay_activity(found, by=person, **form.given)
            messages.success(request, f"Gemt: {new} nye linjer, og {moved} har fået ny takst.")
            return redirect(_back(found))
    return render(request, "tariffs/activity.html", {"submission": found, "form": form})


@requires(can_see_years)
def mapping(request: HttpRequest, pk: int) -> HttpResponse:
    """After a switch of model: which of last year's lines each new line follows."""
    found = visible_submission(request, pk)
    person = person_of(request)
    sheet = sheet_of(found, units_written(person, found))
    new = {row.pk for row in sheet.rows if row.may_write and row.facts.last is None}
    lines = [
        row
        for row in found.lines.select_related("offer", "legal_basis")
        if row.pk in new or row.replaces_id
    ]
    old = workflow.last_year_of(found)
    form = MappingForm(request.POST or None, lines=lines, old=old)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            moved = workflow.map_lines(found, follows=form.follows, by=person)
            messages.success(request, f"Gemt: {moved} linjer er ændret.")
            return redirect(_back(found))
    context = {
        "submission": found, "form": form, "lines": lines, "old": old, "gone": sheet.book.gone,
    }  # fmt: skip
    return render(request, "tariffs/mapping.html", context)
