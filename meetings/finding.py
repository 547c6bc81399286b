"""Finding words in what one reads, and marking them where they stand. Pure.

A word is found in its inflections too: »genbrugsplads« finds »genbrugspladsen«, and the other way
round, for both are cut to the same stem.
"""

from __future__ import annotations

import re

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from dasportal.documents.markup import Element, parse, serialise

SHORTEST = 2  # letters of a word that is worth looking for
MOST_WORDS = 8
AROUND = 90  # characters shown on either side of a hit
_WORD = re.compile(r"\w[\w-]*")
# Danish endings, the longest first; a stem keeps at least four letters.
_ENDINGS = ("ernes", "erne", "ens", "ets", "ene", "ers", "er", "en", "et", "es", "e", "s")
_STEM = 4


def words_of(query: str) -> list[str]:
    """The words that were asked for, in lower case."""
    found = (word.lower() for word in _WORD.findall(query))
    return list(dict.fromkeys(word for word in found if len(word) >= SHORTEST))[:MOST_WORDS]


def stem(word: str) -> str:
    """The word without its Danish ending."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _STEM:
            cut = word[: -len(ending)]
            return cut[:-1] if cut[-1] == cut[-2] else cut  # budgettet, busserne
    return word


def pattern(words: list[str]) -> re.Pattern[str]:
    """Matches any of the words at the beginning of a word, to that word's end."""
    stems = sorted({re.escape(stem(word)) for word in words}, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(stems)})[\w-]*", re.IGNORECASE)


def has_all(words: list[str], text: str) -> bool:
    """Whether each of the words stands somewhere in the text."""
    return bool(words) and all(pattern([word]).search(text) for word in words)


def marked(text: str, wanted: re.Pattern[str]) -> SafeString:
    """Plain text as HTML, with `<mark>` around what was found."""
    pieces, last = [], 0
    for hit in wanted.finditer(text):
        pieces += [escape(text[last : hit.start()]), f"<mark>{escape(hit[0])}</mark>"]
        last = hit.end()
    return mark_safe("".join([*pieces, escape(text[last:])]))


def marked_html(html: str, wanted: re.Pattern[str]) -> SafeString:
    """Stored rich text with `<mark>` around what was found; the markup is left as it is."""
    root = parse(html or "")
    _mark(root, wanted)
    return mark_safe(serialise(root))


def _mark(element: Element, wanted: re.Pattern[str]) -> None:
    children: list[Element | str] = []
    for child in element.children:
        if isinstance(child, str):
            children += _parted(child, wanted)
        else:
            _mark(child, wanted)
            children.append(child)
    element.children = children


def _parted(text: str, wanted: re.Pattern[str]) -> list[Element | str]:
    parts: list[Element | str] = []
    last = 0
    for hit in wanted.finditer(text):
        parts += [text[last : hit.start()], Element("mark", {}, [hit[0]])]
        last = hit.end()
    return [part for part in [*parts, text[last:]] if part != ""]


def excerpt(text: str, wanted: re.Pattern[str]) -> SafeString | None:
    """The words around the first hit, marked; None when there is none."""
    flat = " ".join(text.split())
    hit = wanted.search(flat)
    if hit is None:
        return None
    first, last = max(hit.start() - AROUND, 0), min(hit.end() + AROUND, len(flat))
    first = flat.rfind(" ", 0, first) + 1 if first else 0
    end = flat.find(" ", last)
    last = len(flat) if end < 0 else end
    shown = marked(flat[first:last], wanted)
    before = "… " if first else ""
    return mark_safe(f"{before}{shown}{' …' if last < len(flat) else ''}")
