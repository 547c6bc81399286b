"""What is new to somebody since they last read: meeting by meeting, item by item."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from dasportal.accounts.models import Person
from dasportal.accounts.slots import Task
from meetings.differences import Difference, item_differences
from meetings.models import AgendaVersion, Meeting, MinutesVersion
from meetings.models.meetings import AGENDA_PUBLISHED, MINUTES_PUBLISHED
from meetings.permissions import can_prepare_meetings, can_read_closed
from meetings.reading import Edition, newest_of
from meetings.slots import Mark, about_minutes
from meetings.snapshot import for_reader

from . import marking
from .marking import Items
from .models import Edition as Kind
from .models import ReadMark

MINUTES_ARE_NEWS = timedelta(days=45)  # after they were sent
OLD_MEETING = timedelta(days=180)  # minutes written so late are found in the list of meetings
MOST_MEETINGS = 8
MOST_LINES = 6  # of one item's changes, before the rest is read on its own page

Versions = dict[tuple[int, str], dict[int, Items]]


@dataclass(frozen=True)
class ItemNews:
    """An item that is new to the reader, or reads differently from when it was read."""

    item: dict[str, Any]
    label: str
    differences: list[Difference]
    more: bool


@dataclass(frozen=True)
class MeetingNews:
    """How one meeting stands to what its reader has read."""

    meeting: Meeting
    edition: Edition
    opened: bool
    rows: list[ItemNews]
    unread: int
    total: int

    @property
    def is_minutes(self) -> bool:
        return self.edition.kind == Kind.MINUTES

    @property
    def url(self) -> str:
        name = "meetings:minutes" if self.is_minutes else "meetings:meeting"
        return reverse(name, args=[self.meeting.pk])


def overview(person: Person) -> list[MeetingNews]:
    """The meetings whose papers somebody may want to read now: those to come, nearest first, then
    those held, newest first. Asked once a request.

    In a constant number of queries, however many meetings and items.
    """
    kept: list[MeetingNews] | None = person.__dict__.get("_reading")
    if kept is None:
        kept = [] if can_prepare_meetings(person) else _overview(person)
        person.__dict__["_reading"] = kept
    return kept


def _overview(person: Person) -> list[MeetingNews]:
    meetings = list(_candidates(person))
    editions = newest_of(meetings, person)
    marks: dict[tuple[int, str], dict[str, ReadMark]] = defaultdict(dict)
    for row in ReadMark.objects.visible_to(person).filter(meeting__in=editions):
        marks[row.meeting_id, row.kind][str(row.item_id or "")] = row
    older = _earlier(person, meetings, editions, marks)
    return [
        _news(person, meeting, editions[meeting.pk], marks, older)
        for meeting in meetings
        if meeting.pk in editions
    ]


def _candidates(person: Person) -> Iterator[Meeting]:
    """Meetings to come whose agenda is sent, and those whose minutes came lately."""
    today, since = timezone.localdate(), timezone.now() - MINUTES_ARE_NEWS
    seen = Meeting.objects.visible_to(person).filter(imported=False)
    lately = MinutesVersion.objects.filter(created_at__gt=since).values("meeting")
    rows = seen.filter(
        Q(date__gte=today, status__in=AGENDA_PUBLISHED)
        | Q(status__in=MINUTES_PUBLISHED, pk__in=lately, date__gte=today - OLD_MEETING)
    )
    newest = rows.select_related("forum").order_by("-date", "-starts_at")[:MOST_MEETINGS]
    ahead = [meeting for meeting in newest if meeting.date >= today]
    yield from reversed(ahead)
    yield from (meeting for meeting in newest if meeting.date < today)


def _earlier(
    person: Person,
    meetings: list[Meeting],
    editions: dict[int, Edition],
    marks: dict[tuple[int, str], dict[str, ReadMark]],
) -> Versions:
    """The earlier versions that somebody has read, each as the person may read it today."""
    by_id = {meeting.pk: meeting for meeting in meetings}
    found: Versions = defaultdict(dict)
    for kind, model in ((Kind.AGENDA, AgendaVersion), (Kind.MINUTES, MinutesVersion)):
        wanted = Q()
        for pk, edition in editions.items():
            if edition.kind == kind:
                numbers = marking.versions_needed(marks[pk, kind], edition)
                wanted |= Q(meeting=pk, number__in=numbers) if numbers else Q()
        if not wanted:
            continue
        rows: Any = model.objects.filter(wanted).values_list("meeting", "number", "snapshot")
        for pk, number, snapshot in rows:
            reduced = for_reader(snapshot, closed=can_read_closed(person, by_id[pk]))
            found[pk, kind][number] = marking.items_of(reduced)
    return found


def _news(
    person: Person,
    meeting: Meeting,
    edition: Edition,
    marks: dict[tuple[int, str], dict[str, ReadMark]],
    older: Versions,
) -> MeetingNews:
    key = meeting.pk, edition.kind
    told = marking.compare(person, edition, marks[key], older.get(key, {}))
    items = marking.items_of(edition.snapshot)
    fresh = [
        item_news(items[pk], mark) for pk, mark in told.items() if mark.label and not mark.read
    ]
    unread = sum(not mark.read for mark in told.values())
    return MeetingNews(meeting, edition, bool(marks[key]), fresh, unread, len(items))


def item_news(item: dict[str, Any], mark: Mark) -> ItemNews:
    """The item with its first changed lines."""
    differences = item_differences(mark.before, item) if mark.before else []
    shown, lines = [], 0
    for part in differences:
        kept = part.lines[: max(MOST_LINES - lines, 0)]
        lines += len(part.lines)
        shown += [Difference(part.label, kept)] if kept else []
    return ItemNews(item, mark.label, shown, more=lines > MOST_LINES)


def home(request: HttpRequest, person: Person) -> dict[str, Any] | None:
    """Min side: what has come or changed since one last read; nothing when nothing has.

    An agenda or a draft that one has not opened stands under »Venter på dig«, and not here too.
    """
    news = [row for row in overview(person) if row.rows or _has_come(row)]
    return {"news": news} if news else None


def _has_come(row: MeetingNews) -> bool:
    return not row.opened and row.is_minutes and row.meeting.status != "minutes_sent"


def tasks(person: Person) -> Iterator[Task]:
    """»Venter på dig«: the agendas one has not read to the end, and draft minutes not opened."""
    today = timezone.localdate()
    for row in overview(person):
        meeting = row.meeting
        if row.is_minutes and not row.opened and meeting.status == "minutes_sent":
            note = "Godkendes på næste møde"
            yield Task(
                f"Læs referatudkastet fra {meeting}", row.url, note=note, tone="info",
                about=about_minutes(meeting),
            )  # fmt: skip
        elif not row.is_minutes and row.unread and meeting.date >= today and not _is_on(meeting):
            note = f"{row.unread} af {row.total} punkter mangler" if row.opened else "Ikke åbnet"
            yield Task(f"Læs dagsordenen til {meeting}", row.url, meeting.begins, note, "info")


def _is_on(meeting: Meeting) -> bool:
    return meeting.status != "agenda_sent"
