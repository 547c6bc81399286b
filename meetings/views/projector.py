"""What the room sees: the item the meeting has come to, and its decision as it is written."""

from __future__ import annotations

import hashlib

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import patch_cache_control
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.permissions import has_a_role

from ..models import Meeting
from ..permissions import can_read_closed
from .fetching import visible_meeting


@requires(has_a_role)
@require_safe
def projector(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole page, without the frame. It follows by itself."""
    meeting = visible_meeting(request, pk)
    context = {"meeting": meeting, "content": _content(request, meeting)}
    return render(request, "meetings/minutes/projector.html", context)


@requires(has_a_role)
@require_safe
def projector_content(request: HttpRequest, pk: int) -> HttpResponse:
    """The part that changes; 304 while nothing has."""
    html = _content(request, visible_meeting(request, pk))
    etag = quote_etag(hashlib.sha256(html.encode()).hexdigest()[:32])
    if request.headers.get("If-None-Match") == etag:
        return HttpResponse(status=304, headers={"ETag": etag})
    response = HttpResponse(html, headers={"ETag": etag})
    patch_cache_control(response, no_cache=True, private=True)
    return response


def _content(request: HttpRequest, meeting: Meeting) -> str:
    """Nothing of a closed item is thrown on the wall: those who may read it have it before them."""
    item = meeting.current_item if meeting.is_being_minuted else None
    context = {
        "meeting": meeting,
        "item": item,
        "closed": item is not None and item.is_closed,
        "may_read": can_read_closed(person_of(request), meeting),
        "decision": getattr(item, "decision", None),
        "follow_ups": item.follow_ups.all() if item else [],
    }
    return render_to_string("meetings/minutes/projector_content.html", context, request)
