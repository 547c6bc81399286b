"""Fetching what an address names, as far as the person may: anything else is 404."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from dasportal.accounts.access import person_of
from dasportal.accounts.models import Party
from dasportal.register.models import Offer
from offers.queries import offers_in

from ..models import DialogueYear, Report, ReportFile


def visible_year(request: HttpRequest, year: int) -> DialogueYear:
    return get_object_or_404(DialogueYear.objects.visible_to(person_of(request)), year=year)


def offer_of(year: DialogueYear, pk: int) -> Offer:
    """An offer that was in that year."""
    for offer in offers_in(year.year):
        if offer.pk == pk:
            return offer
    raise Http404


def visible_report(request: HttpRequest, year: DialogueYear, offer: Offer) -> Report | None:
    rows = Report.objects.visible_to(person_of(request))
    related = ("dialogue", "offer__operator", "submitted_by")
    return rows.filter(dialogue=year, offer=offer).select_related(*related).first()


def visible_file(request: HttpRequest, pk: int) -> ReportFile:
    rows = ReportFile.objects.visible_to(person_of(request))
    return get_object_or_404(
        rows.select_related("file", "report__dialogue", "report__offer"), pk=pk
    )


def buying_party(code: str) -> Party:
    return get_object_or_404(Party.objects.exclude(kind="other"), code=code)
