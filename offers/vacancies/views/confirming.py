"""The operator's page of free places: one press an offer."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.refusals import refusals_as_messages

from .. import workflow
from ..forms import VacancyForm
from ..permissions import can_confirm_some
from ..queries import own_offers, told


@requires(can_confirm_some)
@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """Every offer of one's own, those that have waited longest first; of the secretariat all."""
    person = person_of(request)
    rows = told(list(own_offers(person)), timezone.localdate())
    context = {
        "rows": rows, "old": sum(row.fresh.is_old for row in rows),
        "office": person.is_of_secretariat(),
    }  # fmt: skip
    return render(request, "vacancies/places.html", context)


@requires(can_confirm_some)
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """»Stadig 2 ledige«, or another number."""
    found = get_object_or_404(own_offers(person_of(request)), pk=pk)
    form = VacancyForm(request.POST)
    if form.is_valid():
        with refusals_as_messages(request):
            made = workflow.confirm(found, by=person_of(request), **form.cleaned_data)
            told_free = f"{made.free} ledige" if made.free else "ingen ledige pladser"
            messages.success(request, f"{found}: {told_free}. Det kan ses i tilbudsoverblikket.")
    else:
        problem = " ".join(text for errors in form.errors.values() for text in errors)
        messages.error(request, f"{found}: {problem}")
    return redirect("places:list")
