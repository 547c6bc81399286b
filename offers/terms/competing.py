"""Non-competition (box 1 of the 2014 model): does a new offer have target groups in common with one
that is in? Pure. Words are compared as they are meant, not as they are spelled: »Borgere med erhvervet
hjerneskade« and »erhvervede hjerneskader« meet. It is a suggestion to look, never a verdict."""

from __future__ import annotations

import re
from datetime import date, timedelta

NEW_FOR = timedelta(days=365)
_WORD = re.compile(r"[a-zæøå0-9]+")
# What says nothing of whom an offer is for.
_EMPTY = frozenset(
    ["og", "eller", "med", "uden", "for", "til", "af", "i", "på", "samt", "en", "et", "de", "den",
     "der", "som", "har", "særlig", "særlige", "særligt", "svær", "svære", "svært", "personer",
     "person", "borgere", "borger", "mennesker", "menneske", "unge", "voksne", "børn", "barn",
     "målgruppe", "målgruppen", "målgrupper", "fx", "andre", "anden", "andet", "øvrige", "alle",
     "bl", "a", "mv", "årige", "år"]
)  # fmt: skip
_ENDINGS = ("ernes", "ernes", "erne", "ende", "ede", "er", "en", "et", "es", "e", "r", "s", "t")


def stem(word: str) -> str:
    """The word without its ending: »hjerneskader« and »hjerneskade« are one. At least four letters
    stay."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def groups_of(text: str) -> dict[frozenset[str], str]:
    """The target groups written with commas, semicolons or lines between: what each means, and how
    it is written. Groups that say nothing but »voksne« are left out."""
    found: dict[frozenset[str], str] = {}
    for part in re.split(r"[,;\n/]", text):
        words = _WORD.findall(part.casefold())
        meant = frozenset(stem(word) for word in words if word not in _EMPTY)
        if meant:
            found.setdefault(meant, " ".join(part.split()))
    return found


def in_common(new: str, protected: str) -> tuple[str, ...]:
    """The target groups of the new offer that the protected one has too, as the new one writes
    them. A group is common where one means all that the other does: »autisme« is in »svær autisme
    med udadreagerende adfærd«, »hjerneskade« is not in »hjerterytme«."""
    theirs = groups_of(protected)
    return tuple(
        written
        for meant, written in groups_of(new).items()
        if any(meant <= other or other <= meant for other in theirs)
    )


def is_new(opened_on: date | None, today: date) -> bool:
    """Planned, or opened within the last year. Without a day it has always been there."""
    return opened_on is not None and opened_on > today - NEW_FOR
