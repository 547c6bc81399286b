"""The steps of a meeting: a page that asks first where the step cannot be undone, then one verb."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.models import Person
from dasportal.accounts.permissions import has_a_role
from dasportal.accounts.refusals import refusals_as_messages
from dasportal.accounts.transitions import Transition

from ..models import Meeting
from ..permissions import can_prepare_meetings
from ..queries.invitations import invitees
from ..workflow import (
    MEETING,
    end_meeting,
    invite_members,
    reinstate_meeting,
    resume_meeting,
    seal_minutes,
    start_meeting,
    withdraw_minutes,
)
from .fetching import visible_meeting
from .places import OWN_PAGES, step_address

# What the page says when the step is done. Steps with a page of their own are not here.
STEPS: dict[str, tuple[Callable[..., Any], str]] = {
    "invite": (invite_members, "Medlemmerne er indkaldt. Mødet ligger i deres kalender."),
    "start": (start_meeting, "Mødet er åbnet."),
    "end": (end_meeting, "Mødet er slut. Referatet kan nu gøres færdigt og sendes."),
    "resume": (resume_meeting, "Mødet er genåbnet."),
    "withdraw_minutes": (
        withdraw_minutes,
        "Udkastet kan nu rettes. Send det igen, når det er klar.",
    ),
    "seal": (seal_minutes, "Referatet forsegles. Det tager et øjeblik at lave PDF'en."),
    "reinstate": (reinstate_meeting, "Mødet er genoprettet som planlagt."),
}


@requires(has_a_role)
def step(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """GET asks, POST does it. Who may and when is the table's to say."""
    meeting = visible_meeting(request, pk)
    if name in OWN_PAGES:
        return redirect(step_address(meeting, name))
    if name not in STEPS:
        raise Http404
    transition = MEETING.get(name)
    if not transition.allowed(person_of(request), meeting):
        raise Http404
    if request.method == "POST":
        return _take(request, meeting, name)
    return render(request, "meetings/minutes/step.html", _question(meeting, transition))


def _take(request: HttpRequest, meeting: Meeting, name: str) -> HttpResponse:
    verb, done = STEPS[name]
    person = person_of(request)
    with refusals_as_messages(request):
        verb(meeting, by=person)
        messages.success(request, done)
        return redirect(*_after(name, meeting, person))
    return redirect(meeting)


def _after(name: str, meeting: Meeting, person: Person) -> tuple[Any, ...]:
    """Where one wants to be next: writing when the meeting opens, reading when it is over."""
    if name in ("start", "resume", "withdraw_minutes") and can_prepare_meetings(person, meeting):
        return ("meetings:start_writing", meeting.pk)
    if name in ("end", "seal"):
        return ("meetings:minutes", meeting.pk)
    return (meeting,)


def _question(meeting: Meeting, transition: Transition) -> dict[str, Any]:
    context: dict[str, Any] = {
        "meeting": meeting,
        "heading": f"{transition.label}?",
        "question": transition.confirm or f"{meeting}.",
        "submit_label": transition.label,
        "cancel_url": meeting.get_absolute_url(),
    }
    if transition.name == "invite":
        context["people"] = [one.person for one in invitees(meeting)]
        context["shows_frame"] = True
        context["no_hour"] = meeting.starts_at is None
    return context
