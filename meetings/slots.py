"""Places on the meetings' pages that other parts fill in their `AppConfig.ready`.

The subject of a meeting's panel is the Meeting, of an item's the AgendaItem; the request tells who
looks. A panel shows to its reader only what `visible_to` gives them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from dasportal.accounts.slots import Panel, Slot

if TYPE_CHECKING:
    from meetings.models import Meeting


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


MEETING_OFFICE: Slot[Panel] = Slot("meetings.meeting_office")  # beside the secretariat's meeting
MEETING_READER: Slot[Panel] = Slot("meetings.meeting_reader")  # above the agenda, as read
ITEM_OFFICE: Slot[Panel] = Slot("meetings.item_office")  # beside the item being written
ITEM_READER: Slot[Panel] = Slot("meetings.item_reader")  # below the item, as read
MINUTES: Slot[Panel] = Slot("meetings.minutes")  # above the text of the minutes
ANSWERS: Slot[Answers] = Slot("meetings.answers")  # who has not answered: approval, circulation …
