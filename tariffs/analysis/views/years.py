"""How a year's tariffs develop: the overview, what DAS is to discuss, and the lines."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dasportal.accounts.access import person_of, requires

from ..filters import LineFilter
from ..permissions import can_read, sees_occupancy
from ..queries import occupancy_of
from ..report import Report
from .fetching import narrowed, tabs

ON_A_PAGE = 100


def _context(request: HttpRequest, form: LineFilter, report: Report) -> dict[str, Any]:
    query = request.GET.urlencode()
    return {
        "report": report, "year": report.development.year, "last_year": report.year - 1,
        "filter": form, "tabs": tabs(request, report), "query": f"?{query}" if query else "",
    }  # fmt: skip


@requires(can_read)
@require_safe
def year(request: HttpRequest, year: int) -> HttpResponse:
    form, report = narrowed(request, year)
    context = _context(request, form, report)
    if sees_occupancy(person_of(request)) and not report.words:
        context["occupancy"] = occupancy_of(year - 1)
    return render(request, "analysis/year.html", context)


@requires(can_read)
@require_safe
def discussed(request: HttpRequest, year: int) -> HttpResponse:
    """The lines over DAS's threshold, with what explains them."""
    form, report = narrowed(request, year)
    return render(request, "analysis/discussed.html", _context(request, form, report))


@requires(can_read)
@require_safe
def lines(request: HttpRequest, year: int) -> HttpResponse:
    form, report = narrowed(request, year, over=True)
    page = Paginator(report.lines, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {**_context(request, form, report), "page": page}
    return render(request, "analysis/lines.html", context)
