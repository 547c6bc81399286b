"""One page per offer, whatever its people wrote: how much of each text stands on the page, and which
texts are told whole behind.

The page is set in two columns of `LINES` lines in all. Tables and drawings are never cut; what they
leave is shared among the texts, so that the short ones stand whole and the long ones are cut alike.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

LINES = 122  # two columns of 8 pt on A4; tests print the fullest page
CHARS = 56  # on a line of a column
ALL = 10**6  # characters: no limit
LEAST = 40  # characters: less than that of a text tells nothing
CHART, TABLE_HEAD, ROW, HEADING = 10.5, 2.6, 1.1, 2.2  # lines
MARGIN = 0.3  # lines, below a text
NARROW = 8  # columns of a table that stand in a column of the page


def run_in(table: dict[str, Any], *, wide: bool) -> str:
    """A table of one figure a row, or with too many columns for a column of the page, told in
    lines: »Aalborg 3 · Morsø 1«, »2024: Jan 90 · Feb 88«; else ""."""
    columns = len(table["columns"])
    if wide or 2 < columns <= NARROW:
        return ""
    if columns == 2:
        return " · ".join(f"{row[0]['text']} {row[1]['text']}" for row in table["rows"])
    return "; ".join(
        f"{row[0]['text']}: " + " · ".join(f"{cell['heading']} {cell['text']}" for cell in row[1:])
        for row in table["rows"]
    )


def lines_of_figures(part: dict[str, Any], *, wide: bool) -> float:
    """What headings, facts, drawings and tables of a part take, in lines of a column."""
    both = 2 if wide else 1
    used = HEADING * both
    facts = " · ".join(f"{fact['label']}: {fact['text']} {fact['note']}" for fact in part["facts"])
    used += math.ceil(len(facts) / CHARS) + (1 if part["empty"] else 0)
    used += CHART * len(part["charts"])
    for table in part["tables"]:
        told = run_in(table, wide=wide)
        if told:
            used += math.ceil((len(table["title"]) + len(told)) / CHARS) + MARGIN
        else:
            used += (TABLE_HEAD + ROW * len(table["rows"])) * both
        used += math.ceil(len(table["note"]) / CHARS)
    return used


def _lines(text: dict[str, Any], most: int) -> float:
    head = len(text["heading"]) + len(text["by"]) + 4
    return math.ceil((head + min(len(text["body"]), most)) / CHARS) + MARGIN


def share(texts: Sequence[dict[str, Any]], lines: float) -> int:
    """How many characters of each text there is room for, when all get the same; at least 0."""
    low, high = 0, max((len(text["body"]) for text in texts), default=0)
    while low < high:
        middle = (low + high + 1) // 2
        if sum(_lines(text, middle) for text in texts) <= lines:
            low = middle
        else:
            high = middle - 1
    return low


def fitted(parts: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The parts as they stand on the page: each text with what is `shown` of it and whether it
    `goes_on`. Where too little would be left of each, the part with most words says only how many
    texts it has (`behind`), then the next; the signals, which stand with the figures, keep theirs."""
    found = [_placed(part) for part in parts]
    others = [part for part in found if not part["wide"]]
    left = LINES - sum(lines_of_figures(part, wide=part["wide"]) for part in found)
    left -= sum(_lines(text, ALL) for part in found if part["wide"] for text in part["texts"])
    texts = [text for part in others for text in part["texts"]]
    most = share(texts, left)
    longest = sorted(others, key=_length)
    while texts and most < LEAST and longest:
        moved = longest.pop()
        moved["behind"] = len(moved["texts"])
        left -= 1 + MARGIN
        texts = [text for part in others if not part["behind"] for text in part["texts"]]
        most = share(texts, left)
    for part in found:
        room = ALL if part["wide"] else most
        part["texts"] = [] if part["behind"] else [_cut(text, room) for text in part["texts"]]
    return found


def _length(part: dict[str, Any]) -> int:
    return sum(len(text["body"]) for text in part["texts"])


def _placed(part: dict[str, Any]) -> dict[str, Any]:
    """A part with drawings goes over both columns."""
    wide = bool(part["charts"])
    tables = [{**table, "run_in": run_in(table, wide=wide)} for table in part["tables"]]
    return {**part, "tables": tables, "wide": wide, "behind": 0}


def _cut(text: dict[str, Any], most: int) -> dict[str, Any]:
    """On one line: the page has no room for paragraphs."""
    body = " ".join(text["body"].split())
    if len(body) <= most:
        return {**text, "shown": body, "goes_on": False}
    return {**text, "shown": body[:most].rsplit(" ", 1)[0].rstrip(" ,;:"), "goes_on": True}


def whole(parts: Iterable[dict[str, Any]], page: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The parts with the texts that the page had no room for, as they were written."""
    found = []
    for part, set_ in zip(parts, page, strict=True):
        cut = {index for index, text in enumerate(set_["texts"]) if text["goes_on"]}
        rows = [text for index, text in enumerate(part["texts"]) if set_["behind"] or index in cut]
        if rows:
            found.append({"heading": part["heading"], "texts": rows})
    return found
