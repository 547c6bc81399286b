"""The answers on bought places, row by row, before they are laid in the register."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.refusals import refusals_as_messages
from dasportal.register.models import Offer

from .. import workflow
from ..permissions import can_ask
from ..purchases import KIND, Said, rows_of, year_of
from .fetching import visible_enquiry


@requires(can_ask)
def purchases(request: HttpRequest, pk: int) -> HttpResponse:
    """Which offer each row means: certain ones are said, of the others a person chooses."""
    found = visible_enquiry(request, pk)
    year = year_of(found)
    if found.kind != KIND or found.opened_at is None or year is None:
        raise Http404
    rows, offers = rows_of(found), list(Offer.objects.select_related("operator"))
    if request.method == "POST":
        with refusals_as_messages(request):
            chosen = _chosen(request, rows, offers)
            taken = workflow.take_purchases(found, chosen=chosen, by=person_of(request))
            left = f" {taken.left} rækker er sprunget over." if taken.left else ""
            messages.success(request, f"{taken.laid} køb er lagt i registret.{left}")
            return redirect("register:purchases", year)
    context = {
        "enquiry": found, "year": year, "next": year + 1,
        "rows": [(row, _choices(row, offers)) for row in rows],
        "unsure": sum(1 for row in rows if row.found is None),
    }  # fmt: skip
    return render(request, "enquiries/purchases.html", context)


def _choices(row: Said, offers: list[Offer]) -> list[Offer]:
    """What an uncertain row may mean: the operator's offers, or all where it is not known whose."""
    if row.found is not None:
        return []
    return [o for o in offers if row.runs is None or o.operator_id == row.runs.pk]


def _chosen(request: HttpRequest, rows: list[Said], offers: list[Offer]) -> dict[str, Offer]:
    by_key: dict[str, Any] = {str(offer.pk): offer for offer in offers}
    return {
        row.key: by_key[request.POST[row.field]]
        for row in rows
        if row.found is None and request.POST.get(row.field) in by_key
    }
