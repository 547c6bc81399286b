"""The round: out with each version of the draft, closed at the deadline or by the next meeting."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from dasportal.accounts.models import Party, Person
from dasportal.accounts.transitions import NotAllowed
from dasportal.danish.dates import format_date
from meetings.deadlines import database_clock, last_moment
from meetings.models import AttendanceStatus, Meeting, MinutesVersion

from .. import emails
from ..models import AnswerStatus, ApprovalRound, CommentStatus, PartyApproval, RoundStatus
from ..variants import is_open, item_of, sha256_of
from .table import ANSWER, COMMENT, ROUND, locked_round

DAYS = 10


def suggested_deadline(meeting: Meeting, today: date | None = None) -> date:
    """Ten days from now; for a corrected version the deadline that stands, if it is three days off
    or more."""
    today = today or timezone.localdate()
    round_ = ApprovalRound.objects.filter(meeting=meeting).first()
    standing = timezone.localdate(round_.closes_at) if round_ else today
    return standing if standing >= today + timedelta(days=3) else today + timedelta(days=DAYS)


@transaction.atomic
def send_round(
    version: MinutesVersion, *, by: Person, deadline: date | None = None
) -> ApprovalRound | None:
    """Put a version of the draft out to those who took part, or put it in the place of the last.

    An approval of exactly these words carries over; one of other words is stale and asked for
    again. None when no party is noted as present: then there is nobody to ask.
    """
    meeting = version.meeting
    parties = participants(meeting)
    if not parties:
        return None
    day = deadline or suggested_deadline(meeting)
    if day < timezone.localdate():
        raise NotAllowed("Fristen for godkendelse er passeret. Vælg en senere dag.")
    existing = ApprovalRound.objects.filter(meeting=meeting).first()
    if existing is None:
        ROUND.check(meeting, "open", by)
        round_ = ApprovalRound.objects.create(**_out(version, day), meeting=meeting)
    else:
        round_ = locked_round(existing)
        ROUND.check(round_, "send_again", by)
        for name, value in _out(version, day).items():
            setattr(round_, name, value)
        round_.status, round_.closed_at = RoundStatus.OPEN, None
        round_.save()
        _outdate(round_)
        _mark_corrected(round_)
    _ask(round_, parties, by)
    return round_


def _out(version: MinutesVersion, day: date) -> dict[str, object]:
    return {
        "version": version,
        "full_sha256": sha256_of(version.snapshot, closed=True),
        "open_sha256": sha256_of(version.snapshot, closed=False),
        "closes_at": last_moment(day),
    }


def participants(meeting: Meeting) -> list[Party]:
    """The parties that took part, by a member or a deputy; each once, in Danish order."""
    there = meeting.attendance.exclude(status=AttendanceStatus.ABSENT)
    return list(Party.objects.filter(pk__in=there.values("party")).order_by("name"))


def _ask(round_: ApprovalRound, parties: list[Party], by: Person) -> None:
    """A row for each party that took part. One that did not after all is no longer asked."""
    ANSWER.check(round_, "ask", by)
    for party in parties:
        PartyApproval.objects.get_or_create(round=round_, party=party)
    gone = round_.answers.exclude(party__in=parties)
    gone.filter(status=AnswerStatus.WAITING).delete()


def _outdate(round_: ApprovalRound) -> None:
    """Approvals of other words become stale; those of exactly these words stand, or stand again."""
    for answer in round_.answers.select_for_update().exclude(status=AnswerStatus.WAITING):
        same = (
            answer.full_sha256 == round_.full_sha256
            if answer.full_sha256
            else answer.open_sha256 == round_.open_sha256
        )
        status = AnswerStatus.APPROVED if same else AnswerStatus.STALE
        if answer.status != status:
            answer.status = status
            answer.save()


def _mark_corrected(round_: ApprovalRound) -> None:
    """A promised correction is made when the item has changed since it was commented on. What
    was said of an item that is closed now is closed with it."""
    after = round_.version.snapshot
    for comment in round_.comments.select_for_update(of=("self",)).select_related("version"):
        item = str(comment.item)
        changed = item_of(comment.version.snapshot, item) != item_of(after, item)
        if comment.status == CommentStatus.PROMISED and changed:
            comment.status = str(COMMENT.get("correct").target)
            comment.corrected_in = round_.version
        comment.is_open = comment.is_open and is_open(after, item)
        comment.save()


@transaction.atomic
def move_deadline(
    round_: ApprovalRound, *, deadline: date, by: Person, seen: date | None = None
) -> ApprovalRound:
    """Give the parties more time, or less; the day itself is still theirs. `seen` is the deadline
    that the page showed: one that was set meanwhile is not overwritten unseen."""
    fresh = locked_round(round_)
    ROUND.check(fresh, "extend", by)
    now = timezone.localdate(fresh.closes_at)
    if seen is not None and now not in (seen, deadline):
        raise NotAllowed(
            f"Fristen er imens flyttet til {format_date(now)}. Dit valg, {format_date(deadline)}, er "
            "ikke gemt. Gem igen, hvis det skal gælde."
        )
    if deadline < timezone.localdate():
        raise NotAllowed("Fristen kan ikke ligge før i dag.")
    fresh.closes_at = last_moment(deadline)
    fresh.save()
    return fresh


@transaction.atomic
def close_round(round_: ApprovalRound) -> ApprovalRound:
    """Close it when its last moment has passed, and tell the secretariat how it stands. Does
    nothing before that, or a second time."""
    fresh = locked_round(round_)
    if fresh.status == RoundStatus.OPEN and database_clock() > fresh.closes_at:
        _close(fresh, database_clock())
        emails.round_closed(fresh)
    return fresh


@transaction.atomic
def close_by_meeting(meeting: Meeting, by: Person) -> None:
    """The next meeting approves the minutes: the round ends as it stands."""
    round_ = ApprovalRound.objects.filter(meeting=meeting).first()
    if round_ is not None:
        fresh = locked_round(round_)
        if fresh.status == RoundStatus.OPEN:
            _close(fresh, database_clock())


def _close(round_: ApprovalRound, now: datetime) -> None:
    round_.status, round_.closed_at = str(ROUND.get("close").target), now
    round_.save()


def close_due_rounds() -> int:
    """Close every round whose deadline has passed. Returns how many."""
    due = list(ApprovalRound.objects.due(database_clock()))
    for round_ in due:
        close_round(round_)
    return len(due)
