"""From a source to meetings, with the proof that every line has one place."""

from __future__ import annotations

from meetings.archive import build, covers, wording
from meetings.archive.furniture import marked_pages
from meetings.archive.items import ItemReader, Layout
from meetings.archive.lines import ArchiveError, Source, read_source
from meetings.archive.outline import MeetingLines, make_outline
from meetings.archive.structure import Archive, Item, Meeting, Placement, Role


def parse(content: bytes, name: str) -> Archive:
    """Read a file of earlier minutes. Raises ArchiveError with a Danish message."""
    return parse_source(read_source(content, name))


def parse_source(source: Source) -> Archive:
    """The meetings of a source. A source without any meeting gives none, and no line is placed."""
    outline = make_outline(source)
    lines = marked_pages(source)
    layout = Layout(outline.page, covers.appended_lines(lines, outline.page), source.spaced)
    by_number = {line.number: line for line in lines}
    meetings: list[Meeting] = []
    for found in outline.meetings:
        if found.date is None or found.forum is None or not found.items:
            raise ArchiveError(_what_is_missing(source, found))
        meetings.append(_meeting(found, layout))
    for meeting in meetings:
        _link_to_host(meeting, meetings)
    placements = [placement for meeting in meetings for placement in meeting.placements]
    archive = Archive(source.name, len(by_number), meetings, placements)
    prove(archive, set(by_number))
    return archive


def prove(archive: Archive, numbers: set[int]) -> None:
    """Every non-blank line has exactly one place; anything else is a fault in the importer."""
    placed = [placement.line.number for placement in archive.placements]
    if len(placed) != len(set(placed)) or set(placed) != numbers:
        raise AssertionError(f"{archive.name}: lines lost or placed twice")


def _what_is_missing(source: Source, meeting: MeetingLines) -> str:
    if not meeting.items:
        reason = "ingen dagsordenspunkter"
    else:
        reason = "ingen mødedato" if meeting.date is None else "intet forum"
    return (
        f"Filen {source.name} kan ikke læses som referat eller dagsorden: "
        f"der er {reason} i den. Intet er gemt."
    )


def _meeting(found: MeetingLines, layout: Layout) -> Meeting:
    assert found.date is not None and found.forum is not None
    front = build.place_front(found.front, layout.page)
    items: list[Item] = []
    placements = list(front)
    for item in found.items:
        drafts = ItemReader(item, layout).read(item.start_line)
        items += build.build_items(drafts, item.start.openness)
        placements += [placement for draft in drafts for placement in draft.placements]
    begins, ends = build.front_times(front)
    return Meeting(
        forum=found.forum,
        date=found.date,
        status=_status(front, items),
        front=front,
        items=items,
        placements=placements,
        inside=found.inside,
        starts_at=begins,
        ends_at=ends,
    )


def _status(front: list[Placement], items: list[Item]) -> str:
    """Held when anything was decided; without decisions only when the title says it is minutes."""
    if any(item.decision for item in items):
        return "held"
    titles = " ".join(p.text for p in front[:5] if p.role is Role.FRONT).casefold()
    is_minutes = wording.MINUTES_TITLE.search(titles)
    return "held" if is_minutes else "agenda"


def _link_to_host(meeting: Meeting, meetings: list[Meeting]) -> None:
    """The bilag of the outer item that is this meeting's minutes: named by date, else the first."""
    if meeting.inside is None:
        return
    host, number = meetings[meeting.inside[0]], meeting.inside[1]
    item = next(item for item in host.items if item.number == number)
    dated = [a for a in item.attachments if wording.find_date(a.title) == meeting.date]
    named = [a for a in item.attachments if "referat" in a.title.casefold()]
    for attachment in (dated or named or item.attachments)[:1]:
        attachment.meeting = meetings.index(meeting)
