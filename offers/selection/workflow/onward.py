"""Onward to KKR: noted under the item that decided it, and on the step of the course."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from dasportal.accounts.models import Person
from dasportal.accounts.transitions import NotAllowed
from offers.models import CourseStep, StepKind
from offers.workflow import end_course, take_step


@transaction.atomic
def send_on(step: CourseStep, *, to: str, by: Person) -> CourseStep:
    """Say to whom it was sent and when; the decision it rests on must be there."""
    if step.kind != StepKind.ONWARD:
        raise NotAllowed(f"»{step}« sendes ikke videre.")
    decided = step.course.steps.filter(kind=StepKind.DECISION, done_on__isnull=False)
    if not decided.exists():
        raise NotAllowed("Der er ikke truffet en beslutning, som kan sendes videre.")
    if not to.strip():
        raise NotAllowed("Skriv, hvem det er sendt til.")
    today = timezone.localdate()
    done = take_step(step, on=today, by=by, note=f"Sendt til {to.strip()}.")
    if not done.course.steps.filter(done_on__isnull=True).exists():
        last = decided.order_by("-position")[0]
        end_course(done.course, outcome=f"{last.note} {done.note}", on=today, by=by)
    return done
