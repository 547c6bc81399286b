"""Fetching what an address names, as far as the person may: anything else is 404."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from dasportal.accounts.access import person_of
from tariffs.models import Submission

from ..models import LineComment, ReviewLine
from ..queries import IN_QUEUE


def reviewed_submission(request: HttpRequest, pk: int) -> Submission:
    """One that was handed in."""
    rows = Submission.objects.visible_to(person_of(request)).filter(status__in=IN_QUEUE)
    return get_object_or_404(rows.select_related("year", "party", "submitted_by"), pk=pk)


def reviewed_line(request: HttpRequest, pk: int) -> ReviewLine:
    """The line as it was handed in; `pk` is that of the line itself, which outlives a judging."""
    rows = ReviewLine.objects.visible_to(person_of(request))
    rows = rows.filter(review__submission__status__in=IN_QUEUE)
    near = ("review__submission__year", "review__submission__party", "line__offer",
            "line__legal_basis")  # fmt: skip
    return get_object_or_404(rows.select_related(*near), line=pk)


def visible_comment(request: HttpRequest, pk: int) -> LineComment:
    rows = LineComment.objects.visible_to(person_of(request))
    return get_object_or_404(rows.select_related("submission__year", "submission__party"), pk=pk)
