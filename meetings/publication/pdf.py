"""The public PDF: printed from the frozen public snapshot, never from rows that move on."""

from __future__ import annotations

from pathlib import Path

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import slugify

from dasportal.documents.press import Bundle, Progress, Result, Store, press
from meetings import pdf
from meetings.editions import read_file
from meetings.models import MinutesKind
from meetings.publication.models import Publication, PublicationKind


def bundle(publication: Publication) -> Bundle:
    """What the publication prints: its own snapshot, with the bilag that are published."""
    edition = pdf.Edition(
        read=read_file,
        status=_status(publication),
        public=True,
        archival=publication.kind == PublicationKind.MINUTES,
    )
    make = pdf.minutes if publication.kind == PublicationKind.MINUTES else pdf.agenda
    return make(publication.snapshot, edition)


def print_to(publication: Publication, target: Path, progress: Progress | None = None) -> Result:
    """Make the PDF as a file at `target`, telling how far it is."""
    return press(bundle(publication), target, Store(), progress)


def file_name(publication: Publication) -> str:
    """»das-2026-10-27-referat.pdf«: says nothing that is not on the public list."""
    return f"{publication.place.slug}-{slugify(publication.get_kind_display())}.pdf"


def _status(publication: Publication) -> str:
    """What the document is, for its front and foot."""
    if version := publication.minutes_version:
        day = date_format(timezone.localtime(version.created_at), "j. F Y")
        corrected = version.kind == MinutesKind.CORRECTED
        return f"godkendt, med rettelse {day}" if corrected else f"godkendt {day}"
    if agenda := publication.agenda_version:
        return f"udsendt {date_format(timezone.localtime(agenda.sent_at), 'j. F Y')}"
    return "læst ind fra arkivet"
