"""An offer on one of the ways: begun with the path's steps of today, taken step by step, ended."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from dasportal.accounts.models import Person
from dasportal.accounts.transitions import NotAllowed
from dasportal.enquiries.models import Enquiry
from dasportal.register.models import Offer

from ..models import Course, CourseStatus, CourseStep, OfferCase, PathStep, StepKind
from .table import COURSE, locked_course, locked_step


@transaction.atomic
def begin_course(path: str, *, offer: Offer, by: Person, on: date | None = None) -> Course:
    """A new course with the path's steps as they are now. NotAllowed where the offer is on that
    path already, or the path has no steps."""
    Offer.objects.select_for_update().get(pk=offer.pk)
    COURSE.check(offer, "begin", by)
    return lay_course(path, offer=offer, by=by, on=on)


def lay_course(path: str, *, offer: Offer, by: Person, on: date | None = None) -> Course:
    """As `begin_course`, for a verb that has asked who may: a party's own nomination begins one."""
    steps = PathStep.objects.filter(path=path)
    if not steps:
        raise NotAllowed("Forløbet har ingen trin endnu. Sekretariatet skriver dem under »Forløb«.")
    if path != "terms" and Course.objects.running().filter(path=path, offer=offer).exists():
        raise NotAllowed(f"{offer} er allerede i gang med det forløb.")
    course = Course.objects.create(
        path=path, offer=offer, started_on=on or timezone.localdate(), started_by=by
    )
    CourseStep.objects.bulk_create(
        CourseStep(course=course, position=place, name=row.name, kind=row.kind, who=row.who,
                   when=row.when, forum=row.forum)
        for place, row in enumerate(steps, start=1)
    )  # fmt: skip
    return course


@transaction.atomic
def take_step(step: CourseStep, *, on: date, by: Person, note: str = "") -> CourseStep:
    """Note that the step is taken. A step that a meeting decides is taken by the decision; one
    that is done already gets its day and its words changed."""
    fresh = locked_step(step)
    COURSE.check(fresh.course, "step", by)
    if fresh.kind == StepKind.DECISION:
        raise NotAllowed(f"»{fresh}« tages, når beslutningen fra mødet skrives ind.")
    if on > timezone.localdate():
        raise NotAllowed("Datoen er ikke kommet endnu.")
    return complete(fresh, on=on, by=by, note=note)


def complete(step: CourseStep, *, on: date, by: Person, note: str = "") -> CourseStep:
    """Set the step as taken, for the verbs of this app and its parts; in their transaction."""
    step.done_on, step.done_by, step.note, step.skipped = on, by, note.strip(), False
    step.save()
    return step


@transaction.atomic
def skip_step(step: CourseStep, *, by: Person, note: str) -> CourseStep:
    """A step that is not wanted this time; why is said."""
    fresh = locked_step(step)
    COURSE.check(fresh.course, "step", by)
    if not note.strip():
        raise NotAllowed("Skriv, hvorfor trinnet springes over.")
    if fresh.done_on is not None:
        raise NotAllowed(f"»{fresh}« er taget.")
    fresh.done_on, fresh.done_by, fresh.note = timezone.localdate(), by, note.strip()
    fresh.skipped = True
    fresh.save()
    return fresh


@transaction.atomic
def link_hearing(step: CourseStep, *, enquiry: Enquiry, by: Person) -> CourseStep:
    """The hearing that is held as this step."""
    fresh = locked_step(step)
    COURSE.check(fresh.course, "step", by)
    fresh.enquiry = enquiry
    fresh.save()
    return fresh


@transaction.atomic
def end_course(course: Course, *, outcome: str, on: date, by: Person) -> Course:
    """The last step is taken; `outcome` says in words how it ended."""
    return _close(course, "end", outcome, on, by)


@transaction.atomic
def stop_course(course: Course, *, outcome: str, by: Person) -> Course:
    """It goes no further; why is said, and what waits for a meeting is let go."""
    if not outcome.strip():
        raise NotAllowed("Skriv, hvorfor forløbet stoppes.")
    waiting = OfferCase.objects.open().filter(step__course=course)
    on_agenda = waiting.filter(item__isnull=False).select_related("item__meeting").first()
    if on_agenda is not None and on_agenda.item is not None:
        raise NotAllowed(
            f"Sagen står på dagsordenen til {on_agenda.item.meeting}. Træk punktet tilbage først."
        )
    waiting.delete()
    return _close(course, "stop", outcome, timezone.localdate(), by)


def _close(course: Course, name: str, outcome: str, on: date, by: Person) -> Course:
    fresh = locked_course(course)
    step = COURSE.check(fresh, name, by)
    fresh.status, fresh.ended_on = step.target or CourseStatus.DONE, on
    fresh.outcome = outcome.strip()[:300]
    fresh.save()
    return fresh
