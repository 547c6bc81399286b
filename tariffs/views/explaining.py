"""Why a line changes, alone or with others, and what is said to a notice."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.refusals import refusals_on
from dasportal.danish.numbers import format_number, format_percent

from .. import workflow
from ..facts import effect_of
from ..forms import AnswerForm, ExplainForm
from ..models import Line, Submission
from ..permissions import can_see_years, units_written
from ..sheet import Sheet, SheetRow, sheet_of
from .fetching import visible_line, visible_submission


@requires(can_see_years)
def explain(request: HttpRequest, pk: int) -> HttpResponse:
    """Explain a line, alone or with others that hang together with it."""
    line = visible_line(request, pk)
    found = line.submission
    sheet = sheet_of(found, units_written(person_of(request), found))
    initial = _explained(line, sheet)
    form = ExplainForm(request.POST or None, lines=_choices(found, line, sheet), initial=initial)
    if request.method == "POST" and form.is_valid():
        data: dict[str, Any] = form.cleaned_data
        with refusals_on(form):
            workflow.explain(
                found, lines=data["lines"], text=data["text"], causes=form.figures,
                by=person_of(request),
            )  # fmt: skip
            return redirect(f"{reverse('tariffs:submission', args=[found.pk])}#linje-{pk}")
    row = sheet.row(pk)
    chosen = form["lines"].value() or []
    context = {
        "line": line, "submission": found, "form": form, "row": row, "moved": _moved(row),
        "together": _together(sheet, {int(one) for one in chosen if str(one).isdigit()}),
    }  # fmt: skip
    return render(request, "tariffs/explain.html", context)


def _choices(found: Submission, line: Line, sheet: Sheet) -> Any:
    near = [
        row.pk
        for row in sheet.rows
        if row.may_write and (row.must_be_explained or row.is_explained)
    ]
    rows = found.lines.filter(Q(offer=line.offer_id) | Q(pk__in=near))
    return rows.select_related("offer", "legal_basis")


def _together(sheet: Sheet, chosen: set[int]) -> dict[str, Any]:
    """What the chosen lines move together."""
    rows = [row.facts for row in sheet.rows if row.pk in chosen]
    return {"lines": len(rows), "effect": effect_of(rows) if len(rows) > 1 else None}


@requires(can_see_years)
@require_safe
def effect(request: HttpRequest, pk: int) -> HttpResponse:
    """What the lines that are ticked move together, while they are ticked."""
    line = visible_line(request, pk)
    chosen = {int(one) for one in request.GET.getlist("lines") if one.isdigit()}
    context = {"line": line, "together": _together(sheet_of(line.submission), chosen)}
    return render(request, "tariffs/parts/effect.html", context)


def _moved(row: SheetRow | None) -> str:
    """What is to be explained, and what drove it in kroner."""
    if row is None or row.facts.drivers is None or row.facts.real is None:
        return ""
    said = ", ".join(f"{word} {format_number(part, signed=True)}" for word, part in row.drivers)
    return (
        f"Taksten er ændret {format_percent(row.facts.real, 2, signed=True)} reelt, "
        f"{format_number(row.facts.drivers.total, signed=True)} kr. fra sidste år: {said}."
    )


def _explained(line: Line, sheet: Sheet) -> dict[str, Any]:
    """What is there already; else the offer's lines that are to be explained, and this one."""
    there = line.explanation
    if there is None:
        own = [row for row in sheet.rows if row.facts.offer_id == line.offer_id]
        return {"lines": {line.pk, *(row.pk for row in own if row.must_be_explained)}}
    causes = list(there.causes.all())
    return {
        "text": there.text,
        "causes": [row.cause for row in causes],
        "lines": list(there.lines.values_list("pk", flat=True)),
        **{f"amount_{row.cause}": row.amount for row in causes},
    }


# --- Notices --------------------------------------------------------------------------------------


@requires(can_see_years)
def answer(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """A comment on a notice of a line. The notice stays, with the comment."""
    line = visible_line(request, pk)
    row = sheet_of(line.submission).row(pk)
    there = [pair for pair in row.notices if pair[0].code == code] if row else []
    return _answer(request, line.submission, code, there, line)


@requires(can_see_years)
def answer_whole(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """A comment on what is noticed of the submission as a whole."""
    found = visible_submission(request, pk)
    there = [pair for pair in sheet_of(found).whole if pair[0].code == code]
    return _answer(request, found, code, there, None)


def _answer(
    request: HttpRequest, found: Submission, code: str, there: list[Any], line: Line | None
) -> HttpResponse:
    if not there:
        raise Http404("Bemærkningen er her ikke længere.")
    before = there[0][1]
    form = AnswerForm(request.POST or None, initial={"comment": before.comment if before else ""})
    anchor = f"linje-{line.pk}" if line else "overblik"
    back = f"{reverse('tariffs:submission', args=[found.pk])}#{anchor}"
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            workflow.answer_finding(
                found, code=code, line=line, by=person_of(request), **form.cleaned_data
            )
            messages.success(request, "Bemærkningen er besvaret.")
            return redirect(back)
    context = {
        "heading": f"Svar: {line}" if line else "Svar på en bemærkning", "form": form,
        "intro": " ".join(finding.why or finding.message for finding, _ in there),
        "submit_label": "Gem svaret", "cancel_url": back,
    }  # fmt: skip
    return render(request, "components/form_page.html", context)
