"""The panel's comments, ydelseskataloger, and dialogue meetings."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.refusals import refusals_on
from offers.permissions import can_run_cooperation
from offers.views.cases import place_on_agenda
from offers.views.fetching import known_offer

from .. import workflow
from ..forms import CommentForm, DeclarationForm, HeldForm, ModelForm
from ..models import Comment, Declaration, DialogueMeeting
from ..permissions import can_ask_for_meeting, can_comment, can_see_years, can_write_report
from ..queries import MEETING_CASE
from ..workflow import MEETING
from .fetching import offer_of, visible_report, visible_year


@requires(can_comment)
def comment(request: HttpRequest, year: int, offer: int) -> HttpResponse:
    """Written beside the report that it is about."""
    found = visible_year(request, year)
    about = offer_of(found, offer)
    report = visible_report(request, found, about)
    before = Comment.objects.filter(dialogue=found, offer=about).first()
    form = CommentForm(request.POST or None, initial={"text": before.text if before else ""})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            workflow.comment(found, offer=about, by=person_of(request), **form.cleaned_data)
            messages.success(request, "Bemærkningerne er gemt.")
            return redirect(found)
    link = f" Rapporten: {report}." if report else ""
    context = {
        "heading": f"Ekspertpanelets bemærkninger: {about}, {found.year}", "form": form,
        "submit_label": "Gem bemærkningerne", "cancel_url": found.get_absolute_url(),
        "intro": f"De indgår i DAS' statusdrøftelse og læses af alle parter fra høringen.{link}",
    }  # fmt: skip
    return render(request, "components/form_page.html", context)


@requires(can_see_years)
@require_safe
def declarations(request: HttpRequest, offer: int) -> HttpResponse:
    """The newest ydelseskatalog, and the earlier versions."""
    about = known_offer(request, offer)
    rows = list(Declaration.objects.filter(offer=about).select_related("made_by"))
    context = {"offer": about, "newest": rows[0] if rows else None, "earlier": rows[1:],
               "writes": can_write_report(person_of(request), about)}  # fmt: skip
    return render(request, "yearly/declarations.html", context)


@requires(can_see_years)
def declare(request: HttpRequest, offer: int) -> HttpResponse:
    """A new version, begun with the newest."""
    about = known_offer(request, offer)
    if not can_write_report(person_of(request), about):
        raise Http404
    newest = Declaration.objects.filter(offer=about).first()
    initial = {"services": newest.services, "promise": newest.promise} if newest else {}
    form = DeclarationForm(request.POST or None, initial=initial)
    back = reverse("yearly:declarations", args=[about.pk])
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = workflow.declare(about, by=person_of(request), **form.cleaned_data)
            messages.success(request, f"Version {made.number} gælder nu.")
            return redirect(back)
    context = {"heading": f"Ydelseskatalog og servicedeklaration: {about}", "form": form,
               "submit_label": "Gem som ny version", "cancel_url": back,
               "intro": "Tidligere versioner bliver stående."}  # fmt: skip
    return render(request, "components/form_page.html", context)


@requires(can_see_years)
def meeting(request: HttpRequest, year: int, offer: int) -> HttpResponse:
    """Whether the operator wants a dialogue meeting; its model, DAS's answer, what it recommends."""
    found, person = visible_year(request, year), person_of(request)
    about = offer_of(found, offer)
    made = DialogueMeeting.objects.filter(dialogue=found, offer=about).first()
    may = can_ask_for_meeting(person, about)
    if made is None and not may:
        raise Http404
    form = None
    if made is None:
        form = ModelForm(request.POST or None)
    elif MEETING.may(made, "hold", person):
        form = HeldForm(
            request.POST or None, initial={"held_on": made.held_on, "outcome": made.outcome}
        )
    if request.method == "POST" and form is not None and form.is_valid():
        with refusals_on(form):
            if made is None:
                workflow.ask_for_meeting(found, offer=about, by=person, **form.cleaned_data)
                messages.success(
                    request, "Ønsket er sendt til sekretariatet, som lægger det for DAS."
                )
            else:
                workflow.hold_meeting(made, by=person, **form.cleaned_data)
                messages.success(request, "Anbefalingerne er gemt.")
            return redirect("yearly:meeting", year, offer)
    context = {"year": found, "offer": about, "meeting": made, "form": form,
               "runs": can_run_cooperation(person)}  # fmt: skip
    return render(request, "yearly/meeting.html", context)


@requires(can_run_cooperation)
def meeting_put(request: HttpRequest, year: int, offer: int) -> HttpResponse:
    """The operator's model before FU or DAS."""
    found = visible_year(request, year)
    about = offer_of(found, offer)
    made = DialogueMeeting.objects.filter(dialogue=found, offer=about).first()
    if made is None:
        raise Http404
    back = reverse("yearly:meeting", args=[year, offer])
    return place_on_agenda(request, MEETING_CASE, made.pk, back=back, offer=about)
