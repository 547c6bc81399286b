"""What somebody does with their own notes. There is no status: a note is written and rewritten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from dasportal.accounts.models import Person
from dasportal.accounts.transitions import NotAllowed
from meetings.models import AgendaItem
from meetings.reading import may_read_item

from .models import Note

LONGEST = 50_000  # characters of one note
TOO_LONG = "Noten er for lang. Der er plads til 50.000 tegn."
NOT_READABLE = "Du kan ikke længere læse punktet, og noten er ikke ændret."


@dataclass(frozen=True)
class Saved:
    revision: int
    saved_at: datetime


class Conflict(Exception):
    """The same person has saved on another screen since. Nothing is stored; both texts are here."""

    def __init__(self, newest: Note, mine: str) -> None:
        super().__init__("Noten er ændret på en anden skærm imens.")
        self.newest = newest
        self.mine = mine


@transaction.atomic
def save_note(item: AgendaItem, *, text: str, base_revision: int, by: Person) -> Saved:
    """Store one's note on the item, as plain text; an empty one says nothing any more.

    Raises Conflict when another text was saved after `base_revision`, NotAllowed when the person
    may not read the item now.
    """
    if not may_read_item(item, by):
        raise NotAllowed(NOT_READABLE)
    clean = text.replace("\r\n", "\n").replace("\x00", "").strip()
    if len(clean) > LONGEST:
        raise NotAllowed(TOO_LONG)
    now = timezone.now()
    Note.objects.get_or_create(person=by, item=item, defaults={"saved_at": now})
    note = Note.objects.select_for_update(of=("self",)).get(person=by, item=item)
    if note.text == clean:
        return Saved(note.revision, note.saved_at)
    if note.revision != base_revision:
        raise Conflict(note, clean)
    note.text, note.revision, note.saved_at = clean, note.revision + 1, now
    note.save()
    return Saved(note.revision, note.saved_at)
