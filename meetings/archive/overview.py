"""What the archive's pages show of what was found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dasportal.accounts.models import Forum
from meetings.archive.identity import find_meeting, known_forum
from meetings.archive.report import counts
from meetings.archive.structure import Archive, Meeting
from meetings.models import Meeting as StoredMeeting

PLACES = {
    "page": "Sidehoved eller sidefod",
    "front": "Mødets forside",
    "number": "Punktets nummer",
    "openness": "Åbent eller lukket",
    "agenda_section": "Afsnit i dagsordenen",
    "title": "Titel",
    "case_number": "Sagsnummer",
    "heading": "Overskrift",
    "text": "Sagens tekst",
    "lead": "Indledning til indstillingen",
    "recommendation": "Indstilling",
    "attachment": "Bilagets titel",
    "cover": "Bilagets forside",
    "attachment_text": "Bilagets tekst",
    "decision": "Beslutning",
    "unplaced": "Uden sikker plads",
}


@dataclass(frozen=True)
class Found:
    """A meeting in a file that is about to be read in."""

    meeting: Meeting
    counts: str
    existing: StoredMeeting | None
    forum: Forum | None
    inside: str


def found_meetings(archive: Archive) -> list[Found]:
    """Each meeting with its counts, and the one in the portal that it would be."""
    found = []
    for meeting in archive.meetings:
        forum = known_forum(meeting.forum)
        existing = find_meeting(forum, meeting.forum, meeting.date) if forum else None
        inside = f"bilag til punkt {meeting.inside[1]}" if meeting.inside else ""
        found.append(Found(meeting, counts(meeting), existing, forum, inside))
    return found


def line_rows(rows: list[list[Any]]) -> list[dict[str, Any]]:
    """Stored provenance rows with their places in words."""
    return [
        {
            "number": number,
            "text": text,
            "place": PLACES.get(role, role),
            "unplaced": role == "unplaced",
            "item": item,
            "part": index + 1 if index >= 0 and role not in ("text", "heading") else "",
        }
        for number, text, role, _, item, index in rows
    ]
