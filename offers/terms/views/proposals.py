"""Special terms: the list, one proposal with its consequences, drafting it and laying it forward."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.permissions import parties_of
from dasportal.accounts.refusals import refusals_as_messages, refusals_on
from dasportal.documents.files import as_file
from offers.models import Membership
from offers.queries import decided_cases, open_case, readable_items
from offers.views.cases import place_on_agenda
from tariffs.exports import csv_text, workbook

from .. import workflow
from ..exports import table
from ..forms import HearingForm, ProposalForm, ReasonForm, ScenarioForm
from ..models import UNDER_WAY, Proposal, Status
from ..pdf import paper
from ..permissions import can_answer, can_bind, can_propose, can_run_terms, can_see_terms
from ..queries import Snapshot, consequences, decided_alone, masked, shown_to
from ..workflow import ANSWER, KIND, PROPOSAL
from ..writing import laid_out, side_by_side
from .fetching import own_offer, own_scenario, proposed_by, visible_proposal, writable


@requires(can_see_terms)
@require_safe
def proposals(request: HttpRequest) -> HttpResponse:
    """What is in force, what is under way, and what has been."""
    person = person_of(request)
    rows = list(Proposal.objects.visible_to(person).select_related("offer__operator"))
    members = Membership.objects.visible_to(person).filter(left_on__isnull=True)
    context = {
        "in_force": [row for row in rows if row.status == Status.IN_FORCE],
        "under_way": [row for row in rows if row.status in UNDER_WAY],
        "past": [
            row for row in rows if row.status not in (Status.IN_FORCE, *UNDER_WAY)
        ],
        "offers": [
            row.offer for row in members.select_related("offer__operator")
            if can_propose(person, row.offer)
        ],
        "runs": can_run_terms(person),
    }  # fmt: skip
    return render(request, "terms/proposals.html", context)


def seen(request: HttpRequest, proposal: Proposal) -> Snapshot:
    """The consequences as the person may see them: as frozen, once they are in force."""
    frozen = proposal.status in (Status.IN_FORCE, Status.ENDED) and proposal.snapshot
    made = proposal.snapshot if frozen else consequences(proposal)
    shown = masked(made, shown_to(person_of(request), proposal))
    return decided_alone(shown, proposal.status)


@requires(can_see_terms)
@require_safe
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    found, person = visible_proposal(request, pk), person_of(request)
    made = laid_out(seen(request, found))
    steps = {step.name: step for step in PROPOSAL.available(found, person)}
    cases = decided_cases(KIND, found.pk)
    course = list(found.course.steps.select_related("enquiry", "forum")) if found.course else []
    context = {
        "proposal": found,
        "made": made,
        "money": [row for row in made["scenarios"] if row["is_money"]],
        "beside": side_by_side(made),
        "answers": [
            (row, can_answer(person, row) and bool(ANSWER.available(row, person)))
            for row in found.answers.all()
        ],
        "mine": [
            row
            for row in found.answers.all()
            if row.status == "waiting"
            and found.status == Status.AGREED
            and can_bind(person, row.party)
        ],
        "own": {party.code for party in found.parties.all() if party.pk in parties_of(person)},
        "joined": sum(row.status == "joined" for row in found.answers.all()),
        "steps": steps,
        "writes": writable(request, found),
        "course": course,
        "hearing": next((row.enquiry for row in course if row.enquiry), None),
        "cases": cases,
        "case": open_case(KIND, found.pk) if can_run_terms(person) else None,
        "readable": readable_items([row.item for row in cases if row.item], person),
        "notes": found.notes.select_related("by"),
        "runs": can_run_terms(person),
    }
    return render(request, "terms/proposal.html", context)


@requires(can_see_terms)
def new(request: HttpRequest, offer: int) -> HttpResponse:
    """A draft of special terms for one's own offer that is in."""
    found = own_offer(request, offer)
    form = ProposalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = workflow.draft_proposal(found, by=person_of(request), **form.cleaned_data)
            messages.success(request, "Kladden er gemt. Vælg nu vilkårene.")
            return redirect(made)
    context = {
        "heading": f"Foreslå særlige vilkår for {found}", "form": form,
        "submit_label": "Gem kladden", "cancel_url": f"/forstaerket/tilbud/{found.pk}/",
        "intro": "Særlige vilkår kommer aldrig af sig selv. DAS vurderer hver sag for sig, og hver "
        "part tager selv stilling til, om den vil være bundet.",
    }  # fmt: skip
    return render(request, "components/form_page.html", context)


@requires(can_see_terms)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = proposed_by(request, pk)
    form = ProposalForm(
        request.POST or None, instance=found,
        initial={"parties": [party.pk for party in found.parties.all()]},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            workflow.change_proposal(found, by=person_of(request), **form.cleaned_data)
            messages.success(request, "Gemt.")
            return redirect(found)
    context = {
        "heading": f"Ret forslaget: {found.title}", "form": form, "submit_label": "Gem",
        "cancel_url": found.get_absolute_url(),
    }  # fmt: skip
    return render(request, "components/form_page.html", context)


@requires(can_see_terms)
def propose(request: HttpRequest, pk: int) -> HttpResponse:
    """Lay it before the parties, after a page that says what follows."""
    return _confirmed(request, proposed_by(request, pk), "propose", workflow.propose,
                      "Forslaget er fremlagt for parterne.")  # fmt: skip


def _confirmed(
    request: HttpRequest, found: Proposal, name: str, verb: Any, said: str
) -> HttpResponse:
    if request.method == "POST":
        with refusals_as_messages(request):
            verb(found, by=person_of(request))
            messages.success(request, said)
        return redirect(found)
    step = PROPOSAL.get(name)
    context = {
        "heading": f"{step.label}: {found.title}", "question": step.confirm,
        "submit_label": step.label, "cancel_url": found.get_absolute_url(),
    }  # fmt: skip
    return render(request, "components/confirm_page.html", context)


@requires(can_see_terms)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    found = proposed_by(request, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            workflow.withdraw(found, by=person_of(request), **form.cleaned_data)
            messages.success(request, "Forslaget er trukket tilbage.")
            return redirect(found)
    step = PROPOSAL.get("withdraw")
    context = {
        "heading": f"{step.label}: {found.title}", "question": step.confirm, "form": form,
        "submit_label": step.label, "cancel_url": found.get_absolute_url(), "danger": True,
    }  # fmt: skip
    return render(request, "components/confirm_page.html", context)


# --- Scenarios ------------------------------------------------------------------------------------


@requires(can_see_terms)
def add_scenario(request: HttpRequest, pk: int) -> HttpResponse:
    """One more way to do it, beside the first."""
    found = proposed_by(request, pk)
    start = {"name": f"Forslag {chr(65 + found.scenarios.count())}"}
    form = ScenarioForm(request.POST or None, proposal=found, initial=start)
    if request.method == "POST" and form.is_valid():
        like = form.rows.get(form.cleaned_data["like"])
        with refusals_on(form):
            workflow.add_scenario(
                found, name=form.cleaned_data["name"], like=like, by=person_of(request)
            )
            return redirect(found)
    context = {
        "heading": "Tilføj en model", "form": form, "submit_label": "Tilføj",
        "cancel_url": found.get_absolute_url(),
        "intro": "Modellerne står side om side, så parterne kan se, hvad hver af dem betyder.",
    }  # fmt: skip
    return render(request, "components/form_page.html", context)


@requires(can_see_terms)
@require_POST
def choose_scenario(request: HttpRequest, pk: int) -> HttpResponse:
    found = own_scenario(request, pk)
    with refusals_as_messages(request):
        workflow.choose_scenario(found, by=person_of(request))
        messages.success(request, f"»{found}« er det, der indstilles.")
    return redirect(found.proposal)


@requires(can_see_terms)
@require_POST
def remove_scenario(request: HttpRequest, pk: int) -> HttpResponse:
    found = own_scenario(request, pk)
    with refusals_as_messages(request):
        workflow.remove_scenario(found, by=person_of(request))
        messages.success(request, f"»{found}« er fjernet.")
    return redirect(found.proposal)


# --- Out of the portal, and before the parties ----------------------------------------------------


@requires(can_see_terms)
@require_safe
def pdf(request: HttpRequest, pk: int) -> HttpResponse:
    found = visible_proposal(request, pk)
    content = paper(seen(request, found), found.get_status_display().lower())
    return as_file(content, f"saerlige-vilkaar-{slugify(found.offer.name)}.pdf")


@requires(can_see_terms)
@require_safe
def data(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    found = visible_proposal(request, pk)
    made = {"xlsx": workbook, "csv": csv_text}
    if form not in made:
        raise Http404
    content = made[form](table(seen(request, found)))  # type: ignore[operator]
    return as_file(content, f"saerlige-vilkaar-{slugify(found.offer.name)}.{form}")


@requires(can_run_terms)
def hear(request: HttpRequest, pk: int) -> HttpResponse:
    """A hearing of the parties as a draft, to be read through and sent where hearings are."""
    found = visible_proposal(request, pk)
    form = HearingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = workflow.hear(found, by=person_of(request), **form.cleaned_data)
            messages.success(request, "Høringen er lavet som kladde. Læs den igennem, og send den.")
            return redirect(made)
    context = {
        "heading": f"Hør parterne: {found.title}", "form": form, "submit_label": "Lav høringen",
        "cancel_url": found.get_absolute_url(),
        "intro": "Høringen laves som en kladde til de parter, der skal tage stilling.",
    }  # fmt: skip
    return render(request, "components/form_page.html", context)


@requires(can_run_terms)
def put(request: HttpRequest, pk: int) -> HttpResponse:
    """On an agenda in FU, then in DAS."""
    found = visible_proposal(request, pk)
    if request.method == "POST" and not PROPOSAL.may(found, "put", person_of(request)):
        messages.error(request, f"Det er ikke muligt nu. Status er »{found.get_status_display()}«.")
        return redirect(found)
    step = None
    if found.course is not None:
        waiting = found.course.steps.filter(kind="decision", done_on__isnull=True)
        step = waiting.select_related("forum", "course").order_by("position").first()
    forums = (step.forum.slug,) if step is not None and step.forum is not None else ()
    return place_on_agenda(
        request, KIND, found.pk, back=found.get_absolute_url(), offer=found.offer, step=step,
        forums=forums,
    )  # fmt: skip
