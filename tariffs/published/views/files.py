"""What the list shows, as files. For anybody."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from ... import exports
from ..filters import TariffFilter
from .fetching import day_of, open_file
from .offers import in_form


@open_file
def download(request: HttpRequest, form: str) -> HttpResponse:
    """The tariffs that the list shows by the same address, all pages of it."""
    day = day_of(request)
    rows = TariffFilter(request.GET or None, day=day).qs
    return in_form(exports.valid_table(rows, day), rows, day, form, "takster")
