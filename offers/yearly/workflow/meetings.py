"""A dialogue meeting: wanted by the operator, its model approved by DAS, held."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from dasportal.accounts.models import Person
from dasportal.accounts.transitions import NotAllowed
from dasportal.register.models import Offer

from ..models import DialogueMeeting, DialogueYear
from .table import MEETING, locked_meeting, locked_year


@transaction.atomic
def ask_for_meeting(
    dialogue: DialogueYear, *, offer: Offer, model: str, by: Person
) -> DialogueMeeting:
    """The operator wants one and says how: who, how often, about what."""
    year = locked_year(dialogue)
    MEETING.check(offer, "ask", by)
    if not model.strip():
        raise NotAllowed("Beskriv modellen: hvem der skal med, hvor tit og om hvad.")
    try:
        with transaction.atomic():
            return DialogueMeeting.objects.create(
                dialogue=year, offer=offer, model=model.strip(), asked_by=by
            )
    except IntegrityError as error:
        raise NotAllowed(f"Der er allerede ønsket et dialogmøde om {offer} i år.") from error


def approve_model(meeting: DialogueMeeting, *, by: Person) -> DialogueMeeting:
    """DAS has approved it."""
    return _step(meeting, "approve", by)


def reject_model(meeting: DialogueMeeting, *, by: Person) -> DialogueMeeting:
    return _step(meeting, "reject", by)


@transaction.atomic
def _step(meeting: DialogueMeeting, name: str, by: Person) -> DialogueMeeting:
    fresh = locked_meeting(meeting)
    fresh.status = MEETING.check(fresh, name, by).target or fresh.status
    fresh.save()
    return fresh


@transaction.atomic
def hold_meeting(
    meeting: DialogueMeeting, *, held_on: date, outcome: str, by: Person
) -> DialogueMeeting:
    """It was held, and what it recommends comes into the status discussion."""
    fresh = locked_meeting(meeting)
    step = MEETING.check(fresh, "hold", by)
    if held_on > timezone.localdate():
        raise NotAllowed("Mødet er ikke holdt endnu.")
    if not outcome.strip():
        raise NotAllowed("Skriv, hvad mødet anbefaler.")
    fresh.status, fresh.held_on, fresh.outcome = step.target or "", held_on, outcome.strip()
    fresh.save()
    return fresh
