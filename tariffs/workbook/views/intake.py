"""A file or a pasted block: shown as what would come of it, and only then taken in.

Between the two steps the content is kept as a stored file, and the page carries a signed slip.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.transitions import NotAllowed
from dasportal.documents.files import store
from tariffs.findings import Severity
from tariffs.models import Submission
from tariffs.permissions import can_see_years
from tariffs.reading import Row, UnreadableFile, find_columns, read_table
from tariffs.views.fetching import visible_submission

from .. import workflow
from ..edits import block_csv, is_figures, read_own
from ..forms import ColumnsForm, FileForm, PasteForm
from ..headings import ASKED, Head, guess, head_of
from ..models import ColumnMapping
from ..slip import Slip, read_slip
from ..taken import LABELS, Taken
from ..workflow import Moved
from ..workflow.intake import lines_in_order

TOO_OLD = "Der er gået for længe. Vælg filen igen."


@requires(can_see_years)
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose a file; the answer shows every change and every finding."""
    found = visible_submission(request, pk)
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        uploaded = form.cleaned_data["file"]
        shown = _begun(request, found, form, "file", lambda: (uploaded, uploaded.name))
        if shown is not None:
            return shown
    context = {"submission": found, "form": form, "remembers": _mappings(request, found).exists()}
    return render(request, "workbook/upload.html", context)


@requires(can_see_years)
def paste(request: HttpRequest, pk: int) -> HttpResponse:
    """Paste a block copied from Excel, with headings or without."""
    found = visible_submission(request, pk)
    form = PasteForm(request.POST or None, lines=lines_in_order(found))
    if request.method == "POST" and form.is_valid():
        content = block_csv(form.cleaned_data["text"])
        shown = _begun(request, found, form, "text", lambda: (content, "indsat.csv"))
        if shown is not None:
            return shown
    return render(request, "workbook/paste.html", {"submission": found, "form": form})


def _begun(
    request: HttpRequest,
    found: Submission,
    form: Any,
    field: str,
    given: Callable[[], tuple[Any, str]],
) -> HttpResponse | None:
    """The next page: the preview, or the question which column is what. None when the form says
    what is wrong."""
    content, name = given()
    try:
        stored = store(content, name=name, by=person_of(request))
        slip = Slip(str(stored.pk), found.pk, person_of(request).pk, is_pasted=field == "text")
        return _read(request, found, slip, stored.on_disk.read_bytes(), form)
    except ValidationError as refused:
        form.add_error(field, refused)
    except (UnreadableFile, NotAllowed) as refused:
        form.add_error(field, refused.message)
    return None


def _read(
    request: HttpRequest, found: Submission, slip: Slip, content: bytes, form: Any
) -> HttpResponse | None:
    """How the content is to be read: as ours, by what is remembered, by known headings, as a block
    of figures; else it is asked."""
    if read_own(content) is not None:
        return _preview(request, found, slip, content)
    rows = read_table(content)
    if slip.is_pasted and is_figures(rows):
        return _block(request, found, slip, content, form)
    head = head_of(rows)
    kept = _mappings(request, found).filter(signature=head.signature).first()
    if kept is not None:
        own = replace(slip, places=kept.columns, header_row=head.row)
        return _preview(request, found, own, content, kept)
    try:
        find_columns(rows, stage="correction" if found.is_correction else "draft")
    except UnreadableFile:
        return _ask(request, found, slip, head, rows)
    return _preview(request, found, slip, content)


def _block(
    request: HttpRequest, found: Submission, slip: Slip, content: bytes, form: PasteForm
) -> HttpResponse | None:
    line, field = form.cleaned_data["line"], form.cleaned_data["field"]
    if line is None:
        form.add_error("line", "Du har kun sat tal ind. Vælg den linje, de begynder ved.")
    if not field:
        form.add_error("field", "Vælg den kolonne, tallene begynder i.")
    if line is None or not field:
        return None
    return _preview(request, found, replace(slip, line=line.pk, field=field), content)


def _mappings(request: HttpRequest, found: Submission) -> Any:
    return ColumnMapping.objects.visible_to(person_of(request)).of(found)


# --- Which column is what -------------------------------------------------------------------------


@requires(can_see_years)
@require_POST
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which column is what; it is remembered, and the preview follows. Reached from a preview
    too, when what was remembered is to be changed."""
    found = visible_submission(request, pk)
    slip = _slip(request, found)
    if slip is None:
        return redirect("workbook:upload", pk)
    content = slip.content
    rows = read_table(content)
    head = head_of(rows)
    if "name" not in request.POST:
        return _ask(request, found, slip, head, rows)
    form = ColumnsForm(request.POST, head=head)
    if not form.is_valid():
        return _ask(request, found, slip, head, rows, form)
    try:
        kept = workflow.remember_columns(
            found, head=head, columns=form.places, name=form.cleaned_data["name"],
            by=person_of(request),
        )  # fmt: skip
        own = replace(slip, places=form.places, header_row=head.row)
        return _preview(request, found, own, content, kept)
    except (UnreadableFile, NotAllowed) as refused:
        form.add_error(None, refused.message)
        return _ask(request, found, slip, head, rows, form)


def _ask(
    request: HttpRequest, found: Submission, slip: Slip, head: Head, rows: list[Row],
    form: ColumnsForm | None = None,
) -> HttpResponse:  # fmt: skip
    if form is None:
        kept = _mappings(request, found).filter(signature=head.signature).first()
        places = kept.columns if kept else guess(head)
        initial = {f"field_{field}": str(place) for field, place in places.items()}
        name = kept.name if kept else ("Indsat fra Excel" if slip.is_pasted else "Vores regneark")
        form = ColumnsForm(head=head, initial={**initial, "name": name})
    context = {
        "submission": found, "form": form, "head": head, "slip": slip.signed(),
        "count": len([row for row in rows if row.number > head.row]),
        "asked": [form[f"field_{field}"] for field in ASKED],
    }  # fmt: skip
    return render(request, "workbook/columns.html", context)


# --- Preview and confirmation ---------------------------------------------------------------------


def _preview(
    request: HttpRequest, found: Submission, slip: Slip, content: bytes,
    kept: ColumnMapping | None = None,
) -> HttpResponse:  # fmt: skip
    version = workflow.version_of(found)
    source = slip.source(content)
    taken = workflow.take(found, source, by=person_of(request), dry_run=True)
    context = _context(found, taken, replace(slip, version=version))
    context |= {"kept": kept, "is_foreign": source.columns is not None}
    return render(request, "workbook/preview.html", context)


def _context(found: Submission, taken: Taken, slip: Slip) -> dict[str, Any]:
    severities = (
        (Severity.ERROR, "Fejl", "bad"),
        (Severity.EXPLAIN, "Skal forklares", "attention"),
        (Severity.NOTICE, "Bemærkninger", "info"),
    )
    told = [(label, tone, taken.of(severity)) for severity, label, tone in severities]
    return {
        "submission": found, "taken": taken, "slip": slip.signed(), "is_pasted": slip.is_pasted,
        "told": [part for part in told if part[2]], "labels": LABELS,
        "cleared": sum(cell.is_cleared for change in taken.changes for cell in change.cells),
    }  # fmt: skip


def _slip(request: HttpRequest, found: Submission) -> Slip | None:
    """The slip of this page; None, with a message, when it is too old. Another's is not there."""
    slip = read_slip(request.POST.get("slip", ""))
    if slip is None:
        messages.error(request, TOO_OLD)
        return None
    if not slip.is_for(found, person_of(request)):
        raise Http404
    if not slip.is_kept:
        messages.error(request, TOO_OLD)
        return None
    return slip


@requires(can_see_years)
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it in as it was shown; shown again when somebody has saved in the draft meanwhile."""
    found = visible_submission(request, pk)
    slip = _slip(request, found)
    if slip is None:
        return redirect("workbook:upload", pk)
    content = slip.content
    try:
        try:
            taken = workflow.take(
                found, slip.source(content), by=person_of(request), expected=slip.version,
                remove=request.POST.get("remove") == "yes",
            )  # fmt: skip
        except Moved as moved:
            messages.warning(request, moved.message)
            return _preview(request, found, slip, content)
    except (UnreadableFile, NotAllowed) as refused:
        messages.error(request, refused.message)
        return redirect("workbook:upload", pk)
    _say(request, taken)
    return redirect("tariffs:submission", pk)


def _say(request: HttpRequest, taken: Taken) -> None:
    said = f"{len(taken.created)} linjer er lagt til og {len(taken.changed)} er rettet"
    if request.POST.get("remove") == "yes" and taken.gone:
        said += f", og {len(taken.gone)} er taget ud"
    messages.success(request, f"{said}.")
