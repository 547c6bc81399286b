"""Fetching what an address names, as far as the person may: anything else is 404."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from dasportal.accounts.access import person_of
from dasportal.register.models import Offer
from offers.models import Membership

from ..models import EarlyWarning, Followed, Monitoring, Request, SignalAnswer
from ..workflow import is_watched


def watched_offer(request: HttpRequest, pk: int) -> Offer:
    """An offer that is or was in, or is followed beside."""
    rows = Offer.objects.visible_to(person_of(request)).select_related("operator", "unit")
    offer = get_object_or_404(rows, pk=pk)
    was_in = Membership.objects.filter(offer=offer).exists()
    if not (was_in or is_watched(offer, timezone.localdate())):
        raise Http404
    return offer


def visible_warning(request: HttpRequest, pk: int) -> EarlyWarning:
    rows = EarlyWarning.objects.visible_to(person_of(request))
    related = ("offer__operator", "sent_by", "closed_by", "file")
    return get_object_or_404(rows.select_related(*related), pk=pk)


def visible_monitoring(request: HttpRequest, pk: int) -> Monitoring:
    rows = Monitoring.objects.visible_to(person_of(request))
    related = ("offer__operator", "warning", "case__item", "agreed_by")
    return get_object_or_404(rows.select_related(*related), pk=pk)


def visible_request(request: HttpRequest, pk: int) -> Request:
    rows = Request.objects.visible_to(person_of(request))
    related = ("monitoring__offer__operator", "followed__answers", "answered_by")
    return get_object_or_404(rows.select_related(*related), pk=pk)


def visible_followed(request: HttpRequest, pk: int) -> Followed:
    rows = Followed.objects.visible_to(person_of(request))
    related = ("forum", "answers", "rule_series", "offer")
    return get_object_or_404(rows.select_related(*related), pk=pk)


def visible_answer(request: HttpRequest, pk: int) -> SignalAnswer:
    rows = SignalAnswer.objects.visible_to(person_of(request))
    return get_object_or_404(rows.select_related("offer__operator"), pk=pk)
