"""Every version of a submission: who, when, and what was changed in it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dasportal.accounts.access import person_of, requires
from tariffs.models import SubmissionVersion
from tariffs.views.fetching import visible_submission

from ..differences import difference
from ..permissions import can_review, can_see_versions
from ..versions import step_label


@requires(can_see_versions)
@require_safe
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    """The newest first, each with how much it changed."""
    found = visible_submission(request, pk)
    rows = list(found.versions.select_related("made_by").order_by("number"))
    told, before = [], None
    for row in rows:
        told.append((row, step_label(row.step), difference(before, row.snapshot)))
        before = row.snapshot
    context = {"submission": found, "versions": told[::-1], "reviews": _reviews(request)}
    return render(request, "review/versions.html", context)


@requires(can_see_versions)
@require_safe
def version(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Line by line, old → new; against the version before, or the one that `mod` names."""
    found = visible_submission(request, pk)
    rows = {row.number: row for row in found.versions.select_related("made_by")}
    if number not in rows:
        raise Http404
    against = _against(request.GET.get("mod", ""), number, rows)
    old = rows[against] if against else None
    context = {
        "submission": found, "version": rows[number], "step": step_label(rows[number].step),
        "old": old, "difference": difference(old.snapshot if old else None, rows[number].snapshot),
        "others": sorted(n for n in rows if n != number), "number": number,
        "version_name": f"Version {number}",
        "reviews": _reviews(request),
    }  # fmt: skip
    return render(request, "review/version.html", context)


def _against(asked: str, number: int, rows: dict[int, SubmissionVersion]) -> int | None:
    if asked.isdecimal() and int(asked) in rows and int(asked) != number:
        return int(asked)
    return max((n for n in rows if n < number), default=None)


def _reviews(request: HttpRequest) -> bool:
    return can_review(person_of(request))
