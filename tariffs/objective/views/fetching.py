"""The rows that a page is about, only those that the one who asks may see."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from dasportal.accounts.access import person_of

from ..models import RateSheet, Scenario, Scheme


def visible_scheme(request: HttpRequest, slug: str) -> Scheme:
    rows = Scheme.objects.visible_to(person_of(request)).select_related("operator")
    return get_object_or_404(rows, slug=slug)


def visible_scenario(request: HttpRequest, pk: int) -> Scenario:
    rows = Scenario.objects.visible_to(person_of(request))
    people = ("scheme__operator", "changed_by", "approved_by")
    return get_object_or_404(rows.select_related(*people), pk=pk)


def visible_sheet(request: HttpRequest, pk: int) -> RateSheet:
    rows = RateSheet.objects.visible_to(person_of(request)).select_related("scheme")
    return get_object_or_404(rows, pk=pk)
