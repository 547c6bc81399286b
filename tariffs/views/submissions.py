"""A party's submission: the table by offer, its lines, explanations and steps."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from dasportal.accounts.access import requires
from dasportal.accounts.slots import rendered
from dasportal.accounts.transitions import NotAllowed
from dasportal.danish.numbers import format_number, format_percent
from meetings.views.fetching import person_of
from meetings.views.refusals import refusals_as_messages

from .. import slots, workflow
from ..forms import ExplainForm, LineForm, ReasonForm, RowForm
from ..models import Line, Submission
from ..permissions import can_see_years
from ..sheet import TYPED, Sheet, sheet_of
from ..workflow import SUBMISSION, Conflict
from .fetching import visible_line, visible_submission

MOST_TOLD = 5  # findings named above the table; the rest stand on their lines


@requires(can_see_years)
@require_safe
def submission(request: HttpRequest, pk: int) -> HttpResponse:
    found = visible_submission(request, pk)
    return _page(request, found, sheet_of(found))


def _page(request: HttpRequest, found: Submission, sheet: Sheet, status: int = 200) -> HttpResponse:
    steps = {step.name for step in SUBMISSION.available(found, person_of(request))}
    context = {
        "submission": found, "year": found.year, "sheet": sheet, "steps": steps,
        "may_write": "write" in steps, "told": sheet.stopping[:MOST_TOLD],
        "more": max(0, len(sheet.stopping) - MOST_TOLD),
        "wrong": [box for row in sheet.rows for box in row.boxes if box.error],
        "panels": rendered(slots.SUBMISSION, request, found),
        "foot": rendered(slots.SUBMISSION_FOOT, request, found),
    }  # fmt: skip
    return render(request, "tariffs/submission.html", context, status=status)


@requires(can_see_years)
@require_POST
def line_save(request: HttpRequest, pk: int) -> HttpResponse:
    """Save the figures of one row. htmx gets what is computed; without it the page comes again,
    with what was typed when it cannot be read."""
    line = visible_line(request, pk)
    errors = _save(request, line)
    sheet = sheet_of(line.submission)
    row = sheet.row(line.pk)
    if row is None:
        raise Http404
    if errors:
        row.typed, row.errors = request.POST.dict(), errors
    if getattr(request, "htmx", False):
        context = {
            "row": row, "sheet": sheet, "submission": line.submission,
            "year": line.submission.year, "told": sheet.stopping[:MOST_TOLD],
            "more": max(0, len(sheet.stopping) - MOST_TOLD),
        }  # fmt: skip
        return render(request, "tariffs/parts/row_answer.html", context)
    if errors:
        return _page(request, line.submission, sheet, status=422)
    return redirect(f"{reverse('tariffs:submission', args=[line.submission_id])}#linje-{line.pk}")


def _save(request: HttpRequest, line: Line) -> dict[str, str]:
    """What is wrong by the name of the field; empty when the row is saved."""
    form = RowForm(request.POST)
    if not form.is_valid():
        return {name: str(errors[0]) for name, errors in form.errors.items()}
    revision = form.cleaned_data["revision"]
    values = {name: form.cleaned_data[name] for name in TYPED if name in request.POST}
    try:
        workflow.save_line(
            line.submission, by=person_of(request), line=line, base_revision=revision,
            values=values,
        )  # fmt: skip
    except Conflict:
        return {"tariff": "En anden har gemt linjen imens. Genindlæs siden, og se deres tal."}
    except NotAllowed as refused:
        return {"tariff": refused.message}
    return {}


@requires(can_see_years)
def line_new(request: HttpRequest, pk: int) -> HttpResponse:
    found = visible_submission(request, pk)
    form = LineForm(request.POST or None, submission=found)
    if request.method == "POST" and form.is_valid():
        try:
            made = workflow.save_line(found, by=person_of(request), values=form.cleaned_data)
        except NotAllowed as refused:
            form.add_error(None, refused.message)
        else:
            return redirect(f"{reverse('tariffs:submission', args=[pk])}#linje-{made.pk}")
    context = {
        "heading": "Ny linje", "form": form, "submit_label": "Læg linjen til",
        "cancel_url": reverse("tariffs:submission", args=[pk]),
    }  # fmt: skip
    return render(request, "components/form_page.html", context)


@requires(can_see_years)
def line_remove(request: HttpRequest, pk: int) -> HttpResponse:
    line = visible_line(request, pk)
    back = reverse("tariffs:submission", args=[line.submission_id])
    if request.method == "POST":
        with refusals_as_messages(request):
            workflow.remove_line(line, by=person_of(request))
            messages.success(request, f"{line} er taget ud.")
        return redirect(back)
    context = {
        "heading": "Tag linjen ud", "question": f"Skal {line} ({line.basis}) tages ud?",
        "submit_label": "Tag ud", "cancel_url": back, "danger": True,
    }  # fmt: skip
    return render(request, "components/confirm_page.html", context)


@requires(can_see_years)
def explain(request: HttpRequest, pk: int) -> HttpResponse:
    """Explain a line, alone or with others that hang together with it."""
    line = visible_line(request, pk)
    found = line.submission
    sheet = sheet_of(found)
    near = [row.pk for row in sheet.rows if row.must_be_explained or row.is_explained]
    rows = found.lines.filter(Q(offer=line.offer_id) | Q(pk__in=near))
    form = ExplainForm(
        request.POST or None,
        lines=rows.select_related("offer", "legal_basis"),
        initial=_explained(line, sheet),
    )
    if request.method == "POST" and form.is_valid():
        data: dict[str, Any] = form.cleaned_data
        causes = dict.fromkeys(data["causes"])
        try:
            workflow.explain(
                found, lines=data["lines"], text=data["text"], causes=causes, by=person_of(request)
            )
        except NotAllowed as refused:
            form.add_error(None, refused.message)
        else:
            return redirect(f"{reverse('tariffs:submission', args=[found.pk])}#linje-{pk}")
    context = {
        "heading": f"Forklar {line}", "form": form, "submit_label": "Gem forklaringen",
        "intro": _moved(sheet, line.pk), "cancel_url": reverse("tariffs:submission", args=[found.pk]),
    }  # fmt: skip
    return render(request, "components/form_page.html", context)


def _moved(sheet: Sheet, pk: int) -> str:
    """What is to be explained, and what drove it in kroner."""
    row = sheet.row(pk)
    parts = row.facts.drivers if row else None
    if row is None or parts is None or row.facts.real is None:
        return ""
    words = {"pl": "PL", "budget": "budget", "places": "pladser", "occupancy": "belægning",
             "rest": "øvrigt"}  # fmt: skip
    said = [
        f"{words[name]} {format_number(part, signed=True)}"
        for name, part in parts.parts.items()
        if part
    ]
    return (
        f"Taksten er ændret {format_percent(row.facts.real, 2, signed=True)} reelt, "
        f"{format_number(parts.total, signed=True)} kr. fra sidste år: {', '.join(said)}."
    )


def _explained(line: Line, sheet: Sheet) -> dict[str, Any]:
    """What is there already; else the line, with those of its offer that must be explained too."""
    there = line.explanation
    if there is None:
        own = [row for row in sheet.rows if row.facts.offer_id == line.offer_id]
        return {"lines": {line.pk, *(row.pk for row in own if row.must_be_explained)}}
    return {
        "text": there.text,
        "causes": list(there.causes.values_list("cause", flat=True)),
        "lines": list(there.lines.values_list("pk", flat=True)),
    }


# --- Steps ----------------------------------------------------------------------------------------


@requires(can_see_years)
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """What is handed in, and what stops it."""
    found = visible_submission(request, pk)
    if request.method == "POST":
        with refusals_as_messages(request):
            workflow.submit(found, by=person_of(request))
            messages.success(request, f"{found} er indsendt til sekretariatet.")
        return redirect("tariffs:submission", pk)
    context = {"submission": found, "sheet": sheet_of(found), "step": SUBMISSION.get("submit")}
    return render(request, "tariffs/submit.html", context)


@requires(can_see_years)
def return_to_party(request: HttpRequest, pk: int) -> HttpResponse:
    found = visible_submission(request, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_as_messages(request):
            workflow.return_submission(found, by=person_of(request), **form.cleaned_data)
            messages.success(request, f"{found} er sendt retur.")
        return redirect("tariffs:submission", pk)
    context = {
        "heading": f"Send retur: {found}", "form": form, "submit_label": "Send retur",
        "cancel_url": reverse("tariffs:submission", args=[pk]),
    }  # fmt: skip
    return render(request, "components/form_page.html", context)


@requires(can_see_years)
@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    found = visible_submission(request, pk)
    with refusals_as_messages(request):
        workflow.accept(found, by=person_of(request))
        messages.success(request, f"{found} er taget imod.")
    return redirect("tariffs:submission", pk)
