"""Entry, the yearly assessment and exit, on their way over FU and DAS."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import strip_tags

from dasportal.accounts.models import Person
from meetings.models import Outcome
from offers import workflow as offers
from offers.models import Course, Membership, OfferCase
from offers.slots import CaseKind, Written

from . import workflow
from .criteria import CATEGORIES, CRITERIA
from .models import Assessment, ExitNotice

ENTRY, REVIEW, EXIT = "selection.entry", "selection.review", "selection.exit"
APPROVES = (Outcome.APPROVED, Outcome.APPROVED_AMENDED, Outcome.SENT_ONWARD)


def _course(case: OfferCase) -> Course:
    return Course.objects.select_related("offer__operator").get(pk=case.key)


def _url(case: OfferCase) -> str:
    return reverse("selection:course", args=[case.key])


def _words_of(case: OfferCase) -> str:
    """The decision's own words on one line, or its outcome."""
    assert case.item is not None
    text = " ".join(strip_tags(case.item.decision.text.replace("</p>", "</p> ")).split())
    return text or Outcome(case.outcome).label


# --- Entry and the yearly assessment --------------------------------------------------------------


def assessed(case: OfferCase) -> dict[str, Any]:
    course = _course(case)
    assessment = Assessment.objects.prefetch_related("criteria").get(course=course)
    found = assessment.verdict
    nomination = getattr(course, "nomination", None)
    return {
        "offer": course.offer.name, "operator": course.offer.operator.name,
        "groups": course.offer.target_groups, "forum": case.forum.slug,
        "nominated_by": nomination.party.name if nomination else "",
        "why": nomination.why if nomination else "",
        "criteria": [
            {"code": row.code, "name": CRITERIA[row.code], "met": row.met, "evidence": row.evidence}
            for row in assessment.criteria.all()
        ],
        "categories": [
            {"code": key, "name": CATEGORIES[key], "met": value}
            for key, value in found.categories.items()
        ],
        "verdict": found.why, "fulfilled": found.fulfilled,
        "exception": assessment.exception_reason, "experts": assessment.experts,
        "committee": assessment.committee,
    }  # fmt: skip


def entry_written(case: OfferCase) -> Written:
    values, is_das = case.snapshot, case.forum.slug == "das"
    what = f"optager {values['offer']} i det forstærkede samarbejde"
    if values["exception"]:
        what += " som nyt tilbud, uden at alle kriterier er opfyldt"
    words = f"godkender, at samarbejdet {what}" if is_das else f"anbefaler, at DAS {what}"
    html = render_to_string("selection/item_assessed.html", {"values": values, "is_entry": True})
    return Written(f"Optagelse i det forstærkede samarbejde: {values['offer']}", (words,), html)


def entry_decided(case: OfferCase, by: Person) -> None:
    """FU's words are its recommendation. DAS takes the offer in, or the course ends."""
    course = _course(case)
    assessment = Assessment.objects.get(course=course)
    if case.forum.slug != "das":
        workflow.keep_committee(assessment, _words_of(case))
        return
    assert case.decided_on is not None
    workflow.decide_assessment(assessment, by=by)
    if case.outcome in APPROVES:
        offers.take_in(
            course.offer, on=case.decided_on, by=by, case=case,
            as_new=not assessment.verdict.fulfilled,
        )  # fmt: skip
        if not _left(course):
            offers.end_course(course, outcome=f"Optaget. {case.decided}", on=case.decided_on, by=by)
    else:
        offers.end_course(
            course, outcome=f"Ikke optaget. {case.decided}", on=case.decided_on, by=by
        )


def _left(course: Course) -> bool:
    """Whether steps remain, as sending it onward to KKR."""
    return course.steps.filter(done_on__isnull=True).exists()


def review_written(case: OfferCase) -> Written:
    values = case.snapshot
    words = f"godkender, at {values['offer']} fortsat er med i det forstærkede samarbejde"
    html = render_to_string("selection/item_assessed.html", {"values": values, "is_entry": False})
    return Written(f"Årlig vurdering: {values['offer']}", (words,), html)


def review_decided(case: OfferCase, by: Person) -> None:
    """It stays; or it does not, and its exit is to be prepared by its own procedure."""
    course = _course(case)
    assessment = Assessment.objects.get(course=course)
    if case.forum.slug != "das":
        workflow.keep_committee(assessment, _words_of(case))
        return
    assert case.decided_on is not None
    workflow.decide_assessment(assessment, by=by)
    stays = case.outcome in (*APPROVES, Outcome.NOTED)
    words = "Bliver i samarbejdet" if stays else "Udtræden skal forberedes"
    offers.end_course(course, outcome=f"{words}. {case.decided}", on=case.decided_on, by=by)


# --- Exit -----------------------------------------------------------------------------------------


def exit_frozen(case: OfferCase) -> dict[str, Any]:
    course = _course(case)
    notice = ExitNotice.objects.get(course=course)
    member = Membership.objects.filter(offer=course.offer, left_on__isnull=True).first()
    hearing = course.steps.filter(enquiry__isnull=False).select_related("enquiry").first()
    answers = hearing.enquiry.responses.filter(submissions__isnull=False).distinct().count() \
        if hearing and hearing.enquiry else 0  # fmt: skip
    return {
        "offer": course.offer.name, "operator": course.offer.operator.name,
        "since": member.entered_on.isoformat() if member else None,
        "leaves_on": notice.leaves_on.isoformat(), "reason": notice.reason,
        "heard": answers if hearing else None,
    }  # fmt: skip


def exit_written(case: OfferCase) -> Written:
    values, is_das = case.snapshot, case.forum.slug == "das"
    what = f"{values['offer']} udtræder af det forstærkede samarbejde"
    words = f"godkender, at {what}" if is_das else f"anbefaler over for DAS, at {what}"
    return Written(
        f"Udtræden af det forstærkede samarbejde: {values['offer']}", (words,),
        render_to_string("selection/item_exit.html", {"values": values}),
    )  # fmt: skip


def exit_decided(case: OfferCase, by: Person) -> None:
    """DAS lets it out from the day of the notice; refused, it stays."""
    course = _course(case)
    if case.forum.slug != "das":
        return
    assert case.decided_on is not None
    if case.outcome not in APPROVES and case.outcome != Outcome.NOTED:
        offers.end_course(
            course, outcome=f"Ikke godkendt. {case.decided}", on=case.decided_on, by=by
        )
        return
    notice = ExitNotice.objects.get(course=course)
    member = Membership.objects.filter(offer=course.offer, left_on__isnull=True).first()
    if member is not None:
        offers.let_out(member, on=notice.leaves_on, by=by, case=case)
    if not _left(course):
        offers.end_course(course, outcome=f"Udtrådt. {case.decided}", on=case.decided_on, by=by)


KINDS = (
    CaseKind(ENTRY, "Optagelse i det forstærkede samarbejde", frozen=assessed,
             written=entry_written, decided=entry_decided, url=_url, position=10),
    CaseKind(REVIEW, "Årlig vurdering", frozen=assessed, written=review_written,
             decided=review_decided, url=_url, position=12),
    CaseKind(EXIT, "Udtræden af det forstærkede samarbejde", frozen=exit_frozen,
             written=exit_written, decided=exit_decided, url=_url, position=14),
)  # fmt: skip
KIND_OF = {"entry": ENTRY, "review": REVIEW, "exit": EXIT}
