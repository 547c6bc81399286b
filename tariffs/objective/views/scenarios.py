"""A year's table, the scenarios side by side, and the steps to lay one fast."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.refusals import refusals_as_messages, refusals_on
from dasportal.danish.numbers import format_kroner

from .. import queries, workflow
from ..exports import last_label
from ..forms import ApproveForm, ScenarioForm
from ..models import Scenario, ScenarioStatus
from ..permissions import can_edit, can_read
from ..snapshot import around, live, table_of
from ..workflow import SCENARIO
from .fetching import visible_scenario, visible_scheme

TONES = {
    ScenarioStatus.DRAFT: "neutral",
    ScenarioStatus.CHOSEN: "info",
    ScenarioStatus.APPROVED: "good",
    ScenarioStatus.REPLACED: "attention",
}


@requires(can_read)
@require_safe
def scenario(request: HttpRequest, pk: int) -> HttpResponse:
    """The table of a year: each one's share, last year beside, and how it came about."""
    found, person = visible_scenario(request, pk), person_of(request)
    table, mine = table_of(found), queries.codes_of(person)
    context = {
        "scenario": found,
        "scheme": found.scheme,
        "table": table,
        "mine": mine,
        "own": [row for row in table["rows"] if row["code"] in mine],
        "last_label": last_label(table) if table["last"] else "",
        "tone": TONES[ScenarioStatus(found.status)],
        "office": can_edit(person),
        "may": {step.name for step in SCENARIO.available(found, person)},
        "now": queries.what_holds(found) if found.status == ScenarioStatus.REPLACED else None,
        "others": queries.others_of_year(found, person),
    }
    return render(request, "objective/scenario.html", context)


@requires(can_edit)
@require_safe
def compare(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """The year's scenarios side by side, what each party pays in each of them."""
    found = visible_scheme(request, slug)
    rows = queries.side_by_side(found, year, person_of(request))
    if not rows:
        raise Http404
    beside = around(rows[0])
    tables = [table_of(row, beside) for row in rows]
    context = {
        "scheme": found,
        "year": year,
        "columns": [
            {"scenario": row, "table": table, "tone": TONES[ScenarioStatus(row.status)]}
            for row, table in zip(rows, tables, strict=True)
        ],
        "lines": _lines(tables, [party.code for party in beside.parties]),
    }
    return render(request, "objective/compare.html", context)


def _lines(tables: list[dict[str, Any]], order: list[str]) -> list[dict[str, Any]]:
    """A line a party, in order: its share in each scenario (None: not with)."""
    parties: dict[str, dict[str, Any]] = {}
    for table in tables:
        for row in table["rows"]:
            parties.setdefault(row["code"], {"party": row["party"], "code": row["code"]})
    by_code = [{row["code"]: row for row in table["rows"]} for table in tables]
    return [
        {
            **parties[code],
            "amounts": [
                rows[code]["amount"] if code in rows and rows[code]["key"] is not None else None
                for rows in by_code
            ],
        }
        for code in order
        if code in parties
    ]


@requires(can_edit)
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """A scenario of a year, in one form."""
    found = visible_scheme(request, slug)
    newest = found.scenarios.order_by("-year").first()
    year = newest.year + 1 if newest else timezone.localdate().year + 1
    start = {"year": year, "price_level": year}
    form = ScenarioForm(request.POST or None, scheme=found, initial=start)
    if form.is_valid():
        with refusals_on(form):
            made = workflow.draft_scenario(found, form.figures, form.keys, by=person_of(request))
            messages.success(request, "Forslaget er regnet ud og gemt som kladde.")
            return redirect(made)
    return _form(request, form, "Nyt forslag", found.get_absolute_url())


@requires(can_edit)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the figures; the shares are computed anew when it is saved."""
    found = visible_scenario(request, pk)
    form = ScenarioForm(request.POST or None, scheme=found.scheme, scenario=found)
    if found.is_frozen:
        messages.error(request, "Tabellen er lagt fast. Kopiér den til et nyt forslag, og ret det.")
        return redirect(found)
    if form.is_valid():
        with refusals_on(form):
            made = workflow.change_scenario(
                found,
                form.figures,
                form.keys,
                by=person_of(request),
                seen=form.cleaned_data["seen"],
            )
            messages.success(request, "Forslaget er gemt, og andelene er regnet ud igen.")
            return redirect(made)
        form.data = form.data.copy()
        form.data["seen"] = str(Scenario.objects.visible_to(person_of(request)).get(pk=pk).revision)
    return _form(request, form, f"Ret {found.name}", found.get_absolute_url())


def _form(request: HttpRequest, form: ScenarioForm, heading: str, back: str) -> HttpResponse:
    context = {
        "form": form, "scheme": form.scheme, "heading": heading, "cancel_url": back,
        "scenario": form.scenario,
    }  # fmt: skip
    return render(request, "objective/scenario_form.html", context)


@requires(can_edit)
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Lay the table fast, once it is said where it was decided."""
    found = visible_scenario(request, pk)
    form = ApproveForm(request.POST or None)
    if form.is_valid():
        with refusals_as_messages(request):
            workflow.approve_scenario(found, by=person_of(request), **form.cleaned_data)
            messages.success(request, "Fordelingen er lagt fast og kan læses af parterne.")
        return redirect(found)
    step, table = SCENARIO.get("approve"), live(found)
    context = {
        "form": form, "heading": f"Læg {found} fast", "question": step.confirm,
        "consequences": _consequences(found, table), "submit_label": step.label,
        "cancel_url": found.get_absolute_url(),
    }  # fmt: skip
    return render(request, "components/confirm_page.html", context)


def _consequences(found: Scenario, table: dict[str, Any]) -> list[str]:
    lines = [
        f"{format_kroner(table['total'])} deles mellem {table['participants']} parter.",
        f"Andelene er i alt {format_kroner(table['sum'])}",
    ]
    holds = queries.what_holds(found)
    if holds is not None:
        lines.append(f"»{holds.name}«, der gælder nu, bliver erstattet.")
    return lines


@requires(can_edit)
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a scenario that was never laid fast."""
    found = visible_scenario(request, pk)
    if request.method == "POST":
        with refusals_as_messages(request):
            workflow.drop_scenario(found, by=person_of(request))
            messages.success(request, "Forslaget er slettet.")
            return redirect(found.scheme)
        return redirect(found)
    step = SCENARIO.get("drop")
    context = {
        "heading": f"Slet »{found.name}« for {found.year}?", "question": step.confirm,
        "submit_label": step.label, "danger": True, "cancel_url": found.get_absolute_url(),
    }  # fmt: skip
    return render(request, "components/confirm_page.html", context)


@requires(can_edit)
@require_POST
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    found = visible_scenario(request, pk)
    with refusals_as_messages(request):
        workflow.choose_scenario(found, by=person_of(request))
        messages.success(request, "Forslaget er valgt. Læg det fast, når det er besluttet.")
    return redirect(found)


@requires(can_edit)
@require_POST
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft of the same figures, opened to be changed."""
    found = visible_scenario(request, pk)
    with refusals_as_messages(request):
        made = workflow.copy_scenario(found, by=person_of(request))
        messages.success(request, "Her er en kopi. Ret det, der skal være anderledes.")
        return redirect(reverse("objective:edit_scenario", args=[made.pk]))
    return redirect(found)
