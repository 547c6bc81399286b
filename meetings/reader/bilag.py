"""Bilag where they are read: opened in place, page by page, and where one left off."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from dasportal.accounts.models import Person
from dasportal.documents import pictures
from dasportal.documents.models import Conversion, StoredFile
from dasportal.documents.tasks import draw_pages
from dasportal.worker.jobs import enqueue
from meetings.models import Attachment
from meetings.permissions import can_prepare_meetings

from .models import BilagMark

NOT_YET = (
    "Bilaget er ved at blive omdannet, så det kan læses her. Prøv igen om lidt, eller hent filen."
)
NEVER = "Bilaget kan ikke vises her. Hent filen, og åbn den i dit eget program."


@dataclass(frozen=True)
class Page:
    """A page of a bilag: its number, the shape of its picture, and its words."""

    number: int
    width: int
    height: int
    text: str


def pages_of(stored: StoredFile) -> list[Page]:
    """Each page of the file's PDF; none when there is no PDF or it cannot be read."""
    if stored.pdf is None:
        return []
    texts = stored.text_by_page
    shapes = pictures.sizes(stored.pdf)
    told = len(texts) == len(shapes)
    return [
        Page(number, *_shape(*shape), text=texts[number - 1] if told else "")
        for number, shape in enumerate(shapes, start=1)
    ]


def _shape(width: float, height: float) -> tuple[int, int]:
    return pictures.WIDTH, max(round(pictures.WIDTH * height / width), 1)


def draw_ahead(stored: StoredFile) -> None:
    """Have the rest drawn in the background, the first time that somebody opens the file."""
    if stored.pdf is not None and pictures.first_order(stored.pdf):
        enqueue(draw_pages, str(stored.pdf.pk))


def why_not(stored: StoredFile) -> str:
    """Why the file has no pages to show, in Danish."""
    return NOT_YET if stored.conversion == Conversion.PENDING else NEVER


def parts(request: HttpRequest, rows: list[dict[str, Any]]) -> dict[str, SafeString]:
    """For each bilag with a PDF: the fold that opens it in place, and how far one has come."""
    person = request.user
    assert isinstance(person, Person)
    shown = [row for row in rows if row.get("stored") and row["stored"].pdf_id]
    marks = marks_of(person, [row["id"] for row in shown])
    return {
        row["id"]: render_to_string(
            "reader/bilag.html",
            {"bilag": row, "said": said(row, marks.get(row["id"]))},
            request,
        )
        for row in shown
    }


def marks_of(person: Person, ids: Iterable[str]) -> dict[str, BilagMark]:
    """How far the person has come in these bilag, by bilag id."""
    wanted = [UUID(pk) for pk in ids]
    rows = BilagMark.objects.visible_to(person).filter(attachment__in=wanted)
    return {str(row.attachment_id): row for row in rows}


def said(row: dict[str, Any], mark: BilagMark | None) -> dict[str, Any]:
    """What one has read of it, in words, and the page to go on from (0: the beginning)."""
    if mark is None:
        return {"words": "", "page": 0}
    if str(mark.file_id) != row["file"]:
        return {"words": "Ny version, siden du læste det", "tone": "attention", "page": 0}
    pages = row["stored"].pdf.pages
    if pages and mark.last_page >= pages:
        return {"words": "Læst til slut", "page": 0}
    return {"words": f"Læst til side {mark.last_page}", "page": mark.last_page}


def page_in(person: Person, attachment: Attachment, stored: StoredFile) -> int:
    """The furthest page of this file; 0 when it is not begun."""
    mark = marks_of(person, [str(attachment.pk)]).get(str(attachment.pk))
    return mark.last_page if mark is not None and mark.file_id == stored.pk else 0


def note_page(person: Person, attachment: Attachment, stored: StoredFile, page: int) -> None:
    """Remember the furthest page of this file; a new file begins anew. Not for the secretariat."""
    if can_prepare_meetings(person):
        return
    last = stored.pdf.pages if stored.pdf and stored.pdf.pages else page
    page = max(1, min(page, last))
    mark = BilagMark.objects.filter(person=person, attachment=attachment).first()
    if mark is not None and mark.file_id == stored.pk:
        page = max(page, mark.last_page)
    BilagMark.objects.bulk_create(
        [_mark(person, attachment, stored, page)],
        update_conflicts=True,
        unique_fields=["person", "attachment"],
        update_fields=["file", "last_page", "last_opened_at"],
    )


def _mark(person: Person, attachment: Attachment, stored: StoredFile, page: int) -> BilagMark:
    return BilagMark(person=person, attachment=attachment, file=stored, last_page=page)
