"""Fetching what an address names, as far as the person may: anything else is 404."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from dasportal.accounts.access import person_of
from tariffs.models import Submission
from tariffs.views.fetching import visible_submission

from ..models import AppendixVersion, TariffCase, Withdrawal


def visible_case(request: HttpRequest, pk: int) -> TariffCase:
    rows = TariffCase.objects.visible_to(person_of(request))
    related = ("year", "forum", "submission__party", "submission__year", "bilag",
               "item__meeting__forum", "item__decision", "follows")  # fmt: skip
    return get_object_or_404(rows.select_related(*related), pk=pk)


def visible_version(request: HttpRequest, pk: int) -> AppendixVersion:
    rows = AppendixVersion.objects.visible_to(person_of(request))
    related = ("year", "file", "change_file", "case__submission__party", "case__item")
    return get_object_or_404(rows.select_related(*related), pk=pk)


def visible_withdrawal(request: HttpRequest, pk: int) -> Withdrawal:
    rows = Withdrawal.objects.visible_to(person_of(request))
    return get_object_or_404(rows.select_related("offer__operator", "year"), pk=pk)


def visible_correction(request: HttpRequest, pk: int) -> Submission:
    found = visible_submission(request, pk)
    if not found.is_correction:
        raise Http404
    return found
