"""A submission's steps: looked through and handed in, sent back, taken in; and its receipt."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.refusals import refusals_as_messages
from dasportal.documents.files import serve
from dasportal.documents.press import FontsMissing
from dasportal.documents.storage import DiskFull

from .. import workflow
from ..emails import reporters
from ..forms import ReasonForm
from ..models import Submission, SubmissionVersion
from ..permissions import can_see_years
from ..receipts import receipt_of, receipt_table
from ..sheet import Sheet, SheetRow, sheet_of
from ..workflow import SUBMISSION
from .fetching import visible_submission
from .tables import table_file

NO_RECEIPT = "Kvitteringen kunne ikke laves lige nu. Prøv igen om lidt."


@requires(can_see_years)
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """What is handed in, and what stops it."""
    found = visible_submission(request, pk)
    if request.method == "POST":
        with refusals_as_messages(request):
            workflow.submit(found, by=person_of(request))
            messages.success(
                request,
                f"{found} er indsendt til sekretariatet. Kvitteringen er sendt på mail og ligger "
                "nederst på siden.",
            )
        return redirect("tariffs:submission", pk)
    sheet = sheet_of(found)
    context = {
        "submission": found, "sheet": sheet, "step": SUBMISSION.get("submit"),
        "may": "submit" in {s.name for s in SUBMISSION.available(found, person_of(request))},
        "sums": summary_of(sheet), "receivers": reporters(found.party),
    }  # fmt: skip
    return render(request, "tariffs/submit.html", context)


def summary_of(sheet: Sheet) -> dict[str, Any]:
    """What is to be checked before it is handed in."""
    rows = sheet.rows
    moved = [row for row in rows if row.facts.is_billed and row.facts.change is not None]
    limit = sheet.book.year.explain_pct
    over = [row for row in moved if _size(row) > limit]
    over.sort(key=_size, reverse=True)
    told = [pair for row in rows for pair in row.notices] + sheet.whole
    return {
        "billed": sum(1 for row in rows if row.facts.is_billed),
        "up": sum(1 for row in moved if (row.facts.change or 0) > 0),
        "down": sum(1 for row in moved if (row.facts.change or 0) < 0),
        "new": sum(1 for row in rows if row.facts.last is None),
        "gone": len(sheet.book.gone),
        "over": over,
        "notices": len(told),
        "answered": sum(1 for _, answer in told if answer),
    }


def _size(row: SheetRow) -> Decimal:
    """How much the line has moved, up or down."""
    return abs(row.facts.change or Decimal(0))


@requires(can_see_years)
def return_to_party(request: HttpRequest, pk: int) -> HttpResponse:
    found = visible_submission(request, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_as_messages(request):
            workflow.return_submission(found, by=person_of(request), **form.cleaned_data)
            messages.success(request, f"{found} er sendt retur.")
        return redirect("tariffs:submission", pk)
    context = {
        "heading": f"Send retur: {found}", "form": form, "submit_label": "Send retur",
        "cancel_url": reverse("tariffs:submission", args=[pk]),
    }  # fmt: skip
    return render(request, "components/form_page.html", context)


@requires(can_see_years)
@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    found = visible_submission(request, pk)
    with refusals_as_messages(request):
        workflow.accept(found, by=person_of(request))
        messages.success(request, f"{found} er taget imod.")
    return redirect("tariffs:submission", pk)


def receipts_of(found: Submission) -> list[SubmissionVersion]:
    """The versions that were handed in, the newest first."""
    return list(found.versions.filter(step="submit").defer("snapshot").order_by("-number"))


@requires(can_see_years)
@require_safe
def receipt(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The receipt of a version that was handed in."""
    found = _handed_in(request, pk)
    try:
        stored = receipt_of(found)
    except (DiskFull, FontsMissing):
        messages.error(request, NO_RECEIPT)
        return redirect("tariffs:submission", found.submission_id)
    return serve(request, stored, inline=True)


def _handed_in(request: HttpRequest, pk: int) -> SubmissionVersion:
    rows = SubmissionVersion.objects.visible_to(person_of(request)).filter(step="submit")
    return get_object_or_404(rows.select_related("submission__party", "submission__year"), pk=pk)


@requires(can_see_years)
@require_safe
def receipt_data(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """What the receipt says as Excel or CSV."""
    found = _handed_in(request, pk)
    name = f"kvittering-takster-{found.submission.year.year}-version-{found.number}"
    return table_file(receipt_table(found), name, form)
