"""What a stored file says besides what its pages show: title, author, outline, comments, hidden
parts. Files were made harmless when they were taken in; here they are only read."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf

from dasportal.documents.conversion import text_of
from dasportal.documents.models import StoredFile

MOST_XML = 20_000_000  # bytes of an office file's parts that are looked through
DEEPEST = 30  # levels of an outline


def metadata(path: Path) -> str:
    """What a PDF says of itself: properties, XMP, bookmarks, names of attachments, comments."""
    try:
        with pikepdf.open(path) as pdf:
            said = (
                [str(value) for value in pdf.docinfo.values()] if pdf.trailer.get("/Info") else []
            )
            if xmp := pdf.Root.get("/Metadata"):
                said.append(_text(xmp.read_bytes()))
            with pdf.open_outline(max_depth=DEEPEST) as outline:
                said += _titles(outline.root)
            said += list(pdf.attachments)
            for page in pdf.pages:
                said += _annotations(page)
            return "\n".join(said)
    except (pikepdf.PdfError, ValueError, RecursionError):
        return ""  # what cannot be opened cannot be read by anybody else either


def _text(data: bytes) -> str:
    return re.sub(r"<[^>]*>", "\n", data.decode("utf-8", "replace"))


def _titles(items: list[Any]) -> list[str]:
    return [title for item in items for title in (str(item.title), *_titles(item.children))]


def _annotations(page: pikepdf.Page) -> Iterator[str]:
    """Comments, form fields and links of a page."""
    for note in page.get("/Annots", []):
        for key in ("/Contents", "/T", "/TU", "/V", "/Subj", "/RC", "/NM"):
            if (value := note.get(key)) is not None:
                yield str(value)
        action = note.get("/A")
        if isinstance(action, pikepdf.Dictionary) and (address := action.get("/URI")) is not None:
            yield str(address)


def office_parts(stored: StoredFile) -> str:
    """All text in the parts of a Word, Excel, PowerPoint or OpenDocument file: properties,
    comments, notes, hidden sheets, what tracked changes have struck out."""
    if not zipfile.is_zipfile(stored.on_disk):
        return ""
    said, left = [], MOST_XML
    with zipfile.ZipFile(stored.on_disk) as parts:
        for part in parts.infolist():
            if part.filename.endswith((".xml", ".rels")) and part.file_size <= left:
                left -= part.file_size
                said.append(_text(parts.read(part)))
    return "\n".join(said)


def pages_of(stored: StoredFile) -> str:
    """The words on a file's pages, read when it was taken in, or now."""
    if stored.text or stored.pdf is None or not stored.pdf.on_disk.is_file():
        return stored.text
    return text_of(stored.pdf)


def words_of(stored: StoredFile) -> Iterator[tuple[str, str]]:
    """Every word of a file, by where it hides: (in Danish, text)."""
    yield "siderne", pages_of(stored)
    if stored.pdf is not None and stored.pdf.on_disk.is_file():
        yield "PDF-filens egenskaber, bogmærker og kommentarer", metadata(stored.pdf.on_disk)
    if stored.pdf_id != stored.pk and stored.on_disk.is_file():
        yield (
            "filens skjulte dele (egenskaber, kommentarer, spor af rettelser)",
            office_parts(stored),
        )
