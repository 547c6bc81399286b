"""What the pages of meetings read across models."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from dasportal.accounts.models import Forum, Person, Role, RoleKind
from dasportal.documents.models import Conversion, StoredFile

from .. import reading
from ..changes import changes
from ..models import (
    AGENDA_CAN_CHANGE,
    RICH_TEXT_FIELDS,
    AgendaItem,
    Attachment,
    Audience,
    Contribution,
    Format,
    Meeting,
    MeetingDocument,
    MeetingStatus,
    MinutesVersion,
    Verb,
)
from ..permissions import can_read_closed, can_read_draft
from ..readiness import NEEDS_PRESENTATION, NEEDS_RECOMMENDATION, Draft, File
from ..snapshot import Snapshot, agenda_snapshot

USUAL_GAP = timedelta(days=63)  # DAS meets five to six times a year


def meetings_for(person: Person) -> QuerySet[Meeting]:
    """The meetings a person may know of, with what their pages show."""
    seen = Meeting.objects.visible_to(person)
    return seen.select_related("forum", "chair", "minute_taker")


def part(meetings: QuerySet[Meeting], chosen: str) -> QuerySet[Meeting]:
    """Those to come (soonest first), those before (newest first), or all."""
    today = timezone.localdate()
    if chosen == "tidligere":
        return meetings.filter(date__lt=today).order_by("-date", "-starts_at", "-pk")
    if chosen == "alle":
        return meetings.order_by("-date", "-starts_at", "-pk")
    return meetings.filter(date__gte=today).order_by("date", "starts_at", "pk")


def next_meeting(person: Person) -> Meeting | None:
    """The next meeting one may know of that is not called off."""
    return meetings_for(person).upcoming().order_by("date", "starts_at", "pk").first()  # type: ignore[attr-defined]


def agenda_rows(meeting: Meeting) -> list[AgendaItem]:
    """Top-level items in order, each with `children`, counts and what it lacks, for lists."""
    rows = _counted(meeting.items.in_order())
    children = _counted(AgendaItem.objects.order_by("position", "created_at"))
    items: list[Any] = list(rows.prefetch_related(Prefetch("children", children, to_attr="below")))
    for item in items:
        item.state = state_of(item)
        for child in item.below:
            child.state = state_of(child)
    return items


def _counted(items: QuerySet[AgendaItem]) -> QuerySet[AgendaItem]:
    live = Attachment.objects.filter(item=OuterRef("pk"), withdrawn=False)
    waiting = live.filter(versions__file__conversion=Conversion.PENDING)
    failed = live.filter(versions__file__conversion=Conversion.FAILED)
    delivered = Contribution.objects.filter(
        item=OuterRef("pk"), delivered_at__isnull=False, taken_in_at__isnull=True,
        revoked_at__isnull=True,
    )  # fmt: skip
    return items.defer("background").annotate(
        bilag=Count("attachments", filter=Q(attachments__withdrawn=False), distinct=True),
        lines=Count("recommendations", distinct=True),
        unclear=Count("recommendations", filter=Q(recommendations__verb=Verb.OTHER), distinct=True),
        converting=Exists(waiting),
        broken=Exists(failed),
        delivered=Exists(delivered),
    )


def state_of(item: Any) -> list[tuple[str, str]]:
    """What an item lacks or waits for, as (words, tone); empty when it is ready."""
    if item.withdrawn:
        return [("Udgår", "neutral")]
    said = []
    if item.kind in NEEDS_RECOMMENDATION and not item.lines and not item.parent_id:
        said.append(("Mangler indstilling", "attention"))
    elif item.unclear:
        said.append(("Indstilling uden verbum", "attention"))
    if item.kind in NEEDS_PRESENTATION and not item.presentation:
        said.append(("Mangler sagsfremstilling", "attention"))
    if item.is_open is None:
        said.append(("Åbenhed uafklaret", "attention"))
    if item.converting:
        said.append(("Bilag omdannes", "info"))
    if item.broken:
        said.append(("Bilag kunne ikke omdannes", "bad"))
    if item.delivered:
        said.append(("Bidrag modtaget", "info"))
    return said


def planned_minutes(items: list[AgendaItem]) -> int:
    """The minutes set aside, sub-items' too, withdrawn items left out."""
    rows = [row for item in items for row in (item, *item.below)]  # type: ignore[attr-defined]
    return sum(row.planned_minutes or 0 for row in rows if not row.withdrawn)


def length(meeting: Meeting) -> int | None:
    """How many minutes the meeting lasts; None while an hour is missing."""
    if meeting.starts_at is None or meeting.ends_at is None:
        return None
    first, last = meeting.starts_at, meeting.ends_at
    return (last.hour - first.hour) * 60 + last.minute - first.minute


def draft_of(meeting: Meeting, snapshot: Snapshot) -> Draft:
    """What the readiness checks ask: the agenda as it stands, and its files."""
    bilag = Attachment.objects.filter(item__meeting=meeting, withdrawn=False)
    rows = bilag.prefetch_related("versions__file")
    stored = [row.current.file for row in rows if row.current]
    return Draft(
        snapshot,
        {
            str(file.pk): File(file.conversion, file.conversion_message, file.text)
            for file in stored
        },
    )


def documents_of(meeting: Meeting, person: Person) -> list[MeetingDocument]:
    """The PDFs of the newest agenda and minutes that the person may fetch, minutes first.

    Members are not shown the variant without closed items beside the whole one.
    """
    rows = MeetingDocument.objects.visible_to(person).filter(meeting=meeting, item__isnull=True)
    newest_agenda = meeting.agenda_versions.order_by("-number").values("pk")[:1]
    newest_minutes = meeting.minutes_versions.order_by("-number").values("pk")[:1]
    preview = Q(agenda_version__isnull=True, minutes_version__isnull=True)
    rows = rows.filter(
        Q(agenda_version__in=newest_agenda)
        | Q(minutes_version__in=newest_minutes)
        | (preview & Q(content_key__in=_newest_previews(meeting)))
    )
    if can_read_closed(person, meeting) and not can_read_draft(person, meeting):
        rows = rows.filter(audience=Audience.FORUM)
    return list(
        rows.select_related("file", "agenda_version", "minutes_version")
        .defer("agenda_version__snapshot", "minutes_version__snapshot", "file__text")
        .order_by(
            F("minutes_version__number").desc(nulls_last=True),
            F("agenda_version__number").desc(nulls_last=True),
            "kind", "audience", "-with_attachments", "-requested_at",
        )
    )  # fmt: skip


def _newest_previews(meeting: Meeting) -> QuerySet[MeetingDocument, Any]:
    """The content of the last preview: older ones show what no longer stands."""
    rows = MeetingDocument.objects.filter(
        meeting=meeting, item__isnull=True, agenda_version=None, minutes_version=None
    )
    return rows.order_by("-requested_at").values("content_key")[:1]


def minutes_of(meeting: Meeting, person: Person) -> QuerySet[MinutesVersion]:
    """The sent versions of the minutes, newest first."""
    seen = MinutesVersion.objects.visible_to(person).filter(meeting=meeting)
    return seen.defer("snapshot").order_by("-number")


def has_unsent(meeting: Meeting) -> bool:
    """Whether something on a sent agenda is newer than its last version."""
    if not meeting.agenda_is_published or not meeting.agenda_can_change:
        return False
    newest = meeting.agenda_versions.order_by("-number").first()
    return bool(newest and changes(newest.snapshot, agenda_snapshot(meeting, version=0)))


def split_sections(items: list[AgendaItem]) -> list[str]:
    """Sections that stand in more than one place of the agenda: most likely by mistake."""
    runs = [label for label, _ in groupby(item.get_section_display() for item in items)]
    return [label for label, times in Counter(runs).items() if times > 1]


def beside(
    items: list[AgendaItem], item: AgendaItem
) -> tuple[AgendaItem | None, AgendaItem | None]:
    """The items before and after, sub-items in their place."""
    rows = [row for top in items for row in (top, *top.below)]  # type: ignore[attr-defined]
    place = next((n for n, row in enumerate(rows) if row.pk == item.pk), None)
    if place is None:
        return None, None
    return rows[place - 1] if place else None, rows[place + 1] if place + 1 < len(rows) else None


def state_in(items: list[AgendaItem], item: AgendaItem) -> list[tuple[str, str]]:
    """What this one of the rows lacks."""
    rows = (row for top in items for row in (top, *top.below))  # type: ignore[attr-defined]
    return next((row.state for row in rows if row.pk == item.pk), [])


def attachment_numbers(item: AgendaItem) -> dict[str, str]:
    """What each bilag of the item is called now, by id: »5.2«."""
    rows = item.attachments.filter(with_minutes=False).filter(Q(withdrawn=False) | Q(sent=True))
    ordered = rows.order_by("position", "title").values_list("pk", flat=True)
    number = item.number
    return {
        str(pk): f"{number}.{place}" if number else str(place)
        for place, pk in enumerate(ordered, start=1)
    }


def with_files(item: dict[str, Any] | None) -> dict[str, Any]:
    """The item with each bilag's stored file beside it (`stored`), its sub-items' too."""
    if item is None:
        return {}
    rows = [row for each in (item, *item["children"]) for row in each["attachments"]]
    ids = [row["file"] for row in rows if row["file"]]
    files = {
        str(f.pk): f
        for f in StoredFile.objects.filter(pk__in=ids)
        .select_related("pdf")
        .defer("text", "pdf__text")
    }
    for row in rows:
        row["stored"] = files.get(row["file"])
    return item


def file_for(
    attachment: Attachment, person: Person, *, version: str = "", agenda: str = ""
) -> StoredFile | None:
    """The file of a bilag that this person may have.

    The secretariat has the newest, or an earlier `version`. Others have what was sent to them,
    in the newest version or in the `agenda` of that number; None when it is in neither.
    """
    meeting = attachment.item.meeting
    if not agenda and can_read_draft(person, meeting):
        rows = {row.number: row.file for row in attachment.versions.all()}
        newest = max(rows, default=0)
        return rows.get(int(version) if version.isdecimal() else newest)
    edition = reading.newest(meeting, person)
    if agenda:
        wanted = meeting.agenda_versions.filter(number=agenda if agenda.isdecimal() else 0)
        sent = wanted.select_related("meeting__forum").first()
        edition = reading.as_agenda(sent, person) if sent else None
    row = edition.attachment(attachment.pk) if edition else None
    if not row or not row["file"]:
        return None
    return StoredFile.objects.select_related("pdf").filter(pk=row["file"]).first()


@dataclass(frozen=True)
class ItemStep:
    """A thing that can be done to a whole item now."""

    label: str
    url_name: str


def item_steps(item: AgendaItem) -> list[ItemStep]:
    """What can be done to the whole item, as the meeting and the item stand."""
    steps = [ItemStep("Kopiér til et andet forum", "meetings:item_copy")]
    meeting = item.meeting
    if meeting.agenda_can_change and not item.withdrawn:
        steps.append(ItemStep("Flyt til et andet møde", "meetings:item_move"))
    if (meeting.agenda_can_change or meeting.is_being_minuted) and not item.withdrawn:
        steps.append(ItemStep("Udsæt til et senere møde", "meetings:item_postpone"))
    if meeting.agenda_can_change and item.sent and not item.withdrawn:
        steps.append(ItemStep("Lad punktet udgå", "meetings:item_withdraw"))
    if meeting.agenda_can_change and not item.sent:
        steps.append(ItemStep("Slet punktet", "meetings:item_remove"))
    return steps


def starting_values(forum: Forum, person: Person) -> dict[str, Any]:
    """What a new meeting's form begins with: as the forum's last meeting was."""
    last = forum.meetings.exclude(status=MeetingStatus.CANCELLED).order_by("-date").first()
    chair = Role.objects.current().filter(forum=forum, kind=RoleKind.CHAIR).first()
    values: dict[str, Any] = {
        "chair": chair.person_id if chair else None,
        "minute_taker": person.pk,
        "format": Format.PHYSICAL,
    }
    if last is not None:
        values |= {
            "starts_at": last.starts_at, "ends_at": last.ends_at, "format": last.format,
            "place": last.place, "video_link": last.video_link,
            "chair": values["chair"] or last.chair_id,
        }  # fmt: skip
    if dates := suggested_dates(forum):
        values["date"] = dates[0]
    return values


def suggested_dates(forum: Forum) -> list[date]:
    """Three days to hold the next meeting on: the weekday of the last, about nine weeks on."""
    today = timezone.localdate()
    held = forum.meetings.exclude(status=MeetingStatus.CANCELLED).order_by("-date")
    last = held.values_list("date", flat=True).first()
    first = (last or today) + USUAL_GAP
    while first <= today:
        first += timedelta(days=7)
    taken = set(forum.meetings.values_list("date", flat=True))
    days = (first + timedelta(days=7 * week) for week in range(-1, 5))
    return [day for day in days if day > today and day not in taken and day.weekday() < 5][:3]


def other_meetings(item: AgendaItem, person: Person, *, same_forum: bool) -> QuerySet[Meeting]:
    """Meetings whose agenda can still change, where an item may be put instead."""
    rows = meetings_for(person).filter(status__in=AGENDA_CAN_CHANGE).exclude(pk=item.meeting_id)
    if same_forum:
        rows = rows.filter(forum=item.meeting.forum)
    return rows.order_by("date", "starts_at")


def later_meetings(item: AgendaItem, person: Person) -> QuerySet[Meeting]:
    """Where an item can be put off to: the forum's own meetings of the same day or later."""
    return other_meetings(item, person, same_forum=True).filter(date__gte=item.meeting.date)


def meetings_to_copy_to(item: AgendaItem, person: Person) -> QuerySet[Meeting]:
    """Planned meetings of other forums, the one this forum recommends to first."""
    rows = meetings_for(person).filter(status=MeetingStatus.PLANNED)
    rows = rows.exclude(forum=item.meeting.forum)
    onward = Q(forum=item.meeting.forum.recommends_to_id)
    return rows.annotate(onward=Count("pk", filter=onward)).order_by("-onward", "date", "starts_at")


def item_for_editing(items: QuerySet[AgendaItem]) -> QuerySet[AgendaItem]:
    """Items with all that the editor shows."""
    return items.select_related(
        "meeting__forum", "parent", "continues__meeting__forum", "copied_from__meeting__forum",
        "approves_minutes_of__forum",
    ).prefetch_related(
        "recommendations", "guests", "statements__source__meeting__forum", "children",
        "contributions__file", "contributions__asked_by", "copies__meeting__forum",
        "continued_by__meeting__forum", "concerned_parties",
        Prefetch("attachments", Attachment.objects.order_by("position", "title")),
        "attachments__versions__file",
    )  # fmt: skip


def revision_numbers(item: AgendaItem) -> dict[str, int]:
    """The newest revision of each rich text; 0 before the first."""
    numbers = dict.fromkeys(RICH_TEXT_FIELDS, 0)
    for field, number in item.revisions.order_by("number").values_list("field", "number"):
        numbers[field] = number
    return numbers
