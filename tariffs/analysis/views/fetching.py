"""What the addresses of the analysis name, as far as the person may."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from dasportal.accounts.access import person_of
from dasportal.accounts.models import Party
from tariffs.views.fetching import visible_year

from ..filters import LineFilter
from ..permissions import buyers_of
from ..queries import development_of
from ..report import Report


def visible_buyer(request: HttpRequest, code: str) -> Party:
    return get_object_or_404(buyers_of(person_of(request)), code=code)


def narrowed(request: HttpRequest, year: int, *, over: bool = False) -> tuple[LineFilter, Report]:
    """The year as the person sees it, narrowed as the address says; with `over` also to what DAS
    is to discuss."""
    seen = development_of(visible_year(request, year), person_of(request))
    form = LineFilter(request.GET, seen, over=over)
    report = Report(seen, form.lines(), form.words, form.chosen.get("part", ""))
    return form, report


def tabs(request: HttpRequest, report: Report) -> list[dict[str, object]]:
    """The year's pages, on each of them."""
    pages = [
        ("Overblik", "analysis:year", ""),
        ("Til drøftelse", "analysis:discussed", report.to_discuss),
        ("Alle linjer", "analysis:lines", len(report.lines)),
        ("Hvad betyder det for os", "analysis:mine", ""),
    ]
    rows: list[dict[str, object]] = []
    query = request.GET.copy()
    query.pop("page", None)
    query.pop("over", None)
    for label, name, count in pages:
        address = reverse(name, args=[report.year])
        goes_along = query.urlencode() if name != "analysis:mine" else ""
        url = f"{address}?{goes_along}" if goes_along else address
        rows.append(
            {"label": label, "url": url, "current": address == request.path, "count": count}
        )
    return rows
