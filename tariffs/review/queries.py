"""Reads of the queue: its rows, its sums, and which submission comes next."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, F, Func, OuterRef, Q, QuerySet, Sum, TextField
from django.db.models.functions import Abs

from dasportal.accounts.models import Person
from tariffs.models import Submission, SubmissionStatus, TariffYear

from .models import CommentStatus, LineComment, ReviewLine

# A draft is the party's own. What was sent back stays as it was handed in.
IN_QUEUE = (
    SubmissionStatus.SUBMITTED, SubmissionStatus.RETURNED, SubmissionStatus.ACCEPTED,
    SubmissionStatus.APPROVED,
)  # fmt: skip
UNEXPLAINED = ("explanation_missing", "change_unexplained")


def queue_of(year: TariffYear, person: Person) -> QuerySet[ReviewLine]:
    """The year's lines that were handed in, as far as the person may see them."""
    rows = ReviewLine.objects.visible_to(person).of_year(year)
    return rows.filter(review__submission__status__in=IN_QUEUE)


def for_list(rows: QuerySet[ReviewLine]) -> QuerySet[ReviewLine]:
    """Rows with what a table shows beside them: whose, and what was asked and answered."""
    comments = LineComment.objects.filter(line=OuterRef("line"))
    return rows.select_related("review__submission__party").annotate(
        is_asked=Exists(comments.exclude(status=CommentStatus.ANSWERED)),
        is_answered=Exists(comments.filter(status=CommentStatus.ANSWERED)),
    )


def over(limit: Decimal) -> Q:
    """Moved by more than so many percent, up or down."""
    return Q(change__gt=limit) | Q(change__lt=-limit)


@dataclass(frozen=True)
class Sums:
    """Of some lines: kroner and places, this year and last, and how many moved far. The budget's
    and the places' change are nominal, of lines that had one last year as well."""

    lines: int
    offers: int
    budget: Decimal
    last_budget: Decimal
    places: Decimal
    last_places: Decimal
    explain: int
    discuss: int
    unexplained: int

    @property
    def budget_change(self) -> Decimal | None:
        return (self.budget / self.last_budget - 1) * 100 if self.last_budget else None


def sums_of(rows: QuerySet[ReviewLine], year: TariffYear) -> Sums:
    """One query."""
    nought = Decimal(0)
    found: dict[str, Any] = rows.order_by().aggregate(
        lines=Count("pk"), offers=Count("offer", distinct=True),
        budget=Sum("budget", default=nought), last_budget=Sum("last_budget", default=nought),
        places=Sum("places", default=nought), last_places=Sum("last_places", default=nought),
        explain=Count("pk", filter=over(year.explain_pct)),
        discuss=Count("pk", filter=over(year.discuss_pct)),
        unexplained=Count("pk", filter=Q(codes__overlap=list(UNEXPLAINED))),
    )  # fmt: skip
    return Sums(**found)


def codes_in(rows: QuerySet[ReviewLine]) -> list[str]:
    """The findings that there are."""
    each = Func(F("codes"), function="unnest", output_field=TextField())
    return list(rows.order_by().annotate(code=each).values_list("code", flat=True).distinct())


def by_size(rows: QuerySet[ReviewLine]) -> QuerySet[ReviewLine]:
    """The greatest moves first, whichever way; those without one last."""
    return rows.order_by(Abs("change").desc(nulls_last=True), "offer_name", "position")


@dataclass(frozen=True)
class Neighbours:
    """The submissions before and after one in the queue, and how many wait in all."""

    before: Submission | None
    after: Submission | None
    waiting: int


def waiting_in(year: TariffYear, person: Person) -> list[Submission]:
    """What was handed in and is not gone through, in Danish order of the parties."""
    rows = Submission.objects.visible_to(person).filter(
        year=year, status=SubmissionStatus.SUBMITTED
    )
    return list(rows.select_related("party", "year").order_by("party__name", "number"))


def neighbours_of(submission: Submission, person: Person) -> Neighbours:
    """Those next to it among all that were handed in."""
    rows = Submission.objects.visible_to(person).filter(year=submission.year, status__in=IN_QUEUE)
    found = list(rows.select_related("party", "year").order_by("party__name", "number"))
    at = next((n for n, row in enumerate(found) if row.pk == submission.pk), None)
    waiting = sum(1 for row in found if row.status == SubmissionStatus.SUBMITTED)
    if at is None:
        return Neighbours(None, None, waiting)
    after = found[at + 1] if at + 1 < len(found) else None
    return Neighbours(found[at - 1] if at else None, after, waiting)
