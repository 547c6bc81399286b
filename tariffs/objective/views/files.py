"""Tables and takstblade as files: PDF, Excel and CSV."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from dasportal.accounts.access import person_of, requires
from dasportal.documents.files import as_file
from dasportal.documents.press import FontsMissing
from dasportal.documents.storage import DiskFull

from ..exports import csv_text, rates_csv, rates_workbook, workbook
from ..models import RateSheet, Scenario
from ..pdf import sheet_paper, table_paper
from ..permissions import can_read
from ..queries import sheet_before
from ..snapshot import table_of
from .fetching import visible_scenario, visible_sheet

FAILED = "PDF'en kunne ikke laves. Prøv igen om lidt, eller hent tabellen som Excel."


def _named(found: Scenario | RateSheet, what: str) -> str:
    return f"{found.scheme.slug}-{what}-{found.year}"


@requires(can_read)
@require_safe
def pdf(request: HttpRequest, pk: int) -> HttpResponse:
    found = visible_scenario(request, pk)
    status, kept = found.get_status_display(), found.is_frozen
    try:
        content = table_paper(table_of(found), status=status, decision=found.decision, kept=kept)
    except (DiskFull, FontsMissing):
        messages.error(request, FAILED)
        return redirect(found)
    return as_file(content, f"{_named(found, 'fordeling')}.pdf", inline=True)


@requires(can_read)
@require_safe
def excel(request: HttpRequest, pk: int) -> HttpResponse:
    found = visible_scenario(request, pk)
    return as_file(workbook(table_of(found)), f"{_named(found, 'fordeling')}.xlsx")


@requires(can_read)
@require_safe
def csv(request: HttpRequest, pk: int) -> HttpResponse:
    found = visible_scenario(request, pk)
    return as_file(csv_text(table_of(found)), f"{_named(found, 'fordeling')}.csv")


@requires(can_read)
@require_safe
def sheet_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    found = visible_sheet(request, pk)
    try:
        content = sheet_paper(found, sheet_before(found, person_of(request)))
    except (DiskFull, FontsMissing):
        messages.error(request, FAILED)
        return redirect(found)
    return as_file(content, f"{_named(found, 'takstblad')}.pdf", inline=True)


@requires(can_read)
@require_safe
def sheet_excel(request: HttpRequest, pk: int) -> HttpResponse:
    found = visible_sheet(request, pk)
    return as_file(rates_workbook(found), f"{_named(found, 'takstblad')}.xlsx")


@requires(can_read)
@require_safe
def sheet_csv(request: HttpRequest, pk: int) -> HttpResponse:
    found = visible_sheet(request, pk)
    return as_file(rates_csv(found), f"{_named(found, 'takstblad')}.csv")
