"""The analysis as files: PDF and Excel, narrowed as the page that they are got from."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from dasportal.accounts.access import requires
from dasportal.documents.files import as_file
from dasportal.documents.press import FontsMissing
from dasportal.documents.storage import DiskFull

from ..exports import lines_csv, workbook
from ..pdf import analysis_paper, discussed_paper
from ..permissions import can_read
from ..report import Report
from .fetching import narrowed

FAILED = "PDF'en kunne ikke laves. Prøv igen om lidt, eller hent tallene som Excel."


def _paper(
    request: HttpRequest, year: int, make: Callable[[Report], bytes], name: str
) -> HttpResponse:
    _, report = narrowed(request, year)
    try:
        content = make(report)
    except (DiskFull, FontsMissing):
        messages.error(request, FAILED)
        return redirect("analysis:year", year)
    return as_file(content, f"{name}-{year}.pdf", inline=True)


@requires(can_read)
@require_safe
def pdf(request: HttpRequest, year: int) -> HttpResponse:
    return _paper(request, year, analysis_paper, "taksternes-udvikling")


@requires(can_read)
@require_safe
def discussed_pdf(request: HttpRequest, year: int) -> HttpResponse:
    return _paper(request, year, discussed_paper, "takster-til-droeftelse")


@requires(can_read)
@require_safe
def excel(request: HttpRequest, year: int) -> HttpResponse:
    _, report = narrowed(request, year)
    return as_file(workbook(report), f"taksternes-udvikling-{year}.xlsx")


@requires(can_read)
@require_safe
def csv(request: HttpRequest, year: int) -> HttpResponse:
    _, report = narrowed(request, year)
    return as_file(lines_csv(report), f"taksternes-udvikling-{year}.csv")
