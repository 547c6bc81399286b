"""The review on the tariffs' own pages."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from dasportal.accounts.access import person_of
from dasportal.register.models import Offer
from tariffs.models import Submission, SubmissionStatus, TariffYear, ValidTariff

from .models import LineComment
from .permissions import can_answer, can_review
from .queries import IN_QUEUE
from .versions import step_label

MOST_YEARS = 5
MOST = 3  # versions named; the rest are a link away


def year(request: HttpRequest, year: TariffYear) -> dict[str, Any] | None:
    """The way to the queue, with how many wait."""
    if not can_review(person_of(request)):
        return None
    waiting = year.submissions.filter(status=SubmissionStatus.SUBMITTED).count()
    return {"year": year, "waiting": waiting}


def comments(request: HttpRequest, submission: Submission) -> dict[str, Any] | None:
    """What was asked about the lines, where the party writes; to the office the way to its page."""
    person = person_of(request)
    rows = LineComment.objects.visible_to(person).filter(submission=submission)
    told = list(rows.select_related("written_by", "answered_by"))
    reviews = can_review(person) and submission.status in IN_QUEUE
    if not told and not reviews:
        return None
    may_answer = submission.is_open_for_party and can_answer(person, submission)
    return {
        "submission": submission, "comments": told, "reviews": reviews, "may_answer": may_answer,
        "unanswered": sum(1 for row in told if row.status == "sent"),
    }  # fmt: skip


def tariffs_of(request: HttpRequest, offer: Offer) -> dict[str, Any] | None:
    """The offer's approved tariffs over the years, a row for each service: what applied last in
    each year."""
    rows = ValidTariff.objects.visible_to(person_of(request)).filter(offer=offer)
    found = list(
        rows.filter(valid__isempty=False)
        .select_related("year")
        .order_by("basis_key", "kind", "service", "valid")
    )
    years = sorted({row.year.year for row in found})[-MOST_YEARS:]
    if not years:
        return None
    by_line: dict[tuple[str, str, str], dict[int, ValidTariff]] = {}
    for row in found:
        by_line.setdefault((row.service_key, row.basis_key, row.unit), {})[row.year.year] = row
    told = []
    for by_year in by_line.values():
        newest = list(by_year.values())[-1]
        cells = [(year, by_year[year].tariff if year in by_year else None) for year in years]
        told.append((newest, cells))
    return {"offer": offer, "years": years, "tariffs": told}


def versions(request: HttpRequest, submission: Submission) -> dict[str, Any] | None:
    """The last versions, with who and when."""
    rows = list(submission.versions.select_related("made_by").order_by("-number"))
    if not rows:
        return None
    named = [(row, step_label(row.step)) for row in rows[:MOST]]
    return {"submission": submission, "versions": named, "all": len(rows)}
