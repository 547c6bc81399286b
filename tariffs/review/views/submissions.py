"""One submission: its lines beside last year's, comments, sending back and taking in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe
from django_tables2 import RequestConfig

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.refusals import refusals_as_messages, refusals_on
from dasportal.danish.numbers import format_percent
from tariffs import workflow as tariff_workflow
from tariffs.models import Submission
from tariffs.workflow import SUBMISSION

from .. import workflow
from ..forms import ReturnForm
from ..judging import refresh
from ..models import LineComment, ReviewLine
from ..permissions import can_review
from ..queries import by_size, for_list, neighbours_of, over, sums_of, waiting_in
from ..tables import ReviewTable
from .fetching import reviewed_submission

PER_PAGE = 50


@requires(can_review)
@require_safe
def submission(request: HttpRequest, pk: int) -> HttpResponse:
    found, person = reviewed_submission(request, pk), person_of(request)
    refresh(found.year)
    rows = ReviewLine.objects.visible_to(person).filter(review__submission=found)
    tabs, chosen = _parts(rows, found, request.GET.get("vis", ""))
    sums = sums_of(rows.filter(chosen), found.year)
    shown = for_list(rows.filter(chosen))
    shown = by_size(shown) if chosen else shown.order_by("position")
    table = ReviewTable(shown, year=found.year, sums=sums, names_party=False)
    RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(table)
    comments = LineComment.objects.visible_to(person).filter(submission=found)
    context = {
        "submission": found, "year": found.year, "table": table, "tabs": tabs, "sums": sums,
        "steps": {step.name for step in SUBMISSION.available(found, person)},
        "near": neighbours_of(found, person), "whole": found.review.whole,
        "comments": list(comments.select_related("written_by", "answered_by")),
    }  # fmt: skip
    context["unsent"] = sum(1 for row in context["comments"] if row.status == "written")
    return render(request, "review/submission.html", context)


def _parts(
    rows: QuerySet[ReviewLine], found: Submission, asked: str
) -> tuple[list[dict[str, Any]], Q]:
    """The ways to look at it, each with its number, and which is asked for. One query."""
    limit = found.year.explain_pct
    wanted = {
        "": ("Alle linjer", Q()),
        "aendret": (f"Over {format_percent(limit)}", over(limit)),
        "fund": ("Med fund", ~Q(codes=[])),
        "ny": ("Nye", Q(last_tariff__isnull=True)),
        "kommentar": ("Kommenteret", Q(line__review_comments__isnull=False)),
    }
    asked = asked if asked in wanted else ""
    counts = {
        name: rows.filter(which).values("pk").distinct().count()
        for name, (_, which) in wanted.items()
    }
    tabs = [
        {"label": label, "url": f"?vis={name}" if name else "?", "current": name == asked,
         "count": counts[name]}
        for name, (label, _) in wanted.items()
    ]  # fmt: skip
    if asked == "kommentar":
        return tabs, Q(line__in=found.line_comments.values("line"))
    return tabs, wanted[asked][1]


@requires(can_review)
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """What the party will read is shown before it is sent."""
    found = reviewed_submission(request, pk)
    comments = list(found.line_comments.unsent().select_related("written_by"))
    form = ReturnForm(request.POST or None, comments=comments)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            note = form.cleaned_data["note"]
            workflow.send_back(found, note=note, by=person_of(request))
            messages.success(request, f"{found} er sendt retur.")
            return _on(request, found)
    context = {"submission": found, "year": found.year, "form": form, "comments": comments}
    return render(request, "review/return.html", context)


@requires(can_review)
@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    found = reviewed_submission(request, pk)
    with refusals_as_messages(request):
        tariff_workflow.accept(found, by=person_of(request))
        messages.success(request, f"{found} er taget imod.")
        return _on(request, found)
    return redirect("review:submission", pk)


def _on(request: HttpRequest, done: Submission) -> HttpResponse:
    """To the next that waits, after this one where there is any; else to the queue."""
    waiting = waiting_in(done.year, person_of(request))
    if not waiting:
        return redirect("review:queue", done.year.year)
    return redirect("review:submission", waiting[0].pk)
