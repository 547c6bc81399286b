"""Words in a meeting, what changed between its versions, and who has opened what."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.permissions import has_a_role, is_secretariat
from meetings import reading
from meetings.differences import changed_items
from meetings.models import Meeting
from meetings.permissions import can_prepare_meetings
from meetings.snapshot import Snapshot, flat_items
from meetings.views.fetching import visible_meeting

from .. import attention, finding, queries


@requires(has_a_role)
@require_GET
def search(request: HttpRequest, pk: int) -> HttpResponse:
    """Words in the meeting's items, decisions and bilag: GET `soeg`."""
    meeting = visible_meeting(request, pk)
    query = request.GET.get("soeg", "").strip()[:200]
    snapshot = _read(request, meeting)
    found = finding.find(snapshot, query)
    context = {
        "meeting": meeting, "query": query, "found": found,
        "hits": sum(len(row.hits) + row.more for row in found),
    }  # fmt: skip
    return render(request, "reader/search.html", context)


def _read(request: HttpRequest, meeting: Meeting) -> Snapshot:
    """What this person reads of the meeting; for the secretariat as it stands. 404 when nothing."""
    edition = reading.newest(meeting, person_of(request))
    if edition is not None:
        return edition.snapshot
    if can_prepare_meetings(person_of(request), meeting):
        return reading.as_it_stands(meeting)
    raise Http404


@requires(has_a_role)
@require_GET
def compare(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Two sent versions against each other, item by item: GET `fra` and `til`."""
    meeting = visible_meeting(request, pk)
    numbers = queries.version_numbers(meeting, person_of(request), kind)
    if len(numbers) < 2:
        raise Http404
    first, second = _chosen(request, numbers)
    editions = queries.editions(meeting, person_of(request), kind, [first, second])
    before, after = (flat_items(editions[number].snapshot) for number in (first, second))
    gone = {item["id"] for item in before} - {item["id"] for item in after}
    context: dict[str, Any] = {
        "meeting": meeting, "kind": kind, "numbers": numbers, "first": first, "second": second,
        "changed": changed_items(before, after), "edition": editions[second],
        "gone": [item for item in before if item["id"] and item["id"] in gone],
    }  # fmt: skip
    return render(request, "reader/compare.html", context)


def _chosen(request: HttpRequest, numbers: list[int]) -> tuple[int, int]:
    """The versions that were asked for; else the newest and the one before it."""
    wanted = [request.GET.get(name, "") for name in ("fra", "til")]
    if all(text.isdecimal() and int(text) in numbers for text in wanted):
        first, second = sorted(int(text) for text in wanted)
        if first != second:
            return first, second
    return numbers[-2], numbers[-1]


@requires(is_secretariat)
@require_GET
def opened(request: HttpRequest, pk: int) -> HttpResponse:
    """Who has opened which items of the newest agenda or minutes, for the secretariat."""
    meeting = visible_meeting(request, pk)
    context = {"meeting": meeting, "read": attention.of(meeting), "asked": attention.asked(meeting)}
    return render(request, "reader/opened.html", context)
