"""An offer leaves styringsaftalen: notice, and taking it back before it is decided."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.refusals import refusals_as_messages, refusals_on
from dasportal.register.models import Offer
from tariffs.models.submissions import REPORTING_ROLES
from tariffs.permissions import can_see_years
from tariffs.views.fetching import visible_year

from .. import workflow
from ..forms import WithdrawalForm
from .fetching import visible_withdrawal


@requires(can_see_years)
def notify(request: HttpRequest, year: int) -> HttpResponse:
    """Notify that one of one's own offers leaves; it is decided with the takstbilag."""
    found = visible_year(request, year)
    form = WithdrawalForm(request.POST or None, offers=_offers(request, year), year=found)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        with refusals_on(form):
            made = workflow.notify_withdrawal(
                data.pop("offer"), year=found, by=person_of(request), **data
            )
            messages.success(request, f"{made} er meldt ud. Det besluttes med takstbilaget.")
            return redirect("decision:year", year)
    context = {
        "heading": f"Meld et tilbud ud af styringsaftalen, {year}", "form": form,
        "submit_label": "Meld ud", "cancel_url": reverse("decision:year", args=[year]),
        "intro": "Udtræden besluttes sammen med årets takstbilag. Til da kan den tages tilbage.",
    }  # fmt: skip
    return render(request, "components/form_page.html", context)


def _offers(request: HttpRequest, year: int) -> Any:
    """The offers the person may withdraw: their own party's, for the secretariat all."""
    person = person_of(request)
    rows = Offer.objects.visible_to(person).filter(confirmed=True).open_in(year)
    if not person.is_of_secretariat():
        mine = [r.party_id for r in person.current_roles() if r.kind in REPORTING_ROLES]
        rows = rows.filter(operator__in=[party for party in mine if party is not None])
    return rows.select_related("operator").order_by("operator__name", "name")


@requires(can_see_years)
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    found = visible_withdrawal(request, pk)
    if request.method == "POST":
        with refusals_as_messages(request):
            workflow.take_back_withdrawal(found, by=person_of(request))
            messages.success(request, f"{found} bliver i styringsaftalen.")
        return redirect("decision:year", found.year.year)
    step = workflow.WITHDRAWAL.get("take_back")
    context = {
        "heading": f"Tag udtræden tilbage: {found}", "question": step.confirm,
        "submit_label": "Tag tilbage", "cancel_url": reverse("decision:year", args=[found.year.year]),
    }  # fmt: skip
    return render(request, "components/confirm_page.html", context)
