"""One line: last year beside this, what drove it, what was found, and what is asked about it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.refusals import refusals_as_messages, refusals_on
from dasportal.danish.numbers import format_number, format_percent
from tariffs.calculation import Figures, computed_tariff, drivers
from tariffs.models import TariffYear

from .. import workflow
from ..forms import AnswerForm, CommentForm
from ..models import LineComment, ReviewLine
from ..permissions import can_answer, can_review, can_see_versions
from ..wording import label_of
from ..workflow.comments import ASKED_WHILE
from .fetching import reviewed_line, visible_comment

DRIVERS = {"pl": "PL", "budget": "budget", "places": "pladser", "occupancy": "belægning",
           "rest": "øvrigt"}  # fmt: skip


@dataclass(frozen=True)
class Beside:
    """A figure this year and last, in words, and how it has moved."""

    label: str
    last: str
    now: str
    change: str
    has_moved: bool


@requires(can_review)
def line(request: HttpRequest, pk: int) -> HttpResponse:
    row = reviewed_line(request, pk)
    assert row.line is not None
    found = row.review.submission
    form = CommentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            text = form.cleaned_data["text"]
            workflow.write_comment(row.line, text=text, by=person_of(request))
            messages.success(request, "Kommentaren er gemt. Parten ser den, når der sendes retur.")
            return redirect("review:line", pk)
    comments = LineComment.objects.visible_to(person_of(request)).filter(line=pk)
    before, after = _next_to(row)
    context = {
        "row": row, "submission": found, "year": found.year, "form": form,
        "beside": beside_of(row), "drivers": drivers_of(row, found.year),
        "findings": [{**f, "label": label_of(f["code"])} for f in row.findings],
        "comments": comments.select_related("written_by", "answered_by"),
        "may_comment": found.status in ASKED_WHILE, "before": before, "after": after,
    }  # fmt: skip
    return render(request, "review/line.html", context)


def _next_to(row: ReviewLine) -> tuple[ReviewLine | None, ReviewLine | None]:
    """The lines before and after it in the submission."""
    rows = ReviewLine.objects.filter(review=row.review_id, line__isnull=False)
    before = rows.filter(position__lt=row.position).order_by("-position").first()
    return before, rows.filter(position__gt=row.position).order_by("position").first()


def beside_of(row: ReviewLine) -> list[Beside]:
    """Last year beside this, figure by figure, with the change in percent."""
    computed = computed_tariff(row.budget, row.places, row.occupancy_pct)
    last_computed = computed_tariff(row.last_budget, row.last_places, row.last_occupancy_pct)
    return [
        _beside("Pladser", row.last_places, row.places),
        _beside("Belægning, %", row.last_occupancy_pct, row.occupancy_pct),
        _beside("Budget, kr.", row.last_budget, row.budget, 0),
        _beside("Beregnet takst, kr.", last_computed, computed, 0),
        _beside("Takst, kr.", row.last_tariff, row.tariff),
    ]


def _beside(
    label: str, last: Decimal | None, now: Decimal | None, decimals: int | None = None
) -> Beside:
    moved = format_percent((now / last - 1) * 100, 2, signed=True) if last and now else "–"
    if last is not None and last == now:
        moved = "uændret"
    shown = [format_number(v, decimals) if v is not None else "–" for v in (last, now)]
    return Beside(label, shown[0], shown[1], moved, last is not None and last != now)


def drivers_of(row: ReviewLine, year: TariffYear) -> list[tuple[str, Decimal]]:
    """What moved the tariff, in kroner; empty when it cannot be told."""
    if row.last_tariff is None or row.tariff is None or year.pl_pct is None:
        return []
    last = Figures(row.last_budget, row.last_places, row.last_occupancy_pct, row.last_tariff)
    now = Figures(row.budget, row.places, row.occupancy_pct, row.tariff)
    parts = drivers(last, now, year.pl_pct).parts
    return [(DRIVERS[name], amount) for name, amount in parts.items() if amount]


@requires(can_review)
@require_POST
def comment_remove(request: HttpRequest, pk: int) -> HttpResponse:
    comment = visible_comment(request, pk)
    with refusals_as_messages(request):
        workflow.remove_comment(comment, by=person_of(request))
        messages.success(request, "Kommentaren er slettet.")
    if comment.line_id:
        return redirect("review:line", comment.line_id)
    return redirect("review:submission", comment.submission_id)


@requires(can_see_versions)
def comment_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """The party answers what was asked about a line."""
    comment = visible_comment(request, pk)
    if not can_answer(person_of(request), comment):
        raise Http404
    form = AnswerForm(request.POST or None, initial={"text": comment.answer})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            text = form.cleaned_data["text"]
            workflow.answer_comment(comment, text=text, by=person_of(request))
            messages.success(request, "Svaret er gemt. Sekretariatet kan se det.")
            return redirect("tariffs:submission", comment.submission_id)
    context = {"comment": comment, "submission": comment.submission, "form": form}
    return render(request, "review/answer.html", context)
