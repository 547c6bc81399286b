"""A text around the words that were found, with the words marked. Pure."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from .words import tokens

AROUND = 110  # letters on each side of the first hit
WHOLE = 280  # a text no longer than this is shown whole


def marked(text: str, words: AbstractSet[str]) -> SafeString:
    """The text with each of the words in `<mark>`."""
    places: list[tuple[int, int]] = []
    for word, start, end in tokens(text):
        if word in words and (not places or start >= places[-1][1]):
            places.append((start, end))
    parts, at = [], 0
    for start, end in places:
        parts += [escape(text[at:start]), "<mark>", escape(text[start:end]), "</mark>"]
        at = end
    return mark_safe("".join([*parts, escape(text[at:])]))


def snippet(text: str, words: AbstractSet[str]) -> SafeString:
    """The part of the text where the words first stand, cut between words, and marked."""
    text = " ".join(text.split())
    if len(text) <= WHOLE:
        return marked(text, words)
    first = next((start for word, start, _ in tokens(text) if word in words), 0)
    begin = max(0, first - AROUND)
    end = min(len(text), first + WHOLE - AROUND)
    if begin:
        begin = text.find(" ", begin) + 1 or begin
    if end < len(text):
        end = max(text.rfind(" ", begin, end), first + 1)
    inside = marked(text[begin:end], words)
    return mark_safe(f"{'… ' if begin else ''}{inside}{' …' if end < len(text) else ''}")


def has_any(text: str, words: AbstractSet[str]) -> bool:
    """Whether one of the words stands in the text."""
    return any(word in words for word, _, _ in tokens(text))
