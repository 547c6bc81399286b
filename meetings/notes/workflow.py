"""What somebody does with their own notes and highlights. They have no status: they are written
and rewritten, by their writer alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from dasportal.accounts.models import Person
from dasportal.accounts.transitions import NotAllowed
from meetings.models import AgendaItem, AttachmentVersion
from meetings.reading import may_read_item

from .anchors import CONTEXT, Anchor, find
from .models import Highlight, Note, Word
from .placing import may_read_version, text_of

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


# --- Highlights -----------------------------------------------------------------------------------

LONGEST_QUOTE = 2_000
NOT_THERE = "Teksten findes ikke i punktet. Skriv den, som den står, fx de første ord i sætningen."


@transaction.atomic
def highlight_text(
    item: AgendaItem, *, anchor: Anchor, by: Person, word: str = "", note: str = ""
) -> Highlight:
    """Mark words in the item's text, as it reads to the person now."""
    if not may_read_item(item, by):
        raise NotAllowed(NOT_READABLE)
    kept = _kept(anchor)
    if not kept.quote or find(text_of(item, by), kept) is None:
        raise NotAllowed(NOT_THERE)
    return Highlight.objects.create(
        person=by, item=item, quote=kept.quote, before=kept.before, after=kept.after,
        word=_known(word), note=_note(note),
    )  # fmt: skip


@transaction.atomic
def highlight_page(
    version: AttachmentVersion,
    *,
    page: int,
    anchor: Anchor,
    by: Person,
    word: str = "",
    note: str = "",
) -> Highlight:
    """Mark words on a page of a bilag, or with an empty quote write a note to the page.

    `version` must be one that the person has been sent.
    """
    if not may_read_version(version, by):
        raise NotAllowed("Du kan ikke længere læse bilaget.")
    pages = version.file.pages or (version.file.pdf.pages if version.file.pdf else None)
    if page < 1 or (pages and page > pages):
        raise NotAllowed(f"Bilaget har {pages} sider." if pages else "Skriv sidens nummer.")
    kept, written = _kept(anchor), _note(note)
    if not kept.quote and not written:
        raise NotAllowed("Skriv en note, eller den tekst, der skal markeres.")
    return Highlight.objects.create(
        person=by, item=version.attachment.item, version=version, page=page, quote=kept.quote,
        before=kept.before, after=kept.after, word=_known(word), note=written,
    )  # fmt: skip


def _kept(anchor: Anchor) -> Anchor:
    """The anchor as it is stored: single spaces, and no more company than is of use."""
    quote, before, after = (
        " ".join(text.replace("\x00", "").split())
        for text in (anchor.quote, anchor.before, anchor.after)
    )
    if len(quote) > LONGEST_QUOTE:
        raise NotAllowed("Der kan markeres 2.000 tegn ad gangen. Markér et kortere stykke.")
    return Anchor(quote, before[-CONTEXT:], after[:CONTEXT])


def _known(word: str) -> str:
    return word if word in Word.values else Word.IMPORTANT


def _note(note: str) -> str:
    clean = note.replace("\r\n", "\n").replace("\x00", "").strip()
    if len(clean) > LONGEST:
        raise NotAllowed(TOO_LONG)
    return clean


@transaction.atomic
def change_highlight(highlight: Highlight, *, word: str, note: str, by: Person) -> Highlight:
    """What it means, and what one thinks of it. The marked words stay."""
    fresh = Highlight.objects.visible_to(by).filter(pk=highlight.pk).first()
    if fresh is None:
        raise NotAllowed("Markeringen kan kun rettes af den, der har lavet den.")
    written = _note(note)
    if not fresh.quote and not written:
        raise NotAllowed("Skriv en note, eller slet den.")
    fresh.word, fresh.note = _known(word), written
    fresh.save(update_fields=["word", "note"])
    return fresh


@transaction.atomic
def remove_highlight(highlight: Highlight, *, by: Person) -> None:
    Highlight.objects.visible_to(by).filter(pk=highlight.pk).delete()
