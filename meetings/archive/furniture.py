"""Running heads and feet: what belongs to the page and not to the meeting."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from meetings.archive import wording
from meetings.archive.lines import Line, Source, with_page_start

EDGE = 2  # lines at the top and at the bottom of a page that may be a running head or foot
FEWEST_PAGES = 4


def is_furniture(line: Line) -> bool:
    """A page number or a running head by its wording alone."""
    return any(pattern.match(line.text) for pattern in wording.FURNITURE)


def page_lines(source: Source) -> set[int]:
    """The numbers of all lines that are running heads or feet, by wording or by repetition."""
    by_wording = {line.number for line in source.lines if is_furniture(line)}
    return by_wording | _repeated(source)


def marked_pages(source: Source) -> list[Line]:
    """The lines, where the line after a page number at a page's end is known to start a page."""
    lines = list(source.lines)
    for index, (before, line) in enumerate(pairwise(source.lines), start=1):
        if is_furniture(before) and line.gap > 1:
            lines[index] = with_page_start(line)
    return lines


def pages(lines: list[Line]) -> list[list[Line]]:
    """The lines page by page."""
    found: list[list[Line]] = []
    for line in lines:
        if line.page_start or not found:
            found.append([])
        found[-1].append(line)
    return found


def _repeated(source: Source) -> set[int]:
    """Lines at the edge of pages whose wording, but for its digits, comes again on most of them."""
    all_pages = [page for page in pages(marked_pages(source)) if len(page) > EDGE * 2]
    if len(all_pages) < FEWEST_PAGES:
        return set()
    edges = [
        [
            *(line for line in page[:EDGE] if _may_run(line)),
            # Short decisions repeat at the foot too; a running foot has a number.
            *(line for line in page[-EDGE:] if _may_run(line) and re.search(r"\d", line.text)),
        ]
        for page in all_pages
    ]
    counts = Counter(shape for edge in edges for shape in {_shape(line) for line in edge})
    often = {shape for shape, count in counts.items() if count * 2 > len(all_pages)}
    return {line.number for edge in edges for line in edge if _shape(line) in often}


def _may_run(line: Line) -> bool:
    text = line.text
    speaks = (
        wording.HEADER,
        wording.OPENNESS,
        wording.HEADING,
        wording.KEYWORD_ITEM,
        wording.NUMBERED_ITEM,
        wording.BULLET,
        wording.LEAD,
    )
    return len(text) <= 100 and not any(pattern.match(text) for pattern in speaks)


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text.casefold())
