"""Nominating an offer, and beginning the yearly assessment of all that are in."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from dasportal.accounts.models import Party, Person
from dasportal.accounts.transitions import NotAllowed
from dasportal.register.models import Offer
from offers.models import Course, Membership, StepKind
from offers.permissions import can_answer_for, can_run_cooperation
from offers.workflow.courses import complete, lay_course

from ..criteria import CODES
from ..models import Assessment, Criterion, Nomination
from ..permissions import can_nominate_for


@transaction.atomic
def nominate(
    offer: Offer, *, party: Party, why: str, by: Person, is_new: bool = False
) -> Nomination:
    """The offer is on its way in. NotAllowed where it is in, or nominated already."""
    held = Offer.objects.select_for_update(of=("self",)).select_related("operator").get(pk=offer.pk)
    if not can_nominate_for(by, party):
        raise NotAllowed(f"Du kan ikke indstille for {party}.")
    if not why.strip():
        raise NotAllowed("Skriv, hvorfor tilbuddet bør med.")
    if Membership.objects.current(timezone.localdate()).filter(offer=held).exists():
        raise NotAllowed(f"{held} er allerede med i det forstærkede samarbejde.")
    course = lay_course("entry", offer=held, by=by)
    first = course.steps.first()
    if first is not None and first.kind == StepKind.NOTE:
        complete(first, on=timezone.localdate(), by=by, note=f"Indstillet af {party}.")
    begin_assessment(course, by, is_new=is_new)
    return Nomination.objects.create(
        course=course, party=party, why=why.strip(), made_by=by,
        on_behalf=not can_answer_for(by, party),
    )  # fmt: skip


def begin_assessment(course: Course, by: Person, *, is_new: bool = False) -> Assessment:
    """The six criteria, begun with the offer's last decided assessment where there is one."""
    made = Assessment.objects.create(course=course, saved_by=by, is_new=is_new)
    before = Assessment.objects.filter(course__offer=course.offer, status="decided").first()
    known = {row.code: row for row in before.criteria.all()} if before else {}
    Criterion.objects.bulk_create(
        Criterion(
            assessment=made, code=code, met=known[code].met if code in known else None,
            evidence=known[code].evidence if code in known else "",
        )
        for code in CODES
    )  # fmt: skip
    if before is not None:
        made.cases_a_year = before.cases_a_year
        made.save()
    return made


@transaction.atomic
def reassess_all(*, by: Person) -> list[Course]:
    """Begin this year's assessment of every offer that is in and not being assessed; the new ones."""
    if not can_run_cooperation(by):
        raise NotAllowed("Det kan kun sekretariatet.")
    running = Course.objects.running().filter(path="review").values("offer")
    members = Membership.objects.current(timezone.localdate()).exclude(offer__in=running)
    made = []
    for row in members.select_related("offer__operator").select_for_update(of=("self",)):
        course = lay_course("review", offer=row.offer, by=by)
        begin_assessment(course, by, is_new=row.as_new)
        made.append(course)
    return made
