"""The workbook on its way out."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from dasportal.accounts.access import requires
from dasportal.documents.files import as_file
from tariffs.permissions import can_see_years
from tariffs.views.fetching import visible_submission

from ..exports import workbook


@requires(can_see_years)
@require_safe
def export(request: HttpRequest, pk: int) -> HttpResponse:
    """The prefilled workbook. It is the party's own, and is kept by no cache."""
    found = visible_submission(request, pk)
    what = f"rettelse-{found.number}" if found.is_correction else "takster"
    name = f"{what}-{found.year.year}-{slugify(found.party.name)}.xlsx"
    return as_file(workbook(found), name)
