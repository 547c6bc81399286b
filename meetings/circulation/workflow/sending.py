"""Sending a case out: drafted on an item, frozen as a version, withdrawn and sent anew."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from dasportal.accounts.models import Forum, Person
from dasportal.accounts.transitions import NotAllowed
from dasportal.danish.dates import format_date
from meetings.deadlines import last_moment
from meetings.models import AgendaItem, Meeting, MeetingStatus
from meetings.snapshot import fingerprint

from .. import emails
from ..models import UNDER_WAY, Ballot, BallotStatus, BallotVersion, ForumRule, Vote
from ..permissions import can_set_rule
from ..queries import circle_of, newest_version, rule_of
from ..snapshot import case_snapshot, is_open
from .table import BALLOT, locked_ballot

CAN_SEND_FROM = (MeetingStatus.PLANNED, MeetingStatus.AGENDA_SENT)


@transaction.atomic
def draft_ballot(item: AgendaItem, *, by: Person) -> Ballot:
    """Say that the item is to be decided in writing; the one that is under way, if there is one."""
    meeting = _locked(item.meeting)
    BALLOT.check(meeting, "draft", by)
    _refuse_unless_to_come(meeting)
    existing = Ballot.objects.filter(item=item, status__in=UNDER_WAY).first()
    return existing or Ballot.objects.create(
        forum=meeting.forum, item=item, title=item.title, is_open=is_open(item), created_by=by
    )


def _locked(meeting: Meeting) -> Meeting:
    rows = Meeting.objects.select_for_update(of=("self",)).select_related("forum")
    return rows.get(pk=meeting.pk)


def _refuse_unless_to_come(meeting: Meeting) -> None:
    if meeting.status not in CAN_SEND_FROM:
        raise NotAllowed(
            "Kun et punkt på en kommende dagsorden kan sendes i skriftlig behandling. Udsæt eller "
            "kopiér punktet til det næste møde, og send det derfra."
        )


@transaction.atomic
def send_ballot(ballot: Ballot, *, deadline: date, by: Person) -> BallotVersion:
    """Freeze the item as it stands and ask every party it concerns; a new version starts afresh.

    The deadline's day is with; it lies before the meeting that the item stands on. NotAllowed when
    no party can answer, or the item is no longer on an agenda to come.
    """
    fresh = locked_ballot(ballot)
    BALLOT.check(fresh, "send", by)
    if fresh.item is None or fresh.item.withdrawn:
        raise NotAllowed("Punktet er ikke længere på en dagsorden, så sagen kan ikke sendes.")
    _refuse_unless_to_come(_locked(fresh.item.meeting))
    _refuse_deadline(deadline, fresh.item.meeting)
    item = AgendaItem.objects.select_related("meeting__forum", "parent").get(pk=fresh.item.pk)
    circle = circle_of(item)
    if not circle.parties:
        raise NotAllowed("Ingen i forummet kan svare for de parter, sagen vedrører.")
    version = _new_version(fresh, item, circle.parties, deadline, by)
    fresh.status = BallotStatus.OUT
    fresh.title, fresh.is_open = item.title, version.is_open
    fresh.closes_at, fresh.withdrawn_reason = version.closes_at, ""
    fresh.save()
    version.ballot = fresh
    emails.sent_out(version)
    return version


def _refuse_deadline(deadline: date, meeting: Meeting) -> None:
    if deadline < timezone.localdate():
        raise NotAllowed("Fristen er passeret. Vælg en senere dag.")
    if deadline >= meeting.date:
        raise NotAllowed(
            f"Fristen skal ligge før mødet den {format_date(meeting.date)}, hvor punktet står på "
            "dagsordenen. Vælg en tidligere dag, eller flyt punktet til et senere møde."
        )


def _new_version(
    ballot: Ballot, item: AgendaItem, parties: list[Any], deadline: date, by: Person
) -> BallotVersion:
    before, rule = newest_version(ballot), rule_of(ballot.forum)
    number = before.number + 1 if before else 1
    snapshot = case_snapshot(
        item, version=number, parties=parties, closes=deadline, rule=rule.rule,
        at_least=rule.at_least,
    )  # fmt: skip
    version = BallotVersion.objects.create(
        ballot=ballot,
        number=number,
        snapshot=snapshot,
        sha256=fingerprint(snapshot),
        is_open=is_open(item),
        rule=rule.rule,
        at_least=rule.at_least,
        closes_at=last_moment(deadline),
        sent_by=by,
    )
    for party in parties:
        Vote.objects.create(version=version, party=party)
    return version


@transaction.atomic
def withdraw_ballot(ballot: Ballot, *, reason: str, by: Person) -> Ballot:
    """Take the case back. What was voted on it no longer counts; the item may be changed again."""
    fresh = locked_ballot(ballot)
    BALLOT.check(fresh, "withdraw", by)
    if not reason.strip():
        raise NotAllowed("Skriv, hvorfor sagen trækkes tilbage.")
    fresh.status = BallotStatus.WITHDRAWN
    fresh.withdrawn_reason = reason.strip()
    fresh.save()
    version = newest_version(fresh)
    assert version is not None, "a case that is out has been sent"
    emails.withdrawn(version)
    return fresh


@transaction.atomic
def drop_ballot(ballot: Ballot, *, by: Person) -> None:
    """Delete a draft that never went out. The item stays."""
    fresh = locked_ballot(ballot)
    BALLOT.check(fresh, "drop", by)
    fresh.delete()


@transaction.atomic
def set_rule(
    forum: Forum,
    *,
    rule: str,
    at_least: int | None,
    days: int,
    by: Person,
    seen: str | None = None,
) -> ForumRule:
    """What holds in the forum for the cases sent out from now on. `seen` is the rule that the page
    showed: one that somebody else has set meanwhile is not overwritten unseen."""
    if not can_set_rule(by, forum):
        raise NotAllowed("Reglen for skriftlig behandling kan kun ændres af sekretariatet.")
    Forum.objects.select_for_update().get(pk=forum.pk)
    row = rule_of(forum)
    now = row.in_short
    row.rule, row.at_least, row.days = rule, at_least, days
    if seen and now not in (seen, row.in_short):
        raise NotAllowed(
            f"Reglen er imens ændret til »{now}«. Dit valg »{row.in_short}« er ikke gemt. Gem igen, "
            "hvis dit skal gælde."
        )
    row.save()
    return row
