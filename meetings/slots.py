"""Places on the meetings' pages that other parts fill in their `AppConfig.ready`.

The subject of a meeting's panel is the Meeting, of an item's the AgendaItem; the request tells who
looks. A panel shows to its reader only what `visible_to` gives them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from dasportal.accounts.slots import Panel, Slot

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.utils.safestring import SafeString

    from dasportal.accounts.models import Person
    from dasportal.documents.models import StoredFile
    from meetings.calendar import Entry
    from meetings.models import Attachment, Meeting
    from meetings.reading import Edition


@dataclass(frozen=True)
class Asked:
    """Something the members of a meeting are asked to answer, and who has not yet.

    `silent` are the names of people or parties, as the secretariat reads them, of `asked` in all.
    """

    text: str
    url: str
    asked: int
    silent: tuple[str, ...]
    until: datetime | None = None


@dataclass(frozen=True)
class Answers:
    """An app's part of »Hvem mangler at svare« on the secretariat's meeting: `asked(meeting)`."""

    name: str
    asked: Callable[[Meeting], Iterable[Asked]]
    position: int = 50


@dataclass(frozen=True)
class Mark:
    """How an item stands to what a person has read: a tag, and the item as it was read last.

    `before` is set only where the item reads differently now; `label` may be empty.
    """

    label: str = ""
    tone: str = "neutral"
    before: dict[str, Any] | None = None
    read: bool = False


@dataclass(frozen=True)
class Reading:
    """Who remembers what a person has read.

    `marks(person, meeting, edition)` answers by item id, and is asked before
    `opened(person, meeting, edition, ids)` notes what is shown now: the agenda itself, and the
    items with these ids in full.
    """

    name: str
    marks: Callable[[Person, Meeting, Edition], dict[str, Mark]]
    opened: Callable[[Person, Meeting, Edition, Iterable[str]], None]
    position: int = 50


@dataclass(frozen=True)
class BilagPart:
    """Something to do with bilag where they are read: a viewer, notes, what one has read.

    `parts(request, bilag)` gets the bilag of one page as they stand in the snapshot, each with its
    StoredFile under »stored«, and answers HTML by bilag id, in a constant number of queries. With
    `kept` it is also asked for the copy that a tablet keeps, which may hold no form.
    """

    name: str
    parts: Callable[[HttpRequest, list[dict[str, Any]]], dict[str, SafeString]]
    position: int = 50
    kept: bool = False


@dataclass(frozen=True)
class BilagPlace:
    """Who remembers how far a person has come in a bilag, in whichever viewer it is read.

    `page_of(person, attachment, file)` is the furthest page, 0 when this file is not begun;
    `note(person, attachment, file, page)` remembers a page that was read.
    """

    name: str
    page_of: Callable[[Person, Attachment, StoredFile], int]
    note: Callable[[Person, Attachment, StoredFile, int], None]
    position: int = 50


@dataclass(frozen=True)
class CalendarSource:
    """An app's part of a person's own calendar: `entries(person)`, only what they may know of.

    The same state must give the same entries: the calendar's ETag is made from them.
    """

    name: str
    entries: Callable[[Person], Iterable[Entry]]
    position: int = 50


def about_minutes(meeting: Meeting) -> str:
    """What a task says it is about, for minutes that are read and approved: one task, not two."""
    return f"minutes:{meeting.pk}"


MEETING_OFFICE: Slot[Panel] = Slot("meetings.meeting_office")  # beside the secretariat's meeting
MEETING_READER: Slot[Panel] = Slot("meetings.meeting_reader")  # above the agenda, as read
ITEM_OFFICE: Slot[Panel] = Slot("meetings.item_office")  # beside the item being written
READER_TOOLS: Slot[Panel] = Slot("meetings.reader_tools")  # on both: search, what is kept offline
ITEM_READER_TOP: Slot[Panel] = Slot("meetings.item_reader_top")  # above its text: what it means
READER_FOOT: Slot[Panel] = Slot("meetings.reader_foot")  # at the end of both
ITEM_READER: Slot[Panel] = Slot("meetings.item_reader")  # below the item, as read
MINUTES: Slot[Panel] = Slot("meetings.minutes")  # above the text of the minutes
WRITING: Slot[Panel] = Slot("meetings.writing")  # beside them being written; subject: the item
READING: Slot[Reading] = Slot("meetings.reading")
BILAG: Slot[BilagPart] = Slot("meetings.bilag")  # below a bilag's title, on the item as read
BILAG_PLACE: Slot[BilagPlace] = Slot("meetings.bilag_place")  # »læst til side«
SENDING: Slot[Panel] = Slot("meetings.sending")  # before something is sent; subject: an Outgoing
ANSWERS: Slot[Answers] = Slot("meetings.answers")  # who has not answered: approval, circulation …
CALENDAR: Slot[CalendarSource] = Slot("meetings.calendar")  # the personal feed
