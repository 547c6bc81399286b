"""What waits for somebody after tariffs were handed in, for »Venter på dig«."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, Q
from django.urls import reverse

from dasportal.accounts.models import Person, RoleKind
from dasportal.accounts.slots import Task
from tariffs.models import Submission, SubmissionStatus

from .models import CommentStatus
from .permissions import can_review


def tasks_of(person: Person) -> Iterator[Task]:
    """To the secretariat what is to be gone through, a task a year; to a party's tariff reporters
    what was sent back to them. One query for each."""
    if can_review(person):
        yield from _to_review()
    parties = [r.party_id for r in person.current_roles() if r.kind == RoleKind.TARIFF_REPORTER]
    if parties:
        yield from _to_mend(parties)


def _to_review() -> Iterator[Task]:
    rows = Submission.objects.annual().filter(status=SubmissionStatus.SUBMITTED)
    rows = rows.order_by("year__year")
    for year, number in rows.values_list("year__year").annotate(number=Count("pk")):
        what = "en indberetning" if number == 1 else f"{number} indberetninger"
        yield Task(f"Gennemgå {what} af takster {year}", reverse("review:queue", args=[year]))


def _to_mend(parties: list[int | None]) -> Iterator[Task]:
    unanswered = Count(
        "line_comments", filter=Q(line_comments__status=CommentStatus.SENT), distinct=True
    )
    rows = Submission.objects.filter(status=SubmissionStatus.RETURNED, party__in=parties)
    for row in rows.select_related("year", "party").annotate(unanswered=unanswered):
        asked = {0: "", 1: "1 kommentar at svare på"}
        note = asked.get(row.unanswered, f"{row.unanswered} kommentarer at svare på")
        url = reverse("tariffs:submission", args=[row.pk])
        yield Task(f"Ret og indsend igen: {row}", url, note=note, tone="attention")
