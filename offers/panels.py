"""Cases about offers where people are already: the item being written, the minutes, the item read."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from dasportal.accounts.access import person_of
from meetings.models import AgendaItem

from .models import Membership, OfferCase
from .slots import kind_of


def _case_of(item: AgendaItem, request: HttpRequest) -> OfferCase | None:
    rows = OfferCase.objects.visible_to(person_of(request)).select_related(
        "item__meeting", "forum", "offer"
    )
    return rows.filter(item=item).first()


def item_office(request: HttpRequest, item: AgendaItem) -> dict[str, Any] | None:
    """Beside the item being written: how fresh text and bilag are."""
    case = _case_of(item, request)
    return None if case is None else {"case": case, "item": item, "url": kind_of(case).url(case)}


def writing(request: HttpRequest, item: AgendaItem) -> dict[str, Any] | None:
    """Beside the minutes being written: writing the decision in."""
    values = item_office(request, item)
    return None if values is None else values | {"decides": True}


def item_reader(request: HttpRequest, item: AgendaItem) -> dict[str, Any] | None:
    """Below the item as read: the way to the offer that it is about."""
    person = person_of(request)
    case = OfferCase.objects.filter(item=item, offer__isnull=False).select_related("offer").first()
    if case is None or not Membership.objects.visible_to(person).filter(offer=case.offer).exists():
        return None
    return {"offer": case.offer}


def register_offer(request: HttpRequest, offer: Any) -> dict[str, Any] | None:
    """On the offer's page in the register: that it is in det forstærkede samarbejde, and since when."""
    rows = Membership.objects.visible_to(person_of(request)).filter(offer=offer)
    member = rows.order_by("-entered_on").first()
    return None if member is None else {"member": member}
