"""A bilag page by page: the pages, each page's picture, and where one left off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseNotModified
from django.shortcuts import get_object_or_404, render
from django.utils.http import parse_etags
from django.views.decorators.http import require_GET, require_POST

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.permissions import has_a_role
from dasportal.documents import pictures
from dasportal.documents.models import StoredFile
from meetings.models import Attachment
from meetings.queries.agenda import file_for

from .. import bilag

KEEP = "X-Keep"  # the meeting whose copies this belongs to; without it nothing is kept


@dataclass(frozen=True)
class Opened:
    """A bilag and the file of it that this person reads."""

    attachment: Attachment
    stored: StoredFile


def _opened(request: HttpRequest, pk: str) -> Opened:
    rows = Attachment.objects.visible_to(person_of(request)).select_related(
        "item__meeting__forum", "item__parent"
    )
    attachment = get_object_or_404(rows.prefetch_related("versions__file__pdf"), pk=pk)
    stored = file_for(attachment, person_of(request))
    if stored is None:
        raise Http404
    return Opened(attachment, stored)


@requires(has_a_role)
@require_GET
def pages(request: HttpRequest, pk: str) -> HttpResponse:
    """The pages of a bilag, each with its picture and its text; a part of a page, or a whole one."""
    found = _opened(request, pk)
    attachment, stored = found.attachment, found.stored
    shown = bilag.pages_of(stored)
    mark = bilag.marks_of(person_of(request), [str(attachment.pk)]).get(str(attachment.pk))
    row = {"file": str(stored.pk), "stored": stored}
    context: dict[str, Any] = {
        "attachment": attachment, "title": attachment.title, "stored": stored, "pages": shown,
        "item": attachment.item, "meeting": attachment.item.meeting,
        "said": bilag.said(row, mark) if shown else {},
        "problem": "" if shown else bilag.why_not(stored),
        "loose": "" if any(page.text for page in shown) else stored.text,
    }  # fmt: skip
    if shown:
        bilag.note_page(person_of(request), attachment, stored, 1)
        with transaction.atomic():
            bilag.draw_ahead(stored)
    part = request.headers.get("HX-Request")
    name = "reader/bilag_pages.html" if part else "reader/bilag_page.html"
    return keep_if_open(render(request, name, context), found)


def keep_if_open(response: HttpResponse, found: Opened) -> HttpResponse:
    """Let a tablet keep it for reading without a network; never what belongs to something closed."""
    item = found.attachment.item
    above = item.parent.is_open if item.parent else True
    if item.is_open and above and not found.attachment.is_closed:
        response.headers[KEEP] = str(item.meeting_id)
    return response


@requires(has_a_role)
@require_GET
def picture(request: HttpRequest, pk: str, file: str, number: int) -> HttpResponse:
    """The picture of one page of the file that this person reads now."""
    found = _opened(request, pk)
    if found.stored.pk != file or found.stored.pdf is None:
        raise Http404
    etag = f'"{found.stored.pdf.sha256[:32]}-{number}-{pictures.VERSION}"'
    response: HttpResponse
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        response = HttpResponseNotModified()
    else:
        path = pictures.picture(found.stored.pdf, number)
        if path is None:
            raise Http404
        response = HttpResponse(path.read_bytes(), content_type="image/webp")
    response.headers["ETag"] = etag
    response.headers["X-Content-Type-Options"] = "nosniff"
    # Kept by the browser, but asked for again each time: a taken-away role works at once.
    response.headers["Cache-Control"] = "private, no-cache"
    return keep_if_open(response, found)


@requires(has_a_role)
@require_POST
def position(request: HttpRequest, pk: str) -> HttpResponse:
    """Remember how far one has come: POST `page`, as the page tells by itself."""
    found = _opened(request, pk)
    page = request.POST.get("page", "")
    if not page.isdecimal() or len(page) > 6:
        return HttpResponse("Skriv sidens nummer.", status=400, content_type="text/plain")
    bilag.note_page(person_of(request), found.attachment, found.stored, int(page))
    return HttpResponse(status=204)
