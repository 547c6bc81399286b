"""Who buys how many places where, a year at a time."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dasportal.accounts.access import person_of, requires

from ..models import Purchase
from ..permissions import can_see_offers
from ..queries import purchases_of, years_of


@requires(can_see_offers)
@require_safe
def newest(request: HttpRequest) -> HttpResponse:
    """This year's, or the newest before it that somebody has said anything of."""
    years = years_of(Purchase.objects.visible_to(person_of(request)))
    this = timezone.localdate().year
    until_now = [year for year in years if year <= this]
    return redirect("register:purchases", until_now[0] if until_now else this)


@requires(can_see_offers)
@require_safe
def purchases(request: HttpRequest, year: int) -> HttpResponse:
    rows = Purchase.objects.visible_to(person_of(request))
    years = years_of(rows)
    tabs = [
        {"label": str(each), "url": f"../{each}/", "current": each == year}
        for each in sorted({*years, year}, reverse=True)
    ]
    context = {"matrix": purchases_of(year, rows), "year": year, "tabs": tabs}
    return render(request, "register/purchases.html", context)
