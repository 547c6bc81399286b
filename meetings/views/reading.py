"""The pages on which a meeting is read: the meeting itself, and one item of it.

`kept` makes the copy that a tablet keeps for reading without a network: nothing in it is a form,
nothing is noted as read, and the caller hands in an edition without what is closed. It is the
address that tells which version is the newest, so that the copy can say when it is not.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from dasportal.accounts.access import person_of
from dasportal.accounts.slots import rendered

from .. import finding, reading, slots
from ..differences import item_differences, marked_recommendations
from ..models import AgendaItem, Meeting, MeetingDocument
from ..permissions import can_read_closed
from ..queries import agenda as queries
from ..reading import Edition
from ..slots import Mark
from ..snapshot import flat_items

UNREAD = Mark()
RICH = ("summary", "background", "presentation")


def meeting_page(
    request: HttpRequest, found: Meeting, edition: Edition | None, shared: dict[str, Any]
) -> HttpResponse:
    """The meeting as a member reads it. `shared` is what the secretariat's page has as well."""
    person = person_of(request)
    if edition:
        _lay(noted(request, found, edition, []), edition)
    context = {
        **shared,
        "edition": edition,
        "groups": reading.by_section(edition.items) if edition else [],
        "changed": edition.changed if edition else set(),
        "going_on": _first_unread(edition) if edition else None,
        "bundle": _bundle(shared["documents"], edition) if edition else None,
        "sees_link": can_read_closed(person, found),
        "tools": rendered(slots.READER_TOOLS, request, found),
        "panels": rendered(slots.MEETING_READER, request, found),
        "foot": rendered(slots.READER_FOOT, request, found),
    }
    return render(request, "meetings/read.html", context)


def kept_meeting_page(
    request: HttpRequest, found: Meeting, edition: Edition, *, kept: str
) -> HttpResponse:
    """The copy of it that is kept for reading without a network."""
    context = {
        "meeting": found, "edition": edition, "groups": reading.by_section(edition.items),
        "changed": edition.changed, "kept": timezone.now(), "newest_at": kept,
        "shown_at": found.get_absolute_url(),
    }  # fmt: skip
    return render(request, "meetings/read.html", context)


def item_page(
    request: HttpRequest,
    row: AgendaItem,
    snapshot: dict[str, Any],
    edition: Edition | None,
    *,
    kept: str = "",
) -> HttpResponse:
    """One item: of the edition that was sent, or as it stands, for the secretariat."""
    item = reading.find(snapshot, row.pk) or {}
    whole = [item, *item["children"]]
    if edition and not kept:
        _lay(noted(request, row.meeting, edition, [each["id"] for each in whole]), edition)
    before, after = reading.neighbours(snapshot, row.pk)
    queries.with_files(item)
    for each in whole:
        _say_changes(each)
    _add_parts(request, whole, kept=bool(kept))
    _find(request, whole)
    context = {
        "meeting": row.meeting, "row": row, "item": item, "edition": edition,
        "previous": before, "previous_label": f"Punkt {before['number']}" if before else "",
        "next": after, "next_label": f"Punkt {after['number']}" if after else "",
        "items": snapshot["items"], "total": len(snapshot["items"]),
        "kept": timezone.now() if kept else None, "newest_at": kept,
        "shown_at": reverse("meetings:item", args=[row.pk]),
    }  # fmt: skip
    if not kept:
        if edition:
            context["tools"] = rendered(slots.READER_TOOLS, request, row.meeting)
            context["foot"] = rendered(slots.READER_FOOT, request, row.meeting)
        context["top_panels"] = rendered(slots.ITEM_READER_TOP, request, row)
        context["panels"] = rendered(slots.ITEM_READER, request, row)
    return render(request, "meetings/item.html", context)


def noted(
    request: HttpRequest, meeting: Meeting, edition: Edition, ids: list[str]
) -> dict[str, Mark]:
    """How the items stand to what this person has read; then what is shown now is noted.

    Nothing is noted for a browser that fetches ahead, or for what was never sent from here.
    """
    person = person_of(request)
    marks: dict[str, Mark] = {}
    if not edition.number:
        return marks
    ahead = "prefetch" in request.headers.get("Sec-Purpose", "")
    for entry in slots.READING:
        marks |= entry.marks(person, meeting, edition)
        if request.method == "GET" and not ahead:
            entry.opened(person, meeting, edition, ids)
    return marks


def _lay(marks: dict[str, Mark], edition: Edition) -> None:
    for item in flat_items(edition.snapshot):
        item["mark"] = marks.get(item["id"], UNREAD)


def _first_unread(edition: Edition) -> dict[str, Any] | None:
    """Where to go on: the first item that one has not opened, or that has changed since."""
    rows = [item for item in edition.items if item["id"] and not item["withdrawn"]]
    return next((item for item in rows if not _is_read(item)), None)


def _is_read(item: dict[str, Any]) -> bool:
    return all(each.get("mark", UNREAD).read for each in (item, *item["children"]))


def _bundle(documents: list[MeetingDocument], edition: Edition) -> MeetingDocument | None:
    """The one PDF that holds it all."""
    whole = (d for d in documents if d.kind == edition.kind and d.with_attachments)
    return next(whole, None)


def _say_changes(item: dict[str, Any]) -> None:
    """What reads differently from when it was read last."""
    mark = item.get("mark", UNREAD)
    item["differences"] = item_differences(mark.before, item) if mark.before else []
    item["lines"] = marked_recommendations(mark.before, item)


def _add_parts(request: HttpRequest, items: list[dict[str, Any]], *, kept: bool) -> None:
    """What other apps have to say of each bilag."""
    rows = [bilag for item in items for bilag in item["attachments"]]
    entries = [entry for entry in slots.BILAG if entry.kept or not kept] if rows else []
    answers = [entry.parts(request, rows) for entry in entries]
    for bilag in rows:
        bilag["parts"] = [a[bilag["id"]] for a in answers if bilag["id"] in a]


def _find(request: HttpRequest, items: list[dict[str, Any]]) -> None:
    """Mark the words that were searched for, where they stand."""
    words = finding.words_of(request.GET.get("soeg", ""))
    if not words:
        return
    wanted = finding.pattern(words)
    for item in items:
        for key in RICH:
            item[key] = finding.marked_html(item[key], wanted)
        for statement in item["statements"]:
            statement["html"] = finding.marked_html(statement["html"], wanted)
        if item["decision"]:
            item["decision"]["html"] = finding.marked_html(item["decision"]["html"], wanted)
        item["lines"] = [finding.marked_html(line, wanted) for line in item["lines"]]
