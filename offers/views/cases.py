"""The secretariat's way with a case about offers over a meeting: on the agenda, the decision."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.refusals import refusals_as_messages, refusals_on
from dasportal.register.models import Offer
from meetings.deciding import MET
from meetings.forms.placing import PlaceForm, open_meetings

from .. import workflow
from ..models import CourseStep, OfferCase
from ..permissions import can_run_cooperation
from ..queries import forums_named
from ..slots import CASE_KINDS, kind_of
from ..workflow import CASE
from .fetching import visible_case


def place_on_agenda(
    request: HttpRequest,
    kind: str,
    key: str | int,
    *,
    back: str,
    offer: Offer | None = None,
    step: CourseStep | None = None,
    forums: tuple[str, ...] = (),
) -> HttpResponse:
    """The page that puts a case on an agenda, for the view of its subject, which has asked who may.
    `forums` narrows the kind's own, by slug."""
    named = next(entry for entry in CASE_KINDS if entry.name == kind)
    choices = forums_named(forums or tuple(named.forums))
    form = PlaceForm(request.POST or None, meetings=open_meetings(person_of(request), choices))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = workflow.put_on_agenda(
                kind, key, by=person_of(request), offer=offer, step=step, **form.cleaned_data
            )
            messages.success(request, f"{made} er sat på dagsordenen.")
            return redirect(made)
    context = {
        "heading": f"Sæt på dagsorden: {named.label}" + (f", {offer}" if offer else ""),
        "form": form, "submit_label": "Sæt på dagsorden", "cancel_url": back,
        "intro": "Punktet får en tekst med det, der vides nu. Den følger med, til dagsordenen sendes.",
    }  # fmt: skip
    return render(request, "components/form_page.html", context)


@requires(can_run_cooperation)
@require_safe
def case(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the case is, and what can be done now."""
    found = visible_case(request, pk)
    context = {
        "case": found,
        "item": found.item,
        "subject_url": kind_of(found).url(found),
        "kind": kind_of(found),
        "steps": {step.name: step for step in CASE.available(found, person_of(request))},
        "is_met": found.item is not None and found.item.meeting.status in MET,
    }
    return render(request, "offers/case.html", context)


@requires(can_run_cooperation)
def put(request: HttpRequest, pk: int) -> HttpResponse:
    """A case that waits, or was put off, on a meeting's agenda."""
    found = visible_case(request, pk)
    return place_on_agenda(
        request, found.kind, found.key, back=found.get_absolute_url(), offer=found.offer,
        step=found.step,
    )  # fmt: skip


@requires(can_run_cooperation)
@require_POST
def refresh(request: HttpRequest, pk: int) -> HttpResponse:
    found = visible_case(request, pk)
    with refusals_as_messages(request):
        workflow.refresh(found, by=person_of(request))
        messages.success(
            request, "Teksten er gjort op på ny. Et bilag laves og ligger der om lidt."
        )
    return redirect(found)


@requires(can_run_cooperation)
def use_text(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the portal's text in over the one that somebody has written in."""
    found = visible_case(request, pk)
    if request.method == "POST":
        with refusals_as_messages(request):
            workflow.use_offered_text(found, by=person_of(request))
            messages.success(request, "Portalens tekst er sat ind.")
        return redirect(found)
    context = {
        "heading": "Sæt portalens tekst ind", "submit_label": "Sæt teksten ind",
        "question": "Punktets sagsfremstilling erstattes af den tekst, portalen skriver. Den nuværende "
        "tekst kan hentes frem igen under punktets tidligere tekster.",
        "cancel_url": found.get_absolute_url(),
    }  # fmt: skip
    return render(request, "components/confirm_page.html", context)


@requires(can_run_cooperation)
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """What the meeting decided, as it is about to be written in; then it is."""
    found: OfferCase = visible_case(request, pk)
    if found.item is None or found.status == "decided":
        return redirect(found)
    if request.method == "POST":
        with refusals_as_messages(request):
            made = workflow.decide(found, by=person_of(request))
            messages.success(request, f"Beslutningen om {made} er skrevet ind.")
        return redirect(found)
    context = {"case": found, "item": found.item, "step": CASE.get("decide")}
    return render(request, "offers/decide.html", context)
