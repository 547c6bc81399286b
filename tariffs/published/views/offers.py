"""One offer: what it costs, what it has cost, what it was called, who runs it. For anybody."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dasportal.danish.dates import format_date
from dasportal.documents.files import as_file
from dasportal.documents.press import FontsMissing
from dasportal.documents.storage import DiskFull
from dasportal.register.models import Offer

from ... import exports
from ..history import history
from ..pdf import offer_sheet
from ..queries import former_names, history_of, published_on, successors
from .fetching import day_of, open_file, open_page, public_offer, query_of


@open_page
def offer(request: HttpRequest, pk: int) -> HttpResponse:
    found, day = public_offer(pk), day_of(request)
    context = {
        **about(found, day),
        "offer": found, "back": query_of(day), "dato": format_date(day) if query_of(day) else "",
    }  # fmt: skip
    return render(request, "published/offer.html", context)


def about(offer: Offer, day: date) -> dict[str, Any]:
    """What the page and the sheet say of an offer on a day, in plain values."""
    rows = list(history_of([offer.pk], day.year))
    valid = list(published_on(day).filter(offer=offer))
    newest = valid or rows[-1:]
    told = history(rows, successors())
    name = newest[0].offer_name if newest else offer.name
    return {
        "name": name, "operator": newest[0].operator.name if newest else offer.operator.name,
        "former": [other for other in former_names(offer) if other != name],
        "groups": offer.target_groups, "day": day, "valid": valid,
        "bases": sorted({row.basis_key for row in valid}),
        "corrected": [row for row in rows if _is_corrected(row)],
        "history": told, "charts": told.charts(name) if told.lines else [],
    }  # fmt: skip


def _is_corrected(row: Any) -> bool:
    """Whether it applied in a part of its year alone."""
    year = row.year.year
    return bool((row.valid.lower, row.valid.upper) != (date(year, 1, 1), date(year + 1, 1, 1)))


@open_file
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The offer's sheet as PDF."""
    found, day = public_offer(pk), day_of(request)
    try:
        content = offer_sheet(about(found, day))
    except (DiskFull, FontsMissing):
        return render(request, "published/no_pdf.html", {"offer": found}, status=503)
    return as_file(content, f"takster-{found.pk}-{day:%Y-%m-%d}.pdf", inline=True)


@open_file
def download(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """Ten years of the offer's tariffs as a file."""
    found, day = public_offer(pk), day_of(request)
    rows = history_of([found.pk], day.year)
    table = exports.valid_table(rows, day, title=f"{found.name}, takster i ti år")
    return in_form(table, rows, day, form, f"takster-{found.pk}")


def in_form(table: exports.Table, rows: Any, day: date, form: str, name: str) -> HttpResponse:
    """The rows as the file that was asked for."""
    name = f"{name}-{day:%Y-%m-%d}.{form}"
    if form == "xlsx":
        return as_file(exports.workbook(table), name)
    if form == "csv":
        return as_file(exports.csv_text(table), name)
    return as_file(exports.valid_json(rows, day), name)
