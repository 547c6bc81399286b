"""What stands beside the decision while it is written: positions, delegation, what is sent onward,
follow-up, and the committee's decisions. Each panel comes back alone to a browser that asks so."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.permissions import is_secretariat
from dasportal.accounts.refusals import refusals_as_messages, refusals_on

from .. import gathering, workflow
from ..forms.following import (
    DelegationForm,
    FollowUpForm,
    OnwardForm,
    RollBackForm,
    owners_for,
)
from ..forms.minutes import PositionForm
from ..models import AgendaItem, CommitteeReport, ItemKind, ReportStatus
from .fetching import visible_item

Context = dict[str, Any]


def here(item: AgendaItem) -> str:
    """The item's writing view, with the cursor in the decision."""
    return reverse("meetings:write", args=[item.pk]) + "#beslutning"


# --- What each panel shows ------------------------------------------------------------------------


def position_panel(item: AgendaItem, form: forms.Form | None = None) -> Context:
    decision = getattr(item, "decision", None)
    rows = decision.positions.select_related("party") if decision else []
    return {"positions": rows, "position_form": form or PositionForm()}


def delegation_panel(item: AgendaItem, form: forms.Form | None = None) -> Context:
    decision = getattr(item, "decision", None)
    return {
        "delegations": decision.delegations.select_related("to_forum") if decision else [],
        "delegation_form": form or DelegationForm(meeting=item.meeting),
        "bases": item.on_delegation.select_related("delegation__decision__item__meeting__forum"),
    }


def onward_panel(item: AgendaItem, form: forms.Form | None = None) -> Context:
    decision = getattr(item, "decision", None)
    return {
        "onward": decision.onward.all() if decision else [],
        "onward_form": form or OnwardForm(),
    }


def follow_up_panel(item: AgendaItem, form: forms.Form | None = None) -> Context:
    return {
        "follow_ups": item.follow_ups.all(),
        "follow_up_form": form or FollowUpForm(),
        "owners": owners_for(item.meeting),
    }


def committee_panel(item: AgendaItem, form: forms.Form | None = None, at: int = 0) -> Context:
    """The committee's decisions to take note of or roll back; `form` belongs to report `at`."""
    if item.kind != ItemKind.FROM_COMMITTEE:
        return {}
    rows = {row["source"]: row for row in gathering.committee_rows(item)}
    reports = [
        {
            "report": report,
            "row": rows[str(report.source_id)],
            "form": form if form and report.pk == at else RollBackForm(prefix=f"r{report.pk}"),
        }
        for report in item.reports.order_by("pk")
        if str(report.source_id) in rows
    ]
    left = sum(row["report"].status == ReportStatus.LAID for row in reports)
    return {"reports": reports, "reports_left": left, "is_committee_item": True}


# --- What is done in them -------------------------------------------------------------------------


def _answer(
    request: HttpRequest, item: AgendaItem, name: str, context: Context, form: forms.Form
) -> HttpResponse:
    """The panel alone, the form's own page when it is wrong, or back to the writing view."""
    if request.htmx:
        values = {"item": item, "meeting": item.meeting, "can_write": True, **context}
        return render(request, f"meetings/minutes/{name}_panel.html", values)
    if form.errors:
        page = {"form": form, "heading": HEADINGS[name], "cancel_url": here(item)}
        return render(request, "components/form_page.html", page)
    return redirect(here(item))


HEADINGS = {
    "position": "Afvigende holdning",
    "delegation": "Delegation",
    "onward": "Sendt videre",
    "follow_up": "Ny opfølgning",
    "committee": "Rul beslutningen tilbage",
}


def _fresh(request: HttpRequest, item: AgendaItem) -> AgendaItem:
    """The item with the decision that the verb may just have made."""
    return visible_item(request, item.pk)


@requires(is_secretariat)
@require_POST
def new_follow_up(request: HttpRequest, pk: str) -> HttpResponse:
    """Note a follow-up under the item."""
    item = visible_item(request, pk)
    form = FollowUpForm(request.POST)
    again: forms.Form | None = form
    if form.is_valid():
        data = form.cleaned_data
        with refusals_on(form):
            workflow.add_follow_up(
                item, what=data["what"], owner=data["owner_text"], due=data["due"],
                by=person_of(request),
            )  # fmt: skip
            again = None
    return _answer(request, item, "follow_up", follow_up_panel(item, again), form)


@requires(is_secretariat)
@require_POST
def positions(request: HttpRequest, pk: str) -> HttpResponse:
    """Add a party's differing position, write it anew, or remove it (`remove` is the party's id)."""
    item = visible_item(request, pk)
    rows = [(p.party, p.stance, p.words) for p in position_panel(item)["positions"]]
    if removed := request.POST.get("remove"):
        form: forms.Form = PositionForm()
        rows = [row for row in rows if str(row[0].pk) != removed]
    else:
        form = PositionForm(request.POST)
        if not form.is_valid():
            return _answer(request, item, "position", position_panel(item, form), form)
        data = form.cleaned_data
        rows = [row for row in rows if row[0] != data["party"]]
        rows.append((data["party"], data["stance"], data["words"]))
    again: forms.Form | None = form
    with refusals_as_messages(request) if not form.is_bound else refusals_on(form):
        workflow.set_positions(item, positions=rows, by=person_of(request))
        again = None
    return _answer(request, item, "position", position_panel(_fresh(request, item), again), form)


@requires(is_secretariat)
@require_POST
def delegate(request: HttpRequest, pk: str) -> HttpResponse:
    """Leave something to another forum, or take that out again (`remove` is its id)."""
    item = visible_item(request, pk)
    if "remove" in request.POST:
        found = get_object_or_404(item.decision.delegations.all(), pk=_id(request, "remove"))
        form = DelegationForm(meeting=item.meeting)
        with refusals_as_messages(request):
            workflow.remove_delegation(found, by=person_of(request))
        return _answer(request, item, "delegation", delegation_panel(item), form)
    form = DelegationForm(request.POST, meeting=item.meeting)
    again: forms.Form | None = form
    if form.is_valid():
        with refusals_on(form):
            workflow.give_delegation(item, by=person_of(request), **form.cleaned_data)
            again = None
    panel = delegation_panel(_fresh(request, item), again)
    return _answer(request, item, "delegation", panel, form)


@requires(is_secretariat)
@require_POST
def send_onward(request: HttpRequest, pk: str) -> HttpResponse:
    """Note that the decision is sent onward, or take that out again (`remove` is its id)."""
    item = visible_item(request, pk)
    if "remove" in request.POST:
        found = get_object_or_404(item.decision.onward.all(), pk=_id(request, "remove"))
        with refusals_as_messages(request):
            workflow.remove_onward(found, by=person_of(request))
        return _answer(request, item, "onward", onward_panel(item), OnwardForm())
    form = OnwardForm(request.POST)
    again: forms.Form | None = form
    if form.is_valid():
        with refusals_on(form):
            workflow.note_onward(item, by=person_of(request), **form.cleaned_data)
            again = None
    return _answer(request, item, "onward", onward_panel(_fresh(request, item), again), form)


def _id(request: HttpRequest, name: str) -> int:
    value = request.POST.get(name, "")
    return int(value) if value.isdecimal() else 0


@requires(is_secretariat)
@require_POST
def committee(request: HttpRequest, pk: str) -> HttpResponse:
    """Take note of one of the committee's decisions (`note`), of all (`all`), or roll one back
    (`roll_back`); each names its report by id."""
    item = visible_item(request, pk)
    by = person_of(request)
    at = _id(request, "roll_back")
    form: forms.Form = RollBackForm()
    again: forms.Form | None = None
    if "all" in request.POST:
        with refusals_as_messages(request):
            workflow.note_all(item, by=by)
    elif "note" in request.POST:
        with refusals_as_messages(request):
            workflow.note_report(_report(item, _id(request, "note")), by=by)
    else:
        report = _report(item, at)
        again = form = RollBackForm(request.POST, prefix=f"r{at}")
        if form.is_valid():
            with refusals_on(form):
                workflow.roll_back(report, reason=form.cleaned_data["reason"], by=by)
                again = None
    return _answer(request, item, "committee", committee_panel(item, again, at), form)


def _report(item: AgendaItem, pk: int) -> CommitteeReport:
    return get_object_or_404(item.reports.select_related("item__meeting__forum"), pk=pk)
