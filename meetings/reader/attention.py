"""Who has opened what, for the secretariat; and who has not answered.

Members know that this is seen: every page they read says so. Told is whether an item was opened,
and in an earlier version or the newest; not when, how often, or how long.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest

from dasportal.accounts.models import SITTING_ROLES, Person, Role
from dasportal.accounts.permissions import is_secretariat
from meetings import slots
from meetings.models import AgendaVersion, Meeting, MinutesVersion
from meetings.slots import Asked
from meetings.snapshot import flat_items

from .models import Edition, ReadMark

NAMES_SHOWN = 6


@dataclass
class Member:
    """One who sits in the forum: what of the papers they have opened."""

    name: str
    role: str
    opened: set[str] = field(default_factory=set)  # ids of items, in the newest version or before
    version: int = 0  # the newest in which they opened the meeting; 0: not at all
    not_opened: list[str] = field(default_factory=list)  # numbers of items

    opened_count: int = 0  # of the items that stand now

    @property
    def has_opened(self) -> bool:
        return self.version > 0


@dataclass(frozen=True)
class Row:
    """An item and how many have opened it."""

    number: str
    title: str
    opened: int


@dataclass(frozen=True)
class Attention:
    """The newest papers of a meeting, and who has opened them."""

    kind: str
    version: int
    total: int
    members: list[Member]
    rows: list[Row]

    @property
    def opened(self) -> list[Member]:
        return [member for member in self.members if member.has_opened]

    @property
    def silent(self) -> list[Member]:
        return [member for member in self.members if not member.has_opened]

    @property
    def only_earlier(self) -> list[Member]:
        """Those who have not opened the newest version."""
        return [member for member in self.opened if member.version < self.version]

    @property
    def label(self) -> str:
        return "referatet" if self.kind == Edition.MINUTES else "dagsordenen"


def of(meeting: Meeting) -> Attention | None:
    """Who has opened the newest minutes, before that the agenda; None while nothing is sent."""
    version: Any = None
    kind = Edition.MINUTES if meeting.minutes_are_published else Edition.AGENDA
    if kind == Edition.MINUTES:
        version = MinutesVersion.objects.filter(meeting=meeting).order_by("-number").first()
    if version is None:
        kind = Edition.AGENDA
        version = AgendaVersion.objects.filter(meeting=meeting).order_by("-number").first()
    if version is None:
        return None
    items = [item for item in flat_items(version.snapshot) if not item["withdrawn"]]
    members = _members(meeting)
    _lay_marks(members, meeting, kind)
    for member in members.values():
        member.not_opened = [i["number"] for i in items if i["id"] not in member.opened]
        member.opened_count = len(items) - len(member.not_opened)
    rows = [
        Row(i["number"], i["title"], sum(i["id"] in m.opened for m in members.values()))
        for i in items
    ]
    return Attention(kind, version.number, len(items), list(members.values()), rows)


def _members(meeting: Meeting) -> dict[int, Member]:
    """Those who sit in the forum today, in the order of their parties."""
    roles = Role.objects.current().filter(forum=meeting.forum, kind__in=SITTING_ROLES)
    ordered = roles.select_related("person", "party", "unit").order_by(
        "party__name", "person__name"
    )
    found: dict[int, Member] = {}
    for role in ordered:
        where = str(role.unit or role.party or "")
        said = f"{role.get_kind_display()}, {where}" if where else role.get_kind_display()
        found.setdefault(role.person_id, Member(role.person.name, said))
    return found


def _lay_marks(members: dict[int, Member], meeting: Meeting, kind: str) -> None:
    marks = ReadMark.objects.filter(meeting=meeting, kind=kind, person__in=members)
    for person, item, version in marks.values_list("person", "item", "version"):
        if item is None:
            members[person].version = version
        else:
            members[person].opened.add(str(item))


def asked(meeting: Meeting) -> list[Asked]:
    """What the members are asked to answer before or after the meeting, and who has not."""
    return [row for entry in slots.ANSWERS for row in entry.asked(meeting)]


def panel(request: HttpRequest, meeting: Meeting) -> dict[str, Any] | None:
    """Beside the secretariat's meeting: how many have opened it, and who has not answered."""
    found, wanted = of(meeting), asked(meeting)
    if found is None and not wanted:
        return None
    return {"meeting": meeting, "read": found, "asked": wanted}


def home(request: HttpRequest, person: Person) -> dict[str, Any] | None:
    """The secretariat's Min side: how the agendas that are sent are being read."""
    if not is_secretariat(person):
        return None
    rows = overview()
    return {"rows": rows} if rows else None


@dataclass(frozen=True)
class Share:
    """How many of those who sit in the forum have opened the agenda of a meeting."""

    meeting: Meeting
    opened: int
    members: int


def overview() -> list[Share]:
    """The coming meetings whose agenda is sent, nearest first, in three queries."""
    coming = Meeting.objects.upcoming().filter(status="agenda_sent").select_related("forum")
    meetings = list(coming.order_by("date", "starts_at")[:NAMES_SHOWN])
    sitting: dict[int, set[int]] = defaultdict(set)
    forums = [meeting.forum_id for meeting in meetings]
    roles = Role.objects.current().filter(forum__in=forums, kind__in=SITTING_ROLES)
    for forum, person in roles.values_list("forum", "person"):
        sitting[forum].add(person)
    read: dict[int, set[int]] = defaultdict(set)
    marks = ReadMark.objects.filter(meeting__in=meetings, kind=Edition.AGENDA, item__isnull=True)
    for meeting_id, person in marks.values_list("meeting", "person"):
        read[meeting_id].add(person)
    return [
        Share(m, len(read[m.pk] & sitting[m.forum_id]), len(sitting[m.forum_id])) for m in meetings
    ]
