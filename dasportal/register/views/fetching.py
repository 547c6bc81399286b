"""Fetching what an address names, as far as the person may: anything else is 404."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from dasportal.accounts.access import person_of

from ..models import Offer
from ..permissions import can_keep_offers_of


def visible_offer(request: HttpRequest, pk: int) -> Offer:
    rows = Offer.objects.visible_to(person_of(request))
    return get_object_or_404(rows.select_related("operator", "unit", "suggestion"), pk=pk)


def kept_offer(request: HttpRequest, pk: int) -> Offer:
    """One that the person keeps; 403 for one that they only see."""
    found = visible_offer(request, pk)
    if not can_keep_offers_of(person_of(request), found.operator):
        raise PermissionDenied
    return found
