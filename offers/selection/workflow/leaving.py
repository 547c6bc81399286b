"""Out of det forstærkede samarbejde by its own procedure: notice, hearing, FU, an item in DAS."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from dasportal.accounts.models import Party, PartyKind, Person
from dasportal.accounts.transitions import NotAllowed
from dasportal.enquiries import workflow as enquiries
from dasportal.enquiries.workflow import Asked
from dasportal.register.models import Offer
from offers.models import CourseStep, Membership, StepKind
from offers.permissions import can_answer_for
from offers.workflow import link_hearing
from offers.workflow.courses import complete, lay_course

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
    offer = step.course.offer
    if step.enquiry_id is not None:
        raise NotAllowed("Høringen er sendt.")
    if closes_on < timezone.localdate():
        raise NotAllowed("Høringsfristen er passeret. Vælg en senere dag.")
    notice = ExitNotice.objects.filter(course=step.course).first()
    why = f" Driftsherrens grund: {notice.reason}" if notice else ""
    hearing = enquiries.create_enquiry(
        title=f"Høring: {offer} og det forstærkede samarbejde", by=by, kind="hearing",
        closes_on=closes_on, is_shared=True,
        intro=f"{offer} er varslet ud af det forstærkede samarbejde.{why} Skriv jeres bemærkninger.",
    )  # fmt: skip
    parties = Party.objects.filter(kind__in=(PartyKind.MUNICIPALITY, PartyKind.REGION))
    enquiries.set_circle(hearing, circle=[Asked(party=party) for party in parties], by=by)
    return link_hearing(step, enquiry=enquiries.send_enquiry(hearing, by=by), by=by)
