"""A table of `tariffs.exports` handed out in the form that the address asks for."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from dasportal.documents.files import as_file

from ..exports import Table, csv_text, workbook


def table_file(table: Table, name: str, form: str) -> HttpResponse:
    """`form` is xlsx or csv; anything else is 404."""
    if form == "xlsx":
        return as_file(workbook(table), f"{name}.xlsx")
    if form == "csv":
        return as_file(csv_text(table), f"{name}.csv")
    raise Http404
