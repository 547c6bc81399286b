"""What was sent about a meeting, to whom, and how it went."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.permissions import is_secretariat

from ..queries import invitations, told
from .fetching import visible_meeting


@requires(is_secretariat)
@require_safe
def sent(request: HttpRequest, pk: int) -> HttpResponse:
    """Each message with its receivers; those that did not get there come first."""
    meeting = visible_meeting(request, pk)
    messages = told.messages(meeting, person_of(request))
    context = {
        "meeting": meeting,
        "messages_sent": messages,
        "troubled": [mail for message in messages for mail in message.troubled],
        "invited": invitations.called(meeting),
    }
    return render(request, "meetings/told.html", context)
