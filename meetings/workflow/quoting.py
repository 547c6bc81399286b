"""Where people have quoted what a redaction removes: in notes, questions and remarks of their own.

Somebody who quotes seldom quotes the whole. Any stretch of RUN letters that also stands in the
removed text is taken for a quote of it, unless the item still says the same after the removal.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dasportal.documents.record import Removed
from dasportal.documents.richtext import to_text

from ..models import MinutesVersion
from ..snapshot import flat_items
from .redaction import words_of

RUN = 20  # letters, spaces not counted: some four words
GONE = "[fjernet]"  # in the place of a quote, where a whole tombstone would not be read


@dataclass(frozen=True)
class Quotes:
    """The texts that are removed from a meeting, with what stands there now, and what each of its
    items still says, by the item's id."""

    meeting_id: int
    words: Mapping[str, str]
    still: Mapping[str, str]

    def without(self, text: str, item_id: object) -> str:
        """What somebody wrote about the item, without the removed words."""
        for old, new in self.words.items():
            text = without_quotes(text, old, new, self.still.get(str(item_id), ""))
        return text

    def has(self, quote: str, item_id: object) -> bool:
        """Whether a quote is of the removed words: part of them, or around them."""
        still, letters = self.still.get(str(item_id), ""), squeezed(quote)
        if not letters or letters in squeezed(still):
            return False
        return any(
            letters in squeezed(old) or without_quotes(quote, old, "", still) != quote
            for old in self.words
        )


def quotes_of(removed: Removed) -> Quotes | None:
    """What to look for; None when the entry is not of minutes. To be asked after the meeting's own
    rows have been cleaned."""
    sealed = MinutesVersion.objects.filter(record_entry=removed.entry.sequence).first()
    if sealed is None:
        return None
    words = {to_text(old): new for old, new in words_of(removed).items()}
    still = {row["id"]: "\n".join(_texts(row)) for row in flat_items(sealed.snapshot)}
    return Quotes(sealed.meeting_id, words, still)


def _texts(value: Any) -> Iterator[str]:
    """Every text in a part of a snapshot, as people read it."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
    elif isinstance(value, str):
        yield to_text(value)


def squeezed(text: str) -> str:
    """The text without what parts its words: a page and a note break their lines differently."""
    return "".join(text.split())


def without_quotes(text: str, old: str, new: str, still: str = "") -> str:
    """The text with each quote of `old` in it replaced by `new`. Pure."""
    places = [place for place, sign in enumerate(text) if not sign.isspace()]
    letters, removed, kept = squeezed(text), squeezed(old), squeezed(still)
    length = min(RUN, len(removed))
    runs = (
        {removed[at : at + length] for at in range(len(removed) - length + 1)} if length else set()
    )
    parts, done = [], 0
    for start, end in _runs(letters, runs, length):
        if letters[start:end] not in kept:
            parts += [text[done : places[start]], new]
            done = places[end - 1] + 1
    return "".join([*parts, text[done:]])


def _runs(letters: str, runs: set[str], length: int) -> Iterator[tuple[int, int]]:
    """From where to where the letters are made of these runs, laid over each other."""
    start = end = -1
    for at in range(len(letters) - length + 1) if runs else ():
        if letters[at : at + length] not in runs:
            continue
        if at > end:
            if end > 0:
                yield start, end
            start = at
        end = at + length
    if end > 0:
        yield start, end
