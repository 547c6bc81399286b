"""Where items begin. Numbers of items also occur in lists, in bilag and in other bodies' minutes."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from datetime import date

from meetings.archive import wording
from meetings.archive.lines import Line

HEADER_REACH = 3  # lines between the running head of an item and its number
HEADING_REACH = 12  # lines above inner minutes that may hold their title and date


@dataclass
class Start:
    """The line that numbers an item. Frame 0 is the document's own meeting."""

    index: int
    first: int
    number: str
    title: str = ""
    openness: str = ""
    frame: int = 0
    host: int | None = None
    date: date | None = None
    forum: str | None = None
    heading: int = 0


def find_starts(lines: list[Line], page: set[int], *, spaced: bool) -> list[Start]:
    """The items' first lines in order, by the best evidence that the document gives."""
    headed = _headed(lines)
    keyword = _keyword(lines, page, spaced=spaced)
    if _is_whole(headed) and (len(headed) > 1 or len(keyword) == 1):
        return headed
    if len(keyword) > 1 or (keyword and keyword[0].number == "1"):
        return _nested(keyword, lines)
    dotted = _numbered(lines, wording.NUMBERED_ITEM, spaced=spaced)
    if len(dotted) > 1:
        return _nested(dotted, lines)
    bare = _numbered(lines, wording.BARE_ITEM, spaced=spaced)
    return _nested(max(dotted, bare, key=len), lines)


# --- A running head above each item (the published layout) -------------------------------------


def _headed(lines: list[Line]) -> list[Start]:
    """Items under »Mødet den 02.10.2025 DAS Social«; each pair of date and forum is a meeting."""
    starts: list[Start] = []
    frames: dict[tuple[date, str], int] = {}
    for index, line in enumerate(lines):
        header = wording.HEADER.match(line.text)
        day = wording.find_date(line.text) if header else None
        found = _number_below(lines, index) if header and day else None
        if header is None or day is None or found is None:
            continue
        forum = wording.forum_name(header["forum"])
        frame = frames.setdefault((day, forum), len(frames))
        start = _start(found, lines[found].text)
        start.first, start.frame, start.date, start.forum = index, frame, day, forum
        start.host = None if not frame else _outer(starts, frame)
        starts.append(start)
    return starts


def _outer(starts: list[Start], frame: int) -> int:
    return next((s.frame for s in reversed(starts) if s.frame != frame), 0)


def _number_below(lines: list[Line], index: int) -> int | None:
    for below in range(index + 1, min(index + 1 + HEADER_REACH, len(lines))):
        if wording.KEYWORD_ITEM.match(lines[below].text):
            return below
        if not wording.OPENNESS.match(lines[below].text):
            return None
    return None


def _is_whole(starts: list[Start]) -> bool:
    """Each meeting's numbers run on without a hole: no item was missed."""
    numbers: dict[int, list[int]] = {}
    for start in starts:
        numbers.setdefault(start.frame, []).append(int(start.number))
    runs = [list(range(run[0], run[0] + len(run))) == run for run in numbers.values()]
    return bool(runs) and all(runs)


# --- »Punkt 3.« or »3. Title« without a running head ---------------------------------------------


def _start(index: int, text: str) -> Start:
    patterns = (wording.KEYWORD_ITEM, wording.NUMBERED_ITEM, wording.BARE_ITEM)
    parts = next(match.groupdict() for p in patterns if (match := p.match(text)))
    openness = parts.get("openness") or parts.get("before") or ""
    return Start(index, index, parts["number"], parts["title"].strip(), openness)


def _keyword(lines: list[Line], page: set[int], *, spaced: bool) -> list[Start]:
    found = []
    for index, line in enumerate(lines):
        match = wording.KEYWORD_ITEM.match(line.text)
        if not match or wording.CONTENTS_LINE.search(line.text):
            continue
        if _stands_alone(lines, index, page, spaced=spaced) and _is_title(match["title"]):
            start = _start(index, line.text)
            start.first = _above(lines, index)
            found.append(start)
    at_page = [start for start in found if lines[start.first].page_start]
    # Where nearly every item begins a page, a number in the middle of one is no item.
    return at_page if len(at_page) * 5 >= len(found) * 4 else found


def _stands_alone(lines: list[Line], index: int, page: set[int], *, spaced: bool) -> bool:
    line = lines[index]
    if not index or line.page_start or line.gap or not spaced:
        return True
    above = lines[index - 1]
    widest = max(len(other.text) for other in lines)
    text_ended = len(above.text) < max(widest * 0.6, 50) or above.text.endswith(
        (".", ":", "?", "!")
    )
    return above.number in page or text_ended or _may_stand_above(above)


def _is_title(text: str) -> bool:
    return not text or (
        (text[0].isupper() or not text[0].isalpha()) and not text.endswith((".", ","))
    )


def _may_stand_above(line: Line) -> bool:
    patterns = (wording.HEADER, wording.OPENNESS, wording.AGENDA_SECTION)
    return any(pattern.match(line.text) for pattern in patterns)


def _above(lines: list[Line], index: int) -> int:
    """The first of the lines directly above a number that belong to its item."""
    first = index
    while first and index - first < HEADER_REACH and _may_stand_above(lines[first - 1]):
        if first > 1 and _awaits_title(lines[first - 2]):
            break
        first -= 1
    return first


def _awaits_title(line: Line) -> bool:
    """A number alone on its line: what follows is that item's own, such as »Lukket punkt«."""
    match = wording.KEYWORD_ITEM.match(line.text)
    return bool(match and not match["title"])


def _numbered(lines: list[Line], pattern: re.Pattern[str], *, spaced: bool) -> list[Start]:
    """Headings such as »3. Årshjul 2022«, which look like the lines of any numbered list."""
    found = []
    in_list = False
    for index, line in enumerate(lines):
        if wording.HEADING.match(line.text) or wording.LEAD.match(line.text):
            in_list = _opens_list(line.text)
        match = pattern.match(line.text)
        if not match or line.text.endswith((".", ",", ";")) or len(line.text) > 130:
            continue
        if wording.CONTENTS_LINE.search(line.text):
            continue
        if in_list and wording.find_verb(match["title"].split()[0]) != "other":
            continue
        alone = line.gap or line.page_start or _in_list(lines, index, pattern)
        if spaced and not alone:
            continue
        start = _start(index, line.text)
        start.first = _above(lines, index)
        found.append(start)
    return _best_run(found, lines)


def _opens_list(text: str) -> bool:
    heading = wording.HEADING.match(text)
    return bool(wording.LEAD.match(text)) or bool(heading and heading["recommendation"])


def _in_list(lines: list[Line], index: int, pattern: re.Pattern[str]) -> bool:
    near = lines[max(0, index - 1) : index] + lines[index + 1 : index + 2]
    return any(pattern.match(line.text) for line in near)


def _best_run(found: list[Start], lines: list[Line]) -> list[Start]:
    """Of several lines with the number that is due, the first with the best evidence."""
    run: list[Start] = []
    position = 0
    while position < len(found):
        due = str(int(run[-1].number) + 1) if run else found[0].number
        same = [p for p in range(position, len(found)) if found[p].number == due]
        if not same:
            break
        chosen = max(same, key=lambda p: (_evidence(found, p, lines), -p))
        run.append(found[chosen])
        position = chosen + 1
    return run


def _evidence(found: list[Start], position: int, lines: list[Line]) -> int:
    """A line that stands apart is rather an item than a line in a list; so is one with parts."""
    line = lines[found[position].index]
    apart = bool(line.gap or line.page_start or not found[position].index)
    return 2 * apart + _has_parts(found, position, lines)


def _has_parts(found: list[Start], position: int, lines: list[Line]) -> bool:
    start = found[position]
    if wording.STANDING.match(start.title):
        return True
    end = found[position + 1].index if position + 1 < len(found) else len(lines)
    below = lines[start.index + 1 : end]
    return any(wording.HEADING.match(x.text) or wording.LEAD.match(x.text) for x in below)


# --- Minutes inside minutes --------------------------------------------------------------------


@dataclass
class _Frame:
    number: int
    last: int
    foreign: bool = False  # no date: it stays what it is, the text of a bilag


def _nested(found: list[Start], lines: list[Line]) -> list[Start]:
    """Number 1 again opens inner minutes; the outer number that is due closes them."""
    kept: list[Start] = []
    stack: list[_Frame] = []
    frames = 0
    for position, start in enumerate(found):
        number = int(start.number)
        if not stack:
            stack.append(_Frame(frames, number - 1))
        elif number == 1 and _is_contents(kept, stack[-1], lines, start):
            kept, stack, frames = [], [_Frame(frames, 0)], frames
        elif number == 1:
            frames += 1
            stack.append(_inner(frames, start, lines))
        _close_finished(stack, number, found[position + 1 :])
        if stack[-1].last + 1 != number and not _is_jump(stack, number, found[position:], lines):
            continue
        stack[-1].last = number
        if stack[-1].foreign:
            continue
        start.frame = stack[-1].number
        start.host = next((f.number for f in reversed(stack[:-1]) if not f.foreign), None)
        kept.append(start)
    return kept


def _is_contents(kept: list[Start], frame: _Frame, lines: list[Line], start: Start) -> bool:
    """A table of contents: numbers with nothing between them, then the first one again."""
    own = [*(s for s in kept if s.frame == frame.number), start]
    gaps = [after.first - before.index for before, after in itertools.pairwise(own)]
    return len(own) > 2 and all(gap <= 1 for gap in gaps[:-1]) and frame.number == 0


def _inner(number: int, start: Start, lines: list[Line]) -> _Frame:
    """Inner minutes are a meeting of their own when a date stands above them."""
    above = lines[max(0, start.first - HEADING_REACH) : start.first]
    for count, line in enumerate(reversed(above), start=1):
        day = wording.find_date(line.text)
        if day and wording.SPEAKS_OF_MEETING.search(line.text):
            start.date, start.forum = day, wording.find_forum(line.text)
            start.heading = count
            return _Frame(number, 0)
    return _Frame(number, 0, foreign=True)


def _close_finished(stack: list[_Frame], number: int, later: list[Start]) -> None:
    """Go back to the outer minutes when the number is theirs and not the inner ones'."""
    while len(stack) > 1 and stack[-1].last + 1 != number:
        if not any(frame.last + 1 == number for frame in stack[:-1]):
            return
        stack.pop()
    if len(stack) > 1 and stack[-2].last + 1 == number and stack[-1].last:
        comes_again = any(int(start.number) == number for start in later)
        if not comes_again:
            stack.pop()


def _is_jump(stack: list[_Frame], number: int, rest: list[Start], lines: list[Line]) -> bool:
    """A number left out in the source, such as a closed item that was not published."""
    due = stack[-1].last + 1
    is_missing = not any(int(start.number) == due for start in rest)
    alone = lines[rest[0].first].page_start or bool(lines[rest[0].first].gap)
    return len(stack) == 1 and due < number <= due + 3 and is_missing and alone
