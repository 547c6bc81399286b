"""What an import found: as JSON for programs, as lines for people."""

from __future__ import annotations

from typing import Any

from meetings.archive import prose
from meetings.archive.structure import Archive, Item, Meeting
from meetings.models import Meeting as StoredMeeting

Results = list[tuple[Archive, list[StoredMeeting]]]


def as_json(results: Results) -> dict[str, Any]:
    """One object for all files: sums, all unplaced lines and every meeting once."""
    meetings: dict[int, dict[str, Any]] = {}
    weight: dict[int, int] = {}
    for archive, stored in results:
        for meeting, own in zip(archive.meetings, stored, strict=True):
            lines = len(meeting.placements)
            # The same meeting in two files: the fuller telling stands.
            if lines > weight.get(own.pk, -1):
                meetings[own.pk], weight[own.pk] = _meeting(meeting, own), lines
    return {
        "lines_read": sum(archive.lines_read for archive, _ in results),
        "lines_placed": sum(archive.lines_placed for archive, _ in results),
        "unplaced": [row for archive, _ in results for row in _unplaced(archive)],
        "meetings": list(meetings.values()),
    }


def _unplaced(archive: Archive) -> list[dict[str, Any]]:
    return [
        {
            "file": archive.name,
            "line": placed.line.number,
            "text": placed.line.text,
            "meeting": meeting.date.isoformat(),
            "item": placed.item,
        }
        for meeting in archive.meetings
        for placed in meeting.placements
        if placed.role == "unplaced"
    ]


def _meeting(meeting: Meeting, stored: StoredMeeting) -> dict[str, Any]:
    return {
        "id": stored.pk,
        "forum": meeting.forum,
        "date": meeting.date.isoformat(),
        "status": meeting.status,
        "items": [_item(item) for item in meeting.items],
    }


def _item(item: Item) -> dict[str, Any]:
    return {
        "number": item.number,
        "title": item.title,
        "open": item.open,
        "case_number": item.case_number or None,
        "recommendations": [recommendation.text for recommendation in item.recommendations],
        "attachments": [attachment.title for attachment in item.attachments],
        "decision": prose.as_text(item.decision) or None,
    }


def as_lines(archive: Archive, stored: list[StoredMeeting]) -> list[str]:
    """The proof, the counts and what a person should look at."""
    lines = [f"lines: {archive.lines_read:,} read, {archive.lines_placed:,} placed"]
    for meeting, own in zip(archive.meetings, stored, strict=True):
        lines.append(f"  {own} (nummer {own.pk}): {counts(meeting)}")
    for row in _unplaced(archive):
        where = f"punkt {row['item']}" if row["item"] else "mødets forside"
        lines.append(f"  Uden sikker plads, lagt under {where}: linje {row['line']}: {row['text']}")
    return lines


def counts(meeting: Meeting) -> str:
    """»afholdt, 17 punkter, 20 indstillinger, 9 bilag, 17 beslutninger«."""
    items = meeting.items
    recommendations = sum(len(item.recommendations) for item in items)
    attachments = sum(len(item.attachments) for item in items)
    decisions = sum(bool(item.decision) for item in items)
    held = "afholdt" if meeting.status == "held" else "dagsorden uden beslutninger"
    return (
        f"{held}, {_count(len(items), 'punkt', 'punkter')}, "
        f"{_count(recommendations, 'indstilling', 'indstillinger')}, "
        f"{attachments} bilag, {_count(decisions, 'beslutning', 'beslutninger')}"
    )


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
