"""The secretariat's queue of a year: all that was handed in, narrowed, sorted and summed up."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe
from django_tables2 import RequestConfig

from dasportal.accounts.access import person_of, requires
from dasportal.danish.numbers import format_percent
from tariffs.models import TariffYear
from tariffs.views.fetching import visible_year

from ..filters import QueueFilter
from ..judging import refresh
from ..permissions import can_review
from ..queries import UNEXPLAINED, by_size, for_list, over, queue_of, sums_of, waiting_in
from ..tables import ReviewTable

PER_PAGE = 25  # a row costs more to draw than to find


@requires(can_review)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The newest year's queue."""
    year = TariffYear.objects.visible_to(person_of(request)).first()
    return redirect("review:queue", year.year) if year else redirect("tariffs:years")


@requires(can_review)
@require_safe
def queue(request: HttpRequest, year: int) -> HttpResponse:
    found, person = visible_year(request, year), person_of(request)
    refresh(found)
    rows = queue_of(found, person)
    chosen = QueueFilter(request.GET or None, queryset=rows, year=found, request=request)
    sums = sums_of(chosen.qs, found)
    table = ReviewTable(by_size(for_list(chosen.qs)), year=found, sums=sums)
    RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(table)
    context = {
        "year": found, "filter": chosen, "table": table, "sums": sums,
        "ready": _ready_made(rows, found, request), "waiting": waiting_in(found, person),
        "some": sums.lines or rows.exists(),
    }  # fmt: skip
    return render(request, "review/queue.html", context)


def _ready_made(rows: Any, year: TariffYear, request: HttpRequest) -> list[dict[str, Any]]:
    """Questions that are asked every year, each an address with its number. One query."""
    annual = rows.filter(review__submission__kind="annual").order_by()
    wanted: list[tuple[str, dict[str, str], Q]] = [
        ("Alle", {}, Q()),
        (f"Over {format_percent(year.discuss_pct)}", {"aendring": "droeftes"},
         over(year.discuss_pct)),
        (f"Over {format_percent(year.explain_pct)}", {"aendring": "forklares"},
         over(year.explain_pct)),
        ("Uden forklaring", {"fund": "uforklaret"}, Q(codes__overlap=list(UNEXPLAINED))),
        ("Med fund", {"fund": "alle"}, ~Q(codes=[])),
        ("Nye linjer", {"aendring": "ny"}, Q(last_tariff__isnull=True)),
    ]  # fmt: skip
    counts = annual.aggregate(
        **{f"n{n}": Count("pk", filter=which) if which else Count("pk")
           for n, (_, _, which) in enumerate(wanted)}
    )  # fmt: skip
    asked = {k: v for k, v in request.GET.items() if v and k not in ("page", "sort")}
    return [
        {"label": label, "url": f"?{urlencode(query)}" if query else "?",
         "count": counts[f"n{n}"], "current": asked == query}
        for n, (label, query, _) in enumerate(wanted)
    ]  # fmt: skip
