"""Finds the meetings of a document and where each of their items begins."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from meetings.archive import furniture, wording
from meetings.archive.candidates import Start, find_starts
from meetings.archive.lines import Line, Source

ELSEWHERE = 5  # lines by which a bare date, such as a letterhead's, stands back


@dataclass
class ItemLines:
    """The lines of one item: those printed above its number, its number line, and the rest."""

    start: Start
    start_line: Line
    above: list[Line] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)


@dataclass
class MeetingLines:
    """The lines of one meeting, and the item it is a bilag of."""

    forum: str | None = None
    date: date | None = None
    front: list[Line] = field(default_factory=list)
    items: list[ItemLines] = field(default_factory=list)
    inside: tuple[int, str] | None = None


@dataclass(frozen=True)
class Outline:
    """The document in its parts. `page` holds the numbers of running heads and feet."""

    meetings: list[MeetingLines]
    page: set[int]


def make_outline(source: Source) -> Outline:
    """Every line is in exactly one list of exactly one meeting (one without a date if need be)."""
    page = furniture.page_lines(source)
    lines = furniture.marked_pages(source)
    starts = find_starts(lines, page, spaced=source.spaced)
    meetings = _meetings(lines, starts)
    for meeting in meetings:
        _identify(meeting, source, page)
        meeting.forum = meeting.forum or meetings[0].forum
    return Outline(meetings, page)


def _meetings(lines: list[Line], starts: list[Start]) -> list[MeetingLines]:
    """Deal the lines out: each belongs to the item that began last."""
    by_frame: dict[int, MeetingLines] = {}
    first = starts[0].first if starts else len(lines)
    meetings = [MeetingLines(front=lines[:first])]
    ends = [*(start.first for start in starts[1:]), len(lines)][: len(starts)]
    for start, end in zip(starts, ends, strict=True):
        if start.frame not in by_frame:
            by_frame[start.frame] = _opened(start, by_frame, meetings)
        meeting = by_frame[start.frame]
        meeting.items.append(
            ItemLines(
                start,
                lines[start.index],
                above=lines[start.first : start.index],
                body=lines[start.index + 1 : end],
            )
        )
    _settle_nesting(meetings)
    return meetings


def _opened(
    start: Start, known: dict[int, MeetingLines], meetings: list[MeetingLines]
) -> MeetingLines:
    if not known:
        meeting = meetings[0]
    else:
        meeting = MeetingLines()
        host = meetings[-1] if start.host is None else known[start.host]
        meeting.inside = (meetings.index(host), host.items[-1].start.number)
        meetings.append(meeting)
        # The heading of the inner minutes stands at the end of the item that holds them.
        meeting.front, host.items[-1].body = _taken(host.items[-1].body, start.heading)
    meeting.date, meeting.forum = start.date, start.forum
    return meeting


def _taken(body: list[Line], count: int) -> tuple[list[Line], list[Line]]:
    return (body[-count:], body[:-count]) if count else ([], body)


def _settle_nesting(meetings: list[MeetingLines]) -> None:
    """Minutes that follow other minutes are only their bilag when the outer ones go on after
    them, or when the outer item approves minutes; else they stand beside each other."""
    for meeting in meetings[1:]:
        if meeting.inside is None or not meeting.items:
            continue
        host = meetings[meeting.inside[0]]
        goes_on = host.items[-1].start.index > meeting.items[0].start.index
        title = _title(host, meeting.inside[1])
        if not goes_on and "referat" not in title.casefold():
            meeting.inside = None


def _title(meeting: MeetingLines, number: str) -> str:
    for item in meeting.items:
        if item.start.number == number:
            return " ".join([item.start.title, *(line.text for line in item.body[:2])])
    return ""


def _identify(meeting: MeetingLines, source: Source, page: set[int]) -> None:
    """Forum and date: from the heading, else the running foot, else the name of the file."""
    lines = [line for item in meeting.items for line in [*item.above, *item.body]]
    heads = [line.text for item in meeting.items[:1] for line in item.above]
    texts = [heads, _front_dates(meeting.front)]
    if meeting.inside is None:
        feet = [line.text for line in lines if line.number in page]
        texts += [[text for text in feet if wording.find_date(text)][:1], [source.name]]
    for text in (text for group in texts for text in group):
        meeting.date = meeting.date or wording.find_date(text)
    for head in filter(None, map(wording.HEADER.match, heads)):
        meeting.forum = meeting.forum or wording.forum_name(head["forum"])
    for line in [*meeting.front[:12], *(line for line in lines if wording.LEAD.match(line.text))]:
        meeting.forum = meeting.forum or wording.find_forum(line.text)
    for text in [source.name.replace("-", " ").replace("_", " "), *(x.text for x in lines[:60])]:
        meeting.forum = meeting.forum or wording.find_forum(text)


def _front_dates(front: list[Line]) -> list[str]:
    """Lines with a date: the first ones, and rather those that speak of the meeting."""
    dated = [
        (place + (0 if wording.SPEAKS_OF_MEETING.search(line.text) else ELSEWHERE), line.text)
        for place, line in enumerate(front[:40])
        if wording.find_date(line.text)
    ]
    return [text for _, text in sorted(dated)]
