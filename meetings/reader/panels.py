"""What reading adds to the pages of a meeting."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from dasportal.accounts.models import Person
from meetings import reading
from meetings.models import Meeting
from meetings.permissions import can_prepare_meetings
from meetings.snapshot import flat_items
from meetings.views.reading import noted

from . import queries
from .models import Edition
from .news import item_news


def tools(request: HttpRequest, meeting: Meeting) -> dict[str, Any] | None:
    """Words in the meeting, the whole of it on one page, and its versions against each other."""
    person = _person(request)
    kind = Edition.MINUTES if meeting.minutes_are_published else Edition.AGENDA
    numbers = queries.version_numbers(meeting, person, kind)
    values: dict[str, Any] = {"meeting": meeting}
    if numbers:
        values["keep"] = reverse("reader:kept", args=[meeting.pk])
        values["edition"] = f"{kind}-{numbers[-1]}"
    if numbers and kind == Edition.AGENDA:
        values["whole"] = reverse("meetings:version", args=[meeting.pk, numbers[-1]])
    if len(numbers) > 1:
        values["compare"] = reverse("reader:compare", args=[meeting.pk, kind])
    return values


def about(request: HttpRequest, meeting: Meeting) -> dict[str, Any] | None:
    """That the secretariat sees what is opened: said where one reads."""
    return None if can_prepare_meetings(_person(request), meeting) else {}


def minutes(request: HttpRequest, meeting: Meeting) -> dict[str, Any] | None:
    """The newest minutes are read as a whole: what has changed since last time, and noting it."""
    person = _person(request)
    match = request.resolver_match
    newest_page = match is not None and match.view_name == "meetings:minutes"
    if not newest_page or can_prepare_meetings(person, meeting):
        return None
    edition = reading.newest(meeting, person)
    if edition is None or edition.kind != Edition.MINUTES:
        return None
    items = flat_items(edition.snapshot)
    marks = noted(request, meeting, edition, [item["id"] for item in items])
    rows = [
        item_news(item, marks[item["id"]])
        for item in items
        if item["id"] in marks and marks[item["id"]].before
    ]
    return {"rows": rows} if rows else None


def _person(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)
    return request.user
