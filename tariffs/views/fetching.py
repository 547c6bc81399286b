"""Fetching what an address names, as far as the person may: anything else is 404."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from dasportal.accounts.access import person_of

from ..models import Line, Submission, TariffYear


def visible_year(request: HttpRequest, year: int) -> TariffYear:
    return get_object_or_404(TariffYear.objects.visible_to(person_of(request)), year=year)


def visible_submission(request: HttpRequest, pk: int) -> Submission:
    rows = Submission.objects.visible_to(person_of(request)).select_related("year", "party")
    return get_object_or_404(rows, pk=pk)


def visible_line(request: HttpRequest, pk: int) -> Line:
    rows = Line.objects.visible_to(person_of(request))
    return get_object_or_404(
        rows.select_related("submission__year", "submission__party", "offer", "explanation"), pk=pk
    )
