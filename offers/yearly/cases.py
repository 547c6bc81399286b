"""The status discussion and a dialogue meeting's model, on their way over FU and DAS."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import strip_tags

from dasportal.accounts.models import Person
from dasportal.documents.press import Bundle
from meetings.models import Outcome
from offers.models import OfferCase
from offers.pdf import status_bundle
from offers.slots import CaseKind, Written
from offers.status import status_of

from . import workflow
from .models import DialogueMeeting, DialogueYear, MeetingStatus
from .queries import MEETING_CASE, STATUS_CASE

APPROVES = (Outcome.APPROVED, Outcome.APPROVED_AMENDED)


def _year(case: OfferCase) -> DialogueYear:
    return DialogueYear.objects.get(pk=case.key)


def status_frozen(case: OfferCase) -> dict[str, Any]:
    """Every offer's sheet of the year, as it stands."""
    year = _year(case)
    return {"year": year.year, "status": status_of(year.year), "forum": case.forum.slug,
            "recommendation": year.recommendation}  # fmt: skip


def status_written(case: OfferCase) -> Written:
    """One short paragraph an offer, in the lasting order; FU recommends, DAS discusses and notes."""
    values, is_das = case.snapshot, case.forum.slug == "das"
    words = (
        ("drøfter status for tilbuddene i det forstærkede samarbejde",
         f"tager status for {values['year']} til efterretning")
        if is_das
        else (f"anbefaler, at DAS tager status for {values['year']} til efterretning",)
    )  # fmt: skip
    html = render_to_string("yearly/item_status.html", {"values": values, "is_das": is_das})
    return Written(f"Status for det forstærkede samarbejde {values['year']}", words, html)


def status_bilag(case: OfferCase) -> tuple[str, Bundle]:
    title = f"Status for det forstærkede samarbejde {case.snapshot['year']}"
    return title, status_bundle(case.snapshot["status"])


def status_decided(case: OfferCase, by: Person) -> None:
    """FU's words are its recommendation; with DAS's discussion the year is over."""
    year = _year(case)
    if case.forum.slug == "das":
        if year.status == "heard":
            workflow.close_year(year, by=by)
        return
    assert case.item is not None
    decision = case.item.decision
    text = " ".join(strip_tags(decision.text.replace("</p>", "</p> ")).split())
    workflow.keep_recommendation(year, text or Outcome(case.outcome).label)


def meeting_frozen(case: OfferCase) -> dict[str, Any]:
    meeting = DialogueMeeting.objects.select_related("offer__operator", "dialogue").get(pk=case.key)
    return {"offer": meeting.offer.name, "operator": meeting.offer.operator.name,
            "year": meeting.dialogue.year, "model": meeting.model}  # fmt: skip


def meeting_written(case: OfferCase) -> Written:
    values = case.snapshot
    return Written(
        f"Aftager-udvalg for {values['offer']}",
        (f"godkender driftsherrens model for et fagligt dialogforum om {values['offer']}",),
        render_to_string("yearly/item_meeting.html", {"values": values}),
    )


def meeting_decided(case: OfferCase, by: Person) -> None:
    """DAS approves the model; FU only recommends."""
    meeting = DialogueMeeting.objects.get(pk=case.key)
    if case.forum.slug != "das" or meeting.status != MeetingStatus.ASKED:
        return
    step = workflow.approve_model if case.outcome in APPROVES else workflow.reject_model
    step(meeting, by=by)


def _meeting_url(case: OfferCase) -> str:
    meeting = DialogueMeeting.objects.select_related("dialogue").get(pk=case.key)
    return reverse("yearly:meeting", args=[meeting.dialogue.year, meeting.offer_id])


KINDS = (
    CaseKind(
        STATUS_CASE, "Status for det forstærkede samarbejde", frozen=status_frozen,
        written=status_written, bilag=status_bilag, decided=status_decided,
        url=lambda case: _year(case).get_absolute_url(), position=20,
    ),
    CaseKind(
        MEETING_CASE, "Model for et dialogmøde", frozen=meeting_frozen, written=meeting_written,
        decided=meeting_decided, url=_meeting_url, position=30,
    ),
)  # fmt: skip
