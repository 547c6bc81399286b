"""Det forseglede arkiv: the record's own pages, for the secretariat alone."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe
from django_tables2 import RequestConfig

from dasportal.accounts.access import requires
from dasportal.accounts.transitions import NotAllowed
from dasportal.worker.jobs import enqueue

from . import queries, tasks
from .files import serve, store
from .filters import RecordFilter
from .forms import RedactionForm
from .models import RecordCheck, RecordEntry
from .permissions import may_redact, may_see_record
from .queries import Value
from .record import exporting, kind_label, reading, redact
from .tables import RecordTable

if TYPE_CHECKING:
    from .models import StoredFile

A_PAGE = 50


@requires(may_see_record)
@require_safe
def record(request: HttpRequest) -> HttpResponse:
    """All that is sealed, newest first, and whether it is whole."""
    visible = RecordEntry.objects.visible_to(request.user)
    chosen = RecordFilter(request.GET, visible)
    table = RecordTable(chosen.qs.select_related("sealed_by").defer("header"))
    RequestConfig(request, paginate={"per_page": A_PAGE}).configure(table)
    context = {
        "table": table,
        "filter": chosen,
        "any": visible.exists(),
        "check": RecordCheck.objects.first(),
        "last": visible.order_by("-sequence").first(),
    }
    return render(request, "documents/record.html", context)


@requires(may_see_record)
@require_POST
def check_now(request: HttpRequest) -> HttpResponse:
    """Asks the worker to check the whole record."""
    enqueue(tasks.check_record)
    messages.success(request, "Arkivet bliver kontrolleret i baggrunden. Genindlæs siden om lidt.")
    return redirect("documents:record")


@requires(may_see_record)
@require_safe
def export(request: HttpRequest) -> HttpResponseBase:
    """The whole record as a zip file with the program that checks it."""
    with tempfile.TemporaryDirectory(dir=settings.FILE_UPLOAD_TEMP_DIR) as folder:
        target = Path(folder) / "forseglet-arkiv.zip"
        exporting.write_zip(target)
        # Opened before the folder goes: the file lives until the last byte is sent.
        return FileResponse(target.open("rb"), as_attachment=True, filename=target.name)


@requires(may_see_record)
@require_safe
def entry(request: HttpRequest, sequence: int) -> HttpResponse:
    """One entry: its receipt, its files, its values, and a search for what must go."""
    found = _get(request, sequence)
    search = request.GET.get("q", "").strip()
    values = queries.values_of(found, search=search)
    context = {
        "entry": found,
        "kind": kind_label(found.kind),
        "files": [(number, v) for number, v in enumerate(v for v in values if v.is_file)]
        if not search
        else [],
        "values": values if search else [v for v in values if not v.is_file],
        "search": search,
        "may_redact": may_redact(request.user),
    }
    return render(request, "documents/entry.html", context)


@requires(may_see_record)
@require_safe
def entry_file(request: HttpRequest, sequence: int, index: int) -> HttpResponseBase:
    """A sealed file, or the page that says that it was removed."""
    leaf = queries.file_leaf(_get(request, sequence), index)
    if leaf is None or leaf.file is None:
        raise Http404("Posten har ikke sådan en fil.")
    return serve(request, leaf.file, inline="vis" in request.GET)


@requires(may_see_record)
@require_safe
def entry_json(request: HttpRequest, sequence: int) -> HttpResponse:
    """The entry as it stands in an export."""
    told = reading.exported(_get(request, sequence))
    return HttpResponse(
        json.dumps(told, ensure_ascii=False, indent=2),
        content_type="application/json; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="post-{sequence}.json"'},
    )


@requires(may_redact)
def redact_values(request: HttpRequest, sequence: int) -> HttpResponse:
    """Shows what will go, asks for the reason, and removes it for good."""
    found = _get(request, sequence)
    chosen = request.POST if request.method == "POST" else request.GET
    values = queries.values_of(found, paths=chosen.getlist("path"))
    values = [value for value in values if value.tombstone is None]
    if not values:
        messages.error(request, "Vælg det indhold, der skal fjernes.")
        return redirect("documents:entry", sequence=sequence)
    single = values[0] if len(values) == 1 else None
    form = RedactionForm(
        request.POST or None,
        request.FILES or None,
        is_text=bool(single and single.is_text),
        is_file=bool(single and single.is_file),
    )
    if request.method == "POST" and form.is_valid() and _redact(request, found, values, form):
        return redirect("documents:entry", sequence=sequence)
    context = {"entry": found, "values": values, "form": form}
    return render(request, "documents/redact.html", context)


def _redact(
    request: HttpRequest, found: RecordEntry, values: list[Value], form: RedactionForm
) -> bool:
    """Whether it was done; else the form or a message says why not."""
    path = values[0].path
    told: dict[str, Any] = form.cleaned_data
    try:
        new_files: dict[str, StoredFile] = {}
        if upload := told.get("new_file"):
            new_files[path] = store(upload, name=upload.name, by=request.user)
        redaction = redact(
            found,
            paths=[value.path for value in values],
            reason=told["reason"],
            by=request.user,
            replacements={path: told["replacement"]} if told.get("replacement") else {},
            new_files=new_files,
        )
    except ValidationError as refused:
        form.add_error("new_file", refused)
        return False
    except NotAllowed as refused:
        messages.error(request, refused.message)
        return True
    messages.success(request, f"Indholdet er fjernet. Fjernelsen er post {redaction.sequence}.")
    return True


def _get(request: HttpRequest, sequence: int) -> RecordEntry:
    visible = RecordEntry.objects.visible_to(request.user).select_related("sealed_by")
    return get_object_or_404(visible, pk=sequence)
