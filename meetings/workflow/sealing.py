"""Setting the seal: the PDF is made by the worker, then file, hash and seal in one transaction."""

from __future__ import annotations

from django.db import transaction

from dasportal.accounts.models import Person
from dasportal.documents.models import StoredFile
from dasportal.documents.record import seal
from dasportal.worker.jobs import enqueue, job

from .. import emails, printing
from ..models import Audience, MeetingStatus, MinutesVersion
from ..snapshot import flat_items
from ..tasks import build
from .table import locked, take


def order_seal(version: MinutesVersion, *, by: Person) -> None:
    """Ask the worker to print these minutes and then seal them, once this commits."""
    enqueue(print_and_seal, version.pk, by.pk)


@job(label="Forsegl et referat")
def print_and_seal(version_id: int, person_id: int) -> None:
    """Safe to run again at any point: the seal is set once per version."""
    version = MinutesVersion.objects.select_related("meeting").get(pk=version_id)
    person = Person.objects.get(pk=person_id)
    document = printing.minutes_document(
        version, audience=Audience.FORUM, with_attachments=False, by=person
    )
    document = build(document)
    if document.file is not None:
        complete_seal(version, file=document.file, by=person)
    printing.minutes_documents(version, by=person)


@transaction.atomic
def complete_seal(version: MinutesVersion, *, file: StoredFile, by: Person) -> MinutesVersion:
    """Store the PDF with the version, put the snapshot on the chain, and seal the meeting."""
    meeting = locked(version.meeting)
    fresh = MinutesVersion.objects.select_for_update().get(pk=version.pk)
    if fresh.is_sealed:
        return fresh
    entry = seal(
        kind="minutes",
        key=f"minutes:{meeting.pk}:{fresh.number}",
        subject=str(fresh),
        snapshot=fresh.snapshot,
        files=[file, *_attachments(fresh)],
        by=by,
    )
    fresh.file, fresh.record_entry = file, entry.sequence
    fresh.save()
    if meeting.status == MeetingStatus.MINUTES_APPROVED:
        take(meeting, "seal", by)
        emails.minutes_sealed(fresh, entry.receipt)
    return fresh


def _attachments(version: MinutesVersion) -> list[StoredFile]:
    keys = [
        attachment["file"]
        for item in flat_items(version.snapshot)
        for attachment in item["attachments"]
        if attachment["file"]
    ]
    return list(StoredFile.objects.filter(pk__in=keys).order_by("pk"))
