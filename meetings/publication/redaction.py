"""When the law demands that content goes: the published copies of it go with it."""

from __future__ import annotations

from dasportal.documents.models import PrintState
from dasportal.documents.record import Removed
from meetings.models import MinutesVersion
from meetings.publication import tasks
from meetings.publication.models import Publication
from meetings.snapshot import fingerprint
from meetings.workflow.redaction import without, words_of


def clean_publications(removed: Removed) -> None:
    """Take the removed words out of all that was ever published of the meeting, and print anew.

    The PDF is made again also when only a file went: it held the file's pages.
    """
    sealed = MinutesVersion.objects.filter(record_entry=removed.entry.sequence).first()
    if sealed is None:
        return  # the entry is of something else
    words = words_of(removed)
    for publication in Publication.objects.filter(place__meeting=sealed.meeting_id):
        publication.snapshot = without(publication.snapshot, words)
        publication.content_key = fingerprint(publication.snapshot)
        publication.file, publication.state, publication.progress = None, PrintState.PENDING, 0
        publication.save()
        if publication.is_current:
            tasks.order(publication)
