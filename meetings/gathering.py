"""What gathers by itself under two standing items: the committee's decisions, and what is open.

Live rows as long as the agenda is in the making; once it is sent they stand as they were sent, in
the snapshot. Nothing of a closed item is said in an open one: there it is »Lukket punkt«.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from .models import (
    HAS_BEEN_HELD,
    AgendaItem,
    CommitteeReport,
    FollowUp,
    FollowUpNote,
    ItemKind,
    Meeting,
    MeetingStatus,
    Outcome,
    ReportStatus,
)

CLOSED = "Lukket punkt"
LOOK_BACK = timedelta(days=365)  # older decisions have been told of, or never will be

# Formalities decide nothing that the forum above could take note of.
NOT_REPORTED = (
    ItemKind.APPROVE_AGENDA,
    ItemKind.APPROVE_MINUTES,
    ItemKind.FROM_COMMITTEE,
    ItemKind.FOLLOW_UP,
    ItemKind.ANY_OTHER,
    ItemKind.NEXT_MEETING,
)
BEFORE_THE_END = (MeetingStatus.PLANNED, MeetingStatus.AGENDA_SENT, MeetingStatus.IN_SESSION)


# --- The committee's decisions -------------------------------------------------------------------


def committee_items(meeting: Meeting) -> list[AgendaItem]:
    """Where the committee's decisions gather: the first »Orientering fra FU«, and its closed
    sub-item."""
    rows = meeting.items.live().filter(kind=ItemKind.FROM_COMMITTEE).select_related(
        "meeting__forum", "decision", "parent__decision"
    )  # fmt: skip
    first = rows.filter(parent__isnull=True).order_by("position", "created_at").first()
    if first is None:
        return []
    return [first, *rows.filter(parent=first, is_open=False).order_by("position")[:1]]


def closed_briefing(item: AgendaItem) -> AgendaItem | None:
    """The closed sub-item of an »Orientering fra FU«, where there is one."""
    below = item.children.filter(kind=ItemKind.FROM_COMMITTEE, is_open=False, withdrawn=False)
    return below.order_by("position").first()


def committee_sources(item: AgendaItem) -> list[AgendaItem]:
    """The committee's items that belong under this one: as long as the agenda is in the making
    those that wait, and once it is sent those that were laid before the meeting."""
    laid = _in_order(_with_what_is_said(AgendaItem.objects.filter(reported_in__item=item)))
    return laid if laid or is_frozen(item) else waiting_for(item)


def is_frozen(item: AgendaItem) -> bool:
    """Whether what gathers under the item stands as it was sent."""
    return item.sent and item.meeting.agenda_is_published


def not_gathered(item: AgendaItem) -> list[AgendaItem]:
    """What the committee has decided that the sent agenda does not say."""
    known = set(CommitteeReport.objects.filter(item__meeting=item.meeting_id).values_list("source"))
    return [row for row in waiting_for(item) if (row.pk,) not in known]


def waiting_for(item: AgendaItem) -> list[AgendaItem]:
    """The decisions that wait and belong under this item; closed ones under its closed sub-item
    where there is one."""
    if item.pk not in {row.pk for row in committee_items(item.meeting)}:
        return []
    rows = _in_order(waiting(item.meeting))
    if item.parent_id:
        return [row for row in rows if is_closed(row)]
    if closed_briefing(item) is not None:
        return [row for row in rows if not is_closed(row)]
    return rows


def waiting(meeting: Meeting) -> QuerySet[AgendaItem]:
    """Decisions of the committees that answer to this forum, not laid before it yet. They wait for
    its next meeting alone."""
    if not _is_next(meeting):
        return AgendaItem.objects.none()
    settled = Q(status__in=(ReportStatus.NOTED, ReportStatus.ROLLED_BACK))
    under_way = Q(
        item__meeting__status__in=(MeetingStatus.AGENDA_SENT, MeetingStatus.IN_SESSION),
        item__withdrawn=False,
    )
    reported = CommitteeReport.objects.filter(settled | under_way, source=OuterRef("pk"))
    rows = AgendaItem.objects.live().filter(
        ~Exists(reported.exclude(item__meeting=meeting)),
        Q(decision__outcome__gt="") | Q(decision__text__gt=""),
        Q(parent__isnull=True) | Q(parent__withdrawn=False),
        meeting__forum__recommends_to=meeting.forum_id,
        meeting__status__in=HAS_BEEN_HELD,
        meeting__imported=False,
        meeting__date__lte=meeting.date,
        meeting__date__gte=meeting.date - LOOK_BACK,
    )
    rows = rows.exclude(kind__in=NOT_REPORTED).exclude(decision__outcome=Outcome.POSTPONED)
    return _with_what_is_said(rows)


def _is_next(meeting: Meeting) -> bool:
    """Whether no other meeting of the forum comes before this one."""
    today = timezone.localdate()
    others = Meeting.objects.filter(forum=meeting.forum_id, status__in=BEFORE_THE_END)
    return not others.filter(date__gte=today, date__lt=meeting.date).exclude(pk=meeting.pk).exists()


def _with_what_is_said(rows: QuerySet[AgendaItem]) -> QuerySet[AgendaItem]:
    return rows.select_related("meeting__forum", "decision", "parent").prefetch_related(
        "on_delegation__delegation__decision__item__meeting__forum", "copies"
    )


def _in_order(rows: Iterable[AgendaItem]) -> list[AgendaItem]:
    """By meeting, and as printed in it."""

    def place(row: AgendaItem) -> tuple[Any, ...]:
        top = row.parent or row
        return (row.meeting.date, row.meeting_id, top.position, row.parent_id is not None,
                row.position)  # fmt: skip

    return sorted(rows, key=place)


def is_closed(item: AgendaItem) -> bool:
    """Closed itself, or under a closed item."""
    return item.is_closed or (item.parent is not None and item.parent.is_closed)


def named(source: AgendaItem, place: AgendaItem) -> str:
    """The source item as it may be called under `place`: by its number and meeting, and by its
    title where that is not closed to those who read there."""
    where = f"punkt {source.number} fra {source.meeting}"
    return where if _is_hidden(source, place) else f"»{source.title}« ({where})"


def treated_as(report: CommitteeReport) -> str:
    """The number under which the same case is itself on the forum's agenda; mostly none."""
    copies = report.source.copies.filter(meeting=report.item.meeting_id, withdrawn=False)
    return str(copies.values_list("number", flat=True).first() or "")


def committee_rows(item: AgendaItem, sent: dict[str, Any] | None = None) -> list[dict[str, Any]]:
    """What »Orientering fra FU« says of each decision, as plain values.

    `sent` is the item as it was sent: a decision that stands in it stands as it stood there.
    """
    if item.kind != ItemKind.FROM_COMMITTEE:
        return []
    as_sent = {row["source"]: row for row in (sent or {}).get("committee", [])}
    said = {row.source_id: row for row in item.reports.all()}
    return [
        {**(as_sent.get(str(row.pk)) or _decision(row, item)), **_response(said.get(row.pk))}
        for row in committee_sources(item)
    ]


def _decision(source: AgendaItem, place: AgendaItem) -> dict[str, Any]:
    hidden = _is_hidden(source, place)
    decision = source.decision
    outcome = decision.get_outcome_display() if decision.outcome else ""
    copies = [row for row in source.copies.all() if row.meeting_id == place.meeting_id]
    return {
        "source": str(source.pk),
        "meeting": str(source.meeting),
        "number": source.number,
        "title": CLOSED if hidden else source.title,
        "open": not is_closed(source),
        "hidden": hidden,
        "html": "" if hidden else decision.text,
        "outcome_label": "" if hidden else outcome,
        "on_delegation": "" if hidden else "; ".join(b["from"] for b in bases(source)),
        "treated_as": copies[0].number if copies and not hidden else "",
        "is_draft": not source.meeting.minutes_are_published,
    }


def _response(report: CommitteeReport | None) -> dict[str, str]:
    """What the forum said to it; nothing before it has."""
    if report is None or report.status == ReportStatus.LAID:
        return {"response": "", "response_label": "", "reason": ""}
    hidden = _is_hidden(report.source, report.item)
    return {
        "response": report.status,
        "response_label": report.get_status_display(),
        "reason": "" if hidden else report.reason,
    }


def _is_hidden(source: AgendaItem, place: AgendaItem) -> bool:
    """A closed source is not told of in an open place."""
    return is_closed(source) and not is_closed(place)


def bases(item: AgendaItem) -> list[dict[str, str]]:
    """What the item decides by delegation on: {"from", "what"} each. What was delegated under a
    closed item is not said in an open one."""
    rows = []
    for use in item.on_delegation.all():
        source = use.delegation.decision.item
        hidden = _is_hidden(source, item)
        rows.append(
            {
                "from": f"{source.meeting}, punkt {source.number}",
                "what": "" if hidden else use.delegation.what,
            }
        )
    return rows


# --- What is still open --------------------------------------------------------------------------


def open_follow_ups(meeting: Meeting) -> QuerySet[FollowUp]:
    """What is still open from the forum's earlier meetings, and what others have given it to do."""
    own = Q(item__meeting__forum=meeting.forum_id, item__meeting__date__lt=meeting.date)
    given = Q(owner_forum=meeting.forum_id, item__meeting__date__lte=meeting.date)
    return (
        FollowUp.objects.open()
        .filter(own | given)
        .exclude(item__meeting=meeting)
        .select_related("item__meeting__forum", "item__parent")
        .annotate(
            asked=Count("answers", distinct=True),
            answered=Count("answers", filter=Q(answers__answered_at__isnull=False), distinct=True),
        )
        .prefetch_related(Prefetch("notes", FollowUpNote.objects.order_by("written_at", "pk")))
    )


def open_groups(item: AgendaItem, sent: dict[str, Any] | None = None) -> list[dict[str, Any]]:
    """What an »Opfølgning« item says, by the decision it comes from, oldest first."""
    if item.kind != ItemKind.FOLLOW_UP:
        return []
    if is_frozen(item) and sent is not None:
        groups: list[dict[str, Any]] = sent.get("open_follow_ups", [])
        return groups
    by_source: dict[Any, list[FollowUp]] = {}
    for row in open_follow_ups(item.meeting):
        by_source.setdefault(row.item_id, []).append(row)
    sources = _in_order(rows[0].item for rows in by_source.values())
    return [_group(source, by_source[source.pk], item) for source in sources]


def _group(source: AgendaItem, rows: list[FollowUp], place: AgendaItem) -> dict[str, Any]:
    hidden = _is_hidden(source, place)
    return {
        "source": str(source.pk),
        "meeting": str(source.meeting),
        "number": source.number,
        "title": CLOSED if hidden else source.title,
        "rows": [] if hidden else [_open_row(row) for row in rows],
        "hidden": len(rows) if hidden else 0,
    }


def _open_row(row: Any) -> dict[str, Any]:
    notes = [note for note in row.notes.all() if note.text]
    said = f"{row.answered} af {row.asked} har svaret" if row.asked else ""
    return {
        "what": row.what,
        "owner": row.owner_text,
        "due": row.due.isoformat() if row.due else "",
        "late": row.is_late,
        "status_label": row.get_status_display(),
        "note": ". ".join(part for part in (said, notes[-1].text if notes else "") if part),
    }


# --- What they say -------------------------------------------------------------------------------


def told_texts(row: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    """Every text that has gathered under an item of a snapshot, or that it decides on by
    delegation: (the text, whether it is HTML)."""
    for base in row.get("on_delegation", []):
        yield base["what"], False
    for told in row.get("committee", []):
        yield told["title"], False
        yield told["html"], True
        yield told["reason"], False
    for group in row.get("open_follow_ups", []):
        yield group["title"], False
        for task in group["rows"]:
            yield f"{task['what']}\n{task['owner']}\n{task['note']}", False


def following_texts(decision: dict[str, Any]) -> Iterator[str]:
    """What a decision leaves to another forum, and what it sends onward."""
    for row in decision.get("delegations", []):
        yield f"{row['what']}\n{row['conditions']}"
    for row in decision.get("onward", []):
        yield row["what"]
