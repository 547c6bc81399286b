"""When sealed words have to go, what people have marked and written of them goes too.

Nobody but its writer has read a note; the law asks for the words all the same.
"""

from __future__ import annotations

from dasportal.documents.record import FILE_REMOVED, Removed
from meetings.workflow.quoting import GONE, Quotes, quotes_of

from .anchors import compact
from .models import Highlight, Note
from .placing import texts_of

FIELDS = ("quote", "before", "after", "note")


def clean_notes(removed: Removed) -> None:
    """Take the removed words out of everybody's notes and highlights on the meeting's items, and
    out of highlights on the pages of files that were removed."""
    _clean_removed_pages()
    quotes = quotes_of(removed)
    if quotes is None:
        return  # the entry is of something else
    for note in Note.objects.filter(item__meeting=quotes.meeting_id):
        text = quotes.without(note.text, note.item_id)
        if text != note.text:
            Note.objects.filter(pk=note.pk).update(text=text, revision=note.revision + 1)
    for mark in Highlight.objects.filter(item__meeting=quotes.meeting_id):
        _clean_mark(mark, quotes)


def _clean_mark(mark: Highlight, quotes: Quotes) -> None:
    if mark.page is None and quotes.has(mark.quote, mark.item_id):
        mark.quote = GONE
    for name in ("before", "after"):
        if quotes.has(getattr(mark, name), mark.item_id):
            setattr(mark, name, "")
    mark.note = quotes.without(mark.note, mark.item_id)
    mark.save(update_fields=FIELDS)


def _clean_removed_pages() -> None:
    """A quote of a page that is gone is gone with it; what the new file still says may stand."""
    rows = Highlight.objects.filter(version__file__warning=FILE_REMOVED).exclude(quote="")
    for mark in rows.exclude(quote=GONE).select_related("version__file__pdf"):
        assert mark.version is not None  # it was asked for by its file
        if compact(mark.quote) not in compact("".join(texts_of(mark.version))):
            mark.quote, mark.before, mark.after = GONE, "", ""
            mark.save(update_fields=FIELDS)
