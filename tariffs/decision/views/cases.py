"""The secretariat's way with tariffs over a meeting: on the agenda, exceptions, the decision."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.refusals import refusals_as_messages, refusals_on
from meetings.deciding import MET, committee_of
from meetings.forms.placing import PlaceForm, open_meetings
from tariffs.models import Line, Submission, TariffYear
from tariffs.views.fetching import visible_year

from .. import workflow
from ..forms import DecideForm, ExceptionForm, LayForm
from ..models import CaseException, TariffCase
from ..permissions import can_put_cases
from ..queries import Covered, covered, deciding_forums
from ..workflow import CASE
from .fetching import visible_case, visible_correction


@requires(can_put_cases)
def put(request: HttpRequest, year: int) -> HttpResponse:
    """The year's tariffs on an agenda."""
    return _put(request, visible_year(request, year), None)


@requires(can_put_cases)
def put_correction(request: HttpRequest, pk: int) -> HttpResponse:
    """A correction on an agenda."""
    found = visible_correction(request, pk)
    return _put(request, found.year, found)


def _put(request: HttpRequest, year: TariffYear, submission: Submission | None) -> HttpResponse:
    form = PlaceForm(
        request.POST or None, meetings=open_meetings(person_of(request), deciding_forums()),
        hint="Takster besluttes i DAS eller FU.",
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = workflow.put_on_agenda(
                year, submission=submission, by=person_of(request), **form.cleaned_data
            )
            messages.success(
                request, f"{made} er sat på dagsordenen. Bilaget laves og ligger der om lidt."
            )
            return redirect(made)
    what = str(submission) if submission else str(year)
    bilag = "gammelt og nyt side om side" if submission else "takstbilaget"
    back = (
        reverse("decision:correction", args=[submission.pk])
        if submission
        else reverse("tariffs:year", args=[year.year])
    )
    context = {
        "heading": f"Sæt på dagsorden: {what}", "form": form, "submit_label": "Sæt på dagsorden",
        "cancel_url": back,
        "intro": f"Punktet får en tekst med tallene, som de er nu, og {bilag} som bilag. Begge "
        "dele følger med, til dagsordenen sendes.",
    }  # fmt: skip
    return render(request, "components/form_page.html", context)


@requires(can_put_cases)
def lay(request: HttpRequest, year: int) -> HttpResponse:
    """Freeze a year that was decided before the portal as its version 1."""
    found = visible_year(request, year)
    form = LayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = workflow.lay_version(found, by=person_of(request), **form.cleaned_data)
            messages.success(request, f"{made} er lagt fast. PDF'en laves og forsegles.")
            return redirect(made)
    context = {
        "heading": f"Læg takstbilag {year} fast som version 1", "form": form,
        "submit_label": "Læg fast", "cancel_url": reverse("decision:year", args=[year]),
        "intro": "For et år, der er besluttet, før portalen kom. Senere rettelser sammenlignes med det.",
    }  # fmt: skip
    return render(request, "components/form_page.html", context)


@requires(can_put_cases)
@require_safe
def case(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the case is, what is excepted, and of one party what could be."""
    found = visible_case(request, pk)
    rows = covered(found)
    context = {
        "case": found,
        "item": found.item,
        "version": getattr(found, "version", None),
        "rest": found.followed_by.first(),
        "steps": {step.name for step in CASE.available(found, person_of(request))},
        "is_met": found.item is not None and found.item.meeting.status in MET,
        "parties": [(part.submission.party, len(part.lines)) for part in rows],
        "lines": sum(len(part.lines) for part in rows),
        "exceptions": found.exceptions.select_related("party", "offer", "line__legal_basis",
                                                      "line__offer"),
        "rulings": found.rulings.select_related("line__offer", "line__submission__party"),
        "chosen": _chosen(rows, request.GET.get("part", "")),
        "leaving": found.year.withdrawals.waiting().select_related("offer__operator")
        if not found.is_correction else [],
    }  # fmt: skip
    return render(request, "decision/case.html", context)


def _chosen(rows: list[Covered], code: str) -> dict[str, Any] | None:
    """The party whose offers and lines are shown; the only one is shown at once."""
    for part in rows:
        if part.submission.party.code == code or len(rows) == 1:
            offers: dict[Any, list[Line]] = {}
            for line in part.lines:
                offers.setdefault(line.offer, []).append(line)
            return {"party": part.submission.party, "offers": list(offers.items())}
    return None


@requires(can_put_cases)
def add_exception(request: HttpRequest, pk: int) -> HttpResponse:
    """Except a party, an offer or a line: which is in the address, why on the form."""
    found = visible_case(request, pk)
    what = _what(request, found)
    form = ExceptionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = workflow.add_exception(found, by=person_of(request), **what, **form.cleaned_data)
            messages.success(request, f"{made} er {made.get_outcome_display().lower()}.")
            return redirect(found)
    context = {
        "heading": f"Ikke godkendt: {CaseException(case=found, **what)}", "form": form,
        "submit_label": "Gem undtagelsen", "cancel_url": found.get_absolute_url(),
    }  # fmt: skip
    return render(request, "components/form_page.html", context)


def _what(request: HttpRequest, case: TariffCase) -> dict[str, Any]:
    """{"party", "offer", "line"} of what the address names, when it is part of the case."""
    asked = {name: request.GET.get(name, "") for name in ("part", "tilbud", "linje")}
    for part in covered(case):
        party = part.submission.party
        for line in part.lines:
            if asked["linje"] == str(line.pk):
                return {"party": party, "offer": line.offer, "line": line}
            if asked["tilbud"] == str(line.offer_id):
                return {"party": party, "offer": line.offer, "line": None}
        if asked["part"] == party.code:
            return {"party": party, "offer": None, "line": None}
    raise Http404


@requires(can_put_cases)
@require_POST
def remove_exception(request: HttpRequest, pk: int) -> HttpResponse:
    rows = CaseException.objects.filter(case__in=TariffCase.objects.visible_to(person_of(request)))
    found = get_object_or_404(rows.select_related("case", "party", "offer", "line"), pk=pk)
    with refusals_as_messages(request):
        workflow.remove_exception(found, by=person_of(request))
        messages.success(request, f"{found} er ikke længere undtaget.")
    return redirect(found.case)


@requires(can_put_cases)
@require_POST
def refresh(request: HttpRequest, pk: int) -> HttpResponse:
    found = visible_case(request, pk)
    with refusals_as_messages(request):
        workflow.refresh(found, by=person_of(request))
        messages.success(request, "Tallene er gjort op på ny. Bilaget laves og ligger der om lidt.")
    return redirect(found)


@requires(can_put_cases)
def use_text(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the text with fresh figures in over the one that somebody has written in."""
    found = visible_case(request, pk)
    if request.method == "POST":
        with refusals_as_messages(request):
            workflow.use_offered_text(found, by=person_of(request))
            messages.success(request, "Teksten med de friske tal er sat ind.")
        return redirect(found)
    context = {
        "heading": "Sæt de friske tal ind", "submit_label": "Sæt teksten ind",
        "question": "Punktets sagsfremstilling erstattes af teksten med de friske tal. Den nuværende "
        "tekst kan hentes frem igen under punktets tidligere tekster.",
        "cancel_url": found.get_absolute_url(),
    }  # fmt: skip
    return render(request, "components/confirm_page.html", context)


@requires(can_put_cases)
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """What the meeting decided, as it is about to be written in; then it is."""
    found = visible_case(request, pk)
    if found.item is None or hasattr(found, "version"):
        return redirect(found)
    forum = found.item.meeting.forum
    posted = request.POST if request.method == "POST" else None
    form = DecideForm(posted, may_delegate=committee_of(forum) != forum, leaving=_leaving(found))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with refusals_on(form):
            made = workflow.decide(
                found, by=person_of(request), delegate=data.get("delegate", False),
                refused_withdrawals=data.get("refused", ()),
            )  # fmt: skip
            messages.success(request, f"{made} er besluttet. PDF'en laves og forsegles.")
            return redirect(made)
    rows = covered(found)
    context = {
        "case": found, "item": found.item, "form": form, "step": CASE.get("decide"),
        "lines": sum(len(part.lines) for part in rows), "parties": len(rows),
        "exceptions": found.exceptions.select_related("party", "offer", "line__offer",
                                                      "line__legal_basis"),
    }  # fmt: skip
    return render(request, "decision/decide.html", context)


def _leaving(case: TariffCase) -> Any:
    rows = case.year.withdrawals.select_related("offer__operator")
    return rows.none() if case.is_correction else rows.waiting()
