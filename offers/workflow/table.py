"""The way of a case about offers, and of an offer on a path, in two tables."""

from __future__ import annotations

from dasportal.accounts.transitions import Transition, Workflow

from ..models import CaseStatus, Course, CourseStatus, CourseStep, OfferCase
from ..permissions import can_run_cooperation

S, C = CaseStatus, CourseStatus
OFFICE = "sekretariatet"

CASE = Workflow(
    name="offer_case",
    title="Sag om tilbud på et møde",
    status_field="status",
    states=CaseStatus,
    transitions=(
        # name, label, from, to, who may, what is asked first, who (in words)
        Transition("put", "Sæt på dagsorden", (S.OPEN,), None, can_run_cooperation, None, OFFICE),
        Transition(
            "refresh", "Opdatér tekst og bilag", (S.OPEN,), None, can_run_cooperation, None,
            f"{OFFICE}; portalen selv, til dagsordenen er sendt"),
        Transition(
            "decide", "Skriv beslutningen ind", (S.OPEN,), S.DECIDED, can_run_cooperation,
            "Det, der følger af beslutningen, sker med det samme og kan ikke gøres om her.",
            f"{OFFICE}, når mødet har besluttet det"),
    ),
)  # fmt: skip

COURSE = Workflow(
    name="offer_course",
    title="Et tilbuds forløb",
    status_field="status",
    states=CourseStatus,
    transitions=(
        Transition("begin", "Begynd", (), C.RUNNING, can_run_cooperation, None, OFFICE),
        Transition("step", "Notér trin", (C.RUNNING,), None, can_run_cooperation, None, OFFICE),
        Transition("end", "Afslut", (C.RUNNING,), C.DONE, can_run_cooperation, None,
                   f"{OFFICE}; med den sidste beslutning"),
        Transition(
            "stop", "Stop forløbet", (C.RUNNING,), C.STOPPED, can_run_cooperation,
            "Forløbet stopper her. Et nyt kan begyndes senere.", OFFICE),
    ),
)  # fmt: skip


def locked_case(case: OfferCase) -> OfferCase:
    """The case read anew and held until the transaction ends. Must run inside one."""
    rows = OfferCase.objects.select_for_update(of=("self",))
    related = ("offer__operator", "forum", "item__meeting__forum", "item__parent", "step__course")
    return rows.select_related(*related).get(pk=case.pk)


def locked_course(course: Course) -> Course:
    rows = Course.objects.select_for_update(of=("self",))
    return rows.select_related("offer__operator").get(pk=course.pk)


def locked_step(step: CourseStep) -> CourseStep:
    """The step, with its course held."""
    locked_course(step.course)
    return CourseStep.objects.select_related("course__offer__operator", "forum").get(pk=step.pk)
