"""What the public pages read. Every list costs the same number of queries however long it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Prefetch, Q, QuerySet

from dasportal.accounts.models import Forum
from meetings.models import MeetingStatus
from meetings.publication.models import (
    Publication,
    PublicationKind,
    PublicationQuerySet,
    PublicationStatus,
    PublicMeeting,
)

IN_FEED = 50


def stamp() -> dict[str, Any]:
    """One row that changes whenever any public page does: what the pages' ETags are made of."""
    cancelled = Q(place__meeting__status=MeetingStatus.CANCELLED)
    return Publication.objects.aggregate(
        count=Count("pk"), changed=Max("changed_at"), cancelled=Count("pk", filter=cancelled)
    )


@dataclass(frozen=True)
class Listed:
    """A line of the public list: the meeting, and what of it may be read."""

    place: PublicMeeting
    title: str
    date: Any
    agenda: Publication | None
    minutes: Publication | None

    @property
    def is_withdrawn(self) -> bool:
        return self.agenda is None and self.minutes is None

    @property
    def is_cancelled(self) -> bool:
        return self.place.meeting.status == MeetingStatus.CANCELLED


def listed(forum: Forum | None, year: int | None) -> list[Listed]:
    """The meetings of a forum and a year, newest first; all of them for None."""
    rows = Publication.objects.all()
    if forum is not None:
        rows = rows.filter(place__meeting__forum=forum)
    if year is not None:
        rows = rows.filter(date__year=year)
    newest = Publication.objects.defer("snapshot").newest_first()
    places = (
        PublicMeeting.objects.filter(pk__in=rows.values("place"))
        .select_related("meeting__forum")
        .prefetch_related(Prefetch("publications", newest))
    )
    lines = [_line(place) for place in places]
    if year is not None:  # a meeting that was moved over new year is listed where it is now
        lines = [line for line in lines if line.date.year == year]
    return sorted(lines, key=lambda line: (line.date, line.place.pk), reverse=True)


def _line(place: PublicMeeting) -> Listed:
    rows = list(place.publications.all())
    current = {row.kind: row for row in rows if row.is_current}
    shown = next((row for row in rows if row.is_current), rows[0])
    return Listed(
        place=place,
        title=shown.title,
        date=shown.date,
        agenda=current.get(PublicationKind.AGENDA),
        minutes=current.get(PublicationKind.MINUTES),
    )


def years(forum: Forum | None) -> list[int]:
    """The years that something has been published of, newest first."""
    rows = Publication.objects.all()
    if forum is not None:
        rows = rows.filter(place__meeting__forum=forum)
    return list(rows.order_by("-date__year").values_list("date__year", flat=True).distinct())


def forums() -> QuerySet[Forum]:
    """The forums that something has been published of."""
    return Forum.objects.filter(meetings__public_place__publications__isnull=False).distinct()


def current_of(place: PublicMeeting) -> dict[str, Publication]:
    """What may be read of a meeting now, by kind."""
    rows = place.publications.current().select_related("place__meeting__forum", "file")
    return {row.kind: row for row in rows}


def best(found: PublicationQuerySet) -> Publication | None:
    """The current one to read, of those found: the minutes before the agenda."""
    rows = found.current().select_related("place__meeting__forum", "file")
    return rows.order_by("-kind").first()  # »minutes« comes after »agenda«


def newer_than(publication: Publication) -> Publication | None:
    """What stands in the place of a replaced publication now; None when that is withdrawn."""
    same = publication.place.publications.current().filter(kind=publication.kind)
    return same.defer("snapshot").first()


def for_feed() -> QuerySet[Publication]:
    """The newest that were published or withdrawn, the latest change first."""
    return (
        Publication.objects.exclude(status=PublicationStatus.REPLACED)
        .select_related("place__meeting__forum")
        .order_by("-changed_at")[:IN_FEED]
    )


def publications_of(meeting_id: int) -> list[Publication]:
    """All that was ever published of a meeting, newest first, for the secretariat."""
    return list(
        Publication.objects.filter(place__meeting=meeting_id)
        .select_related("place", "file", "published_by", "withdrawn_by", "agenda_version",
                        "minutes_version")
        .defer("snapshot", "agenda_version__snapshot", "minutes_version__snapshot", "file__text")
        .newest_first()
    )  # fmt: skip
