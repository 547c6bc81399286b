"""Ordering the PDFs of a meeting: which, of what, for whom. The worker makes them."""

from __future__ import annotations

from dasportal.accounts.models import Person

from .models import (
    AgendaItem,
    AgendaVersion,
    Audience,
    DocumentKind,
    Meeting,
    MeetingDocument,
    MinutesVersion,
)
from .snapshot import agenda_snapshot, fingerprint, minutes_snapshot
from .tasks import order


def agenda_documents(version: AgendaVersion, *, by: Person) -> list[MeetingDocument]:
    """All that goes with a sent agenda: with and without bilag, open variant, and the delta."""
    made = [
        _of_agenda(version, DocumentKind.AGENDA, audience, attachments, by)
        for audience in (Audience.FORUM, Audience.OPEN)
        for attachments in (True, False)
    ]
    if version.number > 1:
        made += [
            _of_agenda(version, DocumentKind.DELTA, audience, True, by)
            for audience in (Audience.FORUM, Audience.OPEN)
        ]
    return made


def _of_agenda(
    version: AgendaVersion, kind: str, audience: str, attachments: bool, by: Person
) -> MeetingDocument:
    return _order(
        meeting=version.meeting,
        kind=kind,
        audience=audience,
        with_attachments=attachments,
        agenda_version=version,
        content_key=version.sha256,
        by=by,
    )


def minutes_documents(version: MinutesVersion, *, by: Person) -> list[MeetingDocument]:
    """Sent minutes: for the forum and in the open variant, with and without bilag."""
    return [
        minutes_document(version, audience=audience, with_attachments=attachments, by=by)
        for audience in (Audience.FORUM, Audience.OPEN)
        for attachments in (False, True)
    ]


def minutes_document(
    version: MinutesVersion, *, audience: str, with_attachments: bool, by: Person
) -> MeetingDocument:
    return _order(
        meeting=version.meeting,
        kind=DocumentKind.MINUTES,
        audience=audience,
        with_attachments=with_attachments,
        minutes_version=version,
        content_key=version.sha256,
        by=by,
    )


def preview(
    meeting: Meeting, kind: str, *, by: Person, with_attachments: bool = True
) -> MeetingDocument:
    """The PDF of what stands now, for the secretariat alone."""
    snapshot = minutes_snapshot if kind == DocumentKind.MINUTES else agenda_snapshot
    return _order(
        meeting=meeting,
        kind=kind,
        audience=Audience.FORUM,
        with_attachments=with_attachments,
        content_key=fingerprint(snapshot(meeting, version=0)),
        by=by,
    )


def one_item(item: AgendaItem, *, by: Person) -> MeetingDocument:
    """One item alone, as it stands now, with its bilag."""
    key = fingerprint(minutes_snapshot(item.meeting, version=0))
    return _order(
        meeting=item.meeting,
        kind=DocumentKind.ITEM,
        audience=Audience.FORUM,
        with_attachments=True,
        item=item,
        content_key=key,
        by=by,
    )


def _order(*, by: Person, **what: object) -> MeetingDocument:
    """The row for this PDF; made and put to work once, however often it is asked for."""
    document, _ = MeetingDocument.objects.get_or_create(**what, defaults={"requested_by": by})
    order(document)
    return document
