"""What a tablet keeps for reading without a network: which pages, the pages themselves, the script.

The copies are made here, of the edition without what is closed: nothing closed is ever handed to
the script that keeps them. Only answers that carry the header X-Keep are kept at all. Who signs
out, or whose roles have changed, loses them at the next contact: see dasportal/accounts/epoch.py.
"""

from __future__ import annotations

from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.permissions import has_a_role
from meetings import reading
from meetings.models import AgendaItem, Meeting
from meetings.reading import Edition, without_closed
from meetings.snapshot import flat_items
from meetings.views.fetching import visible_meeting
from meetings.views.reading import item_page, kept_meeting_page

from .bilag import KEEP


def _edition(request: HttpRequest, meeting: Meeting) -> Edition:
    """What may be kept of the meeting: the newest that was sent, without what is closed."""
    edition = reading.newest(meeting, person_of(request))
    if edition is None or not edition.number:
        raise Http404
    return without_closed(edition)


def _newest_at(meeting: Meeting) -> str:
    return reverse("reader:kept", args=[meeting.pk])


@requires(has_a_role)
@require_GET
def kept(request: HttpRequest, pk: int) -> JsonResponse:
    """Which pages of the meeting are kept, and in which version: what the script asks first."""
    found = visible_meeting(request, pk)
    edition = _edition(request, found)
    pages = [
        {"url": found.get_absolute_url(), "copy": reverse("reader:kept_meeting", args=[found.pk])}
    ]
    for item in flat_items(edition.snapshot):
        if item["id"]:
            page = reverse("meetings:item", args=[item["id"]])
            pages.append({"url": page, "copy": reverse("reader:kept_item", args=[item["id"]])})
    bilag = [
        reverse("reader:bilag", args=[row["id"]])
        for item in flat_items(edition.snapshot)
        for row in item["attachments"]
    ]
    values = {"meeting": str(pk), "edition": edition.label, "pages": pages, "bilag": bilag}
    return JsonResponse(values)


@requires(has_a_role)
@require_GET
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """The copy of the meeting's page."""
    found = visible_meeting(request, pk)
    page = kept_meeting_page(request, found, _edition(request, found), kept=_newest_at(found))
    return _to_keep(page, found)


@requires(has_a_role)
@require_GET
def item(request: HttpRequest, pk: str) -> HttpResponse:
    """The copy of an item's page; a closed item has none."""
    rows = AgendaItem.objects.visible_to(person_of(request))
    row = get_object_or_404(rows.select_related("meeting__forum", "parent"), pk=pk)
    edition = _edition(request, row.meeting)
    if edition.item(pk) is None:
        raise Http404
    page = item_page(request, row, edition.snapshot, edition, kept=_newest_at(row.meeting))
    return _to_keep(page, row.meeting)


def _to_keep(response: HttpResponse, meeting: Meeting) -> HttpResponse:
    response.headers[KEEP] = str(meeting.pk)
    return response


@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """The script that keeps copies, from the root so that it may answer for every page."""
    path = finders.find("js/offline-worker.js")
    if not isinstance(path, str):
        raise Http404
    script = Path(path).read_text(encoding="utf-8")
    response = HttpResponse(script, content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Service-Worker-Allowed"] = "/"
    return response
