"""The register's population figures: the dates, one date, and typing or pasting a new one."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.refusals import refusals_on
from dasportal.register.models import AgeGroup

from .. import queries, workflow
from ..forms import PopulationForm
from ..permissions import can_edit, can_read


@requires(can_read)
@require_safe
def populations(request: HttpRequest) -> HttpResponse:
    """The dates that there are figures of, the newest first."""
    labels = dict(AgeGroup.choices)
    rows = [(row, labels[row.group]) for row in queries.counts()]
    context = {"counts": rows, "office": can_edit(person_of(request))}
    return render(request, "objective/populations.html", context)


@requires(can_read)
@require_safe
def count(request: HttpRequest, group: str, day: str) -> HttpResponse:
    """The figures of one date, each with its source."""
    if group not in AgeGroup.values:
        raise Http404
    try:
        counted_on = date.fromisoformat(day)
    except ValueError:
        raise Http404 from None
    found = list(queries.people_on(group, counted_on).values())
    if not found:
        raise Http404
    rows = queries.by_party(group, counted_on)
    context = {
        "group": AgeGroup(group), "counted_on": counted_on, "rows": rows,
        "total": sum(row.people for row in found), "office": can_edit(person_of(request)),
        "sources": sorted({row.source for row in found}),
    }  # fmt: skip
    return render(request, "objective/population.html", context)


@requires(can_edit)
def record(request: HttpRequest) -> HttpResponse:
    """Type or paste; see what will be stored; store it."""
    form = PopulationForm(request.POST or None, initial=_of_a_date(request))
    if "again" not in request.POST and form.is_valid():
        data = form.cleaned_data
        if "confirmed" not in request.POST:
            return render(request, "objective/populations_preview.html", _preview(form))
        with refusals_on(form):
            changed = workflow.record_populations(
                group=data["group"], counted_on=data["counted_on"], source=data["source"],
                people=form.people, by=person_of(request),
            )  # fmt: skip
            messages.success(request, f"Tallene er gemt. {changed} er nye eller ændrede.")
            return redirect("objective:population", data["group"], data["counted_on"].isoformat())
    return render(request, "objective/populations_form.html", {"form": form})


def _of_a_date(request: HttpRequest) -> dict[str, object]:
    """What there is of the date that the address names, to be corrected."""
    group, day = request.GET.get("group", ""), request.GET.get("day", "")
    try:
        rows = queries.people_on(group, date.fromisoformat(day))
    except ValueError:
        return {"group": AgeGroup.CHILDREN}
    start: dict[str, object] = {f"people_{pk}": row.people for pk, row in rows.items()}
    source = next((row.source for row in rows.values()), "")
    return {**start, "group": group, "counted_on": date.fromisoformat(day), "source": source}


def _preview(form: PopulationForm) -> dict[str, object]:
    """Each figure beside the one that it replaces on that date, and the newest of another date."""
    data = form.cleaned_data
    held = queries.people_on(data["group"], data["counted_on"])
    newest = queries.newest_people(data["group"], other_than=data["counted_on"])
    lines = []
    for party in form.parties:
        people = form.people.get(party.pk)
        if people is None:
            continue
        before, replaced = newest.get(party.pk), held.get(party.pk)
        lines.append(
            {
                "party": party.name,
                "people": people,
                "replaces": replaced.people if replaced and replaced.people != people else None,
                "before": before.people if before else None,
                "change": people - before.people if before else None,
                "odd": before is not None and abs(people - before.people) * 10 > before.people,
            }
        )
    missing = [party.name for party in form.parties if party.pk not in {*form.people, *held}]
    return {
        "form": form, "lines": lines, "missing": missing, "group": AgeGroup(data["group"]),
        "total": sum(form.people.values()), "odd": any(line["odd"] for line in lines),
        "before_on": next(iter(newest.values())).counted_on if newest else None,
    }  # fmt: skip
