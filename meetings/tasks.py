"""Background work of meetings: printing one document, and laying pages before they are asked for."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from dasportal.danish.dates import end_of_day
from dasportal.documents import storage
from dasportal.documents.files import store_own
from dasportal.documents.models import PrintState
from dasportal.documents.press import FontsMissing, available
from dasportal.mail.deadlines import deadline_near
from dasportal.worker.jobs import LATER, enqueue, enqueue_when_quiet, job
from dasportal.worker.locks import held

from . import emails
from .editions import NothingToPrint, lay_ahead, print_to
from .models import FollowUp, Meeting, MeetingDocument

QUIET, AT_MOST = timedelta(seconds=15), timedelta(minutes=2)  # while somebody types
REMIND_BEFORE = timedelta(days=3)  # of a follow-up's date
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
        with transaction.atomic():
            document.file = store_own(
                target, name=file_name(document), pages=result.pages, by=document.requested_by
            )
            document.state, document.progress, document.message = PrintState.DONE, 100, ""
            document.finished_at = timezone.now()
            document.save()
    return document


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


@job(label="Mind om opfølgning")
def remind_of_follow_ups() -> None:
    """Tell each whose task falls due within three days, once for each task and date.

    By its item and meeting: what the task says may be of a closed item.
    """
    today = timezone.localdate()
    rows = FollowUp.objects.open().filter(
        owner_person__is_active=True, due__range=(today, today + REMIND_BEFORE)
    )
    for row in rows.select_related("owner_person", "item__meeting__forum"):
        if row.owner_person is None or row.due is None:
            continue
        meeting = row.item.meeting
        deadline_near(
            row.owner_person,
            f"Opfølgning fra punkt {row.item.number}, {meeting}",
            reverse("meetings:follow_up", args=[row.pk]),
            end_of_day(row.due),
            f"follow-up:{row.pk}:{row.due.isoformat()}",
            about=emails.about(meeting),
        )
