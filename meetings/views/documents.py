"""PDFs of a meeting: ordered, followed while they are made, fetched."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.permissions import has_a_role, is_secretariat
from dasportal.documents.files import serve
from dasportal.documents.models import PrintState

from .. import printing
from ..models import DocumentKind, MeetingDocument
from ..tasks import order
from .fetching import visible_item, visible_meeting


def _visible(request: HttpRequest, pk: str) -> MeetingDocument:
    rows = MeetingDocument.objects.visible_to(person_of(request))
    return get_object_or_404(rows.select_related("meeting__forum", "file", "item"), pk=pk)


@requires(is_secretariat)
@require_POST
def order_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The PDF of the agenda as it stands, for the secretariat."""
    meeting = visible_meeting(request, pk)
    attached = request.POST.get("bilag") == "med"
    with transaction.atomic():
        document = printing.preview(
            meeting, DocumentKind.AGENDA, with_attachments=attached, by=person_of(request)
        )
    return redirect("meetings:document", document.pk)


@requires(is_secretariat)
@require_POST
def order_item(request: HttpRequest, pk: str) -> HttpResponse:
    """One item alone as PDF, as it stands."""
    item = visible_item(request, pk)
    with transaction.atomic():
        document = printing.one_item(item, by=person_of(request))
    return redirect("meetings:document", document.pk)


@requires(has_a_role)
def document(request: HttpRequest, pk: str) -> HttpResponseBase:
    """The PDF when it is made, else how far it is."""
    row = _visible(request, pk)
    if row.state == PrintState.DONE and row.file is not None:
        return serve(request, row.file, inline="vis" in request.GET)
    context = {"document": row, "meeting": row.meeting}
    return render(request, "meetings/document.html", context)


@requires(has_a_role)
def progress(request: HttpRequest, pk: str) -> HttpResponse:
    """The part of the page that follows the work."""
    row = _visible(request, pk)
    return render(request, "meetings/document_state.html", {"document": row})


@requires(is_secretariat)
@require_POST
def again(request: HttpRequest, pk: str) -> HttpResponse:
    """Try once more to make a PDF that failed."""
    row = _visible(request, pk)
    with transaction.atomic():
        order(row)
    return redirect("meetings:document", row.pk)
