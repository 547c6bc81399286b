"""An offer's report: written by its operator, handed in, read."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.refusals import refusals_as_messages, refusals_on
from dasportal.documents.files import serve, store

from .. import workflow
from ..calculation import Level
from ..forms import FileForm, ReasonForm, ReportForm
from ..models import Report
from ..permissions import can_run_years, can_see_years, can_write_report
from ..queries import findings_of_report, parties, report_before
from ..sheet import FIGURES, WORDS, covers, value_of
from ..workflow import REPORT, Conflict
from .fetching import offer_of, visible_file, visible_report, visible_year

CHANGED = (
    "En anden har gemt rapporten imens. Det, du skrev, står her endnu; se efter, og gem igen, hvis "
    "dit skal gælde."
)


@requires(can_see_years)
def report(request: HttpRequest, year: int, offer: int) -> HttpResponse:
    """The form, to those who write it while it is open; else as it was handed in."""
    found = visible_year(request, year)
    about = offer_of(found, offer)
    made, person = visible_report(request, found, about), person_of(request)
    if made is None and can_write_report(person, about):
        with refusals_as_messages(request):
            made = workflow.begin_report(found, offer=about, by=person)
    if made is None:
        raise Http404
    if REPORT.may(made, "write", person) and found.status != "closed":
        return _write(request, made)
    if request.method == "POST":
        raise PermissionDenied
    return _read(request, made)


def _write(request: HttpRequest, made: Report) -> HttpResponse:
    before = report_before(made)
    form = ReportForm(request.POST or None, report=made, parties=parties(), before=before)
    if request.method == "POST" and form.is_valid():
        try:
            with refusals_on(form):
                workflow.save_report(
                    made, values=form.values, referrals=form.referrals, by=person_of(request),
                    base_revision=form.cleaned_data["revision"],
                )  # fmt: skip
                if "submit" in request.POST:
                    return redirect("yearly:report_submit", made.dialogue.year, made.offer_id)
                messages.success(request, "Gemt. Du kan komme tilbage og skrive videre.")
                return redirect(made)
        except Conflict as conflict:
            form.add_error(None, CHANGED)
            form.data = form.data.copy()
            form.data["revision"] = conflict.report.revision
    context = {
        "report": made, "year": made.dialogue, "form": form,
        "findings": findings_of_report(made) if made.revision else [],
        "before": before,
        "files": made.files.select_related("file"),
    }  # fmt: skip
    return render(request, "yearly/report_form.html", context)


def _figures(made: Report) -> list[tuple[str, object, str, str]]:
    """Label, value, how it is written, what it covers."""
    return [
        (label, value_of(made, name), form.value, covers(made, what) if what else "")
        for name, label, form, what in FIGURES
    ]


def _read(request: HttpRequest, made: Report) -> HttpResponse:
    before = report_before(made)
    old = {label: value for label, value, _, _ in _figures(before)} if before else {}
    context = {
        "report": made, "year": made.dialogue,
        "figures": [(*row, old.get(row[0])) for row in _figures(made)],
        "before": before,
        "words": [(label, getattr(made, name)) for name, label in WORDS if getattr(made, name)],
        "referrals": made.referrals.select_related("party"),
        "files": made.files.select_related("file"),
        "notices": [row for row in findings_of_report(made) if row.level == Level.NOTICE],
        "steps": {step.name for step in REPORT.available(made, person_of(request))},
    }  # fmt: skip
    return render(request, "yearly/report.html", context)


def _own(request: HttpRequest, year: int, offer: int) -> Report:
    """The report, when it is there and may be read; else 404."""
    found = visible_year(request, year)
    made = visible_report(request, found, offer_of(found, offer))
    if made is None:
        raise Http404
    return made


@requires(can_see_years)
def submit(request: HttpRequest, year: int, offer: int) -> HttpResponse:
    """What is said of it, and what keeps it back; then it is handed in."""
    made = _own(request, year, offer)
    if not REPORT.may(made, "submit", person_of(request)):
        return redirect(made)
    if request.method == "POST":
        with refusals_as_messages(request):
            workflow.submit_report(made, by=person_of(request))
            messages.success(request, f"{made} er indsendt. I får en kvittering på mail.")
            return redirect(made)
        return redirect("yearly:report_submit", year, offer)
    findings = findings_of_report(made)
    context = {
        "report": made, "year": made.dialogue, "findings": findings,
        "stops": [row for row in findings if row.level != Level.NOTICE],
        "step": REPORT.get("submit"),
        "figures": [row for row in _figures(made) if row[1] is not None],
    }  # fmt: skip
    return render(request, "yearly/report_submit.html", context)


@requires(can_run_years)
def send_back(request: HttpRequest, year: int, offer: int) -> HttpResponse:
    made = _own(request, year, offer)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            workflow.return_report(made, by=person_of(request), **form.cleaned_data)
            messages.success(request, f"{made} er sendt retur, og driftsherren har fået besked.")
            return redirect("yearly:year", year)
    context = {"heading": f"Send retur: {made}", "form": form, "submit_label": "Send retur",
               "cancel_url": made.get_absolute_url()}  # fmt: skip
    return render(request, "components/form_page.html", context)


@requires(can_run_years)
@require_POST
def accept(request: HttpRequest, year: int, offer: int) -> HttpResponse:
    made = _own(request, year, offer)
    with refusals_as_messages(request):
        workflow.accept_report(made, by=person_of(request))
        messages.success(request, f"{made} er taget imod.")
    return redirect("yearly:year", year)


# --- Bilag ----------------------------------------------------------------------------------------


@requires(can_see_years)
def file_add(request: HttpRequest, year: int, offer: int) -> HttpResponse:
    made = _own(request, year, offer)
    if not REPORT.may(made, "write", person_of(request)):
        raise Http404
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file, person = form.cleaned_data["file"], person_of(request)
        try:
            with refusals_on(form):
                stored = store(file, name=file.name, by=person)
                workflow.add_file(made, file=stored, title=form.cleaned_data["title"], by=person)
                messages.success(request, f"{file.name} er lagt ind.")
                return redirect(f"{made.get_absolute_url()}#bilag")
        except ValidationError as refused:  # a file that is not taken in
            form.add_error("file", refused)
    context = {"heading": f"Læg et bilag ind: {made}", "form": form, "submit_label": "Læg ind",
               "cancel_url": made.get_absolute_url()}  # fmt: skip
    return render(request, "components/form_page.html", context)


@requires(can_see_years)
@require_safe
def file(request: HttpRequest, pk: int) -> HttpResponseBase:
    return serve(request, visible_file(request, pk).file)


@requires(can_see_years)
def file_remove(request: HttpRequest, pk: int) -> HttpResponse:
    row = visible_file(request, pk)
    back = row.report.get_absolute_url()
    if request.method == "POST":
        with refusals_as_messages(request):
            workflow.remove_file(row, by=person_of(request))
            messages.success(request, f"{row} er taget ud.")
        return redirect(back)
    context = {"heading": "Tag bilaget ud", "question": f"Skal »{row}« tages ud?",
               "submit_label": "Tag ud", "cancel_url": back, "danger": True}  # fmt: skip
    return render(request, "components/confirm_page.html", context)
