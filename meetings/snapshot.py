"""A meeting as plain values: what is sent, printed, compared, hashed and sealed.

Everything that leaves the portal is made from a snapshot, so that a page, a PDF and the
record say the same. Its shape is written down in docs/architecture.md; keys are only added.
"""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from .gathering import bases, committee_rows, open_groups
from .models import (
    IN_WRITING,
    AgendaItem,
    Attachment,
    Attendance,
    CommitteeReport,
    Decision,
    Delegation,
    DelegationUse,
    ItemKind,
    Meeting,
    Position,
    Statement,
)

Snapshot = dict[str, Any]


def fingerprint(snapshot: Snapshot) -> str:
    """SHA-256 (hex) of the snapshot's canonical JSON."""
    text = json.dumps(snapshot, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def agenda_snapshot(meeting: Meeting, *, version: int) -> Snapshot:
    """The agenda as it stands: head and items with bilag, without decisions."""
    return {
        "kind": "agenda",
        "version": version,
        "meeting": _head(meeting),
        "items": _all_items(meeting, minutes=False),
    }


def minutes_snapshot(meeting: Meeting, *, version: int) -> Snapshot:
    """The minutes as they stand: the agenda with attendance, decisions and what follows."""
    return {
        "kind": "minutes",
        "version": version,
        "meeting": _head(meeting),
        "attendance": [_attendance(row) for row in _attendance_rows(meeting)],
        "items": _all_items(meeting, minutes=True),
        "notes": [_note(note) for note in meeting.editor_notes.filter(item__isnull=True)],
    }


def flat_items(snapshot: Snapshot) -> list[dict[str, Any]]:
    """Items and sub-items in printed order."""
    return [row for item in snapshot["items"] for row in (item, *item["children"])]


def for_reader(snapshot: Snapshot, *, closed: bool) -> Snapshot:
    """The snapshot as somebody reads it. Without `closed`, a closed item is its number alone,
    and closed bilag are gone as if they never were. The one place where this is decided."""
    if closed:
        return snapshot
    items = [_without_closed(item) for item in snapshot["items"]]
    return {**snapshot, "items": items, "meeting": {**snapshot["meeting"], "video_link": ""}}


def for_public(snapshot: Snapshot) -> Snapshot:
    """As `for_reader` without closed items, and with only the bilag chosen for publication.

    Earlier minutes put up as a bilag are left out: they are a draft until they are approved, and
    are then published on their own.
    """
    reduced = for_reader(snapshot, closed=False)
    return {**reduced, "items": [_published_only(item) for item in reduced["items"]]}


def _published_only(item: dict[str, Any]) -> dict[str, Any]:
    return {
        **item,
        "attachments": [a for a in item["attachments"] if a["published"] and not a["minutes_of"]],
        "children": [_published_only(child) for child in item["children"]],
    }


def _without_closed(item: dict[str, Any]) -> dict[str, Any]:
    if item["open"] is not True:
        return closed_stub(item["number"])
    return {
        **item,
        "attachments": [a for a in item["attachments"] if not a["closed"]],
        "children": [_without_closed(child) for child in item["children"]],
    }


def closed_stub(number: str) -> dict[str, Any]:
    """What outsiders may know of a closed item: that there is one, under this number."""
    empty: dict[str, Any] = {
        "id": "",
        "number": number,
        "title": "Lukket punkt",
        "kind": "ordinary",
        "open": False,
        "is_stub": True,
        "section": "decision",
        "section_label": "Sager til behandling",
    }
    texts = ("case_number", "concerns_label", "presenter", "late_reason", "withdrawn_reason")
    prose = ("lead", "summary", "background", "presentation", "continues")
    lists = (
        "recommendations", "statements", "guests", "attachments", "children", "notes",
        "on_delegation", "committee", "open_follow_ups",
    )  # fmt: skip
    return (
        empty
        | dict.fromkeys((*texts, *prose), "")
        | {key: [] for key in lists}
        | {"planned_minutes": None, "late": False, "withdrawn": False, "decision": None}
    )


def _all_items(meeting: Meeting, *, minutes: bool) -> list[dict[str, Any]]:
    items = list(_items(meeting))
    sent = _as_sent(meeting, items)
    return [_item(item, minutes=minutes, sent=sent) for item in items]


GATHERS = (ItemKind.FROM_COMMITTEE, ItemKind.FOLLOW_UP)
Sent = dict[str, dict[str, Any]]


def _as_sent(meeting: Meeting, items: list[AgendaItem]) -> Sent:
    """The items as they stand in the newest sent agenda, by their id; asked only where what has
    gathered under one of them is frozen there."""
    if not any(item.kind in GATHERS and item.sent for item in items):
        return {}
    newest = meeting.agenda_versions.order_by("-number").values_list("snapshot", flat=True).first()
    return {row["id"]: row for row in flat_items(newest)} if newest else {}


def _items(meeting: Meeting) -> QuerySet[AgendaItem]:
    children = AgendaItem.objects.order_by("position", "created_at")
    return _with_parts(meeting.items.in_order()).prefetch_related(
        Prefetch("children", _with_parts(children))
    )


def _with_parts(items: QuerySet[AgendaItem]) -> QuerySet[AgendaItem]:
    # A bilag that was sent and then withdrawn keeps its number: it is counted, never shown.
    counted = Attachment.objects.filter(Q(withdrawn=False) | Q(sent=True))
    decisions = Decision.objects.prefetch_related(
        Prefetch("positions", Position.objects.select_related("party")),
        "delegations__to_forum",
        "onward",
    )
    uses = DelegationUse.objects.select_related(
        "delegation__decision__item__meeting__forum", "delegation__decision__item__parent"
    )
    reports = CommitteeReport.objects.select_related("source__parent", "item__parent")
    return items.select_related("continues__meeting__forum").prefetch_related(
        "recommendations",
        "guests",
        "statements__source__meeting__forum",
        "concerned_parties",
        "editor_notes__written_by",
        Prefetch("attachments", counted.order_by("position", "title")),
        "attachments__versions__file__pdf",
        Prefetch("decision", decisions),
        Prefetch("on_delegation", uses),
        Prefetch("reports", reports),
        "follow_ups",
    )


def _head(meeting: Meeting) -> dict[str, Any]:
    return {
        "id": meeting.pk,
        "forum": meeting.forum.slug,
        "forum_name": meeting.forum.name,
        "forum_short_name": meeting.forum.short_name,
        "title": meeting.title,
        "date": meeting.date.isoformat(),
        "starts_at": meeting.starts_at.strftime("%H.%M") if meeting.starts_at else "",
        "ends_at": meeting.ends_at.strftime("%H.%M") if meeting.ends_at else "",
        "place": meeting.place,
        "video_link": meeting.video_link,
        "format": meeting.format,
        # An imported meeting's form is not known unless somebody has said it.
        "format_label": "" if meeting.imported else meeting.get_format_display(),
        "chair": meeting.chair.name if meeting.chair else "",
        "minute_taker": meeting.minute_taker.name if meeting.minute_taker else "",
        "guests": meeting.guests,
        "case_number": meeting.case_number,
    }


def _attendance_rows(meeting: Meeting) -> QuerySet[Attendance]:
    return meeting.attendance.select_related("party", "unit", "left_before", "arrived_at")


def _attendance(row: Attendance) -> dict[str, Any]:
    return {
        "party": row.party.name if row.party else "",
        "unit": row.unit.short_name or row.unit.name if row.unit else "",
        "name": row.name,
        "role": row.role,
        "status": row.status,
        "status_label": row.get_status_display(),
        "deputy": row.deputy_name,
        "left_before": row.left_before.number if row.left_before else "",
        "arrived_at": row.arrived_at.number if row.arrived_at else "",
    }


def _item(item: AgendaItem, *, minutes: bool, sent: Sent) -> dict[str, Any]:
    children = [] if item.parent_id else list(item.children.all())
    for child in children:
        child.meeting = item.meeting  # known: not to be read once for each
    attachments = [a for a in item.attachments.all() if minutes or not a.with_minutes]
    return {
        "id": str(item.pk),
        "number": item.number,
        "title": item.title,
        "kind": item.kind,
        "open": item.is_open,
        "is_stub": False,
        "section": item.section,
        "section_label": item.get_section_display(),
        "case_number": item.case_number,
        "concerns_label": _concerns(item),
        "presenter": item.presenter,
        "planned_minutes": item.planned_minutes,
        "late": item.late,
        "late_reason": item.late_reason,
        "withdrawn": item.withdrawn,
        "withdrawn_reason": item.withdrawn_reason,
        "continues": _source(item.continues),
        "lead": item.lead_text,
        "recommendations": [
            {"text": r.text, "verb": r.verb, "outcome": r.outcome if minutes else ""}
            for r in item.recommendations.all()
        ],
        "summary": item.summary,
        "background": item.background,
        "presentation": item.presentation,
        "statements": _statements(item, minutes=minutes),
        "guests": [
            {"name": g.name, "organisation": g.organisation}
            for g in item.guests.all()
            if g.attended or not minutes
        ],
        "attachments": [
            _attachment(item, a, n) for n, a in enumerate(attachments, start=1) if not a.withdrawn
        ],
        "on_delegation": bases(item),
        "committee": committee_rows(item, sent.get(str(item.pk))),
        "open_follow_ups": open_groups(item, sent.get(str(item.pk))),
        "decision": _decision(item) if minutes else None,
        "notes": [_note(note) for note in item.editor_notes.all()] if minutes else [],
        "children": [_item(child, minutes=minutes, sent=sent) for child in children],
    }


def _statements(item: AgendaItem, *, minutes: bool) -> list[dict[str, str]]:
    return [
        {"body": s.body, "html": s.text, "source": s.source_label or _source(s.source)}
        for s in item.statements.all()
        if not (minutes and _is_the_decision(s, item))
    ]


def _is_the_decision(said: Statement, item: AgendaItem) -> bool:
    """Whether what was noted on the agenda of a case decided between meetings is what the minutes
    have as the item's decision: it is not said twice."""
    decision: Decision | None = getattr(item, "decision", None)
    text = decision.text if decision else ""
    return said.body == IN_WRITING and bool(text) and said.text.startswith(text)


def _concerns(item: AgendaItem) -> str:
    """Whom the item concerns, said only when it is not everybody."""
    if item.concerns == "all":
        return ""
    parties = [party.name for party in item.concerned_parties.all()]
    return ", ".join(parties) or item.get_concerns_display()


def _source(item: AgendaItem | None) -> str:
    return f"{item.meeting}, punkt {item.number}" if item else ""


def _attachment(item: AgendaItem, attachment: Attachment, position: int) -> dict[str, Any]:
    version = attachment.current
    stored = version.file if version else None
    return {
        "id": str(attachment.pk),
        "number": f"{item.number}.{position}" if item.number else str(position),
        "title": attachment.title,
        "closed": attachment.is_closed,
        "published": attachment.is_published,
        "late": attachment.late,
        "with_minutes": attachment.with_minutes,
        "version": version.number if version else 0,
        "file": str(stored.pk) if stored else "",
        "file_name": stored.name if stored else "",
        "sha256": stored.sha256 if stored else "",
        "minutes_of": attachment.minutes_of_id,
        "text": attachment.imported_text,
    }


def _decision(item: AgendaItem) -> dict[str, Any] | None:
    decision: Decision | None = getattr(item, "decision", None)
    if decision is None:
        return None
    return {
        "html": decision.text,
        "outcome": decision.outcome,
        "outcome_label": decision.get_outcome_display() if decision.outcome else "",
        "outcome_note": decision.outcome_note,
        "print_outcome": decision.print_outcome,
        "positions": [
            {
                "party": p.party.name,
                "stance": p.stance,
                "stance_label": p.get_stance_display(),
                "words": p.words,
            }
            for p in decision.positions.all()
        ],
        "delegations": [_delegation(row) for row in decision.delegations.all()],
        "onward": [
            {"to": row.to, "what": row.what, "answer_due": _iso(row.answer_due)}
            for row in decision.onward.all()
            if row.in_minutes
        ],
        "follow_ups": [
            {"what": f.what, "owner": f.agreed_owner, "due": _iso(f.agreed_due)}
            for f in item.follow_ups.all()
        ],
    }


def _delegation(row: Delegation) -> dict[str, str]:
    return {
        "to": row.to_forum.name,
        "what": row.what,
        "conditions": row.conditions,
        "until": _iso(row.until),
    }


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _note(note: Any) -> dict[str, str]:
    return {
        "date": note.written_at.date().isoformat(),
        "text": note.text,
        "by": note.written_by.name,
    }
