"""Writing an assessment, laying it before the panel, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from dasportal.accounts.models import Person
from dasportal.accounts.transitions import NotAllowed
from offers.models import StepKind
from offers.workflow.courses import complete

from ..models import Assessment
from .table import ASSESSMENT, locked

Judged = tuple[bool | None, str]  # met, evidence


@transaction.atomic
def save_assessment(
    assessment: Assessment,
    *,
    criteria: Mapping[str, Judged],
    by: Person,
    cases_a_year: Decimal | None = None,
    is_new: bool = False,
    exception_reason: str = "",
) -> Assessment:
    """Save what is assessed so far. What is met says what it builds on."""
    fresh = locked(assessment)
    ASSESSMENT.check(fresh, "write", by)
    if exception_reason.strip() and not is_new:
        raise NotAllowed("Kun et nyt tilbud kan undtages fra kriterierne.")
    for row in fresh.criteria.all():
        if row.code not in criteria:
            continue
        row.met, evidence = criteria[row.code]
        row.evidence = evidence.strip()
        if row.met and not row.evidence:
            raise NotAllowed(f"{row.code}: skriv, hvad det bygger på.")
        row.save()
    fresh.cases_a_year, fresh.is_new = cases_a_year, is_new
    fresh.exception_reason, fresh.saved_by = exception_reason.strip(), by
    fresh.save()
    return fresh


@transaction.atomic
def lay(assessment: Assessment, *, by: Person) -> Assessment:
    """The assessment is finished, and the panel reads it; its step of the course is taken."""
    fresh = locked(assessment)
    step = ASSESSMENT.check(fresh, "lay", by)
    found = fresh.verdict
    if found.fulfilled is None:
        raise NotAllowed(found.why)
    fresh.status = step.target or fresh.status
    fresh.save()
    _take(fresh, StepKind.ASSESSMENT, by, found.why)
    return fresh


@transaction.atomic
def recommend(assessment: Assessment, *, text: str, by: Person) -> Assessment:
    """Ekspertpanelets anbefaling; its step of the course is taken."""
    fresh = locked(assessment)
    ASSESSMENT.check(fresh, "recommend", by)
    if not text.strip():
        raise NotAllowed("Skriv, hvad ekspertpanelet anbefaler.")
    fresh.experts, fresh.experts_by = text.strip(), by
    fresh.save()
    _take(fresh, StepKind.EXPERTS, by, "")
    return fresh


def _take(assessment: Assessment, kind: str, by: Person, note: str) -> None:
    step = assessment.course.steps.filter(kind=kind).first()
    if step is not None:
        complete(step, on=timezone.localdate(), by=by, note=note)


def keep_committee(assessment: Assessment, words: str) -> None:
    """FU's recommendation; in the transaction that writes the decision in."""
    fresh = locked(assessment)
    fresh.committee = words
    fresh.save()


def decide_assessment(assessment: Assessment, *, by: Person) -> Assessment:
    """DAS has decided on it: it lies fast, and all parties read it. As above."""
    fresh = locked(assessment)
    fresh.status = ASSESSMENT.check(fresh, "decide", by).target or fresh.status
    fresh.save()
    return fresh
