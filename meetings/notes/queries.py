"""One's notes as they are read together: by meeting, in the order of its agenda."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet
from django.urls import reverse

from dasportal.accounts.models import Person
from meetings.models import AgendaItem, Meeting
from meetings.reading import Edition, newest_of
from meetings.snapshot import flat_items

from .models import Note


@dataclass
class ItemNotes:
    """What one has written on an item, under the title one reads it by."""

    number: str
    title: str
    url: str
    note: Note | None = None


@dataclass
class MeetingNotes:
    meeting: Meeting
    items: list[ItemNotes] = field(default_factory=list)


def note_on(item: AgendaItem, person: Person) -> Note | None:
    """One's own note on the item."""
    return Note.objects.visible_to(person).filter(item=item).first()


def earlier_notes(item: AgendaItem, person: Person) -> list[Note]:
    """One's notes on the items that this one continues or was copied from."""
    before = [pk for pk in (item.continues_id, item.copied_from_id) if pk]
    if not before:
        return []
    notes = Note.objects.visible_to(person).written().filter(item__in=before)
    return list(notes.select_related("item__meeting__forum").order_by("-item__meeting__date"))


def meetings_with_notes(person: Person) -> QuerySet[Meeting]:
    """The meetings where one has written something that one may still read, newest first."""
    notes = Note.objects.visible_to(person).written()
    rows = Meeting.objects.visible_to(person).filter(pk__in=notes.values("item__meeting"))
    return rows.select_related("forum").newest_first()


def notebook(meetings: Iterable[Meeting], person: Person) -> list[MeetingNotes]:
    """One's notes at these meetings, in a number of queries that does not grow with them."""
    wanted = list(meetings)
    editions = {} if person.is_of_secretariat() else newest_of(wanted, person)
    notes = Note.objects.visible_to(person).written().filter(item__meeting__in=wanted)
    found: dict[int, dict[object, ItemNotes]] = {}
    for note in notes.select_related("item"):
        assert note.item is not None
        heading = _heading(note.item, editions)
        if heading is not None:
            rows = found.setdefault(note.item.meeting_id, {})
            rows.setdefault(note.item_id, heading).note = note
    places = _places(wanted, editions)
    return [
        MeetingNotes(meeting, _in_order(found[meeting.pk], places))
        for meeting in wanted
        if meeting.pk in found
    ]


def _heading(item: AgendaItem, editions: dict[int, Edition]) -> ItemNotes | None:
    """Number and title as they were sent to the reader; None when they can't read the item now.

    The secretariat reads the item as it stands, and so does everybody where nothing was sent.
    """
    number, title = item.number, item.title
    if item.meeting_id in editions:
        row = editions[item.meeting_id].item(item.pk)
        if row is None:
            return None
        number, title = row["number"], row["title"]
    return ItemNotes(number, title, reverse("meetings:item", args=[item.pk]))


def _places(meetings: list[Meeting], editions: dict[int, Edition]) -> dict[str, int]:
    """Where each item stands on its agenda, by its id."""
    live = [meeting.pk for meeting in meetings if meeting.pk not in editions]
    rows = AgendaItem.objects.filter(meeting__in=live).order_by("position", "created_at")
    order = [
        (parent_place if parent else place, place if parent else 0, pk)
        for pk, parent, place, parent_place in rows.values_list(
            "pk", "parent", "position", "parent__position"
        )
    ]
    ids = [str(pk) for _, _, pk in sorted(order, key=lambda row: row[:2])]
    for edition in editions.values():
        ids += [row["id"] for row in flat_items(edition.snapshot)]
    return {pk: place for place, pk in enumerate(ids)}


def _in_order(rows: dict[object, ItemNotes], places: dict[str, int]) -> list[ItemNotes]:
    return [rows[pk] for pk in sorted(rows, key=lambda pk: places.get(str(pk), 0))]


def loose_notes(person: Person) -> list[Note]:
    """One's notes on items that were deleted before they were ever sent."""
    return list(Note.objects.visible_to(person).written().filter(Q(item__isnull=True)))


def notes_at(meeting: Meeting, person: Person) -> int:
    """On how many items of the meeting one has written something."""
    return Note.objects.visible_to(person).written().filter(item__meeting=meeting).count()
