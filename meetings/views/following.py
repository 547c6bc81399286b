"""What follows a decision elsewhere: what was delegated, and what was sent onward."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST
from django_tables2 import RequestConfig

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.permissions import has_a_role, is_secretariat
from dasportal.accounts.refusals import refusals_as_messages, refusals_on
from dasportal.documents.files import serve, store

from .. import workflow
from ..filters import DelegationFilter, OnwardFilter
from ..forms.following import OnwardAnswerForm, RevokeForm, SentForm
from ..models import AgendaItem, Delegation, SentOnward
from ..queries import following as queries
from ..tables import DelegationTable, OnwardTable
from ..workflow import DELEGATION, ONWARD
from .fetching import visible_item, visible_meeting

TABS = (
    ("follow_ups", "Opfølgning"),
    ("delegations", "Delegation"),
    ("onward_list", "Sendt videre"),
)
PER_PAGE = 50


def tabs(current: str) -> list[dict[str, Any]]:
    """The lists that belong together, one of them open."""
    return [
        {"label": label, "url": reverse(f"meetings:{name}"), "current": name == current}
        for name, label in TABS
    ]


# --- Delegation -----------------------------------------------------------------------------------


@requires(has_a_role)
def delegations(request: HttpRequest) -> HttpResponse:
    """What has been delegated, to whom, and what became of it."""
    rows = queries.delegations_for_list(person_of(request))
    chosen = DelegationFilter(request.GET, queryset=rows)
    table = DelegationTable(chosen.qs)
    RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(table)
    context = {"filter": chosen, "table": table, "tabs": tabs("delegations")}
    return render(request, "meetings/delegations/list.html", context)


def _visible_delegation(request: HttpRequest, pk: int) -> Delegation:
    rows = Delegation.objects.visible_to(person_of(request))
    related = ("to_forum", "decision__item__meeting__forum", "decision__item__parent")
    return get_object_or_404(rows.select_related(*related), pk=pk)


@requires(has_a_role)
def delegation(request: HttpRequest, pk: int) -> HttpResponse:
    """One delegation: what exactly, on which terms, and where it was used."""
    row = _visible_delegation(request, pk)
    person = person_of(request)
    used = AgendaItem.objects.visible_to(person).filter(on_delegation__delegation=row)
    may_read = AgendaItem.objects.visible_to(person).filter(pk=row.decision.item_id).exists()
    context = {
        "delegation": row,
        "source": row.decision.item,
        "may_read_source": may_read,
        "used": used.select_related("meeting__forum", "decision"),
        "may_revoke": DELEGATION.may(row, "revoke", person),
    }
    return render(request, "meetings/delegations/one.html", context)


@requires(is_secretariat)
def delegation_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Call it back, with the reason."""
    row = _visible_delegation(request, pk)
    form = RevokeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            workflow.revoke_delegation(row, by=person_of(request), **form.cleaned_data)
            messages.success(request, "Delegationen er kaldt tilbage.")
            return redirect(row)
    context = {
        "form": form,
        "heading": "Kald delegationen tilbage?",
        "question": DELEGATION.get("revoke").confirm,
        "submit_label": "Kald tilbage",
        "danger": True,
        "cancel_url": row.get_absolute_url(),
    }
    return render(request, "components/confirm_page.html", context)


@requires(is_secretariat)
@require_POST
def item_on_delegation(request: HttpRequest, pk: str) -> HttpResponse:
    """Say that the item decides on a delegation (`link`), or that it does not (`unlink`)."""
    item = visible_item(request, pk)
    name = "unlink" if "unlink" in request.POST else "link"
    value = request.POST.get(name, "")
    found = _visible_delegation(request, int(value) if value.isdecimal() else 0)
    verb = workflow.unlink_delegation if name == "unlink" else workflow.link_delegation
    with refusals_as_messages(request):
        verb(item, delegation=found, by=person_of(request))
        done = (
            "Punktet besluttes på delegationen." if name == "link" else "Tilknytningen er fjernet."
        )
        messages.success(request, done)
    return redirect(f"{reverse('meetings:item_edit', args=[item.pk])}#paa-delegation")


@requires(is_secretariat)
@require_POST
def item_from_delegation(request: HttpRequest, pk: int) -> HttpResponse:
    """Make an item of the meeting from a delegation (`delegation` is its id)."""
    meeting = visible_meeting(request, pk)
    value = request.POST.get("delegation", "")
    found = _visible_delegation(request, int(value) if value.isdecimal() else 0)
    reason = "Besluttes på delegation" if meeting.agenda_is_published else ""
    with refusals_as_messages(request):
        item = workflow.item_from_delegation(
            meeting, delegation=found, by=person_of(request), late_reason=reason
        )
        messages.success(request, f"Punkt {item.number} er lavet af delegationen.")
        return redirect("meetings:item_edit", item.pk)
    return redirect(meeting)


# --- Sent onward ----------------------------------------------------------------------------------


@requires(has_a_role)
def onward_list(request: HttpRequest) -> HttpResponse:
    """What was sent to KKR, KDK and others, and what they answered."""
    rows = queries.onward_for_list(person_of(request))
    chosen = OnwardFilter(request.GET, queryset=rows)
    table = OnwardTable(chosen.qs)
    RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(table)
    context = {
        "filter": chosen, "table": table, "tabs": tabs("onward_list"), **queries.counts(rows),
    }  # fmt: skip
    return render(request, "meetings/onward/list.html", context)


def _visible_onward(request: HttpRequest, pk: int) -> SentOnward:
    rows = SentOnward.objects.visible_to(person_of(request)).select_related(
        "decision__item__meeting__forum", "answer_file"
    )
    return get_object_or_404(rows, pk=pk)


@requires(has_a_role)
def onward(request: HttpRequest, pk: int) -> HttpResponse:
    """One sending, its answer, and the case's way."""
    row = _visible_onward(request, pk)
    person = person_of(request)
    context = {
        "onward": row,
        "source": row.decision.item,
        "steps": ONWARD.available(row, person),
        "way": queries.way_of(row.decision.item, person),
    }
    return render(request, "meetings/onward/one.html", context)


@requires(is_secretariat)
def onward_step(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Say that it is sent, write the answer, close it without one, or open it again."""
    row = _visible_onward(request, pk)
    if name not in ONWARD_FORMS:
        raise Http404
    form = ONWARD_FORMS[name](request.POST or None, request.FILES or None)
    asked = request.method == "POST" and (not form.fields or form.is_valid())
    if asked and _stepped(request, row, name, form):
        messages.success(request, ONWARD_DONE[name])
        return redirect(row)
    step = ONWARD.get(name)
    context = {
        "form": form, "heading": f"{step.label}: {row.to}", "intro": row.what,
        "submit_label": step.label, "cancel_url": row.get_absolute_url(),
    }  # fmt: skip
    return render(request, "components/form_page.html", context)


ONWARD_FORMS = {"send": SentForm, "answer": OnwardAnswerForm, "close": Form, "reopen": Form}
ONWARD_DONE = {
    "send": "Det er noteret som sendt.",
    "answer": "Svaret er gemt.",
    "close": "Det er afsluttet uden svar.",
    "reopen": "Det er åbent igen.",
}


def _stepped(request: HttpRequest, row: SentOnward, name: str, form: Any) -> bool:
    by = person_of(request)
    with refusals_on(form):
        if name == "send":
            workflow.send_onward(row, on=form.cleaned_data["on"], by=by)
        elif name == "answer":
            return _store_answer(request, row, form)
        elif name == "close":
            workflow.close_onward(row, by=by)
        else:
            workflow.reopen_onward(row, by=by)
        return True
    return False


def _store_answer(request: HttpRequest, row: SentOnward, form: OnwardAnswerForm) -> bool:
    data, by = form.cleaned_data, person_of(request)
    try:
        file = store(data["file"], name=data["file"].name, by=by) if data["file"] else None
    except ValidationError as refused:
        form.add_error("file", refused)
        return False
    workflow.answer_onward(row, on=data["on"], answer=data["answer"], file=file, by=by)
    return True


@requires(has_a_role)
def onward_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The answer's file."""
    row = _visible_onward(request, pk)
    if row.answer_file is None:
        raise Http404
    return serve(request, row.answer_file)


# --- The committee's decisions on the agenda ------------------------------------------------------


@requires(is_secretariat)
@require_POST
def committee_gather(request: HttpRequest, pk: str) -> HttpResponse:
    """Take in what the committee has decided since the agenda was sent."""
    item = visible_item(request, pk)
    with refusals_as_messages(request):
        count = workflow.gather_again(item, by=person_of(request))
        what = "1 ny beslutning" if count == 1 else f"{count} nye beslutninger"
        messages.success(request, f"{what} er taget med. Send ændringerne til medlemmerne.")
    return redirect(f"{reverse('meetings:item_edit', args=[item.pk])}#fra-udvalget")


@requires(is_secretariat)
@require_POST
def committee_closed(request: HttpRequest, pk: str) -> HttpResponse:
    """Put the closed decisions in a closed sub-item."""
    item = visible_item(request, pk)
    with refusals_as_messages(request):
        made = workflow.add_closed_briefing(item, by=person_of(request))
        messages.success(request, f"De lukkede beslutninger står under {made.number}.")
    return redirect(f"{reverse('meetings:item_edit', args=[item.pk])}#fra-udvalget")
