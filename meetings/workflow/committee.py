"""The committee's decisions before the forum it answers to: laid, taken note of, rolled back."""

from __future__ import annotations

from django.db import transaction

from dasportal.accounts.models import Person
from dasportal.accounts.transitions import NotAllowed, Transition, Workflow

from .. import gathering
from ..models import (
    AgendaItem,
    CommitteeReport,
    FollowUpStatus,
    ItemKind,
    Meeting,
    Outcome,
    OwnerKind,
    ReportStatus,
)
from ..permissions import can_prepare_meetings
from .follow_ups import Owner, agree, drop_follow_up
from .items import add_item
from .table import OFFICE, open_for_agenda, open_for_minutes

S = ReportStatus

REPORT = Workflow(
    name="committee_report",
    title="FU's beslutning forelagt",
    status_field="status",
    states=ReportStatus,
    transitions=(
        # name, label, from, to, who may, what is asked first, who (in words)
        Transition(
            "lay", "Forelæg", (), S.LAID, can_prepare_meetings, None,
            "portalen selv, når dagsordenen sendes"),
        Transition(
            "note", "Tag til efterretning", (S.LAID, S.ROLLED_BACK), S.NOTED,
            can_prepare_meetings, None, OFFICE),
        Transition(
            "roll_back", "Rul tilbage", (S.LAID, S.NOTED), S.ROLLED_BACK, can_prepare_meetings,
            "Beslutningen mærkes som rullet tilbage, og udvalget får den som opfølgning.", OFFICE),
    ),
)  # fmt: skip
NOTES = (Outcome.NOTED, Outcome.APPROVED)
CLOSED_TITLE = "Lukkede beslutninger"


def lay_reports(meeting: Meeting, *, first: bool) -> None:
    """Lay before the meeting what has gathered: the agenda is being sent. With changes to a sent
    one only items that are new gather; the others stand as they were sent."""
    for item in gathering.committee_items(meeting):
        if first or not item.sent:
            _lay(item, gathering.waiting_for(item))


def _lay(item: AgendaItem, sources: list[AgendaItem]) -> None:
    CommitteeReport.objects.bulk_create(
        (CommitteeReport(item=item, source=source) for source in sources), ignore_conflicts=True
    )


@transaction.atomic
def gather_again(item: AgendaItem, *, by: Person) -> int:
    """Take in what the committee has decided since the agenda was sent; how many. The members
    get it with the next changes."""
    open_for_agenda(item.meeting, by)
    fresh = gathering.not_gathered(item)
    if not fresh:
        raise NotAllowed("Der er ingen nye beslutninger at tage med.")
    _lay(item, fresh)
    return len(fresh)


@transaction.atomic
def add_closed_briefing(item: AgendaItem, *, by: Person, late_reason: str = "") -> AgendaItem:
    """A closed sub-item that holds the closed decisions in full; the open item says only that
    they are there."""
    if item.kind != ItemKind.FROM_COMMITTEE or item.parent_id:
        raise NotAllowed("Det lukkede underpunkt hører under orienteringen fra udvalget.")
    if gathering.closed_briefing(item) is not None:
        raise NotAllowed("Der er allerede et lukket underpunkt.")
    return add_item(
        item.meeting, title=CLOSED_TITLE, parent=item, by=by, kind=ItemKind.FROM_COMMITTEE,
        section=item.section, is_open=False, late_reason=late_reason,
    )  # fmt: skip


def _locked(report: CommitteeReport) -> CommitteeReport:
    rows = CommitteeReport.objects.select_for_update(of=("self",))
    related = ("item__meeting__forum", "source__meeting__forum", "source__parent", "follow_up")
    return rows.select_related(*related).get(pk=report.pk)


@transaction.atomic
def note_report(report: CommitteeReport, *, by: Person) -> CommitteeReport:
    """The forum takes note. Where it was rolled back by mistake, that is undone."""
    open_for_minutes(report.item.meeting, by)
    fresh = _locked(report)
    fresh.status = str(REPORT.check(fresh, "note", by).target)
    follow_up, fresh.follow_up, fresh.reason = fresh.follow_up, None, ""
    fresh.save()
    if follow_up is not None:
        untouched = follow_up.status == FollowUpStatus.OPEN and not follow_up.notes.exists()
        if untouched:
            follow_up.delete()
        elif follow_up.is_open:
            drop_follow_up(follow_up, note="Beslutningen blev ikke rullet tilbage.", by=by)
    return fresh


@transaction.atomic
def note_all(item: AgendaItem, *, by: Person) -> int:
    """Take note of all that nothing has been said to; how many."""
    open_for_minutes(item.meeting, by)
    rows = list(item.reports.filter(status=S.LAID))
    for row in rows:
        note_report(row, by=by)
    return len(rows)


@transaction.atomic
def roll_back(report: CommitteeReport, *, reason: str, by: Person) -> CommitteeReport:
    """The forum rolls the committee's decision back: it is marked so, and the committee has it
    as follow-up."""
    open_for_minutes(report.item.meeting, by)
    fresh = _locked(report)
    fresh.status = str(REPORT.check(fresh, "roll_back", by).target)
    if not reason.strip():
        raise NotAllowed("Skriv, hvorfor beslutningen rulles tilbage.")
    source = fresh.source
    if gathering.treated_as(fresh):
        raise NotAllowed("Sagen er selv på dagsordenen. Træf beslutningen under det punkt.")
    committee = source.meeting.forum
    fresh.reason = reason.strip()
    fresh.follow_up = agree(
        fresh.item,
        what=f"Behandle {gathering.named(source, fresh.item)} igen: beslutningen er rullet tilbage",
        owner=Owner(OwnerKind.FORUM, committee.name, forum=committee),
    )
    fresh.save()
    return fresh


def settle(meeting: Meeting, *, by: Person) -> None:
    """The meeting ends: where the whole item was taken note of, so was each decision in it."""
    for item in gathering.committee_items(meeting):
        decision = getattr(item, "decision", None) or getattr(item.parent, "decision", None)
        if decision is not None and decision.outcome in NOTES:
            for row in item.reports.filter(status=S.LAID).select_related("item__meeting__forum"):
                fresh = _locked(row)
                fresh.status = str(S.NOTED)
                fresh.save()
