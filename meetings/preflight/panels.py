"""The preflight's part of a page that sends something: run it, follow it, or see how it went."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from meetings.gates import Outgoing
from meetings.preflight import closed
from meetings.preflight.examining import edition_key
from meetings.preflight.models import Examination
from meetings.preflight.overview import overview
from meetings.preflight.standing import standing_of


def before_sending(request: HttpRequest, outgoing: Outgoing) -> dict[str, Any]:
    """How this very edition stands; an examination of an earlier one counts for nothing."""
    standing = standing_of(outgoing)
    context: dict[str, Any] = {"meeting": outgoing.meeting, "step": outgoing.step}
    if standing.examination is None:
        nothing = not standing.found and not closed.has_secrets(outgoing.snapshot)
        return {**context, "examination": newest(outgoing), "standing": None, "nothing": nothing}
    return {
        **context,
        "examination": standing.examination,
        "standing": standing,
        "channels": overview(standing),
    }


def newest(outgoing: Outgoing) -> Examination | None:
    """The last that was ordered of this very edition: under way, or failed."""
    key = edition_key(outgoing.meeting, outgoing.snapshot)
    rows = Examination.objects.filter(meeting=outgoing.meeting, draft_key=key)
    return rows.order_by("-requested_at").first()
