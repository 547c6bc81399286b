"""Gathering an answer inside the party: who may answer, and parts from colleagues."""

from __future__ import annotations

from typing import Any

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.permissions import has_a_role
from dasportal.accounts.refusals import refusals_as_messages
from dasportal.accounts.transitions import NotAllowed

from .. import queries, values, workflow
from ..forms.answering import Sheet
from ..forms.steps import DelegateForm, PartForm
from ..models import PartAnswer, Response
from ..permissions import can_answer_in_role
from .fetching import own_response


@requires(has_a_role)
def colleagues(request: HttpRequest, pk: str) -> HttpResponse:
    """Who may answer, who has been asked for what, and what came."""
    return _page(request, own_response(request, pk))


def _page(request: HttpRequest, row: Response, **forms: Any) -> HttpResponse:
    context = {
        "response": row, "enquiry": row.enquiry, "answerers": queries.answerers(row),
        "delegates": row.delegates.select_related("person", "named_by"),
        "parts": row.parts.select_related("asked_by").prefetch_related("questions"),
        "may_name": can_answer_in_role(person_of(request), row),
        "part_form": PartForm(response=row), "delegate_form": DelegateForm(), **forms,
    }  # fmt: skip
    return render(request, "enquiries/colleagues.html", context)


@requires(has_a_role)
@require_POST
def part_ask(request: HttpRequest, pk: str) -> HttpResponse:
    row = own_response(request, pk)
    form = PartForm(request.POST, response=row)
    if form.is_valid():
        try:
            part, _ = workflow.ask_colleague(row, by=person_of(request), **form.cleaned_data)
        except NotAllowed as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, f"{part.name} har fået en mail.")
            return redirect("enquiries:colleagues", row.pk)
    return _page(request, row, part_form=form)


@requires(has_a_role)
@require_POST
def part_withdraw(request: HttpRequest, pk: str) -> HttpResponse:
    part = _own_part(request, pk)
    with refusals_as_messages(request):
        workflow.withdraw_part(part, by=person_of(request))
        messages.success(request, f"{part.name} skal ikke længere bidrage.")
    return redirect("enquiries:colleagues", part.response_id)


def _own_part(request: HttpRequest, pk: str) -> PartAnswer:
    person = person_of(request)
    mine = Response.objects.for_person(person)
    rows = PartAnswer.objects.visible_to(person).filter(response__in=mine)
    return get_object_or_404(rows.select_related("response__enquiry"), pk=pk)


@requires(has_a_role)
@require_POST
def delegate_add(request: HttpRequest, pk: str) -> HttpResponse:
    row = own_response(request, pk)
    form = DelegateForm(request.POST)
    if form.is_valid():
        try:
            made = workflow.name_answerer(
                row, email=form.cleaned_data["email"], by=person_of(request)
            )
        except NotAllowed as refused:
            form.add_error("email", refused.message)
        else:
            messages.success(request, f"{made.person} kan nu svare.")
            return redirect("enquiries:colleagues", row.pk)
    return _page(request, row, delegate_form=form)


@requires(has_a_role)
@require_POST
def delegate_remove(request: HttpRequest, pk: str, delegate: int) -> HttpResponse:
    row = own_response(request, pk)
    found = get_object_or_404(row.delegates.select_related("response", "person"), pk=delegate)
    with refusals_as_messages(request):
        workflow.unname_answerer(found, by=person_of(request))
        messages.success(request, f"{found.person} er ikke længere udpeget.")
    return redirect("enquiries:colleagues", row.pk)


# --- The colleague's own page ---------------------------------------------------------------------


@requires(has_a_role)
def part(request: HttpRequest, pk: str) -> HttpResponse:
    """The part that somebody with access to the portal is asked for."""
    person = person_of(request)
    rows = PartAnswer.objects.visible_to(person).filter(person=person)
    found = get_object_or_404(
        rows.select_related(
            "response__enquiry", "response__party", "response__unit__party", "asked_by"
        ),
        pk=pk,
    )
    return _part_page(request, found, by_link=False)


@never_cache
def part_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The same for whoever holds the personal link. A token of 32 random bytes is not found by
    asking; only what is sent in is limited."""
    if not ratelimit.consume(request, action="contribute"):
        return _outside(render(request, "enquiries/part_wait.html", status=429))
    found = workflow.part_by(token)
    if found is None:
        return _outside(render(request, "enquiries/part_over.html", status=410))
    return _outside(_part_page(request, found, by_link=True))


def _part_page(request: HttpRequest, found: PartAnswer, *, by_link: bool) -> HttpResponse:
    questions = list(found.questions.all())
    raws = {row.pk: found.values.get(row.key, "") for row in questions}
    refused = ""
    if request.method == "POST":
        raws = {row.pk: values.raw_from(row, request.POST) for row in questions}
        try:
            workflow.deliver_part(
                found, given={row.key: raws[row.pk] for row in questions},
                by=None if by_link else person_of(request),
            )  # fmt: skip
        except NotAllowed as no:
            refused = no.message
        else:
            context = {"part": found, "by_link": by_link}
            return render(request, "enquiries/part_thanks.html", context)
    context = {
        "part": found, "enquiry": found.response.enquiry, "by_link": by_link, "refused": refused,
        "sheet": Sheet(questions, drafts={}, raws=raws),
    }  # fmt: skip
    return render(request, "enquiries/part.html", context, status=409 if refused else 200)


def _outside(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex, nofollow"
    # "no-referrer" would have the browser post the form with `Origin: null`, which is refused.
    response["Referrer-Policy"] = "same-origin"
    return response
