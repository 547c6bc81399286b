"""Keeping the index: a meeting that changed is indexed anew as a whole.

The database notes what changes (migration 0002). A search first brings the few meetings that have
changed since up to date; the rest are left out until the worker has been there, so that nothing is
found that has been closed, taken back or redacted meanwhile.
"""

from __future__ import annotations

from django.contrib.postgres.search import SearchVectorField
from django.db import connection, transaction
from django.db.models import Func, Value

from dasportal.accounts.models import Party
from dasportal.documents.models import StoredFile
from dasportal.worker.locks import lock_until_commit

from ..models import Attachment, Meeting
from ..snapshot import Snapshot, agenda_snapshot, minutes_snapshot
from .models import Entry, Touched, Word
from .rows import Row, merged, rows
from .words import words_of

AT_ONCE = 5  # meetings that a search brings up to date before it answers


class Vector(Func):
    """A tsvector of exactly these words."""

    function = "array_to_tsvector"
    template = "%(function)s(%(expressions)s::text[])"
    output_field = SearchVectorField()


def refresh(most: int = AT_ONCE) -> None:
    """Index the meetings that have changed, at most so many, those that nobody else is at."""
    waiting = Touched.objects.order_by("meeting").values_list("meeting", flat=True).distinct()
    for meeting_id in list(waiting[:most]):
        index(meeting_id)


@transaction.atomic
def index(meeting_id: int) -> bool:
    """Index one meeting anew. False when another process is doing it.

    What changes while this reads leaves a note of its own behind, so nothing is missed.
    """
    if not lock_until_commit(f"search:{meeting_id}"):
        return False
    Touched.objects.filter(meeting=meeting_id).delete()
    Entry.objects.filter(meeting=meeting_id).delete()
    meeting = Meeting.objects.select_related("forum", "chair", "minute_taker")
    if found := meeting.filter(pk=meeting_id).first():
        _store(found, merged(_rows(_draft(found)), _rows(_sent(found))))
    return True


def _draft(meeting: Meeting) -> Snapshot:
    if meeting.has_been_held or meeting.is_being_minuted:
        return minutes_snapshot(meeting, version=0)
    return agenda_snapshot(meeting, version=0)


def _sent(meeting: Meeting) -> Snapshot | None:
    """What the forum reads now, with what is closed still in it: each row says so itself."""
    if meeting.minutes_are_published:
        version = meeting.minutes_versions.order_by("-number").first()
        if version:
            return version.snapshot
    agenda = meeting.agenda_versions.order_by("-number").first()
    if agenda:
        return agenda.snapshot
    return _draft(meeting) if meeting.imported else None


def _rows(snapshot: Snapshot | None) -> list[Row]:
    if snapshot is None:
        return []
    ids = [
        bilag["file"]
        for item in snapshot["items"]
        for part in (item, *item["children"])
        for bilag in part["attachments"]
        if bilag["file"]
    ]
    texts = {
        str(pk): text
        for pk, text in StoredFile.objects.filter(pk__in=ids).values_list("pk", "text")
    }
    return list(rows(snapshot, lambda file: texts.get(file, "")))


def _store(meeting: Meeting, found: list[Row]) -> None:
    parties = {party.name: party.pk for party in Party.objects.all()}
    live = {str(pk) for pk in meeting.items.values_list("pk", flat=True)}
    bilag = Attachment.objects.filter(item__meeting=meeting)
    here = {str(pk) for pk in bilag.values_list("pk", flat=True)}
    entries, known = [], set()
    for row in found:
        if row.item not in live or (row.attachment and row.attachment not in here):
            continue  # removed since it was sent: there is no page to lead to
        words = words_of(row.title, row.heading, row.text)
        known.update(words)
        entries.append(_entry(meeting, row, words, parties))
    Entry.objects.bulk_create(entries, batch_size=200)
    learn(sorted(known))


def _entry(meeting: Meeting, row: Row, words: list[str], parties: dict[str, int]) -> Entry:
    return Entry(
        meeting=meeting, forum=meeting.forum, date=meeting.date, item_id=row.item, kind=row.kind,
        attachment_id=row.attachment, draft=row.draft, sent=row.sent, closed=row.closed,
        number=row.number, title=row.title, heading=row.heading, outcome=row.outcome,
        parties=[parties[name] for name in row.parties if name in parties], text=row.text,
        title_words=Vector(Value(words_of(row.title, row.heading))), words=Vector(Value(words)),
    )  # fmt: skip


def learn(words: list[str]) -> None:
    """Add the words that are new. In order, so that two who learn never wait for each other."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO search_word (word, stem, rows) SELECT word, "
            "coalesce((ts_lexize('danish_stem', word))[1], word), 1 "
            "FROM unnest(%s::text[]) AS word ON CONFLICT DO NOTHING",
            [words],
        )


@transaction.atomic
def count_words() -> int:
    """Count anew in how many rows each word stands, and forget those that are gone."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE counted ON COMMIT DROP AS "
                       "SELECT word, ndoc FROM ts_stat('SELECT words FROM search_entry "
                       "UNION ALL SELECT words FROM search_enquiryentry')")  # fmt: skip
        cursor.execute("UPDATE search_word SET rows = ndoc FROM counted "
                       "WHERE counted.word = search_word.word AND rows <> ndoc")  # fmt: skip
        cursor.execute("DELETE FROM search_word WHERE word NOT IN (SELECT word FROM counted)")
    return Word.objects.count()
