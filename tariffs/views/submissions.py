"""A party's submission: the table by offer, and its lines."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.refusals import refusals_as_messages, refusals_on
from dasportal.accounts.slots import rendered
from dasportal.accounts.transitions import NotAllowed

from .. import rows, slots, workflow
from ..forms import LineForm, RowForm
from ..models import AskedField, Submission
from ..permissions import can_report, can_see_years, units_written
from ..sheet import Sheet, columns_of, sheet_of
from ..workflow import SUBMISSION, RowSave
from .fetching import visible_line, visible_submission
from .handing_in import receipts_of

MOST_TOLD = 5  # findings named above the table; the rest stand on their lines


@requires(can_see_years)
@require_safe
def submission(request: HttpRequest, pk: int) -> HttpResponse:
    found = visible_submission(request, pk)
    return _page(request, found)


def _sheet(request: HttpRequest, found: Submission) -> tuple[Sheet, set[str]]:
    """The page's lines, those open that the person may write now; and the steps that are open."""
    person = person_of(request)
    steps = {step.name for step in SUBMISSION.available(found, person)}
    writes = units_written(person, found) if "write" in steps else frozenset()
    return sheet_of(found, writes), steps


def _page(
    request: HttpRequest, found: Submission, wrong: dict[int, dict[str, str]] | None = None
) -> HttpResponse:
    """The page; after a save that failed with what was typed, and why."""
    sheet, steps = _sheet(request, found)
    if wrong:
        _keep_typed(sheet, request, wrong)
    sheet.divide()
    context = {
        "submission": found, "year": found.year, "sheet": sheet, "steps": steps,
        "groups": [(group, rows.group(group)) for group in sheet.groups],
        "may_write": "write" in steps, "told": sheet.stopping[:MOST_TOLD],
        "more": max(0, len(sheet.stopping) - MOST_TOLD),
        "wrong": [box for row in sheet.rows if row.errors for box in row.boxes if box.error],
        "stands_in": "write" in steps and not can_report(person_of(request), found),
        "receipts": receipts_of(found),
        "asks_audit": AskedField.AUDIT in found.year.asked_fields,
        "statements": found.statements.select_related("file"),
        "panels": rendered(slots.SUBMISSION, request, found),
        "foot": rendered(slots.SUBMISSION_FOOT, request, found),
    }  # fmt: skip
    return render(request, "tariffs/submission.html", context, status=422 if wrong else 200)


def _keep_typed(sheet: Sheet, request: HttpRequest, wrong: dict[int, dict[str, str]]) -> None:
    typed = request.POST.dict()
    for row in sheet.rows:
        if row.pk in wrong:
            row.typed, row.errors = typed, wrong[row.pk]


@requires(can_see_years)
@require_POST
def line_save(request: HttpRequest, pk: int) -> HttpResponse:
    """Save the figures of one row. htmx gets what is computed; without it the page comes again,
    with what was typed when it cannot be read."""
    line = visible_line(request, pk)
    wrong = _save(request, line.submission, [pk])
    if not getattr(request, "htmx", False):
        return _answer(request, line.submission, wrong, f"linje-{pk}")
    sheet, _ = _sheet(request, line.submission)
    row = sheet.row(pk)
    if row is None:
        raise Http404
    _keep_typed(sheet, request, wrong)
    sheet.divide()
    context = {
        "answer": rows.answer(row), "sheet": sheet, "submission": line.submission,
        "year": line.submission.year, "told": sheet.stopping[:MOST_TOLD],
        "more": max(0, len(sheet.stopping) - MOST_TOLD),
    }  # fmt: skip
    return render(request, "tariffs/parts/row_answer.html", context)


@requires(can_see_years)
@require_POST
def lines_save(request: HttpRequest, pk: int) -> HttpResponse:
    """Save all rows that were sent. Those that can be read are stored; the others come again as
    they were typed, each with what is wrong."""
    found = visible_submission(request, pk)
    sent = [name.removesuffix("-revision") for name in request.POST if name.endswith("-revision")]
    wrong = _save(request, found, [int(one) for one in sent if one.isdigit()])
    return _answer(request, found, wrong, "linjer")


def _answer(
    request: HttpRequest, found: Submission, wrong: dict[int, dict[str, str]], anchor: str
) -> HttpResponse:
    if wrong:
        return _page(request, found, wrong)
    return redirect(f"{reverse('tariffs:submission', args=[found.pk])}#{anchor}")


def _save(
    request: HttpRequest, found: Submission, lines: Iterable[int]
) -> dict[int, dict[str, str]]:
    """What is wrong by the line and the name of the field; the other rows are saved."""
    wrong: dict[int, dict[str, str]] = {}
    saves: dict[int, RowSave] = {}
    columns = columns_of(found.year)
    for pk in lines:
        form = RowForm(request.POST, prefix=str(pk))
        if form.is_valid():
            given = [name for name in columns if f"{pk}-{name}" in request.POST]
            values: dict[str, Any] = {name: form.cleaned_data[name] for name in given}
            saves[pk] = RowSave(form.cleaned_data["revision"], values)
        else:
            wrong[pk] = {name: str(errors[0]) for name, errors in form.errors.items()}
    try:
        refused = workflow.save_figures(found, saves, by=person_of(request))
    except NotAllowed as why:
        refused = dict.fromkeys(saves, why.message)
    return wrong | {pk: {"tariff": message} for pk, message in refused.items()}


@requires(can_see_years)
def line_new(request: HttpRequest, pk: int) -> HttpResponse:
    found = visible_submission(request, pk)
    form = LineForm(request.POST or None, submission=found, is_new=True)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = workflow.save_line(found, by=person_of(request), values=form.values)
            return redirect(f"{reverse('tariffs:submission', args=[pk])}#linje-{made.pk}")
    context = {
        "heading": "Ny linje", "form": form, "submit_label": "Læg linjen til",
        "cancel_url": reverse("tariffs:submission", args=[pk]),
    }  # fmt: skip
    return render(request, "components/form_page.html", context)


@requires(can_see_years)
def line_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """What the line is; its figures are typed in its row."""
    line = visible_line(request, pk)
    found = line.submission
    initial = {name: getattr(line, name) for name in LineForm.base_fields}
    form = LineForm(request.POST or None, submission=found, is_new=False, initial=initial)
    back = f"{reverse('tariffs:submission', args=[found.pk])}#linje-{pk}"
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            workflow.save_line(found, by=person_of(request), line=line, values=form.values)
            return redirect(back)
    context = {"line": line, "form": form, "heading": f"Ret {line}", "cancel_url": back}
    return render(request, "tariffs/line.html", context)


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
