"""The way of an assessment as a table. The steps around it are the course's, which are data."""

from __future__ import annotations

from dasportal.accounts.transitions import Transition, Workflow

from ..models import Assessment, AssessmentStatus
from ..permissions import can_assess, can_recommend

S = AssessmentStatus
OFFICE = "sekretariatet"

ASSESSMENT = Workflow(
    name="assessment", title="Vurdering efter kriterierne A, B og C", status_field="status",
    states=AssessmentStatus,
    transitions=(
        # name, label, from, to, who may, what is asked first, who (in words)
        Transition("write", "Gem vurderingen", (S.DRAFT, S.LAID), None, can_assess, None, OFFICE),
        Transition("lay", "Læg for ekspertpanelet", (S.DRAFT,), S.LAID, can_assess, None, OFFICE),
        Transition("recommend", "Skriv ekspertpanelets anbefaling", (S.LAID,), None, can_recommend,
                   None, "ekspertpanelet; sekretariatet"),
        Transition("decide", "Besluttes", (S.DRAFT, S.LAID), S.DECIDED, can_assess, None,
                   f"{OFFICE}, med DAS' beslutning"),
    ),
)  # fmt: skip


def locked(assessment: Assessment) -> Assessment:
    rows = Assessment.objects.select_for_update(of=("self",))
    return rows.select_related("course__offer__operator").get(pk=assessment.pk)
