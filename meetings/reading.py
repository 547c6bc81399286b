"""What a person reads of a meeting: the newest sent version, reduced to what they may see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from dasportal.accounts.models import Person

from .changes import Change, changes_for_reader
from .models import AgendaItem, AgendaVersion, Meeting, MinutesVersion, Section
from .permissions import can_read_closed, can_read_draft
from .snapshot import Snapshot, agenda_snapshot, flat_items, for_reader, minutes_snapshot


@dataclass(frozen=True)
class Edition:
    """A version of the agenda or of the minutes as one person may read it."""

    snapshot: Snapshot
    kind: str  # agenda or minutes
    number: int
    sent_at: datetime
    changes: list[Change]

    @property
    def items(self) -> list[dict[str, Any]]:
        return list(self.snapshot["items"])

    @property
    def first(self) -> dict[str, Any] | None:
        """The first item that the reader may open."""
        return next((item for item in self.items if item["id"]), None)

    @property
    def changed(self) -> set[str]:
        """The ids of items that are new or changed since the version before."""
        return {row["id"] for row in self.changes if row["id"]}

    def item(self, item_id: object) -> dict[str, Any] | None:
        """The item or sub-item with this id; None when the reader may not see it, or it is not
        in this version."""
        return find(self.snapshot, item_id)

    @property
    def label(self) -> str:
        """What this version is called: »agenda-2«. None was sent of what was read in: »agenda-0«."""
        return f"{self.kind}-{self.number}"

    def attachment(self, attachment_id: object) -> dict[str, Any] | None:
        """The bilag with this id as it was sent."""
        rows = (a for i in flat_items(self.snapshot) for a in i["attachments"])
        return next((a for a in rows if a["id"] == str(attachment_id)), None)


def without_closed(edition: Edition) -> Edition:
    """The same version as one reads it who may not read what is closed."""
    snapshot = for_reader(edition.snapshot, closed=False)
    return replace(
        edition, snapshot=snapshot, changes=changes_for_reader(edition.changes, closed=False)
    )


def find(snapshot: Snapshot, item_id: object) -> dict[str, Any] | None:
    """The item or sub-item of this id in the snapshot."""
    return next((row for row in flat_items(snapshot) if row["id"] == str(item_id)), None)


def as_agenda(version: AgendaVersion, person: Person) -> Edition:
    """A sent agenda as this person may read it."""
    closed = can_read_closed(person, version.meeting)
    return Edition(
        snapshot=for_reader(version.snapshot, closed=closed),
        kind="agenda",
        number=version.number,
        sent_at=version.sent_at,
        changes=changes_for_reader(version.changes, closed=closed),
    )


def as_minutes(version: MinutesVersion, person: Person) -> Edition:
    """Sent minutes as this person may read them."""
    closed = can_read_closed(person, version.meeting)
    return Edition(
        snapshot=for_reader(version.snapshot, closed=closed),
        kind="minutes",
        number=version.number,
        sent_at=version.created_at,
        changes=[],
    )


def newest_agenda(meeting: Meeting, person: Person) -> Edition | None:
    """The agenda that counts now; None before the first is sent."""
    version = meeting.agenda_versions.select_related("meeting__forum").order_by("-number").first()
    if version is None and meeting.imported:
        return _as_read_in(meeting, person, agenda_snapshot(meeting, version=0))
    return as_agenda(version, person) if version else None


def _as_read_in(meeting: Meeting, person: Person, snapshot: Snapshot) -> Edition:
    """A meeting from the archive was never sent from here: it reads as it stands."""
    return Edition(
        snapshot=for_reader(snapshot, closed=can_read_closed(person, meeting)),
        kind=snapshot["kind"],
        number=0,
        sent_at=meeting.created_at,
        changes=[],
    )


def newest(meeting: Meeting, person: Person) -> Edition | None:
    """The minutes once they are sent, before that the agenda; None while nothing is sent."""
    if meeting.minutes_are_published:
        version = (
            meeting.minutes_versions.select_related("meeting__forum").order_by("-number").first()
        )
        if version:
            return as_minutes(version, person)
        if meeting.imported:
            return _as_read_in(meeting, person, minutes_snapshot(meeting, version=0))
    return newest_agenda(meeting, person)


def as_it_stands(meeting: Meeting) -> Snapshot:
    """The agenda being worked on, for the secretariat."""
    return agenda_snapshot(meeting, version=0)


def neighbours(
    snapshot: Snapshot, item_id: object
) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
    """The items to turn to before and after this one, passing over those the reader may not see.

    A whole item shows its sub-items, so one turns from it to the next whole item; from a sub-item
    to its neighbours under the same item, and out of it at either end.
    """
    top = [row for row in snapshot["items"] if row["id"]]
    for place, row in enumerate(top):
        if row["id"] == str(item_id):
            return _at(top, place - 1), _at(top, place + 1)
        below = [child for child in row["children"] if child["id"]]
        for inner, child in enumerate(below):
            if child["id"] == str(item_id):
                return _at(below, inner - 1) or row, _at(below, inner + 1) or _at(top, place + 1)
    return None, None


def _at(rows: list[dict[str, Any]], place: int) -> dict[str, Any] | None:
    return rows[place] if 0 <= place < len(rows) else None


def by_section(items: list[dict[str, Any]]) -> list[tuple[str, list[dict[str, Any]]]]:
    """The items in their order, parted where the section changes: (label, items)."""
    labels = dict(Section.choices)
    groups: list[tuple[str, list[dict[str, Any]]]] = []
    for item in items:
        label = str(labels.get(item["section"], item["section_label"]))
        if not groups or groups[-1][0] != label:
            groups.append((label, []))
        groups[-1][1].append(item)
    return groups


@dataclass(frozen=True)
class Heading:
    """What an item is called to the one who reads it."""

    number: str
    title: str

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()


def heading_of(item: AgendaItem, person: Person) -> Heading | None:
    """The item as the person reads it: as sent, to the secretariat as it stands. None when its
    page does not open for them: it is not visible, or not in what they were sent."""
    if not AgendaItem.objects.visible_to(person).filter(pk=item.pk).exists():
        return None
    if can_read_draft(person, item.meeting):
        return Heading(item.number, item.title)
    edition = newest(item.meeting, person)
    row = edition.item(item.pk) if edition else None
    return Heading(row["number"], row["title"]) if row else None


def may_read_item(item: AgendaItem, person: Person) -> bool:
    """Whether the item's page opens for the person."""
    return heading_of(item, person) is not None


def newest_of(meetings: Iterable[Meeting], person: Person) -> dict[int, Edition]:
    """What the person reads of each of these meetings now, by the meeting's id, in two queries.

    A meeting of which nothing was sent from here, also one from the archive, is not in it.
    """
    wanted = {meeting.pk: meeting for meeting in meetings}
    editions: dict[int, Edition] = {}
    agendas = AgendaVersion.objects.filter(meeting__in=wanted)
    for agenda in agendas.order_by("meeting_id", "-number").distinct("meeting_id"):
        agenda.meeting = wanted[agenda.meeting_id]
        editions[agenda.meeting_id] = as_agenda(agenda, person)
    published = [pk for pk, meeting in wanted.items() if meeting.minutes_are_published]
    sent = MinutesVersion.objects.filter(meeting__in=published)
    for version in sent.order_by("meeting_id", "-number").distinct("meeting_id"):
        version.meeting = wanted[version.meeting_id]
        editions[version.meeting_id] = as_minutes(version, person)
    return editions
