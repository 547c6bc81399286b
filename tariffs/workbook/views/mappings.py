"""How the party's own files are read: what is remembered, and forgetting it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.refusals import refusals_as_messages
from tariffs.permissions import can_see_years
from tariffs.views.fetching import visible_submission

from .. import workflow
from ..models import ColumnMapping
from ..taken import LABELS


@requires(can_see_years)
@require_safe
def remembered(request: HttpRequest, pk: int) -> HttpResponse:
    found = visible_submission(request, pk)
    rows = ColumnMapping.objects.visible_to(person_of(request)).of(found)
    shown = [(row, _said(row)) for row in rows.select_related("saved_by")]
    return render(request, "workbook/remembered.html", {"submission": found, "mappings": shown})


def _said(mapping: ColumnMapping) -> list[tuple[str, str]]:
    """Each field with the heading that it is read from."""
    pairs = sorted(mapping.columns.items(), key=lambda pair: list(LABELS).index(pair[0]))
    return [(LABELS[field], mapping.heading(place)) for field, place in pairs]


@requires(can_see_years)
@require_POST
def forget(request: HttpRequest, pk: int, mapping: int) -> HttpResponse:
    found = visible_submission(request, pk)
    rows = ColumnMapping.objects.visible_to(person_of(request)).of(found)
    kept = get_object_or_404(rows.select_related("party"), pk=mapping)
    with refusals_as_messages(request):
        workflow.forget_columns(kept, by=person_of(request))
        messages.success(request, f"»{kept.name}« er glemt. Næste gang bliver du spurgt igen.")
    return redirect("workbook:remembered", pk)
