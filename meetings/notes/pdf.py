"""One's notes on paper. Made for its owner while they wait, and kept nowhere."""

from __future__ import annotations

from collections.abc import Sequence

from django.template.loader import render_to_string

from dasportal.documents import storage
from dasportal.documents.press import Bundle, Entry, Store, press
from meetings.pdf import style

from .queries import MeetingNotes


def paper(books: Sequence[MeetingNotes], *, name: str) -> bytes:
    """The notes as one PDF, a meeting after the other.

    Its parts lie in a folder that is gone when it is made, not in the press's common store. Raises
    storage.DiskFull, and FontsMissing where PDFs are off.
    """
    entries = tuple(
        Entry("", str(book.meeting), render_to_string("notes/pdf/meeting.html", {"book": book, "name": name}))
        for book in books
    )  # fmt: skip
    bundle = Bundle(
        title=f"Mine noter, {name}", css=style(), entries=entries, head="Mine noter", foot=name
    )
    with storage.workspace() as folder:
        target = folder / "notes.pdf"
        press(bundle, target, Store(folder / "parts"))
        return target.read_bytes()
