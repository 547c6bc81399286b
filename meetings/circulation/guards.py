"""Why an item cannot be changed: it is out for a decision in writing."""

from __future__ import annotations

from django.db.models import Q

from meetings.models import AgendaItem

from .models import Ballot
from .queries import day_of


def reason(item: AgendaItem) -> str:
    """A sentence while the item, what it stands under, or what stands under it, is out."""
    family = Q(item=item) | Q(item__parent=item)
    if item.parent_id:
        family |= Q(item=item.parent_id)
    ballot = Ballot.objects.out().filter(family).first()
    if ballot is None or ballot.closes_at is None:
        return ""
    return (
        f"Punktet er ude til skriftlig behandling til og med {day_of(ballot.closes_at)} og kan ikke "
        "ændres. Træk det tilbage først; så kan det rettes og sendes ud i en ny version."
    )
