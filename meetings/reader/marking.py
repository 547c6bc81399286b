"""How a meeting's items stand to what somebody has read, and noting what is opened."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

from dasportal.accounts.models import Person
from meetings.differences import item_differences
from meetings.models import AgendaVersion, Meeting, MinutesVersion
from meetings.permissions import can_read_closed
from meetings.reading import Edition
from meetings.slots import Mark
from meetings.snapshot import Snapshot, flat_items, for_reader

from . import models
from .models import ReadMark

STAYS_MARKED = timedelta(hours=24)  # what changed is shown again to one who comes back to it

Items = dict[str, dict[str, Any]]


def content_hash(item: dict[str, Any], person: Person) -> str:
    """A hash that only the portal can make, and that differs from person to person.

    Nobody who gets hold of the marks can try out guesses at what a closed item says.
    """
    text = json.dumps(item, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    key = f"{settings.SECRET_KEY}:read:{person.pk}".encode()
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def marks(person: Person, meeting: Meeting, edition: Edition) -> dict[str, Mark]:
    """How each item of the edition stands to what the person has read, by item id."""
    rows = marks_of(person, meeting, edition.kind)
    older = earlier_items(person, meeting, edition.kind, versions_needed(rows, edition))
    return compare(person, edition, rows, older)


def marks_of(person: Person, meeting: Meeting, kind: str) -> dict[str, ReadMark]:
    """The person's marks in the meeting by item id; the meeting's own has an empty id."""
    rows = ReadMark.objects.visible_to(person).filter(meeting=meeting, kind=kind)
    return {str(row.item_id or ""): row for row in rows}


def versions_needed(rows: dict[str, ReadMark], edition: Edition) -> set[int]:
    """The earlier versions that what is shown must be held up against."""
    now = timezone.now()
    wanted = {row.version for row in rows.values() if row.version != edition.number}
    wanted |= {row.before for row in rows.values() if row.before and _is_fresh(row, now)}
    if any(item["id"] and item["id"] not in rows for item in flat_items(edition.snapshot)):
        wanted |= {rows[""].first_version} if "" in rows else set()
    return wanted - {edition.number}


def earlier_items(
    person: Person, meeting: Meeting, kind: str, numbers: Iterable[int]
) -> dict[int, Items]:
    """The items of earlier versions, as this person may read them today, by version and id."""
    wanted = set(numbers)
    if not wanted:
        return {}
    model = MinutesVersion if kind == models.Edition.MINUTES else AgendaVersion
    seen: Any = model.objects.visible_to(person)
    found = seen.filter(meeting=meeting, number__in=wanted).values_list("number", "snapshot")
    closed = can_read_closed(person, meeting)
    return {number: items_of(for_reader(snapshot, closed=closed)) for number, snapshot in found}


def items_of(snapshot: Snapshot) -> Items:
    """Items and sub-items that the reader may open, by id."""
    return {item["id"]: item for item in flat_items(snapshot) if item["id"]}


def compare(
    person: Person, edition: Edition, rows: dict[str, ReadMark], older: dict[int, Items]
) -> dict[str, Mark]:
    """The mark of each item of the edition. Pure but for the clock."""
    now = timezone.now()
    first = older.get(rows[""].first_version) if "" in rows else None
    found = {}
    for key, item in items_of(edition.snapshot).items():
        row = rows.get(key)
        if row is None:
            is_new = first is not None and key not in first
            found[key] = Mark("Ny", "attention") if is_new else Mark()
        elif row.version != edition.number:
            found[key] = _changed(person, item, row, older)
        elif row.before and _is_fresh(row, now):
            found[key] = _kept(item, row, older)
        else:
            found[key] = Mark("Læst", read=True)
    return found


def _is_fresh(row: ReadMark, now: datetime) -> bool:
    return row.newer_seen_at is not None and now - row.newer_seen_at < STAYS_MARKED


def _changed(person: Person, item: dict[str, Any], row: ReadMark, older: dict[int, Items]) -> Mark:
    """An item read in an earlier version: changed since, or still what was read."""
    before = older.get(row.version, {}).get(item["id"])
    if row.content == content_hash(item, person):
        return Mark("Læst", read=True)
    if before is None:  # it was closed to this reader then
        return Mark("Ny", "attention")
    if not item_differences(before, item):
        return Mark("Læst", read=True)
    return Mark(f"Ændret, siden du læste det i version {row.version}", "attention", before)


def _kept(item: dict[str, Any], row: ReadMark, older: dict[int, Items]) -> Mark:
    """An item whose change was seen a little while ago: still shown, but read."""
    before = older.get(row.before or 0, {}).get(item["id"])
    if before is None or not item_differences(before, item):
        return Mark("Læst", read=True)
    return Mark(f"Ændret, siden du læste version {row.before}", "attention", before, read=True)


def note_opened(person: Person, meeting: Meeting, edition: Edition, ids: Iterable[str]) -> None:
    """Note that the person has the meeting before them, and these items of it in full."""
    now = timezone.now()
    items = items_of(edition.snapshot)
    rows = marks_of(person, meeting, edition.kind)
    wanted: list[str] = ["", *(key for key in ids if key in items)]
    noted = []
    for key in dict.fromkeys(wanted):
        row = rows.get(key) or _fresh(person, meeting, edition, key)
        content = content_hash(items[key], person) if key else ""
        noted.append(_noted(row, content, edition.number, now))
    ReadMark.objects.bulk_create(
        noted,
        update_conflicts=True,
        unique_fields=["person", "meeting", "item", "kind"],
        update_fields=["version", "content", "before", "newer_seen_at", "last_opened_at"],
    )


def _fresh(person: Person, meeting: Meeting, edition: Edition, key: str) -> ReadMark:
    return ReadMark(
        person=person, meeting=meeting, item_id=key or None, kind=edition.kind,
        first_version=edition.number, version=edition.number,
    )  # fmt: skip


def _noted(row: ReadMark, content: str, version: int, now: datetime) -> ReadMark:
    """The mark as it is to be written, whether it stands already or not."""
    if row.pk and version > row.version and content != row.content:
        row.before, row.newer_seen_at = row.version, now
    row.pk = None  # written as an insert that meets its own row
    row.version, row.content, row.last_opened_at = version, content, now
    return row
