"""Puts wrapped lines together again: paragraphs, headings and lists, as text and as rich text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from meetings.archive import wording
from meetings.archive.structure import Placement

FULL = 0.9  # of the widest line: letters differ in width
SHORT = 0.6  # a line below that was ended on purpose, unless it is a cell of a table
SHORT_LOOSE = 0.8  # where every line has a blank one after it
HEADING_WORDS = 5
ENDS = (".", "?", "!", ":")
DEEPER = ("o", "◦", "▪", "a")


@dataclass
class Block:
    """A paragraph, or one line of a list when it has a mark."""

    text: str
    mark: str = ""
    number: int = 0
    row: bool = False
    heading: bool = False

    @property
    def deep(self) -> bool:
        return self.mark in DEEPER


def blocks(placements: Sequence[Placement]) -> list[Block]:
    """The lines of one field as paragraphs and list lines."""
    found: list[Block] = []
    width = _Width(placements)
    before: Placement | None = None
    for placement in placements:
        listed = _listed(placement.text)
        row = _is_row(placement.text)
        if listed and (before is None or found[-1].mark or not _runs_on(placement, before)):
            found.append(listed)
        elif before is None or row or found[-1].row or width.begins(placement, before):
            found.append(Block(placement.text, row=row))
        else:
            found[-1].text = joined(found[-1].text, placement.text)
        before = placement
    _mark_headings(found, placements)
    return found


class _Width:
    """How long lines are here, and so where one was ended on purpose."""

    def __init__(self, placements: Sequence[Placement]) -> None:
        self.widest = max((len(p.text) for p in placements), default=0)
        gaps = sum(p.line.gap > 0 for p in placements[1:])
        # Some files print a blank line after every line: then it says nothing of paragraphs.
        self.loose = len(placements) > 3 and gaps * 3 >= len(placements) * 2 and self.widest > 70

    def begins(self, line: Placement, before: Placement) -> bool:
        """Whether a paragraph ends between the two lines."""
        goes_on = line.text[0].islower() and not before.text.endswith(ENDS)
        if self.loose:
            ended = len(before.text) < self.widest * SHORT_LOOSE
            return (ended and not line.text[0].islower()) or line.line.gap > 2 or line.line.spacer
        if line.line.gap and not line.line.page_start:
            return not goes_on or line.line.spacer
        return not line.text[0].islower() and self._was_ended(line.text, before.text)

    def _was_ended(self, text: str, before: str) -> bool:
        """The next word would have fitted, and nothing says that this is a narrow cell."""
        fitted = len(before) + 1 + len(text.split()[0]) < self.widest * FULL
        if before.endswith(ENDS):
            return fitted
        return fitted and self.widest > 60 and len(before) < self.widest * SHORT <= len(text)


def joined(before: str, after: str) -> str:
    """Two parts of a wrapped text; a word broken at its own hyphen stays one word."""
    if not before:
        return after
    if before.endswith("‐"):
        return before[:-1] + after
    splits = re.search(r"\w-$", before) and re.match(r"[a-zæøå0-9]", after)
    if splits and not re.match(r"(?:og|eller|samt|til|hhv|i|på)\b", after):
        return before + after
    return f"{before} {after}"


def as_text(placements: Sequence[Placement]) -> str:
    """Paragraphs parted by a blank line, list lines each on their own."""
    text = ""
    before: Block | None = None
    for block in blocks(placements):
        if before is not None:
            tight = (block.mark and before.mark) or (block.row and before.row)
            text += "\n" if tight else "\n\n"
        text += f"{_shown_mark(block)}{block.text}"
        before = block
    return text


def as_html(placements: Sequence[Placement], *, headings: bool = True) -> str:
    """Rich text of the portal's own kind: p, h4, ul, ol and li."""
    html: list[str] = []
    run: list[Block] = []
    for block in [*blocks(placements), Block("")]:
        if run and (not block.mark or _starts_list(block, run)):
            html.append(_list(run))
            run = []
        if block.mark:
            run.append(block)
        elif block.text:
            tag = "h4" if block.heading and headings else "p"
            html.append(f"<{tag}>{escape(block.text, quote=False)}</{tag}>")
    return "".join(html)


def _starts_list(block: Block, run: list[Block]) -> bool:
    """Another kind of mark begins another list; bullets below a number belong to the number."""
    if block.deep or run[0].mark == "1":
        return False
    return block.mark != run[0].mark


def _list(run: list[Block]) -> str:
    tag, start = "ul", ""
    if run[0].mark == "1":
        tag = "ol"
        start = f' start="{run[0].number}"' if run[0].number > 1 else ""
    inside = ""
    position = 0
    while position < len(run):
        head, position = run[position], position + 1
        deeper = []
        while position < len(run) and run[position].mark != head.mark:
            deeper.append(run[position])
            position += 1
        nested = _list(deeper) if deeper else ""
        inside += f"<li>{escape(head.text, quote=False)}{nested}</li>"
    return f"<{tag}{start}>{inside}</{tag}>"


def _listed(text: str) -> Block | None:
    bullet = wording.BULLET.match(text)
    if bullet:
        return Block(bullet["text"], mark=bullet["mark"])
    if text in wording.LONE_BULLETS:  # its words stand on the next line
        return Block("", mark=text)
    number = wording.NUMBERED.match(text)
    if number and number["mark"][0].isdigit():
        return Block(number["text"], mark="1", number=int(number["mark"][:-1]))
    if number and number["mark"].endswith(")"):
        return Block(number["text"], mark="a", number=ord(number["mark"][0].lower()) - 96)
    return None


def _runs_on(line: Placement, before: Placement) -> bool:
    """A dash or an ordinal that the wrapping put first on its line: »– evt. flere«, »2. gang«."""
    apart = line.line.gap or before.text.endswith((*ENDS, ",", ";"))
    dash_or_number = re.match(r"[-–]\s+[a-zæøå]|\d+\.\s+[a-zæøå]", line.text)
    return bool(dash_or_number) and not apart


def _shown_mark(block: Block) -> str:
    if block.mark == "1":
        return f"{block.number}. "
    if block.mark == "a":
        return f"{chr(96 + block.number)}) "
    return f"{block.mark.replace(chr(0xF0B7), '•')} " if block.mark else ""


def _mark_headings(found: list[Block], placements: Sequence[Placement]) -> None:
    """A few words alone on a line, without an end and with a text below, were a heading."""
    alone = {p.text for p in placements if p.line.gap}
    for block, below in pairwise(found):
        words = block.text.split()
        plain = not (block.mark or block.row or re.search(r"\d", block.text))
        few = len(words) <= HEADING_WORDS and not block.text.endswith((*ENDS, ",", ";", ")"))
        is_text = bool(below.mark) or len(below.text.split()) > HEADING_WORDS * 2
        block.heading = plain and few and is_text and block.text in alone and words[0][0].isupper()


def _is_row(text: str) -> bool:
    """A line of a table: figures make up a good part of it."""
    words = text.replace("kr.", "").split()
    figures = sum(bool(re.fullmatch(r"-?[\d.,]*\d%?", word)) for word in words)
    return figures > 1 and figures * 10 >= len(words) * 3
