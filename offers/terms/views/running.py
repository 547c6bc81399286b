"""The parties' answers, terms in force, and notices of competition."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.refusals import refusals_as_messages, refusals_on

from .. import workflow
from ..forms import AnswerForm, BeginForm, EndForm, FollowForm, NoticeForm, ProlongForm
from ..permissions import can_run_terms, can_see_terms
from ..queries import notices
from ..workflow import ANSWER, PROPOSAL
from .fetching import answerable, visible_proposal


@requires(can_see_terms)
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """A party joins or declines, said by its member, its deputy, or the secretariat for it."""
    found = answerable(request, pk)
    steps = {step.name for step in ANSWER.available(found, person_of(request))}
    form = AnswerForm(request.POST or None, steps=steps)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        verb = workflow.join if data.pop("answer") == "join" else workflow.decline
        with refusals_on(form):
            made = verb(found, by=person_of(request), **data)
            messages.success(request, f"{made.party} {made.get_status_display().lower()}.")
            return redirect(found.proposal)
    context = {
        "heading": f"{found.party}: svar på særlige vilkår", "form": form, "submit_label": "Gem svaret",
        "cancel_url": found.proposal.get_absolute_url(),
        "intro": f"{found.proposal.title} for {found.proposal.offer}. Kun de parter, der tiltræder, "
        "er bundet.",
    }  # fmt: skip
    return render(request, "components/form_page.html", context)


@requires(can_run_terms)
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    found = answerable(request, pk)
    if request.method == "POST":
        with refusals_as_messages(request):
            workflow.reopen(found, by=person_of(request))
            messages.success(request, f"{found.party} er spurgt igen.")
        return redirect(found.proposal)
    step = ANSWER.get("reopen")
    context = {
        "heading": f"{step.label}: {found.party}", "question": step.confirm,
        "submit_label": "Spørg igen", "cancel_url": found.proposal.get_absolute_url(),
    }  # fmt: skip
    return render(request, "components/confirm_page.html", context)


def _step(
    request: HttpRequest, pk: int, name: str, form: Any, verb: Any, said: str
) -> HttpResponse:
    """One step of terms in force: a form, a verb, back to the proposal."""
    found = visible_proposal(request, pk)
    made = form(request.POST or None)
    if request.method == "POST" and made.is_valid():
        with refusals_on(made):
            verb(found, by=person_of(request), **made.cleaned_data)
            messages.success(request, said)
            return redirect(found)
    step = PROPOSAL.get(name)
    context = {
        "heading": f"{step.label}: {found}", "form": made, "submit_label": step.label,
        "cancel_url": found.get_absolute_url(), "intro": step.confirm or "",
    }  # fmt: skip
    return render(request, "components/form_page.html", context)


@requires(can_run_terms)
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    return _step(request, pk, "begin", BeginForm, workflow.begin, "Vilkårene er i kraft.")


@requires(can_run_terms)
def follow(request: HttpRequest, pk: int) -> HttpResponse:
    return _step(request, pk, "follow", FollowForm, workflow.follow_up, "Opfølgningen er noteret.")


@requires(can_run_terms)
def prolong(request: HttpRequest, pk: int) -> HttpResponse:
    return _step(request, pk, "prolong", ProlongForm, workflow.prolong, "Vilkårene er forlænget.")


@requires(can_run_terms)
def end(request: HttpRequest, pk: int) -> HttpResponse:
    return _step(request, pk, "end", EndForm, workflow.end, "Vilkårene er ophørt.")


@requires(can_run_terms)
def notice(request: HttpRequest, offer: int, protected: int) -> HttpResponse:
    """A new offer and one that is in, with what they have in common; answered with a reason."""
    rows = notices(timezone.localdate())
    found = next(
        (row for row in rows if (row.offer.pk, row.protected.pk) == (offer, protected)), None
    )
    if found is None:
        raise Http404
    start = {"reason": found.answer.reason} if found.answer else {}
    form = NoticeForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            workflow.answer_notice(found, by=person_of(request), **form.cleaned_data)
            messages.success(request, "Svaret er gemt.")
            return redirect("register:offer", offer)
    context = {
        "heading": "Nyt tilbud med samme målgruppe", "form": form, "submit_label": "Gem svaret",
        "notice": found, "cancel_url": reverse("register:offer", args=[offer]),
    }  # fmt: skip
    return render(request, "terms/notice.html", context)
