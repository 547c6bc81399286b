"""Background work of publication: the public PDF."""

from __future__ import annotations

from pathlib import Path

from django.db import transaction
from django.utils import timezone

from dasportal.documents import storage
from dasportal.documents.files import store_own
from dasportal.documents.models import PrintState
from dasportal.documents.press import FontsMissing
from dasportal.worker.jobs import enqueue, job
from meetings import gates
from meetings.publication import pdf
from meetings.publication.models import Publication
from meetings.snapshot import minutes_snapshot

FAILED = "PDF'en kunne ikke laves. Prøv igen om lidt, eller se under baggrundsarbejde."


def order(publication: Publication) -> None:
    """Put the PDF to the worker with this transaction, unless it is made already."""
    if publication.state != PrintState.DONE:
        enqueue(print_publication, str(publication.pk))


def mark_failed(publication_id: str) -> None:
    """Say on the publication, where the secretariat sees it, that it has no PDF."""
    waiting = Publication.objects.filter(pk=publication_id).exclude(state=PrintState.DONE)
    waiting.update(state=PrintState.FAILED, message=FAILED)


@job(label="Lav den offentlige PDF", on_failure=mark_failed)
def print_publication(publication_id: str) -> None:
    """Make the PDF of what is published. Safe to run again: a finished one is left alone, and
    what has been withdrawn or replaced meanwhile gets none."""
    publication = Publication.objects.select_related(
        "place__meeting__forum", "agenda_version", "minutes_version", "published_by"
    ).get(pk=publication_id)
    if publication.state == PrintState.DONE or not publication.is_current:
        return
    rows = Publication.objects.filter(pk=publication.pk)
    rows.update(state=PrintState.RUNNING, progress=0, message="")

    def progress(done: int, of: int, what: str) -> None:
        rows.update(progress=min(99, 100 * done // max(of, 1)), message=what[:300])

    with storage.workspace() as folder:
        target = folder / "public.pdf"
        try:
            result = pdf.print_to(publication, target, progress)
        except FontsMissing as reason:
            rows.update(state=PrintState.FAILED, message=str(reason))
            return
        if held := _held_back(publication, target):
            rows.update(state=PrintState.FAILED, message=held[:300])
            return
        with transaction.atomic():
            file = store_own(
                target,
                name=pdf.file_name(publication),
                pages=result.pages,
                by=publication.published_by,
            )
            now = timezone.now()
            rows.filter(content_key=publication.content_key).update(
                file=file, state=PrintState.DONE, progress=100, message="", finished_at=now,
                changed_at=now,
            )  # fmt: skip


def _held_back(publication: Publication, target: Path) -> str:
    """Why the finished PDF must not be handed to everybody."""
    version = publication.minutes_version or publication.agenda_version
    snapshot = (
        version.snapshot if version else minutes_snapshot(publication.place.meeting, version=0)
    )
    name = publication.get_kind_display()
    return gates.held_back(publication.place.meeting, snapshot, target, name)
