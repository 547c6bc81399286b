"""The secretariat's panel beside a meeting: what is public, what can be, and what was taken back."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from dasportal.accounts.transitions import NotAllowed
from meetings.models import Meeting
from meetings.publication import queries
from meetings.publication.models import Publication, PublicationKind
from meetings.publication.permissions import can_publish
from meetings.publication.workflow import agenda_to_publish, minutes_to_publish


def of_meeting(request: HttpRequest, meeting: Meeting) -> dict[str, Any] | None:
    """What stands on the public pages of the meeting; nothing for those who may not publish."""
    if not can_publish(request.user, meeting):
        return None
    rows = queries.publications_of(meeting.pk)
    kinds = [_kind(meeting, kind, rows) for kind in PublicationKind]
    if not any(kind["current"] or kind["can_publish"] or kind["past"] for kind in kinds):
        return {"meeting": meeting, "kinds": [], "place": None}
    return {"meeting": meeting, "kinds": kinds, "place": rows[0].place if rows else None}


def _kind(meeting: Meeting, kind: PublicationKind, rows: list[Publication]) -> dict[str, Any]:
    own = [row for row in rows if row.kind == kind]
    current = next((row for row in own if row.is_current), None)
    newest = _version_to_publish(meeting, kind)
    return {
        "kind": kind,
        "current": current,
        "past": [row for row in own if not row.is_current],
        "can_publish": newest is not None and (current is None or newest != _version_of(current)),
    }


def _version_of(publication: Publication) -> int:
    version = publication.minutes_version or publication.agenda_version
    return version.number if version else 0


def _version_to_publish(meeting: Meeting, kind: str) -> int | None:
    """The number of the version that could be published now; None when nothing could."""
    find = agenda_to_publish if kind == PublicationKind.AGENDA else minutes_to_publish
    try:
        source = find(meeting)
    except NotAllowed:
        return None
    version = source.agenda_version or source.minutes_version
    return version.number if version else 0
