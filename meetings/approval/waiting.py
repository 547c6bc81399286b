"""What waits because draft minutes are out for approval."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count
from django.urls import reverse

from dasportal.accounts.models import Person
from dasportal.accounts.slots import Task
from meetings.models import Meeting, MeetingStatus
from meetings.slots import Asked, about_minutes

from .models import AnswerStatus, ApprovalRound, Comment, PartyApproval, RoundStatus
from .queries import standing


def tasks_of(person: Person) -> Iterator[Task]:
    """A member: minutes to approve, or to approve again. The secretariat: comments to answer."""
    if person.is_of_secretariat():
        yield from _office_tasks()
    mine = PartyApproval.objects.visible_to(person).exclude(status=AnswerStatus.APPROVED)
    out = mine.filter(
        round__status=RoundStatus.OPEN, round__meeting__status=MeetingStatus.MINUTES_SENT
    )
    for row in out.select_related("party", "round__meeting__forum"):
        meeting, until = row.round.meeting, row.round.closes_at
        if row.status == AnswerStatus.STALE:
            url = reverse("approval:changed", args=[meeting.pk])
            text = f"Se, hvad der er ændret i referatet af {meeting}, og godkend igen"
            yield Task(text, url, until, "Ændret", "attention", about_minutes(meeting))
        else:
            url = reverse("approval:round", args=[meeting.pk])
            text = f"Godkend referatet af {meeting}"
            yield Task(text, url, until, "Udkast", "info", about_minutes(meeting))


def _office_tasks() -> Iterator[Task]:
    waiting = Comment.objects.unanswered().values("round").annotate(count=Count("pk"))
    counts = dict(waiting.values_list("round", "count"))
    rounds = ApprovalRound.objects.filter(pk__in=counts).select_related("meeting__forum")
    for round_ in rounds:
        count = counts[round_.pk]
        what = "kommentaren" if count == 1 else f"{count} kommentarer"
        url = f"{round_.get_absolute_url()}#kommentarer"
        yield Task(f"Svar på {what} til referatet af {round_.meeting}", url, tone="attention")


def asked(meeting: Meeting) -> Iterator[Asked]:
    """Which parties have not approved the minutes of this meeting, or of the one before it that
    this meeting approves."""
    own = ApprovalRound.objects.filter(meeting=meeting)
    approved_here = ApprovalRound.objects.filter(
        meeting__in=meeting.items.filter(approves_minutes_of__isnull=False).values(
            "approves_minutes_of"
        )
    )
    for round_ in (own | approved_here).open().select_related("meeting__forum", "version"):
        now = standing(round_)
        yield Asked(
            text=f"Godkendelse af referatet af {round_.meeting}",
            url=round_.get_absolute_url(),
            asked=now.of,
            silent=(*now.silent, *now.stale),
            until=round_.closes_at,
        )
