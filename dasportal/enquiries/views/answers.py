"""What came in: the answers side by side, as a workbook, and compiled into a bilag."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_POST

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.permissions import has_a_role
from dasportal.accounts.refusals import refusals_as_messages
from dasportal.accounts.transitions import NotAllowed
from dasportal.documents.files import as_file, serve
from dasportal.documents.models import PrintState

from .. import exports, workflow
from ..comparison import compare
from ..forms.steps import CompileForm
from ..models import ASKED, AnswerFile, Compilation, Enquiry, EnquiryStatus, Response
from ..permissions import can_ask
from ..side_by_side import in_columns, in_turn
from ..slots import kind_of
from ..snapshot import snapshot
from ..tables import state_of
from .fetching import own_response, visible_enquiry


@requires(can_ask)
def answers(request: HttpRequest, pk: int) -> HttpResponse:
    """Every answer on one page, with who is missing, the sums and the differences."""
    found = visible_enquiry(request, pk)
    if found.opened_at is None:
        messages.info(request, "Høringen er ikke sendt, så der er ingen svar endnu.")
        return redirect(found)
    return _side_by_side(request, found, "enquiries/answers.html")


def _side_by_side(
    request: HttpRequest, found: Enquiry, template: str, response: Response | None = None
) -> HttpResponse:
    only_differences = "forskelle" in request.GET
    by_question = request.GET.get("vis") == "liste"
    now = timezone.now()
    # What a party answered last time is for the secretariat: only this year's is promised to all.
    source = found.copied_from if response is None else None
    shows_before = source is not None and "uden" not in request.GET
    comparison = compare(
        snapshot(found, at=now), only_differences=only_differences,
        before=snapshot(source, at=now) if source and shows_before else None,
    )  # fmt: skip
    label, tone = state_of(found)
    context = {
        "enquiry": found, "kind": kind_of(found), "state": label, "tone": tone,
        "comparison": comparison,
        "lines": in_turn(comparison) if by_question else in_columns(comparison),
        "only_differences": only_differences, "by_question": by_question,
        "source": source, "shows_before": shows_before,
        "response": response,
        "may_compile": found.status in ASKED and can_ask(person_of(request)),
    }  # fmt: skip
    return render(request, template, context)


@requires(has_a_role)
def shared(request: HttpRequest, pk: str) -> HttpResponse:
    """All answers for one who was asked, when that was promised and it is closed."""
    response = own_response(request, pk)
    found = response.enquiry
    if not found.is_shared or found.status not in (EnquiryStatus.CLOSED, EnquiryStatus.COMPILED):
        raise Http404
    return _side_by_side(request, found, "enquiries/shared.html", response)


@requires(can_ask)
def workbook(request: HttpRequest, pk: int) -> HttpResponse:
    """The answers as they are now, as Excel."""
    found = visible_enquiry(request, pk)
    content = exports.workbook(snapshot(found, at=timezone.now()))
    return as_file(content, f"svar-{slugify(found.title)[:80]}.xlsx")


@requires(has_a_role)
def answer_file(request: HttpRequest, pk: str) -> HttpResponseBase:
    """A file that answers a question."""
    rows = AnswerFile.objects.visible_to(person_of(request)).select_related("file__pdf")
    stored = get_object_or_404(rows, pk=pk).file
    shown = "vis" in request.GET
    return serve(request, stored.pdf if shown and stored.pdf else stored, inline=shown)


# --- The bilag ------------------------------------------------------------------------------------


@requires(can_ask)
def compile_(request: HttpRequest, pk: int) -> HttpResponse:
    """Close, freeze, print and lay it under an item: one action."""
    found = visible_enquiry(request, pk)
    form = CompileForm(request.POST or None, enquiry=found, person=person_of(request))
    if form.is_valid():
        try:
            made = workflow.compile_answers(
                found, by=person_of(request), place=form.chosen,
                is_closed=form.cleaned_data["is_closed"],
                with_workbook=form.cleaned_data["with_workbook"],
            )  # fmt: skip
        except NotAllowed as refused:
            form.add_error(None, refused.message)
        else:
            return redirect("enquiries:compilation", made.pk)
    rows = list(found.responses.select_related("party", "unit__party", "person"))
    context = {
        "enquiry": found, "form": form,
        "missing": [row for row in rows if not row.has_answered], "count": len(rows),
        "closes": found.status == EnquiryStatus.OPEN,
    }  # fmt: skip
    return render(request, "enquiries/compile.html", context)


def _compilation(request: HttpRequest, pk: str) -> Compilation:
    rows = Compilation.objects.visible_to(person_of(request))
    return get_object_or_404(rows.select_related("enquiry", "file", "workbook"), pk=pk)


@requires(can_ask)
def compilation(request: HttpRequest, pk: str) -> HttpResponseBase:
    """How far the bilag is, where it lies, and its files (`?hent`, `?vis`, `?regneark`)."""
    row = _compilation(request, pk)
    if row.state == PrintState.DONE and row.file is not None:
        if "hent" in request.GET or "vis" in request.GET:
            return serve(request, row.file, inline="vis" in request.GET)
        if "regneark" in request.GET and row.workbook is not None:
            return serve(request, row.workbook)
    form = CompileForm(enquiry=row.enquiry, person=person_of(request))
    context = {"compilation": row, "enquiry": row.enquiry, "form": form}
    return render(request, "enquiries/compilation.html", context)


@requires(can_ask)
def compilation_progress(request: HttpRequest, pk: str) -> HttpResponse:
    """The part of the page that follows the work."""
    row = _compilation(request, pk)
    return render(request, "enquiries/compilation_state.html", {"compilation": row})


@requires(can_ask)
@require_POST
def compilation_again(request: HttpRequest, pk: str) -> HttpResponse:
    """Make a PDF that failed once more, or lay a finished one somewhere."""
    row = _compilation(request, pk)
    with refusals_as_messages(request):
        if row.state == PrintState.DONE:
            _lay(request, row)
        else:
            workflow.try_again(row, by=person_of(request))
    return redirect(row)


def _lay(request: HttpRequest, row: Compilation) -> None:
    form = CompileForm(request.POST, enquiry=row.enquiry, person=person_of(request))
    if form.is_valid() and form.chosen:
        laid = workflow.lay_again(
            row, place=form.chosen, is_closed=form.cleaned_data["is_closed"],
            with_workbook=form.cleaned_data["with_workbook"], by=person_of(request),
        )  # fmt: skip
        if laid.problem:
            messages.error(request, laid.problem)
    else:
        messages.error(request, "Vælg det punkt, bilaget skal ligge under.")
