"""When the law demands that content goes: the published copies of it go with it."""

from __future__ import annotations

from collections.abc import Callable

from dasportal.documents.models import PrintState
from dasportal.documents.record import Removed
from meetings.models import Meeting, MinutesVersion
from meetings.publication import tasks
from meetings.publication.models import Publication
from meetings.snapshot import Snapshot, fingerprint
from meetings.workflow.redaction import inside, told_at, without, words_inside, words_of


def clean_publications(removed: Removed) -> None:
    """Take the removed words out of all that was ever published of the meeting, and print anew.

    The PDF is made again also when only a file went: it held the file's pages.
    """
    sealed = MinutesVersion.objects.filter(record_entry=removed.entry.sequence).first()
    if sealed is not None:
        _clean(sealed.meeting, lambda snapshot: without(snapshot, words_of(removed)))
    for meeting in told_at(removed.entry):
        _clean(meeting, lambda snapshot: inside(snapshot, words_inside(removed)))


def _clean(meeting: Meeting, reduce: Callable[[Snapshot], Snapshot]) -> None:
    for publication in Publication.objects.filter(place__meeting=meeting):
        publication.snapshot = reduce(publication.snapshot)
        publication.content_key = fingerprint(publication.snapshot)
        publication.file, publication.state, publication.progress = None, PrintState.PENDING, 0
        publication.save()
        if publication.is_current:
            tasks.order(publication)
