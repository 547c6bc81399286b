"""The year: opened, how far everybody is, shared, put before FU and DAS."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.refusals import refusals_as_messages, refusals_on
from offers.views.cases import place_on_agenda

from .. import workflow
from ..forms import OpenForm, ShareForm, YearForm
from ..models import HANDED_IN, BuyerAnswer, DialogueYear, operated_by
from ..permissions import can_comment, can_run_years, can_see_years
from ..queries import STATUS_CASE, answers_by_party, hearing_counts, progress_of, status_cases
from ..workflow import YEAR
from .fetching import visible_year


@requires(can_see_years)
@require_safe
def years(request: HttpRequest) -> HttpResponse:
    """All the years; the newest is where one most often goes."""
    person = person_of(request)
    rows = DialogueYear.objects.visible_to(person)
    return render(request, "yearly/years.html", {"years": rows, "runs": can_run_years(person)})


@requires(can_run_years)
def open_year(request: HttpRequest) -> HttpResponse:
    form = OpenForm(request.POST or None, initial={"year": timezone.localdate().year - 1})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = workflow.open_year(by=person_of(request), **form.cleaned_data)
            messages.success(request, f"{made} er åbnet, og parterne har fået besked.")
            return redirect(made)
    context = {
        "heading": "Åbn den årlige dialog", "form": form, "submit_label": "Åbn og giv besked",
        "cancel_url": reverse("yearly:years"),
        "intro": "Driftsherrerne bliver bedt om årsrapporter, og alle parter om deres brug af "
        "tilbuddene.",
    }  # fmt: skip
    return render(request, "components/form_page.html", context)


@requires(can_see_years)
@require_safe
def year(request: HttpRequest, year: int) -> HttpResponse:
    """How far the year is: every offer, the twelve buyers, the hearing, the panel, FU and DAS."""
    found, person = visible_year(request, year), person_of(request)
    rows, own = progress_of(found), operated_by(person)
    answers = answers_by_party(found)
    given, asked = hearing_counts(found)
    context = {
        "year": found,
        "rows": rows,
        "answers": answers,
        "answered": sum(1 for _, answer in answers if answer and answer.status == "submitted"),
        "reported": sum(1 for row in rows if row.report and row.report.status in HANDED_IN),
        "commented": sum(1 for row in rows if row.commented),
        "mine": [(party, answer) for party, answer in answers if party.pk in own],
        "own": own,
        "given": given,
        "asked": asked,
        "cases": status_cases(found),
        "steps": {step.name: step for step in YEAR.available(found, person)},
        "runs": can_run_years(person),
        "comments": can_comment(person),
        "reads_answers": BuyerAnswer.objects.visible_to(person).filter(dialogue=found).exists(),
    }
    return render(request, "yearly/year.html", context)


@requires(can_run_years)
def change(request: HttpRequest, year: int) -> HttpResponse:
    found = visible_year(request, year)
    initial = {name: getattr(found, name) for name in ("reports_due", "answers_due", "guidance")}
    form = YearForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            workflow.change_year(found, by=person_of(request), **form.cleaned_data)
            messages.success(request, "Gemt.")
            return redirect(found)
    context = {"heading": f"Frister: {found}", "form": form, "submit_label": "Gem",
               "cancel_url": found.get_absolute_url()}  # fmt: skip
    return render(request, "components/form_page.html", context)


@requires(can_run_years)
@require_POST
def remind(request: HttpRequest, year: int) -> HttpResponse:
    found = visible_year(request, year)
    with refusals_as_messages(request):
        told = workflow.remind(found, by=person_of(request))
        messages.success(request, f"{told} har fået en påmindelse." if told else "Ingen mangler.")
    return redirect(found)


@requires(can_run_years)
def share(request: HttpRequest, year: int) -> HttpResponse:
    """Send what is handed in to hearing."""
    found = visible_year(request, year)
    form = ShareForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            workflow.share_year(found, by=person_of(request), **form.cleaned_data)
            messages.success(request, "Høringen er sendt, og alle parter kan læse med.")
            return redirect(found)
    context = {
        "heading": f"Send i høring: {found}", "form": form, "submit_label": "Send i høring",
        "cancel_url": found.get_absolute_url(), "intro": YEAR.get("share").confirm,
    }  # fmt: skip
    return render(request, "components/form_page.html", context)


@requires(can_run_years)
def put(request: HttpRequest, year: int) -> HttpResponse:
    """The status discussion on FU's or DAS's agenda."""
    found = visible_year(request, year)
    if not found.is_shared:
        messages.error(request, "Send først rapporter og svar i høring; så kan status drøftes.")
        return redirect(found)
    return place_on_agenda(request, STATUS_CASE, found.pk, back=found.get_absolute_url())
