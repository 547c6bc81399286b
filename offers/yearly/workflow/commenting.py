"""The panel's comments on an offer, and the operator's ydelseskatalog in versions."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max

from dasportal.accounts.models import Person
from dasportal.accounts.transitions import NotAllowed
from dasportal.register.models import Offer
from offers.permissions import can_answer_for

from ..models import Comment, Declaration, DialogueYear, Report
from ..permissions import can_write_report
from .table import YEAR, locked_year


@transaction.atomic
def comment(dialogue: DialogueYear, *, offer: Offer, text: str, by: Person) -> Comment:
    """Ekspertpanelets bemærkninger: one text an offer, which the panel writes together."""
    year = locked_year(dialogue)
    YEAR.check(year, "comment", by)
    if not text.strip():
        raise NotAllowed("Skriv ekspertpanelets bemærkninger.")
    if not Report.objects.filter(dialogue=year, offer=offer, submitted_at__isnull=False).exists():
        raise NotAllowed(f"{offer} har ikke indsendt sin rapport endnu.")
    made, _ = Comment.objects.update_or_create(
        dialogue=year, offer=offer, defaults={"text": text.strip(), "written_by": by}
    )
    return made


@transaction.atomic
def declare(offer: Offer, *, services: str, promise: str, by: Person) -> Declaration:
    """A new version of the ydelseskatalog and servicedeklaration; earlier ones stay. The same words
    again make no new version."""
    held = Offer.objects.select_for_update(of=("self",)).select_related("operator").get(pk=offer.pk)
    if not can_write_report(by, held):
        raise NotAllowed("Det kan kun driftsherren og sekretariatet.")
    if not services.strip():
        raise NotAllowed("Skriv, hvilke ydelser tilbuddet har.")
    newest = Declaration.objects.filter(offer=held).first()
    if newest and (newest.services, newest.promise) == (services.strip(), promise.strip()):
        return newest
    last = Declaration.objects.filter(offer=held).aggregate(last=Max("number"))["last"] or 0
    return Declaration.objects.create(
        offer=held, number=last + 1, services=services.strip(), promise=promise.strip(), made_by=by,
        on_behalf=not can_answer_for(by, held.operator),
    )  # fmt: skip
