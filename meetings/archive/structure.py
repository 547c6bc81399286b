"""What an earlier set of minutes or an agenda holds, as plain values with their line numbers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from meetings.archive.lines import Line


class Role(StrEnum):
    """The one place that a line has."""

    PAGE = "page"  # running head or foot, named as such
    FRONT = "front"  # before the first item: title, date, attendance
    NUMBER = "number"
    OPENNESS = "openness"
    AGENDA_SECTION = "agenda_section"
    TITLE = "title"
    CASE_NUMBER = "case_number"
    HEADING = "heading"
    TEXT = "text"
    LEAD = "lead"
    RECOMMENDATION = "recommendation"
    ATTACHMENT = "attachment"
    COVER = "cover"
    ATTACHMENT_TEXT = "attachment_text"
    DECISION = "decision"
    UNPLACED = "unplaced"


@dataclass
class Placement:
    """A line and where it ended. `text` is what of it belongs to the field, without its bullet."""

    line: Line
    role: Role
    text: str
    index: int = -1  # which recommendation, bilag or section
    key: str = ""  # the kind of section or front line
    item: str = ""  # the number of the item it belongs to


@dataclass(frozen=True)
class Section:
    """A headed text of an item; the key is one of those in wording.HEADINGS, or »text« for none."""

    key: str
    heading: str
    lines: tuple[Placement, ...]


@dataclass(frozen=True)
class Recommendation:
    text: str
    verb: str


@dataclass
class Attachment:
    title: str
    lines: tuple[Placement, ...] = ()
    meeting: int | None = None  # index of the meeting whose minutes it is


@dataclass
class Item:
    """One item as printed. `open` is None where the source does not say."""

    number: str
    title: str
    parent: str = ""
    open: bool | None = None
    case_number: str = ""
    agenda_section: str = ""
    sections: list[Section] = field(default_factory=list)
    lead: str = ""
    recommendations: list[Recommendation] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    decision: tuple[Placement, ...] = ()
    unplaced: tuple[Placement, ...] = ()


@dataclass
class Meeting:
    """One meeting. `status` is »held« when something was decided, else »agenda«."""

    forum: str
    date: date
    status: str
    front: list[Placement]
    items: list[Item]
    placements: list[Placement]
    inside: tuple[int, str] | None = None  # the meeting and item whose bilag it is
    starts_at: time | None = None
    ends_at: time | None = None


@dataclass
class Archive:
    """Everything read from one file, and the proof that nothing is missing."""

    name: str
    lines_read: int
    meetings: list[Meeting]
    placements: list[Placement]

    @property
    def lines_placed(self) -> int:
        return len({placement.line.number for placement in self.placements})

    @property
    def unplaced(self) -> list[Placement]:
        return [p for p in self.placements if p.role is Role.UNPLACED]
