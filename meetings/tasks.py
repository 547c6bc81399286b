"""Background work of meetings: printing one document, and laying pages before they are asked for."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from dasportal.documents import storage
from dasportal.documents.files import store_own
from dasportal.documents.models import PrintState
from dasportal.documents.press import FontsMissing, available
from dasportal.worker.jobs import LATER, enqueue, enqueue_when_quiet, job
from dasportal.worker.locks import held

from . import gates
from .editions import NothingToPrint, lay_ahead, print_to
from .models import Audience, Meeting, MeetingDocument

QUIET, AT_MOST = timedelta(seconds=15), timedelta(minutes=2)  # while somebody types
FAILED = "PDF'en kunne ikke laves. Prøv igen om lidt, eller se under baggrundsarbejde."


def order(document: MeetingDocument) -> None:
    """Put the document to the worker with this transaction, unless it is made already."""
    if document.state != PrintState.DONE:
        enqueue(print_document, str(document.pk))


def mark_failed(document_id: str) -> None:
    """Say on the document, where the page shows it, that it could not be made."""
    MeetingDocument.objects.filter(pk=document_id).exclude(state=PrintState.DONE).update(
        state=PrintState.FAILED, message=FAILED
    )


@job(label="Lav PDF af et møde", on_failure=mark_failed)
def print_document(document_id: str) -> None:
    """Make one PDF. Safe to run again: a finished one is left alone."""
    build(MeetingDocument.objects.get(pk=document_id))


def build(document: MeetingDocument) -> MeetingDocument:
    """Render and store, telling how far it is. Raises what the press raises; the row then waits
    for another try or for `mark_failed`."""
    if document.state == PrintState.DONE:
        return document
    rows = MeetingDocument.objects.filter(pk=document.pk)
    rows.update(state=PrintState.RUNNING, progress=0, message="")

    def progress(done: int, of: int, what: str) -> None:
        rows.update(progress=min(99, 100 * done // max(of, 1)), message=what[:300])

    with storage.workspace() as folder:
        target = folder / "document.pdf"
        try:
            result = print_to(document, target, progress)
        except (NothingToPrint, FontsMissing) as reason:
            rows.update(state=PrintState.FAILED, message=str(reason))
            document.refresh_from_db()
            return document
        if held := _held_back(document, target):
            rows.update(state=PrintState.FAILED, message=held[:300])
            document.refresh_from_db()
            return document
        with transaction.atomic():
            document.file = store_own(
                target, name=file_name(document), pages=result.pages, by=document.requested_by
            )
            document.state, document.progress, document.message = PrintState.DONE, 100, ""
            document.finished_at = timezone.now()
            document.save()
    return document


def _held_back(document: MeetingDocument, target: Path) -> str:
    """Why the finished PDF must not be kept: those it is for may not read all that is in it."""
    version = document.minutes_version or document.agenda_version
    if document.audience == Audience.FORUM or version is None:
        return ""
    return gates.held_back(document.meeting, version.snapshot, target, document.get_kind_display())


def file_name(document: MeetingDocument) -> str:
    """»das-2025-10-02-referat-med-bilag.pdf«: says nothing that is not on the list of meetings."""
    meeting = document.meeting
    words = [meeting.forum.slug, meeting.date.isoformat(), slugify(document.get_kind_display())]
    if version := document.agenda_version or document.minutes_version:
        words.append(f"v{version.number}")
    if document.item:
        words.append(f"punkt-{document.item.number}")
    if document.with_attachments:
        words.append("med-bilag")
    return "-".join(words) + ".pdf"


def pages_have_changed(meeting: Meeting) -> None:
    """Let the worker lay the changed pages when nobody has changed anything for a little while."""
    enqueue_when_quiet(make_pages_ahead, meeting.pk, quiet=QUIET, at_most=AT_MOST)


@job(label="Gør sider klar på forhånd", priority=LATER, attempts=1, optional=True)
def make_pages_ahead(meeting_id: int) -> int:
    """Lay what would be sent of the meeting now, so that sending and printing find it made."""
    meeting = Meeting.objects.filter(pk=meeting_id).first()
    if meeting is None or not available():
        return 0
    with held(f"pages of meeting {meeting.pk}") as nobody_else:
        if nobody_else:
            return lay_ahead(meeting)
    pages_have_changed(meeting)  # another began before the latest change
    return 0
