"""Hands a file over the wire. A stored one has no address of its own: the owning app's view calls
`serve` after it has fetched the row that the person may see. One made on the way is `as_file`.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotModified,
    StreamingHttpResponse,
)
from django.utils.http import content_disposition_header, parse_etags

from .models import StoredFile

log = logging.getLogger(__name__)

MADE = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}
CHUNK = 256 * 1024
SHOWN_INLINE = ("application/pdf", "image/jpeg", "image/png", "image/gif", "image/webp")
RANGE = re.compile(r"^bytes=(\d*)-(\d*)$")
SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
# The sandbox directive keeps browsers' own PDF viewers from opening the file at all.
VIEWED = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"


def as_file(content: bytes | str, name: str, *, inline: bool = False) -> HttpResponse:
    """What was made for this answer and is kept nowhere, to save; `inline` to read in the browser.
    The end of the name says what it is."""
    response = HttpResponse(content, content_type=MADE[name.rpartition(".")[2]])
    response.headers["Content-Disposition"] = content_disposition_header(not inline, name) or ""
    return response


def serve(
    request: HttpRequest, stored_file: StoredFile, *, inline: bool = False
) -> HttpResponseBase:
    """The file as a download; `inline` shows PDFs and images in the browser.

    The caller has already decided that the person may have it. Http404 when the bytes are gone.
    """
    etag = f'"{stored_file.sha256}"'
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        return dress(HttpResponseNotModified(), stored_file, etag, inline)
    path = stored_file.on_disk
    if not path.is_file():
        log.error("Stored file %s is missing on disk", stored_file.pk)
        raise Http404("Filen findes ikke længere på serveren.")
    return dress(body(request, stored_file, path, etag), stored_file, etag, inline)


def body(request: HttpRequest, stored_file: StoredFile, path: Path, etag: str) -> HttpResponseBase:
    """The whole file, the part that was asked for, or a word to the web server to send it."""
    if prefix := settings.FILES_ACCEL_PREFIX:
        return HttpResponse(headers={"X-Accel-Redirect": f"{prefix}{stored_file.path}"})
    size = path.stat().st_size
    asked = request.headers.get("Range", "")
    if not asked or request.headers.get("If-Range", etag) != etag:
        return FileResponse(path.open("rb"))
    span = parse_range(asked, size)
    if span is None:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    first, last = span
    response = StreamingHttpResponse(part(path.open("rb"), first, last), status=206)
    response["Content-Range"] = f"bytes {first}-{last}/{size}"
    response["Content-Length"] = str(last - first + 1)
    return response


def parse_range(asked: str, size: int) -> tuple[int, int] | None:
    """First and last byte of a single range; None when it cannot be met."""
    match = RANGE.match(asked.strip())
    if not match or match.groups() == ("", ""):
        return None
    start, end = match.groups()
    if not start:
        return (max(size - int(end), 0), size - 1) if int(end) else None
    first, last = int(start), min(int(end or size - 1), size - 1)
    return (first, last) if first <= last else None


def part(source: BinaryIO, first: int, last: int) -> Iterator[bytes]:
    with source:
        source.seek(first)
        left = last - first + 1
        while left and (chunk := source.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk


def dress(
    response: HttpResponseBase, stored_file: StoredFile, etag: str, inline: bool
) -> HttpResponseBase:
    """The headers that keep a file from being anything but a file."""
    shown = inline and stored_file.media_type in SHOWN_INLINE
    kept = {"Content-Type": media_type(stored_file)} if response.status_code != 304 else {}
    headers = {
        **kept,
        "Content-Disposition": content_disposition_header(not shown, stored_file.name) or "",
        "Content-Security-Policy": VIEWED if shown else SANDBOX,
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "same-origin",
        "ETag": etag,
        "Accept-Ranges": "bytes",
        # Kept by the browser, but asked for again each time: a taken-away role works at once.
        "Cache-Control": "private, no-cache",
    }
    for name, value in headers.items():
        response.headers[name] = value
    return response


def media_type(stored_file: StoredFile) -> str:
    text = stored_file.media_type.startswith("text/")
    return "text/plain; charset=utf-8" if text else stored_file.media_type
