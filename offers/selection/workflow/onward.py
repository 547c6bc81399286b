"""Onward to KKR: sent from the decision, so that the meetings' list waits for the answer, and noted on
the step of the course."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from dasportal.accounts.models import Person
from dasportal.accounts.transitions import NotAllowed
from meetings import workflow as meetings
from meetings.models import AgendaItem, Recipient
from offers.models import Course, CourseStep, OfferCase, StepKind
from offers.workflow import COURSE, end_course, take_step
from offers.workflow.table import locked_step


@transaction.atomic
def send_on(
    step: CourseStep, *, recipient: str, by: Person, recipient_name: str = "",
    answer_due: date | None = None,
) -> CourseStep:  # fmt: skip
    """Say to whom it is sent today, and when an answer is due; the decision it rests on must be
    there. The last open step ends the course."""
    fresh = locked_step(step)
    COURSE.check(fresh.course, "step", by)
    if fresh.kind != StepKind.ONWARD:
        raise NotAllowed(f"»{fresh}« sendes ikke videre.")
    if fresh.done_on is not None:
        raise NotAllowed(f"»{fresh}« er sendt.")
    decided = fresh.course.steps.filter(kind=StepKind.DECISION, done_on__isnull=False)
    if not decided.exists():
        raise NotAllowed("Der er ikke truffet en beslutning, som kan sendes videre.")
    if recipient == Recipient.OTHER and not recipient_name.strip():
        raise NotAllowed("Skriv, hvem det sendes til.")
    today = timezone.localdate()
    to = recipient_name.strip() or str(Recipient(recipient).label)
    item = _decided_at(fresh.course)
    if item is not None:
        row = meetings.note_onward(
            item, recipient=recipient, recipient_name=recipient_name, what=str(fresh.course), by=by,
            answer_due=answer_due,
        )  # fmt: skip
        meetings.send_onward(row, on=today, by=by)
    done = take_step(fresh, on=today, by=by, note=f"Sendt til {to}.")
    if not done.course.steps.filter(done_on__isnull=True).exists():
        last = decided.order_by("-position")[0]
        end_course(done.course, outcome=f"{last.note} {done.note}", on=today, by=by)
    return done


def _decided_at(course: Course) -> AgendaItem | None:
    """The item of the course's last decision, where it was a meeting's."""
    rows = OfferCase.objects.filter(step__course=course, status="decided", item__isnull=False)
    case = rows.select_related("item__meeting").order_by("-step__position", "-decided_on").first()
    return case.item if case else None
