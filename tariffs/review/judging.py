"""Judging a submission once, when it is handed in, and again when what it is judged by has moved.

The queue shows thousands of lines; findings are far too dear to be made for each of them at each
look. They are laid in rows, with a fingerprint of all they rest on.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from dataclasses import asdict
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.contrib.postgres.aggregates import StringAgg
from django.db import transaction
from django.db.models import Count, Max, Sum, TextField, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils import timezone

from dasportal.register.models import Offer
from tariffs import findings
from tariffs.facts import LineFacts
from tariffs.findings import Finding
from tariffs.gathering import book_of
from tariffs.models import (
    Ceiling,
    Submission,
    SubmissionStatus,
    TariffYear,
    UnitModel,
    ValidTariff,
)

from .models import Review, ReviewLine

# Their lines lie fast: what is stored is what was handed in.
FAST = (SubmissionStatus.SUBMITTED, SubmissionStatus.ACCEPTED, SubmissionStatus.APPROVED)
FOURTH = Decimal("0.0001")
HIGHEST = Decimal(10) ** 9  # percent; a tariff against one of a few øre says nothing beyond it


def judge(submission: Submission, fingerprint: str) -> Review:
    """Lay the submission's lines and findings, in place of those that were laid before. A constant
    number of queries."""
    book = book_of(submission)
    by_line: dict[int | None, list[Finding]] = defaultdict(list)
    for finding in findings.find(book):
        by_line[finding.pk].append(finding)
    review, _ = Review.objects.update_or_create(
        submission=submission,
        defaults={
            "fingerprint": fingerprint, "judged_at": timezone.now(),
            "whole": [_said(f) for f in by_line[None]],
        },
    )  # fmt: skip
    ReviewLine.objects.filter(review=review).delete()
    ReviewLine.objects.bulk_create(
        _row(review, facts, by_line[facts.pk]) for facts in book.lines if facts.offer_id
    )
    return review


def _said(finding: Finding) -> dict[str, str]:
    said = finding.why or finding.message
    return {"code": finding.code, "severity": str(finding.severity), "why": said}


def _row(review: Review, facts: LineFacts, found: list[Finding]) -> ReviewLine:
    last = asdict(facts.last) if facts.last else {}
    return ReviewLine(
        review=review, line_id=facts.pk, position=facts.number, offer_id=facts.offer_id or 0,
        offer_name=facts.offer, service=facts.service, basis=facts.basis, unit=facts.unit,
        kind=facts.kind, is_billed=facts.is_billed, places=facts.places,
        occupancy_pct=facts.occupancy_pct, budget=facts.budget, tariff=facts.tariff,
        last_places=last.get("places"), last_occupancy_pct=last.get("occupancy_pct"),
        last_budget=last.get("budget"), last_tariff=last.get("tariff"), real=_pct(facts.real),
        nominal=_pct(facts.nominal), change=_pct(facts.change), explanation=facts.explanation,
        findings=[_said(f) for f in found], codes=sorted({f.code for f in found}),
    )  # fmt: skip


def _pct(value: Decimal | None) -> Decimal | None:
    if value is None:
        return None
    return max(min(value, HIGHEST), -HIGHEST).quantize(FOURTH, ROUND_HALF_UP)


# --- Keeping it right -----------------------------------------------------------------------------


@transaction.atomic
def refresh(year: TariffYear) -> int:
    """Judge anew those of the year whose lines lie fast and whose ground has moved: another PL, a
    ceiling, a corrected tariff of last year, an offer confirmed. Returns how many; mostly none."""
    rows = year.submissions.filter(status__in=FAST).select_related("review", "year", "party")
    now = fingerprints(year)
    stale = [
        row for row in rows
        if not hasattr(row, "review") or row.review.fingerprint != print_of(row, now)
    ]  # fmt: skip
    for row in stale:
        held = Submission.objects.select_for_update(of=("self",)).select_related("year", "party")
        fresh = held.get(pk=row.pk)
        if fresh.status in FAST:
            judge(fresh, print_of(fresh, now))
    return len(stale)


def print_of(submission: Submission, now: dict[int | None, str]) -> str:
    """What the submission is judged by now, told from what it was judged by then."""
    handed_in = submission.submitted_at.isoformat() if submission.submitted_at else ""
    return _hash([now[None], now.get(submission.party_id, ""), handed_in, submission.kind])


def fingerprints(year: TariffYear) -> dict[int | None, str]:
    """By party what its lines are held up against, and under None what the year asks of all. Five
    queries, however many lines."""
    told: dict[int, list[Any]] = defaultdict(list)
    for model in UnitModel.objects.filter(year=year).order_by("pk"):
        told[model.party_id].append([model.unit_id, model.model])
    for party, *figures in _approved(year):
        told[party].append(figures)
    for party, offers in _offers():
        told[party].append(offers)
    ceilings = Ceiling.objects.filter(year=year).order_by("pk")
    frame = [
        str(value)
        for value in (year.pl_pct, year.explain_pct, year.discuss_pct, year.tolerance,
                      sorted(year.asked_fields))
    ]  # fmt: skip
    common = [frame, list(ceilings.values_list("pk", "service_key", "unit", "projected"))]
    return {None: _hash(common), **{party: _hash(values) for party, values in told.items()}}


def _approved(year: TariffYear) -> Any:
    """What applied at the end of last year, and what applies in this: of each, how many, the
    newest and the sum."""
    rows = ValidTariff.objects.filter(year__year__in=(year.year - 1, year.year))
    counted = rows.filter(valid__isempty=False).values("operator", "year").order_by("year")
    return counted.annotate(n=Count("pk"), last=Max("pk"), total=Sum("tariff")).values_list(
        "operator", "year", "n", "last", "total"
    )


def _offers() -> Any:
    text = TextField()
    offer = Concat(
        Cast("pk", text), Value(" "), Cast("name", text), Cast("confirmed", text),
        Coalesce(Cast("suggestion", text), Value(""), output_field=text), output_field=text,
    )  # fmt: skip
    rows = Offer.objects.order_by().values("operator")
    told = rows.annotate(told=StringAgg(offer, Value("|"), order_by="pk"))
    return told.values_list("operator", "told")


def _hash(values: Any) -> str:
    return hashlib.sha256(json.dumps(values, default=str).encode()).hexdigest()
