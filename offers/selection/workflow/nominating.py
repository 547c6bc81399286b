"""Nominating an offer, and beginning the yearly assessment of all that are in."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from dasportal.accounts.models import Party, Person
from dasportal.accounts.transitions import NotAllowed
from dasportal.enquiries.models import Response
from dasportal.register.models import Offer
from dasportal.register.workflow import remember_alias
from offers.models import Course, Membership, StepKind
from offers.permissions import can_answer_for, can_run_cooperation
from offers.workflow.courses import complete, lay_course

from ..criteria import CODES
from ..enquiring import received
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


@transaction.atomic
def take_nomination(
    response: Response, *, offer: Offer, by: Person, is_new: bool = False
) -> Nomination:
    """What a party answered when it was asked whom it nominates, as a nomination of the offer that
    `offer` says it means: with its reason, and its words as evidence of the criteria that it holds
    to be met, which are assessed from there. The party's own name of it is remembered."""
    Response.objects.select_for_update(of=("self",)).get(pk=response.pk)
    if not can_run_cooperation(by):
        raise NotAllowed("Indstillinger fra en høring tages imod af sekretariatet.")
    said = next(iter(received([response.pk])), None)
    if said is None:
        raise NotAllowed("Parten har ikke indstillet et tilbud.")
    if said.nomination is not None:
        raise NotAllowed(f"Indstillingen er taget imod: {said.nomination.course.offer}.")
    made = nominate(offer, party=said.party, why=said.why, by=by, is_new=is_new)
    made.on_behalf, made.response = False, said.response  # the party's own words
    made.save()
    for row in Criterion.objects.filter(
        assessment__course=made.course, code__in=said.criteria, met=None
    ):
        row.met, row.evidence = True, f"{said.party}: {said.criteria[row.code]}"
        row.save()
    if said.found is None:
        remember_alias(offer, name=said.offer, source=str(said.response.enquiry)[:200], by=by)
    return made


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
    members = Membership.objects.current(timezone.localdate()).select_related("offer__operator")
    held = list(members.select_for_update(of=("self",)))
    # asked after the lock: another may have begun the same ones while this waited
    running = set(Course.objects.running().filter(path="review").values_list("offer", flat=True))
    made = []
    for row in held:
        if row.offer_id in running:
            continue
        course = lay_course("review", offer=row.offer, by=by)
        begin_assessment(course, by, is_new=row.as_new)
        made.append(course)
    return made
