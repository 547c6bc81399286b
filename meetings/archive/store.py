"""Keeps what was read in the portal. Reading the same again changes nothing."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from django.db import transaction

from dasportal.accounts.models import Forum
from meetings.archive import fields, prose
from meetings.archive.attendance import guests_of, place_of, store_attendance
from meetings.archive.covers import normalised
from meetings.archive.identity import find_meeting, forum_for
from meetings.archive.lines import ArchiveError
from meetings.archive.parse import parse
from meetings.archive.structure import Archive, Item, Meeting
from meetings.models import (
    AgendaItem,
    Attachment,
    Decision,
    ImportedDocument,
    ImportedMeeting,
    ItemGuest,
    ItemKind,
    MeetingStatus,
    Recommendation,
    Statement,
)
from meetings.models import Meeting as StoredMeeting
from meetings.workflow.importing import import_meeting, import_minutes_of

if TYPE_CHECKING:
    from dasportal.accounts.models import Person


def import_archive(
    content: bytes, name: str, *, by: Person | None = None
) -> tuple[Archive, list[StoredMeeting]]:
    """Read a file and keep its meetings, in one transaction. Raises ArchiveError.

    Returns what was read and, at the same places, the portal's meetings.
    """
    return store(parse(content, name), hashlib.sha256(content).hexdigest(), by=by)


@transaction.atomic
def store(
    archive: Archive, sha256: str, *, by: Person | None = None
) -> tuple[Archive, list[StoredMeeting]]:
    """Keep a parsed archive. A document that was kept before adds no word: what people wrote in
    the portal since stands. Another document of a known meeting adds only what was missing."""
    forums = [forum_for(meeting.forum) for meeting in archive.meetings]
    # One import of a forum at a time: two at once must not both find no meeting.
    list(Forum.objects.select_for_update().filter(pk__in=[f.pk for f in forums]).order_by("pk"))
    document, is_new = ImportedDocument.objects.get_or_create(
        sha256=sha256,
        defaults={
            "name": archive.name[:200],
            "lines": _provenance(archive),
            "lines_read": archive.lines_read,
            "unplaced": len(archive.unplaced),
            "imported_by": by,
        },
    )
    stored = []
    for meeting, forum in zip(archive.meetings, forums, strict=True):
        found = find_meeting(forum, meeting.forum, meeting.date)
        if found is None:
            found = _create_meeting(meeting, forum, by)
            _add_items(meeting, found)
        elif is_new:
            found = _complete(meeting, found, by)
        stored.append(found)
        ImportedMeeting.objects.get_or_create(
            document=document,
            forum_name=meeting.forum,
            date=meeting.date,
            defaults={"meeting": found},
        )
    if is_new:
        _link_minutes(archive, stored)
    return archive, stored


def _provenance(archive: Archive) -> list[list[Any]]:
    rows: list[list[Any]] = []
    for index, meeting in enumerate(archive.meetings):
        for placed in meeting.placements:
            row = [
                placed.line.number,
                placed.line.raw,
                placed.role,
                index,
                placed.item,
                placed.index,
            ]
            rows.append(row)
    return sorted(rows, key=lambda row: row[0])


# --- Meetings ------------------------------------------------------------------------------------


def _create_meeting(meeting: Meeting, forum: Forum, by: Person | None) -> StoredMeeting:
    same = StoredMeeting.objects.filter(forum=forum, date=meeting.date, starts_at=meeting.starts_at)
    if same.exclude(status=MeetingStatus.CANCELLED).exists():
        raise ArchiveError(
            f"Der er allerede et møde i {forum} den {meeting.date:%d.%m.%Y}, som ikke er læst ind "
            "fra arkivet. Det er ikke ændret, og intet er gemt."
        )
    numbers = [item.case_number for item in meeting.items if item.case_number]
    created = import_meeting(
        forum,
        held=meeting.status == "held",
        by=by,
        date=meeting.date,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        place=place_of(meeting),
        guests=guests_of(meeting),
        case_number=fields.fitted(max(numbers, key=numbers.count), 20) if numbers else "",
    )
    store_attendance(meeting, created)
    return created


def _complete(meeting: Meeting, stored: StoredMeeting, by: Person | None) -> StoredMeeting:
    """Add what the earlier document did not have; change nothing that is there."""
    became_held = stored.status == MeetingStatus.AGENDA_SENT and meeting.status == "held"
    if became_held:
        stored = import_minutes_of(stored, by=by)
    if not stored.attendance.exists():
        store_attendance(meeting, stored)
    known = {item.number: item for item in stored.items.all()}
    for item in meeting.items:
        if item.number not in known:
            continue
        _add_attachments(item, known[item.number])
        if became_held and item.decision:
            _add_decision(item, known[item.number])
    _add_items(meeting, stored)
    return stored


# --- Items ---------------------------------------------------------------------------------------


def _add_items(meeting: Meeting, stored: StoredMeeting) -> None:
    known = {item.number: item for item in stored.items.all()}
    for position, item in enumerate(meeting.items, start=1):
        if item.number not in known:
            parent = known.get(item.parent)
            known[item.number] = _create_item(item, stored, parent, position)


def _create_item(
    item: Item, stored: StoredMeeting, parent: AgendaItem | None, position: int
) -> AgendaItem:
    texts = fields.texts_of(item)
    kind = fields.kind_of(item.title)
    created = AgendaItem.objects.create(
        meeting=stored,
        parent=parent,
        kind=kind if parent is None else ItemKind.ORDINARY,
        section=fields.section_of(item, kind) if parent is None else parent.section,
        position=position,
        number=fields.fitted(item.number, 12),
        title=fields.fitted(item.title, 400) or "(uden titel)",
        is_open=item.open,
        case_number=fields.fitted(item.case_number, 20),
        concerns=texts.concerns,
        presenter=texts.presenter,
        lead_text=fields.fitted(item.lead, 300),
        summary=texts.summary,
        background=texts.background,
        presentation=texts.presentation,
        sent=True,
    )
    for place, recommendation in enumerate(item.recommendations, start=1):
        Recommendation.objects.create(
            item=created, position=place, text=recommendation.text, verb=recommendation.verb
        )
    for place, (body, html) in enumerate(texts.statements):
        Statement.objects.create(
            item=created, position=place, body=fields.fitted(body, 120), text=html
        )
    for guest in texts.guests:
        name, _, organisation = guest.partition(",")
        ItemGuest.objects.create(
            item=created, name=name.strip()[:120], organisation=organisation.strip()[:120]
        )
    _add_attachments(item, created)
    if item.decision:
        _add_decision(item, created)
    return created


def _add_attachments(item: Item, stored: AgendaItem) -> None:
    """Bilag by their titles; text for those that have neither a file nor a text yet."""
    known = {normalised(attachment.title): attachment for attachment in stored.attachments.all()}
    for position, attachment in enumerate(item.attachments, start=1):
        title = fields.fitted(attachment.title, 300)
        text = fields.bilag_text(attachment.lines)
        found = known.get(normalised(title))
        if found is None:
            found = Attachment.objects.create(
                item=stored, position=position, title=title, sent=True, imported_text=text
            )
        elif text and not found.imported_text and not found.versions.exists():
            found.imported_text = text
            found.save()


def _add_decision(item: Item, stored: AgendaItem) -> None:
    Decision.objects.get_or_create(
        item=stored,
        defaults={
            "text": prose.as_html(item.decision, headings=False),
            "outcome": fields.outcome_of(item.decision),
        },
    )


def _link_minutes(archive: Archive, stored: list[StoredMeeting]) -> None:
    """Minutes that were printed inside others are a bilag there, and what is approved there."""
    for meeting, own in zip(archive.meetings, stored, strict=True):
        if meeting.inside is None:
            continue
        host, number = stored[meeting.inside[0]], meeting.inside[1]
        item = host.items.filter(number=number).first()
        if item is None:
            continue
        if item.kind == ItemKind.APPROVE_MINUTES and item.approves_minutes_of_id is None:
            item.approves_minutes_of = own
            item.save()
        outer = archive.meetings[meeting.inside[0]]
        for attachment in next(i for i in outer.items if i.number == number).attachments:
            if attachment.meeting is not None:
                title = fields.fitted(attachment.title, 300)
                item.attachments.filter(title=title, minutes_of=None).update(minutes_of=own)
