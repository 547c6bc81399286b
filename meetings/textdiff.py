"""The difference between two texts, word by word. Pure."""

from __future__ import annotations

import difflib
import re
from itertools import zip_longest

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from dasportal.documents.richtext import to_text

_TOKEN = re.compile(r"\S+|\n+|[^\S\n]+")
ALIKE = 0.4  # below this a line was not changed but replaced
AROUND = 24  # tokens of unchanged text, words and spaces, kept on either side of a change


def word_diff(before: str, after: str) -> SafeString:
    """HTML of the plain text of rich text `after`, with `<ins>` and `<del>` against `before`."""
    return plain_diff(to_text(before), to_text(after))


def plain_diff(before: str, after: str, *, whole: bool = True) -> SafeString:
    """The same of two plain texts; not `whole`, what lies far from any change is a »…«."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    matcher = difflib.SequenceMatcher(a=old, b=new, autojunk=False)
    steps = matcher.get_opcodes()
    pieces = []
    for place, (kind, a1, a2, b1, b2) in enumerate(steps):
        if kind == "equal":
            last = place == len(steps) - 1
            kept = new[b1:b2] if whole else _near(new[b1:b2], first=place == 0, last=last)
            pieces.append(_lines("".join(kept)))
            continue
        if a2 > a1:
            pieces.append(_marked("del", "".join(old[a1:a2])))
        if b2 > b1:
            pieces.append(_marked("ins", "".join(new[b1:b2])))
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def _near(tokens: list[str], *, first: bool, last: bool) -> list[str]:
    """The unchanged tokens next to a change: before it, after it, or between two."""
    if len(tokens) <= AROUND * (1 if first or last else 2):
        return tokens
    head = [] if first else tokens[:AROUND]
    tail = [] if last else tokens[-AROUND:]
    return [*head, " … " if head and tail else "… " if tail else " …", *tail]


def _marked(tag: str, text: str) -> SafeString:
    """The words inside the mark; the space around them outside, where it is no word."""
    words = text.strip(" \t")
    if not words:
        return format_html("<{}>{}</{}>", mark_safe(tag), text, mark_safe(tag))
    before, after = text.split(words, 1)
    inside = _lines(words)
    return format_html("{}<{}>{}</{}>{}", before, mark_safe(tag), inside, mark_safe(tag), after)


def changed_lines(before: list[str], after: list[str]) -> list[SafeString]:
    """Only the lines that differ, each with its `<ins>` and `<del>`, in the order of `after`."""
    matcher = difflib.SequenceMatcher(a=before, b=after, autojunk=False)
    found: list[SafeString] = []
    for kind, a1, a2, b1, b2 in matcher.get_opcodes():
        if kind != "equal":
            found += _pairs(before[a1:a2], after[b1:b2])
    return found


def _pairs(old: list[str], new: list[str]) -> list[SafeString]:
    """Line against line; a line that is unlike its other stands whole, taken out and put in."""
    found: list[SafeString] = []
    for was, now in zip_longest(old, new, fillvalue=""):
        alike = difflib.SequenceMatcher(a=was.split(), b=now.split(), autojunk=False).ratio()
        if was and now and alike < ALIKE:
            found += [plain_diff(was, ""), plain_diff("", now)]
        else:
            found.append(plain_diff(was, now, whole=False))
    return found


def _lines(text: str) -> SafeString:
    return mark_safe(escape(text).replace("\n", "<br>"))
