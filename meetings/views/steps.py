"""The steps of a meeting: a page that asks first where the step cannot be undone, then one verb."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from dasportal.accounts.access import requires
from dasportal.accounts.models import Person
from dasportal.accounts.permissions import has_a_role
from dasportal.accounts.transitions import Transition

from ..emails import recipients
from ..forms.minutes import SendMinutesForm
from ..models import Meeting
from ..permissions import can_prepare_meetings
from ..queries.invitations import invitees
from ..queries.minutes import minuted_items, undecided
from ..workflow import (
    MEETING,
    end_meeting,
    invite_members,
    reinstate_meeting,
    resume_meeting,
    seal_minutes,
    send_minutes,
    start_meeting,
    withdraw_minutes,
)
from .fetching import person_of, visible_meeting
from .refusals import refusals_as_messages

# What the page says when the step is done. Steps with a page of their own are not here.
STEPS: dict[str, tuple[Callable[..., Any], str]] = {
    "invite": (invite_members, "Medlemmerne er indkaldt. Mødet ligger i deres kalender."),
    "start": (start_meeting, "Mødet er åbnet."),
    "end": (end_meeting, "Mødet er slut. Referatet kan nu gøres færdigt og sendes."),
    "resume": (resume_meeting, "Mødet er genåbnet."),
    "send_minutes": (send_minutes, "Referatudkastet er sendt til forummets medlemmer."),
    "withdraw_minutes": (
        withdraw_minutes,
        "Udkastet kan nu rettes. Send det igen, når det er klar.",
    ),
    "seal": (seal_minutes, "Referatet forsegles. Det tager et øjeblik at lave PDF'en."),
    "reinstate": (reinstate_meeting, "Mødet er genoprettet som planlagt."),
}
ASKING = {"send_minutes"}  # steps whose page has the followers' questions


@requires(has_a_role)
def step(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """GET asks, POST does it. Who may and when is the table's to say."""
    meeting = visible_meeting(request, pk)
    if name not in STEPS:
        raise Http404
    transition = MEETING.get(name)
    if not transition.allowed(person_of(request), meeting):
        raise Http404
    form = _asked(request, meeting) if name in ASKING else None
    if request.method == "POST" and (form is None or form.is_valid()):
        return _take(request, meeting, name, form)
    context = {**_question(meeting, transition), "form": form}
    return render(request, "meetings/minutes/step.html", context)


def _asked(request: HttpRequest, meeting: Meeting) -> SendMinutesForm:
    posted = request.POST if request.method == "POST" else None
    return SendMinutesForm(posted, meeting=meeting)


def _take(
    request: HttpRequest, meeting: Meeting, name: str, form: SendMinutesForm | None
) -> HttpResponse:
    verb, done = STEPS[name]
    person = person_of(request)
    answers = {"answers": form.cleaned_data} if form else {}
    with refusals_as_messages(request):
        verb(meeting, by=person, **answers)
        messages.success(request, done)
        return redirect(*_after(name, meeting, person))
    return redirect(meeting)


def _after(name: str, meeting: Meeting, person: Person) -> tuple[Any, ...]:
    """Where one wants to be next: writing when the meeting opens, reading when it is over."""
    if name in ("start", "resume", "withdraw_minutes") and can_prepare_meetings(person, meeting):
        return ("meetings:start_writing", meeting.pk)
    if name in ("end", "send_minutes", "seal"):
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
    if transition.name == "send_minutes":
        context["people"] = recipients(meeting)
        context["undecided"] = undecided(minuted_items(meeting))
        context["no_attendance"] = not meeting.attendance.exists()
    return context
