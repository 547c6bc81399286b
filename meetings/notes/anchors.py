"""Finding marked words again in a text that may have changed since. Pure.

Two readers of one PDF part words and lines differently, and so do a page and its markup: texts are
compared without spaces, hyphens and ligatures. Of several places with the same words the one with
the best company before and after is meant. static/js/anchor.js does the same in the browser.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

CONTEXT = 64  # characters kept on either side
_PASSED_OVER = re.compile(r"[\s\x00-\x1f\u00ad\u2010\u2011\u200b\ufeff\ufffe\ufffd-]+")


@dataclass(frozen=True)
class Anchor:
    quote: str
    before: str = ""
    after: str = ""


def compact(text: str) -> str:
    """The letters, figures and signs of a text, without what parts them."""
    return _PASSED_OVER.sub("", unicodedata.normalize("NFKC", text))


def find(text: str, anchor: Anchor) -> int | None:
    """Where the quote begins in the compact text; None when it is not there."""
    found = best(compact(text), anchor)
    return found[0] if found else None


def best(whole: str, anchor: Anchor) -> tuple[int, int] | None:
    """Of a compact text: the place of the quote with the best company, and how good that is."""
    quote = compact(anchor.quote)
    if not quote:
        return None
    before, after = compact(anchor.before), compact(anchor.after)
    places = []
    start = whole.find(quote)
    while start >= 0:
        left, right = whole[:start], whole[start + len(quote) :]
        company = _alike(left[::-1], before[::-1]) + _alike(right, after)
        places.append((company, -start))
        start = whole.find(quote, start + 1)
    if not places:
        return None
    company, start = max(places)
    return -start, company


def _alike(one: str, other: str) -> int:
    """How many characters are the same from the beginning."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def page_of(texts: Sequence[str], anchor: Anchor, near: int) -> int | None:
    """The page (from 1) with the quote in the best company, the one nearest `near` of equals."""
    places = []
    for number, text in enumerate(texts, start=1):
        found = best(compact(text), anchor)
        if found is not None:
            places.append((found[1], -abs(number - near), -number))
    return -max(places)[2] if places else None


def same_page(before: Sequence[str], now: Sequence[str], page: int) -> int | None:
    """The page (from 1) that says now what `page` said before; the nearest of equals."""
    if not 1 <= page <= len(before) or not (said := compact(before[page - 1])):
        return None
    same = [n for n, text in enumerate(now, start=1) if compact(text) == said]
    return min(same, key=lambda n: abs(n - page), default=None)
