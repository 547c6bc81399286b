"""The six criteria, and what the panel recommends."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.refusals import refusals_as_messages, refusals_on

from .. import workflow
from ..forms import AssessmentForm, RecommendForm
from ..permissions import can_assess, can_recommend
from .fetching import own_assessment


@requires(can_assess)
def assess(request: HttpRequest, pk: int) -> HttpResponse:
    """All six on one page; what they come to is told when they are saved."""
    found = own_assessment(request, pk)
    form = AssessmentForm(request.POST or None, assessment=found)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = workflow.save_assessment(found, by=person_of(request), **form.given)
            messages.success(request, f"Vurderingen er gemt. {made.verdict.why}")
            return redirect("selection:course", pk)
    context = {"assessment": found, "course": found.course, "form": form, "verdict": found.verdict}
    return render(request, "selection/assess.html", context)


@requires(can_assess)
@require_POST
def lay(request: HttpRequest, pk: int) -> HttpResponse:
    found = own_assessment(request, pk)
    with refusals_as_messages(request):
        workflow.lay(found, by=person_of(request))
        messages.success(request, "Vurderingen er lagt for ekspertpanelet.")
    return redirect("selection:course", pk)


@requires(can_recommend)
def recommend(request: HttpRequest, pk: int) -> HttpResponse:
    found = own_assessment(request, pk)
    form = RecommendForm(request.POST or None, initial={"text": found.experts})
    back = reverse("selection:course", args=[pk])
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            workflow.recommend(found, by=person_of(request), **form.cleaned_data)
            messages.success(request, "Ekspertpanelets anbefaling er gemt.")
            return redirect(back)
    context = {"heading": f"Ekspertpanelets anbefaling: {found.course.offer}", "form": form,
               "submit_label": "Gem anbefalingen", "cancel_url": back,
               "intro": found.verdict.why}  # fmt: skip
    return render(request, "components/form_page.html", context)
