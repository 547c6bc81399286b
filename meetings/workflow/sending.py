"""Sending the agenda, holding the meeting, and the minutes' way to the sealed record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from dasportal.accounts.models import Person
from dasportal.accounts.transitions import NotAllowed

from .. import acting, emails, following, gates, printing
from ..changes import changes
from ..models import (
    AgendaItem,
    AgendaVersion,
    Attachment,
    EditorNote,
    ItemKind,
    Meeting,
    MeetingStatus,
    MinutesKind,
    MinutesVersion,
    Outcome,
)
from ..permissions import can_prepare_meetings
from ..queries.minutes import tasks_by_person
from ..snapshot import Snapshot, agenda_snapshot, fingerprint, minutes_snapshot
from . import inviting
from .committee import lay_reports, settle
from .decisions import lay_members
from .delegation import mark_used
from .numbers import renumber
from .sealing import order_seal
from .table import MEETING, locked, take

OUTCOMES_THAT_APPROVE = {Outcome.APPROVED, Outcome.APPROVED_AMENDED}


@transaction.atomic
def send_agenda(meeting: Meeting, *, by: Person) -> AgendaVersion:
    """Freeze the agenda as a version, send it, and let the numbers hold from here on."""
    fresh = take(meeting, "send_agenda", by)
    if not fresh.items.exists():
        raise NotAllowed("Dagsordenen er tom. Tilføj punkter, før den sendes.")
    renumber_before_sending(fresh)
    lay_reports(fresh, first=True)
    version = _new_version(fresh, by)
    if version.number == 1:
        emails.agenda_sent(version)
        inviting.call_with_agenda(fresh)
    else:
        emails.agenda_changed(version, version.changes)
    _pass_gates(version, "send_agenda", by)
    return version


def _pass_gates(version: AgendaVersion | MinutesVersion, step: str, by: Person) -> None:
    """The last of all: what would leave is looked through, or the whole step is undone. What was
    answered before it was sent stays with the version."""
    outgoing = gates.Outgoing(step, version.meeting, version.snapshot, by, version)
    version.answers = gates.ask(outgoing)
    if version.answers:
        version.save(update_fields=["answers"])


def renumber_before_sending(meeting: Meeting) -> None:
    """Numbers are final at the moment of sending: no item may go out without one."""
    status, meeting.status = meeting.status, MeetingStatus.PLANNED
    renumber(meeting)
    meeting.status = status


@transaction.atomic
def send_changes(meeting: Meeting, *, by: Person) -> AgendaVersion:
    """Send what is new since the last version: tillægspunkter, eftersendte bilag, changed texts."""
    fresh = take(meeting, "send_changes", by)
    renumber(fresh)
    lay_reports(fresh, first=False)
    newest = fresh.agenda_versions.order_by("-number").first()
    rows = changes(newest.snapshot if newest else None, agenda_snapshot(fresh, version=0))
    if not rows:
        raise NotAllowed("Der er ingen ændringer siden den seneste udsendelse.")
    version = _new_version(fresh, by)
    emails.agenda_changed(version, version.changes)
    _pass_gates(version, "send_changes", by)
    return version


def _new_version(meeting: Meeting, by: Person) -> AgendaVersion:
    newest = meeting.agenda_versions.order_by("-number").first()
    number = newest.number + 1 if newest else 1
    AgendaItem.objects.filter(meeting=meeting).update(sent=True)
    Attachment.objects.filter(item__meeting=meeting, with_minutes=False).update(sent=True)
    snapshot = agenda_snapshot(meeting, version=number)
    version = AgendaVersion.objects.create(
        meeting=meeting,
        number=number,
        snapshot=snapshot,
        sha256=fingerprint(snapshot),
        changes=changes(newest.snapshot if newest else None, snapshot),
        sent_by=by,
    )
    printing.agenda_documents(version, by=by)
    return version


@transaction.atomic
def start_meeting(meeting: Meeting, *, by: Person) -> Meeting:
    """Open the meeting: members are expected, the first item is on."""
    fresh = take(meeting, "start", by)
    if not fresh.attendance.exists():
        lay_members(fresh)
    fresh.current_item = fresh.items.in_order().live().first()
    fresh.save()
    return fresh


@transaction.atomic
def end_meeting(meeting: Meeting, *, by: Person) -> Meeting:
    """Close the meeting. Items that another part acts on must have their outcome, and act now."""
    fresh = locked(meeting)
    MEETING.check(fresh, "end", by)
    items = list(fresh.items.live().select_related("decision"))
    missing = [
        item.number or item.title
        for item in items
        if acting.requires_outcome(item.kind) and not _outcome(item)
    ]
    if missing:
        raise NotAllowed(
            "Sæt udfaldet for punkt " + ", ".join(missing) + ", før mødet slutter. "
            "Andre dele af portalen handler på det."
        )
    fresh = take(fresh, "end", by)
    for item in items:
        if item.kind == ItemKind.APPROVE_MINUTES:
            _act_on_approval(item, by)
        acting.act(item, by)
    mark_used(fresh, by=by)
    settle(fresh, by=by)
    return fresh


def _outcome(item: AgendaItem) -> str:
    decision = getattr(item, "decision", None)
    return decision.outcome if decision else ""


def _act_on_approval(item: AgendaItem, by: Person) -> None:
    previous = item.approves_minutes_of
    if previous is None or previous.imported or _outcome(item) not in OUTCOMES_THAT_APPROVE:
        return
    previous = locked(previous)
    if previous.status in (MeetingStatus.MINUTES_APPROVED, MeetingStatus.SEALED):
        return
    if previous.status != MeetingStatus.MINUTES_SENT:
        raise NotAllowed(
            f"Referatet af {previous} er ikke sendt ud og kan ikke godkendes. "
            f"Send det først, eller sæt udfaldet for punkt {item.number} til »Udsat«."
        )
    _approve(previous, amended=_outcome(item) == Outcome.APPROVED_AMENDED, by=by)


def _approve(meeting: Meeting, *, amended: bool, by: Person) -> None:
    """Approved as sent: it seals itself. Approved with changes: they are written in first."""
    meeting.amended_on_approval = amended
    meeting.save(update_fields=["amended_on_approval"])
    following.approved(meeting, by)
    approved = take(meeting, "approve", by)
    if not amended:
        _prepare_seal(approved, by)


@transaction.atomic
def resume_meeting(meeting: Meeting, *, by: Person) -> Meeting:
    """Open a meeting again that was ended too soon. What its decisions set going stays done."""
    return take(meeting, "resume", by)


@transaction.atomic
def send_minutes(
    meeting: Meeting, *, by: Person, answers: Mapping[str, Any] | None = None
) -> MinutesVersion:
    """Freeze the draft minutes as a version and send them to the forum.

    `answers` are to what the followers ask (`meetings.following`)."""
    fresh = take(meeting, "send_minutes", by)
    mark_used(fresh, by=by)  # decisions written after the meeting ended
    settle(fresh, by=by)
    version = _new_minutes(fresh, MinutesKind.DRAFT, by)
    printing.minutes_documents(version, by=by)
    emails.minutes_sent(version, following.minutes_sent(version, by, answers or {}))
    emails.tasks_given(fresh, tasks_by_person(fresh))
    _pass_gates(version, "send_minutes", by)
    return version


@transaction.atomic
def withdraw_minutes(meeting: Meeting, *, by: Person) -> Meeting:
    """Take the draft back to correct it. What was sent stays readable."""
    return take(meeting, "withdraw_minutes", by)


def _new_minutes(meeting: Meeting, kind: str, by: Person, reason: str = "") -> MinutesVersion:
    newest = meeting.minutes_versions.order_by("-number").first()
    number = newest.number + 1 if newest else 1
    Attachment.objects.filter(item__meeting=meeting, withdrawn=False).update(sent=True)
    snapshot = minutes_snapshot(meeting, version=number)
    if kind == MinutesKind.APPROVED:
        snapshot["approval"] = _approval(meeting, snapshot)
    elif newest is not None and "approval" in newest.snapshot:
        snapshot["approval"] = newest.snapshot["approval"]
    return MinutesVersion.objects.create(
        meeting=meeting,
        number=number,
        kind=kind,
        snapshot=snapshot,
        sha256=fingerprint(snapshot),
        reason=reason,
        created_by=by,
    )


def _approval(meeting: Meeting, snapshot: Snapshot) -> dict[str, Any]:
    """By whom these minutes are approved: the meeting that did, and the parties before it."""
    approving = AgendaItem.objects.filter(
        approves_minutes_of=meeting, decision__outcome__in=OUTCOMES_THAT_APPROVE
    )
    item = approving.select_related("meeting__forum").order_by("meeting__date").last()
    at_meeting = {"date": item.meeting.date.isoformat(), "number": item.number} if item else None
    return {"meeting": at_meeting, **following.approvals(meeting, snapshot)}


@transaction.atomic
def seal_minutes(meeting: Meeting, *, by: Person) -> MinutesVersion:
    """Freeze the approved minutes and order the PDF; when it is made, the seal is set."""
    fresh = locked(meeting)
    MEETING.check(fresh, "seal", by)
    return _prepare_seal(fresh, by)


def _prepare_seal(meeting: Meeting, by: Person) -> MinutesVersion:
    waiting = meeting.minutes_versions.filter(kind=MinutesKind.APPROVED, record_entry=None).first()
    if waiting is not None:
        order_seal(waiting, by=by)
        return waiting
    if meeting.amended_on_approval:
        meeting.amended_on_approval = False
        meeting.save(update_fields=["amended_on_approval"])
    version = _new_minutes(meeting, MinutesKind.APPROVED, by)
    order_seal(version, by=by)
    return version


@transaction.atomic
def add_editor_note(
    meeting: Meeting, *, text: str, by: Person, item: AgendaItem | None = None
) -> MinutesVersion:
    """A dated »Red.:« to sealed minutes: a new version beside the sealed one, sealed in turn."""
    fresh = locked(meeting)
    if not can_prepare_meetings(by, fresh):
        raise NotAllowed("Rettelser til et forseglet referat skrives af sekretariatet.")
    if fresh.status != MeetingStatus.SEALED:
        raise NotAllowed("»Red.:« hører til forseglede referater. Ret teksten selv i stedet.")
    if not text.strip():
        raise NotAllowed("Skriv rettelsen.")
    EditorNote.objects.create(meeting=fresh, item=item, text=text.strip(), written_by=by)
    version = _new_minutes(fresh, MinutesKind.CORRECTED, by, reason=text.strip()[:300])
    order_seal(version, by=by)
    emails.minutes_corrected(version)
    _pass_gates(version, "add_editor_note", by)
    return version
