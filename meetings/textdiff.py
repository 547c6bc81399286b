"""The difference between two rich texts, word by word. Pure."""

from __future__ import annotations

import difflib
import re

from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString, mark_safe

from dasportal.documents.richtext import to_text

_TOKEN = re.compile(r"\S+|\n+|[^\S\n]+")


def word_diff(before: str, after: str) -> SafeString:
    """HTML of the plain text of `after`, with `<ins>` and `<del>` against `before`."""
    old, new = _TOKEN.findall(to_text(before)), _TOKEN.findall(to_text(after))
    matcher = difflib.SequenceMatcher(a=old, b=new, autojunk=False)
    pieces = []
    for kind, a1, a2, b1, b2 in matcher.get_opcodes():
        if kind == "equal":
            pieces.append(_lines("".join(new[b1:b2])))
            continue
        if a2 > a1:
            pieces.append(mark_safe("<del>") + _lines("".join(old[a1:a2])) + mark_safe("</del>"))
        if b2 > b1:
            pieces.append(mark_safe("<ins>") + _lines("".join(new[b1:b2])) + mark_safe("</ins>"))
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def _lines(text: str) -> SafeString:
    return mark_safe(escape(text).replace("\n", "<br>"))
