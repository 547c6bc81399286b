"""A party's own file: chosen, shown as what would come of it, and only then taken in.

Between the two steps the file is kept as a stored file, and the page carries a signed slip that
says which, for whom and for which submission: nothing about it is believed from the browser.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from dasportal.accounts.access import requires
from dasportal.accounts.transitions import NotAllowed
from dasportal.documents.files import store
from dasportal.documents.models import StoredFile
from meetings.views.fetching import person_of

from .. import workflow
from ..findings import Severity
from ..forms import UploadForm
from ..models import Submission
from ..permissions import can_see_years
from ..reading import UnreadableFile, parse_mapping
from ..workflow import Imported, Stage
from .fetching import visible_submission

SALT = "tariffs.upload"
VALID_FOR = 60 * 60 * 4  # seconds


@requires(can_see_years)
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose a file; the answer shows every finding and what would change."""
    found = visible_submission(request, pk)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        shown = _preview(request, found, form)
        if shown is not None:
            return shown
    return render(request, "tariffs/upload.html", {"submission": found, "form": form})


def _preview(request: HttpRequest, found: Submission, form: UploadForm) -> HttpResponse | None:
    """The preview; None when the form says what is wrong."""
    uploaded, columns = form.cleaned_data["file"], form.cleaned_data["columns"]
    try:
        stored = store(uploaded, name=uploaded.name, by=person_of(request))
        result = _take(request, found, stored, columns, dry_run=True)
    except ValidationError as refused:
        form.add_error("file", refused)
    except (UnreadableFile, NotAllowed) as refused:
        form.add_error("columns" if columns else "file", refused.message)
    else:
        slip = signing.dumps([str(stored.pk), found.pk, person_of(request).pk, columns], salt=SALT)
        return render(request, "tariffs/preview.html", _context(found, result, slip))
    return None


def _take(
    request: HttpRequest, found: Submission, stored: StoredFile, columns: str, *, dry_run: bool
) -> Imported:
    return workflow.import_lines(
        stored.on_disk.read_bytes(),
        year=found.year.year,
        party=found.party,
        by=person_of(request),
        stage=Stage.CORRECTION if found.is_correction else Stage.DRAFT,
        mapping=parse_mapping(columns) if columns else None,
        dry_run=dry_run,
    )


def _context(found: Submission, result: Imported, slip: str) -> dict[str, Any]:
    by_severity = [
        (label, tone, [f for f in result.findings if f.severity == severity])
        for severity, label, tone in (
            (Severity.ERROR, "Fejl", "bad"),
            (Severity.EXPLAIN, "Skal forklares", "attention"),
            (Severity.NOTICE, "Bemærkninger", "info"),
        )
    ]
    return {
        "submission": found, "counts": result.counts, "lines": result.lines, "slip": slip,
        "findings": [part for part in by_severity if part[2]],
        "changes": result.counts["created"] + result.counts["updated"],
    }  # fmt: skip


@requires(can_see_years)
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the file in as it was shown."""
    found = visible_submission(request, pk)
    try:
        slip = signing.loads(request.POST.get("slip", ""), salt=SALT, max_age=VALID_FOR)
    except signing.BadSignature:
        messages.error(request, "Der er gået for længe. Vælg filen igen.")
        return redirect("tariffs:upload", pk)
    stored, submission, person, columns = slip
    if (submission, person) != (found.pk, person_of(request).pk):
        raise Http404
    file = get_object_or_404(StoredFile, pk=stored)
    try:
        result = _take(request, found, file, columns, dry_run=False)
    except (UnreadableFile, NotAllowed) as refused:
        messages.error(request, refused.message)
        return redirect("tariffs:upload", pk)
    counts = result.counts
    messages.success(
        request, f"{counts['created']} linjer er lagt til og {counts['updated']} er rettet."
    )
    return redirect("tariffs:submission", pk)
