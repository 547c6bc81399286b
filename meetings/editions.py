"""Which snapshot, files and words a document of a meeting is printed from."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from pathlib import Path

from django.utils import timezone
from django.utils.formats import date_format

from dasportal.documents import storage
from dasportal.documents.models import Conversion, StoredFile
from dasportal.documents.press import Bundle, Progress, Result, Store, Unreadable, prepare, press

from . import pdf
from .changes import changes, changes_for_reader
from .models import (
    AgendaVersion,
    Audience,
    DocumentKind,
    Meeting,
    MeetingDocument,
    MinutesKind,
    MinutesVersion,
)
from .snapshot import Snapshot, agenda_snapshot, for_public, for_reader, minutes_snapshot

DRAFT = "Udkast. Referatet er ikke godkendt endnu."
SEALED = "Godkendt. Indholdet er forseglet i portalens arkiv og kan efterprøves dér."
SENT_TO = (Audience.FORUM, Audience.OPEN)


class NothingToPrint(Exception):
    """The document asks for something that does not exist; the message is Danish."""


def read_file(file_id: str) -> bytes | None:
    """The pages of a stored file as PDF; raises `Unreadable` with the reason when it has none."""
    stored = StoredFile.objects.select_related("pdf").filter(pk=file_id).first()
    if stored is None:
        return None
    pages = stored.pdf or (stored if stored.media_type == "application/pdf" else None)
    if pages is None:
        raise Unreadable(_why_no_pages(stored))
    return (storage.root() / pages.path).read_bytes()


def _why_no_pages(stored: StoredFile) -> str:
    if stored.conversion == Conversion.PENDING:
        return "Filen er ved at blive omdannet til PDF. Lav dokumentet igen om lidt."
    return stored.conversion_message or "Filen kan ikke vises som sider. Den findes i portalen."


def reader_of_minutes(reduce: Callable[[Snapshot], Snapshot]) -> Callable[[int], Snapshot | None]:
    """Finds the newest minutes of a meeting, reduced as the document they are put into."""

    def find(meeting_id: int) -> Snapshot | None:
        version = (
            MinutesVersion.objects.filter(meeting_id=meeting_id).order_by("number").last()
        )  # the newest
        if version is not None:
            return reduce(version.snapshot)
        meeting = Meeting.objects.held().filter(pk=meeting_id).first()
        return reduce(minutes_snapshot(meeting, version=0)) if meeting else None

    return find


def reduction(audience: str) -> Callable[[Snapshot], Snapshot]:
    """What is left of a snapshot for an audience."""
    if audience == Audience.PUBLIC:
        return for_public
    return lambda snapshot: for_reader(snapshot, closed=audience == Audience.FORUM)


def bundle(document: MeetingDocument) -> Bundle:
    """What a document row asks for, ready to be printed; raises `NothingToPrint`."""
    reduce = reduction(document.audience)
    edition = pdf.Edition(
        read=read_file,
        minutes_of=reader_of_minutes(reduce),
        with_attachments=document.with_attachments,
        status=_status(document),
        notice=_notice(document),
        public=document.audience == Audience.PUBLIC,
        archival=document.kind == DocumentKind.MINUTES,
    )
    snapshot = reduce(_snapshot(document))
    if document.kind == DocumentKind.DELTA:
        return pdf.delta(snapshot, _changes(document), edition)
    if document.kind == DocumentKind.ITEM:
        return pdf.item(snapshot, str(document.item_id), edition)
    if document.kind == DocumentKind.MINUTES:
        return pdf.minutes(snapshot, edition)
    return pdf.agenda(snapshot, edition)


def _snapshot(document: MeetingDocument) -> Snapshot:
    version = document.minutes_version or document.agenda_version
    if version is not None:
        return version.snapshot
    meeting = document.meeting
    if document.kind == DocumentKind.MINUTES and not (
        meeting.has_been_held or meeting.is_being_minuted
    ):
        raise NothingToPrint(f"Mødet {meeting} er ikke holdt, så der er intet referat.")
    if document.kind == DocumentKind.MINUTES or (
        document.kind == DocumentKind.ITEM and meeting.has_been_held
    ):
        return minutes_snapshot(document.meeting, version=0)
    return agenda_snapshot(document.meeting, version=0)


def _changes(document: MeetingDocument) -> list[dict[str, str]]:
    version = document.agenda_version
    if version is None:
        last = document.meeting.agenda_versions.order_by("number").last()
        before = last.snapshot if last else None
        rows = changes(before, agenda_snapshot(document.meeting, version=0))
    else:
        rows = version.changes
    return changes_for_reader(rows, closed=document.audience == Audience.FORUM)


def _status(document: MeetingDocument) -> str:
    """What the document is, in a few words for its front and foot."""
    if version := document.minutes_version:
        day = date_format(timezone.localtime(version.created_at), "j. F Y")
        return f"{version.get_kind_display().lower()} {day}"
    if agenda := document.agenda_version:
        return f"udsendt {_sent(agenda)}"
    return "læst ind fra arkivet" if document.meeting.imported else "ikke udsendt"


def _notice(document: MeetingDocument) -> str:
    """On the front of minutes: whether this is a draft, or what was approved."""
    version = document.minutes_version
    if version is None:
        return ""
    return DRAFT if version.kind == MinutesKind.DRAFT else SEALED


def _sent(version: AgendaVersion) -> str:
    return date_format(timezone.localtime(version.sent_at), "j. F Y")


def print_to(document: MeetingDocument, target: Path, progress: Progress | None = None) -> Result:
    """Make the document as a file at `target`, telling how far it is."""
    return press(bundle(document), target, Store(), progress)


def lay_ahead(meeting: Meeting) -> int:
    """Lay the pages of what would be sent of the meeting now, for each reader, with and without
    bilag. Returns how many parts were missing; sending then finds all but the front."""
    kinds = [DocumentKind.AGENDA] if meeting.agenda_can_change else []
    kinds += [DocumentKind.MINUTES] if meeting.is_being_minuted else []
    store, made = Store(), 0
    for kind, audience, attachments in product(kinds, SENT_TO, (True, False)):
        document = MeetingDocument(
            meeting=meeting, kind=kind, audience=audience, with_attachments=attachments
        )
        made += prepare(bundle(document), store)
    return made


def newest(
    meeting: Meeting, kind: str, *, with_attachments: bool, audience: str = Audience.FORUM
) -> MeetingDocument:
    """An unsaved row for the newest that was sent of a meeting, or for what stands now."""
    minutes = agenda = None
    if kind == DocumentKind.MINUTES:
        minutes = meeting.minutes_versions.order_by("number").last()
    else:
        agenda = meeting.agenda_versions.order_by("number").last()
    return MeetingDocument(
        meeting=meeting,
        kind=kind,
        audience=audience,
        with_attachments=with_attachments,
        agenda_version=agenda,
        minutes_version=minutes,
    )
