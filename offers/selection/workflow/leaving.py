"""Out of det forstærkede samarbejde by its own procedure: notice, hearing, FU, an item in DAS."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.html import format_html

from dasportal.accounts.models import Person
from dasportal.accounts.transitions import NotAllowed
from dasportal.register.models import Offer
from offers.models import CourseStep, Membership, StepKind
from offers.permissions import can_answer_for
from offers.workflow import COURSE, hear_all_parties, link_hearing
from offers.workflow.courses import complete, lay_course
from offers.workflow.table import locked_step

from ..models import ExitNotice
from ..permissions import can_give_notice


@transaction.atomic
def give_notice(offer: Offer, *, leaves_on: date, reason: str, by: Person) -> ExitNotice:
    """The operator says that the offer is to leave. NotAllowed where it is not in."""
    held = Offer.objects.select_for_update(of=("self",)).select_related("operator").get(pk=offer.pk)
    if not can_give_notice(by, held):
        raise NotAllowed("Det kan kun driftsherren og sekretariatet.")
    if not reason.strip():
        raise NotAllowed("Skriv, hvorfor tilbuddet skal ud.")
    member = Membership.objects.filter(offer=held, left_on__isnull=True).first()
    if member is None:
        raise NotAllowed(f"{held} er ikke med i det forstærkede samarbejde.")
    if leaves_on <= member.entered_on:
        raise NotAllowed("Vælg en dag efter den, tilbuddet kom med.")
    course = lay_course("exit", offer=held, by=by)
    first = course.steps.first()
    if first is not None and first.kind == StepKind.NOTE:
        complete(first, on=timezone.localdate(), by=by, note=reason.strip())
    return ExitNotice.objects.create(
        course=course, leaves_on=leaves_on, reason=reason.strip(), made_by=by,
        on_behalf=not can_answer_for(by, held.operator),
    )  # fmt: skip


@transaction.atomic
def send_hearing(step: CourseStep, *, closes_on: date, by: Person) -> CourseStep:
    """Ask all parties about the exit: an enquiry, linked on the step."""
    fresh = locked_step(step)
    COURSE.check(fresh.course, "step", by)
    if fresh.enquiry_id is not None:
        raise NotAllowed("Høringen er sendt.")
    offer = fresh.course.offer
    notice = ExitNotice.objects.filter(course=fresh.course).first()
    hearing = hear_all_parties(
        f"Høring: {offer} og det forstærkede samarbejde", closes_on=closes_on, by=by,
        intro=format_html(
            "<p>{} er varslet ud af det forstærkede samarbejde.</p><p>Driftsherrens grund: {}</p>"
            "<p>Skriv jeres bemærkninger.</p>", offer, notice.reason if notice else "ikke oplyst",
        ),
    )  # fmt: skip
    return link_hearing(fresh, enquiry=hearing, by=by)
