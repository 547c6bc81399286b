"""The overview for anybody: which offers there are, where a place is free, what it costs."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from tariffs.published.queries import published_on
from tariffs.published.views.fetching import open_file, open_page
from tariffs.views.tables import table_file

from ..calculation import OLD_AFTER
from ..exports import overview_table
from ..filters import OverviewFilter, ordered
from ..queries import shown, told

PER_PAGE = 40


def _narrowed(request: HttpRequest) -> OverviewFilter:
    today = timezone.localdate()
    return OverviewFilter(request.GET or None, queryset=shown(today), year=today.year)


@open_page
def overview(request: HttpRequest) -> HttpResponse:
    """Search, narrow and order; free places that were confirmed long ago are grey."""
    chosen = _narrowed(request)
    rows = ordered(chosen.qs, request.GET.get("orden", ""))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("side"))
    query = request.GET.copy()
    query.pop("side", None)
    context = {
        "filter": chosen, "page": page, "rows": told(list(page.object_list), timezone.localdate()),
        "found": page.paginator.count, "query": f"?{query.urlencode()}" if query else "",
        "narrowed": bool(query), "old_after": OLD_AFTER,
    }  # fmt: skip
    return render(request, "vacancies/list.html", context)


@open_page
def offer(request: HttpRequest, pk: int) -> HttpResponse:
    """One offer: where it is, for whom, what is free, what it costs."""
    today = timezone.localdate()
    found = get_object_or_404(shown(today), pk=pk)
    tariffs = published_on(today).filter(offer=found)
    context = {"offer": found, "row": told([found], today)[0], "tariffs": tariffs}
    return render(request, "vacancies/offer.html", context)


@open_file
def download(request: HttpRequest, form: str) -> HttpResponse:
    """What the list shows by the same address, all pages of it, as Excel or CSV."""
    today = timezone.localdate()
    rows = told(list(ordered(_narrowed(request).qs, request.GET.get("orden", ""))), today)
    return table_file(overview_table(rows, today), "tilbudsoverblik", form)
