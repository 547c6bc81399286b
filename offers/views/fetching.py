"""Fetching what an address names, as far as the person may: anything else is 404."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from dasportal.accounts.access import person_of
from dasportal.register.models import Offer

from ..models import Course, Membership, OfferCase


def visible_case(request: HttpRequest, pk: int) -> OfferCase:
    rows = OfferCase.objects.visible_to(person_of(request))
    related = ("forum", "offer__operator", "bilag", "item__meeting__forum", "item__decision",
               "step__course")  # fmt: skip
    return get_object_or_404(rows.select_related(*related), pk=pk)


def known_offer(request: HttpRequest, pk: int) -> Offer:
    """An offer that is, was or may come into det forstærkede samarbejde; others have their page in
    the register alone."""
    person = person_of(request)
    rows = Offer.objects.visible_to(person).select_related("operator", "unit")
    offer = get_object_or_404(rows, pk=pk)
    member = Membership.objects.visible_to(person).filter(offer=offer)
    course = Course.objects.visible_to(person).filter(offer=offer)
    if not (member.exists() or course.exists()):
        raise Http404
    return offer
