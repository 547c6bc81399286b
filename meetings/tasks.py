"""Background work of meetings: printing one document."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from dasportal.documents.files import store_own
from dasportal.documents.models import PrintState

from .models import MeetingDocument
from .pdf import file_name, make_pdf


def order(document: MeetingDocument) -> None:
    """Put the document to the worker when the transaction commits, unless it is made already."""
    if document.state == PrintState.DONE:
        return
    transaction.on_commit(lambda: print_document.enqueue(str(document.pk)))


@task()
def print_document(document_id: str) -> None:
    """Make one PDF. Safe to run again: a finished one is left alone."""
    document = MeetingDocument.objects.get(pk=document_id)
    build(document)


def build(document: MeetingDocument) -> MeetingDocument:
    """Render, store, mark as done; on failure say so on the row, where the page shows it."""
    if document.state == PrintState.DONE:
        return document
    document.state, document.progress, document.message = PrintState.RUNNING, 0, ""
    document.save()

    def progress(percent: int) -> None:
        MeetingDocument.objects.filter(pk=document.pk).update(progress=percent)

    try:
        pdf = make_pdf(document, progress=progress)
    except BaseException:
        document.state = PrintState.FAILED
        document.message = "PDF'en kunne ikke laves. Prøv igen, eller se baggrundsarbejdet."
        document.save()
        raise
    with transaction.atomic():
        document.file = store_own(pdf, name=file_name(document), by=document.requested_by)
        document.state, document.progress = PrintState.DONE, 100
        document.finished_at = timezone.now()
        document.save()
    return document
