"""The takstbilag as it was decided, what changed, and what applied on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from dasportal.accounts.access import person_of, requires
from dasportal.documents.files import as_file, serve
from meetings.models import AgendaItem
from tariffs import exports
from tariffs.appendix import lines_of, sums
from tariffs.views.fetching import visible_year
from tariffs.views.tables import table_file

from ..changes import count_lines
from ..exports import change_table
from ..forms import AskForm
from ..models import AppendixVersion, Withdrawal
from ..pdf import printed
from ..permissions import can_put_cases, can_read_versions
from ..queries import applying, offers_named, open_case
from ..workflow.sealing import order_seal
from .fetching import visible_version

if TYPE_CHECKING:
    from ..changes import ChangeSnapshot


@requires(can_read_versions)
@require_safe
def year(request: HttpRequest, year: int) -> HttpResponse:
    """A year's takstbilag, version by version, and the offers that leave the agreement."""
    found, person = visible_year(request, year), person_of(request)
    rows = AppendixVersion.objects.visible_to(person).filter(year=found)
    leaving = Withdrawal.objects.visible_to(person).filter(year=found)
    context = {
        "year": found,
        "versions": rows.select_related("file", "change_file", "case__submission__party"),
        "leaving": leaving.exclude(status="taken_back").select_related("offer__operator"),
        "case": open_case(found) if can_put_cases(person) else None,
        "office": can_put_cases(person),
        "has_tariffs": found.valid_tariffs.exists(),
    }
    return render(request, "decision/year.html", context)


@requires(can_read_versions)
@require_safe
def version(request: HttpRequest, pk: int) -> HttpResponse:
    """What was decided, what is new, and the PDFs when they are made."""
    found, person = visible_version(request, pk), person_of(request)
    item = AgendaItem.objects.visible_to(person).filter(pk=found.case.item_id).first()
    context = {
        "version": found,
        "year": found.year,
        "item": item,
        "submission": found.case.submission,
        "sums": sums(lines_of(found.snapshot["parties"]), found.snapshot["discuss_pct"]),
        "missing": [row["name"] for row in found.snapshot["parties"] if row["missing"]],
        "exceptions": found.snapshot["exceptions"],
        "office": can_put_cases(person),
        **changes_shown(found.changes),
    }
    return render(request, "decision/version.html", context)


def changes_shown(change: dict[str, Any] | None) -> dict[str, Any]:
    """Old and new, as a page draws them."""
    offers = change["offers"] if change else []
    return {
        "change": change or None,
        "changed": count_lines(offers),
        "offers": [{**o, "lines": [printed(line) for line in o["lines"]]} for o in offers],
    }


@requires(can_read_versions)
@require_safe
def pdf(request: HttpRequest, pk: int) -> HttpResponseBase:
    return _file(request, pk, "file")


@requires(can_read_versions)
@require_safe
def change_pdf(request: HttpRequest, pk: int) -> HttpResponseBase:
    return _file(request, pk, "change_file")


@requires(can_read_versions)
@require_safe
def data(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """The takstbilag's figures as they were decided: Excel, CSV or JSON."""
    found = visible_version(request, pk)
    made = {
        "xlsx": lambda: exports.workbook(exports.appendix_table(found.snapshot)),
        "csv": lambda: exports.csv_text(exports.appendix_table(found.snapshot)),
        "json": lambda: exports.appendix_json(found.snapshot),
    }
    if form not in made:
        raise Http404
    name = f"takstbilag-{found.year.year}-version-{found.number}.{form}"
    return as_file(made[form](), name)


@requires(can_read_versions)
@require_safe
def change_data(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """What is new in the version as Excel or CSV."""
    found = visible_version(request, pk)
    if not found.changes:
        raise Http404
    name = f"aendringer-{found.year.year}-version-{found.number}"
    return table_file(change_table(cast("ChangeSnapshot", found.changes)), name, form)


def _file(request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
    stored = getattr(visible_version(request, pk), name)
    if stored is None:
        raise Http404
    return serve(request, stored, inline="vis" in request.GET)


@requires(can_put_cases)
@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Try once more to make the PDF of a version."""
    found = visible_version(request, pk)
    with transaction.atomic():
        order_seal(found)
    messages.success(request, "PDF'en laves på ny.")
    return redirect(found)


@requires(can_read_versions)
@require_safe
def tariff(request: HttpRequest) -> HttpResponse:
    """Which tariffs applied at an offer on a day, and where each was decided."""
    form = AskForm(request.GET or None, initial={"dag": timezone.localdate()})
    context: dict[str, Any] = {"form": form, "asked": "", "offers": [], "rows": []}
    if form.is_bound and form.is_valid() and form.cleaned_data["tilbud"].strip():
        name = form.cleaned_data["tilbud"].strip()
        day = form.cleaned_data["dag"] or timezone.localdate()
        offers = offers_named(name)
        rows = applying(day, offer=offers[0]) if len(offers) == 1 else []
        context |= {"asked": name, "day": day, "offers": offers, "rows": rows}
    return render(request, "decision/tariff.html", context)
