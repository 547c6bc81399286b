"""One's notes as they are read together: by meeting, in the order of its agenda."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from dasportal.accounts.models import Person
from meetings.models import AgendaItem, Meeting
from meetings.reading import Edition, newest_of
from meetings.snapshot import flat_items

from .models import Highlight, Note


@dataclass(frozen=True)
class Marked:
    """A highlight as it is listed: where it is, and whether its words are there still."""

    mark: Highlight
    where: str = ""
    there: bool = True
    page: int | None = None


@dataclass
class ItemNotes:
    """What one has written on an item, under the title one reads it by."""

    number: str
    title: str
    url: str
    note: Note | None = None
    highlights: list[Marked] = field(default_factory=list)


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
    """The meetings where one has written or marked something that one may still read, newest
    first."""
    notes = Note.objects.visible_to(person).written()
    marks = Highlight.objects.visible_to(person)
    rows = Meeting.objects.visible_to(person).filter(
        Q(pk__in=notes.values("item__meeting")) | Q(pk__in=marks.values("item__meeting"))
    )
    return rows.select_related("forum").newest_first()


def notebook(meetings: Iterable[Meeting], person: Person) -> list[MeetingNotes]:
    """One's notes and highlights at these meetings, in a number of queries that does not grow."""
    wanted = list(meetings)
    editions = {} if person.is_of_secretariat() else newest_of(wanted, person)
    found: dict[int, dict[object, ItemNotes]] = {}

    def place(item: AgendaItem) -> ItemNotes | None:
        heading = _heading(item, editions)
        return heading and found.setdefault(item.meeting_id, {}).setdefault(item.pk, heading)

    notes = Note.objects.visible_to(person).written().filter(item__meeting__in=wanted)
    for note in notes.select_related("item"):
        if note.item is not None and (row := place(note.item)):
            row.note = note
    marks = Highlight.objects.visible_to(person).filter(item__meeting__in=wanted)
    for mark in marks.select_related("item", "version__attachment"):
        if mark.item is not None and (row := place(mark.item)):
            row.highlights.append(Marked(mark, _where(mark, editions)))
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


def _where(mark: Highlight, editions: dict[int, Edition]) -> str:
    """»Bilag 5.2 Budget, side 12«, by the name that was sent; nothing for the item's own text."""
    if mark.page is None:
        return ""
    if mark.version is None or mark.item is None:
        return f"Et bilag, der er slettet, side {mark.page}"
    bilag, edition = mark.version.attachment, editions.get(mark.item.meeting_id)
    if edition is None:
        return f"Bilag {bilag.title}, side {mark.page}"
    row = edition.attachment(bilag.pk)
    if row is None:
        return f"Et bilag, der er trukket tilbage, side {mark.page}"
    made_on = f" i version {mark.version.number}" if row["version"] != mark.version.number else ""
    return f"Bilag {row['number']} {row['title']}, side {mark.page}{made_on}"


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
    return list(Note.objects.visible_to(person).written().filter(item__isnull=True))


def notes_at(meeting: Meeting, person: Person) -> int:
    """On how many items of the meeting one has written or marked something."""
    notes = Note.objects.visible_to(person).written().filter(item__meeting=meeting)
    marks = Highlight.objects.visible_to(person).filter(item__meeting=meeting)
    return len(set(notes.values_list("item")) | set(marks.values_list("item")))


def marks_in(attachments: Iterable[str], person: Person) -> dict[str, int]:
    """How many highlights and notes one has in each of these bilag (ids), in one query."""
    rows = Highlight.objects.visible_to(person).filter(version__attachment__in=list(attachments))
    found = rows.values_list("version__attachment").annotate(Count("pk")).order_by()
    return {str(pk): count for pk, count in found}
