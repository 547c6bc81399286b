"""What a person does with earlier minutes in the portal: upload, look, read in, say what is open."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from dasportal.accounts.models import Person
from dasportal.accounts.transitions import NotAllowed
from meetings.archive.parse import parse
from meetings.archive.store import store
from meetings.archive.structure import Archive
from meetings.models import AgendaItem, ArchiveUpload, ImportedDocument, Meeting, MeetingStatus
from meetings.permissions import can_prepare_meetings
from meetings.workflow.table import locked

KEPT = timedelta(days=1)


@transaction.atomic
def take_in(content: bytes, *, name: str, by: Person) -> ArchiveUpload:
    """Keep a file until it is decided whether to read it in. Raises ArchiveError when it is
    nothing that can be read."""
    _check(by)
    parse(content, name)
    ArchiveUpload.objects.filter(uploaded_at__lt=timezone.now() - KEPT).delete()
    return ArchiveUpload.objects.create(name=name[:200], content=content, uploaded_by=by)


def look_at(upload: ArchiveUpload) -> Archive:
    """What would be read in. Nothing is stored."""
    return parse(bytes(upload.content), upload.name)


@transaction.atomic
def read_in(upload: ArchiveUpload, *, by: Person) -> ImportedDocument:
    """Make the upload's meetings. Twice at once makes them once."""
    _check(by)
    fresh = ArchiveUpload.objects.select_for_update().filter(pk=upload.pk).first()
    if fresh is None:
        raise NotAllowed("Filen er allerede læst ind eller fortrudt.")
    sha256 = hashlib.sha256(bytes(fresh.content)).hexdigest()
    store(look_at(fresh), sha256, by=by)
    fresh.delete()
    return ImportedDocument.objects.get(sha256=sha256)


@transaction.atomic
def drop(upload: ArchiveUpload, *, by: Person) -> None:
    """Change one's mind: nothing of the file stays."""
    _check(by)
    upload.delete()


@transaction.atomic
def say_openness(meeting: Meeting, chosen: dict[str, bool], *, by: Person) -> int:
    """Say of items whose source was silent whether they are open (by their id).

    Sub-items follow their item. Returns how many items were settled.
    """
    fresh = locked(meeting)
    _check(by)
    if not fresh.imported or fresh.status == MeetingStatus.SEALED:
        raise NotAllowed("Åbenhed kan kun afgøres for indlæste møder, der ikke er forseglet.")
    settled = 0
    items = AgendaItem.objects.select_for_update().filter(meeting=fresh, is_open__isnull=True)
    for item in items.filter(parent__isnull=True, pk__in=chosen):
        item.is_open = chosen[str(item.pk)]
        item.save()
        for child in items.filter(parent=item):
            child.is_open = item.is_open
            child.save()
        settled += 1
    return settled


def _check(by: Person) -> None:
    if not can_prepare_meetings(by):
        raise NotAllowed("Tidligere referater læses ind af sekretariatet.")
