"""Puts wrapped lines together again: paragraphs and lists, as text and as rich text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from meetings.archive import wording
from meetings.archive.structure import Placement

SHORT = 0.6  # of the widest line: below that a line was ended on purpose
SHORT_LOOSE = 0.8  # where every line has a blank one after it
TABLE_FIGURES = 4  # so many figures in a line make it a row of a table
DEEPER = ("o", "◦", "▪", "a")


@dataclass
class Block:
    """A paragraph, or one line of a list when it has a mark."""

    text: str
    mark: str = ""
    number: int = 0
    row: bool = False

    @property
    def deep(self) -> bool:
        return self.mark in DEEPER


def blocks(placements: Sequence[Placement]) -> list[Block]:
    """The lines of one field as paragraphs and list lines."""
    if not placements:
        return []
    widest = max(len(p.text) for p in placements)
    gaps = [p for p in placements[1:] if p.line.gap]
    loose = len(placements) > 3 and len(gaps) * 3 >= len(placements) * 2 and widest > 70
    found: list[Block] = []
    before: Placement | None = None
    for placement in placements:
        block = _listed(placement.text)
        if block:
            found.append(block)
        elif before is None or found[-1].row or _begins(placement, before, widest, loose=loose):
            found.append(Block(placement.text, row=_is_row(placement.text)))
        elif _is_row(placement.text):
            found.append(Block(placement.text, row=True))
        else:
            found[-1].text = joined(found[-1].text, placement.text)
        before = placement
    return found


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


def as_html(placements: Sequence[Placement]) -> str:
    """Rich text of the portal's own kind: p, ul, ol and li."""
    html: list[str] = []
    run: list[Block] = []
    for block in [*blocks(placements), Block("")]:
        if run and (not block.mark or (not block.deep and block.mark != run[0].mark)):
            html.append(_list(run))
            run = []
        if block.mark:
            run.append(block)
        elif block.text:
            html.append(f"<p>{escape(block.text, quote=False)}</p>")
    return "".join(html)


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
        while position < len(run) and run[position].deep and not head.deep:
            deeper.append(run[position])
            position += 1
        nested = _list(deeper) if deeper else ""
        inside += f"<li>{escape(head.text, quote=False)}{nested}</li>"
    return f"<{tag}{start}>{inside}</{tag}>"


def _listed(text: str) -> Block | None:
    bullet = wording.BULLET.match(text)
    if bullet:
        return Block(bullet["text"], mark=bullet["mark"])
    number = wording.NUMBERED.match(text)
    if number and number["mark"][0].isdigit():
        return Block(number["text"], mark="1", number=int(number["mark"][:-1]))
    if number and number["mark"].endswith(")"):
        return Block(number["text"], mark="a", number=ord(number["mark"][0].lower()) - 96)
    return None


def _shown_mark(block: Block) -> str:
    if block.mark == "1":
        return f"{block.number}. "
    if block.mark == "a":
        return f"{chr(96 + block.number)}) "
    return f"{block.mark.replace(chr(0xF0B7), '•')} " if block.mark else ""


def _begins(line: Placement, before: Placement, widest: int, *, loose: bool) -> bool:
    """Whether a paragraph ends between the two lines."""
    ended = len(before.text) < widest * (SHORT_LOOSE if loose else SHORT)
    capital = not line.text[0].islower()
    if loose:
        return (ended and capital) or line.line.gap > 2 or line.line.spacer
    if line.line.page_start and not line.line.gap:
        return before.text.endswith((".", "?", "!", ":")) and capital
    return line.line.gap > 0 or (ended and capital and widest > 60)


def _is_row(text: str) -> bool:
    return len(re.findall(r"(?<!\S)-?[\d.,]*\d[%.,]*(?!\S)", text)) >= TABLE_FIGURES
