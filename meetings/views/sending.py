"""Before something goes out: what it lacks, how it looks, who gets it; and later, what is new."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.permissions import is_secretariat
from dasportal.accounts.refusals import refusals_as_messages
from dasportal.accounts.slots import rendered

from .. import reading, slots, workflow
from ..changes import changes
from ..emails import recipients
from ..forms.sending import ConfirmForm, SendMinutesForm
from ..gates import Outgoing, are_open
from ..models import FindingAnswer, Meeting
from ..queries import agenda as queries
from ..queries.minutes import minuted_items, undecided
from ..readiness import BLOCKS, MISSING, Finding, findings
from ..snapshot import Snapshot, fingerprint, for_reader, minutes_snapshot
from ..workflow import MEETING
from .fetching import visible_meeting
from .places import mending_places, with_places


def _findings(meeting: Meeting, snapshot: Snapshot) -> list[Finding]:
    return findings(queries.draft_of(meeting, snapshot))


@requires(is_secretariat)
def readiness(request: HttpRequest, pk: int) -> HttpResponse:
    """What is missing, each with a link to where it is mended."""
    meeting = visible_meeting(request, pk)
    found = _findings(meeting, reading.as_it_stands(meeting))
    next_step = "send_changes" if meeting.agenda_is_published else "send_agenda"
    context = {
        "meeting": meeting,
        "groups": mending_places(meeting, found),
        "blocked": any(finding.level == BLOCKS for finding in found),
        "count": len(found),
        "may_send": MEETING.may(meeting, next_step, person_of(request)),
        "step": next_step,
    }
    return render(request, "meetings/readiness.html", context)


@requires(is_secretariat)
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The agenda as its readers will see it: the forum, or those who may not read closed items."""
    meeting = visible_meeting(request, pk)
    open_only = request.GET.get("for") == "andre"
    snapshot = for_reader(reading.as_it_stands(meeting), closed=not open_only)
    context = {
        "meeting": meeting,
        "snapshot": snapshot,
        "groups": reading.by_section(snapshot["items"]),
        "open_only": open_only,
    }
    return render(request, "meetings/preview.html", context)


@requires(is_secretariat)
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Who gets the agenda, what must be answered first, and the sending itself."""
    meeting = visible_meeting(request, pk)
    if not MEETING.may(meeting, "send_agenda", person_of(request)):
        messages.error(request, "Dagsordenen kan ikke sendes nu.")
        return redirect(meeting)
    snapshot = reading.as_it_stands(meeting)
    asked = asked_before(meeting, snapshot, lacks=True)
    form = ConfirmForm(request.POST or None, **asked)
    outgoing = Outgoing("send_agenda", meeting, snapshot, person_of(request))
    if form.is_valid() and may_leave(outgoing, form):
        with refusals_as_messages(request):
            workflow.answer(meeting, replies=form.replies(), by=person_of(request))
            version = workflow.send_agenda(meeting, by=person_of(request))
            people = len(recipients(meeting))
            messages.success(
                request,
                f"Dagsordenen er sendt til {people} (version {version.number}). PDF'erne laves nu.",
            )
            return redirect(meeting)
    context = _context(request, outgoing, form)
    context["count"] = len(snapshot["items"])
    return render(request, "meetings/send.html", context)


def asked_before(meeting: Meeting, snapshot: Snapshot, *, lacks: bool = False) -> dict[str, Any]:
    """What a confirming form is made of: what must be answered before this edition goes out, and
    what was answered before. What an agenda `lacks` says nothing of minutes."""
    rows = FindingAnswer.objects.standing().filter(meeting=meeting).select_related("answered_by")
    return {
        "findings": [row for row in _findings(meeting, snapshot) if lacks or row.level != MISSING],
        "fingerprint": fingerprint(snapshot),
        "answers": {row.key: row for row in rows},
    }


def may_leave(outgoing: Outgoing, form: ConfirmForm) -> bool:
    """Whether this edition has been looked through; else the form says what to do first."""
    if are_open(outgoing):
        return True
    form.add_error(None, "Kør fortrolighedskontrollen på denne udgave, før den sendes.")
    return False


def _context(request: HttpRequest, outgoing: Outgoing, form: ConfirmForm) -> dict[str, Any]:
    return {
        "meeting": outgoing.meeting,
        "form": form,
        "people": recipients(outgoing.meeting),
        "blocking": mending_places(outgoing.meeting, form.blocking),
        "asked": with_places(outgoing.meeting, form.asked),
        "others": form.others,
        "panels": rendered(slots.SENDING, request, outgoing),
        "ready": are_open(outgoing) and not form.blocking,
    }


@requires(is_secretariat)
def send_changes(request: HttpRequest, pk: int) -> HttpResponse:
    """What is new since the last version, and sending it."""
    meeting = visible_meeting(request, pk)
    if not MEETING.may(meeting, "send_changes", person_of(request)):
        messages.error(request, "Der kan ikke sendes ændringer nu.")
        return redirect(meeting)
    snapshot = reading.as_it_stands(meeting)
    newest = meeting.agenda_versions.order_by("-number").first()
    rows = changes(newest.snapshot if newest else None, snapshot)
    asked = asked_before(meeting, snapshot, lacks=True)
    form = ConfirmForm(request.POST or None, **asked)
    outgoing = Outgoing("send_changes", meeting, snapshot, person_of(request))
    if rows and form.is_valid() and may_leave(outgoing, form):
        with refusals_as_messages(request):
            workflow.answer(meeting, replies=form.replies(), by=person_of(request))
            version = workflow.send_changes(meeting, by=person_of(request))
            messages.success(request, f"Ændringerne er sendt som version {version.number}.")
        return redirect(meeting)
    context = {**_context(request, outgoing, form), "rows": rows, "newest": newest}
    return render(request, "meetings/changes.html", context)


@requires(is_secretariat)
def send_minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """Who gets the draft minutes, what must be answered first, and the sending itself."""
    meeting = visible_meeting(request, pk)
    if not MEETING.may(meeting, "send_minutes", person_of(request)):
        messages.error(request, "Referatet kan ikke sendes nu.")
        return redirect(meeting)
    snapshot = minutes_snapshot(meeting, version=0)
    form = SendMinutesForm(request.POST or None, meeting=meeting, **asked_before(meeting, snapshot))
    outgoing = Outgoing("send_minutes", meeting, snapshot, person_of(request))
    if form.is_valid() and may_leave(outgoing, form):
        with refusals_as_messages(request):
            workflow.answer(meeting, replies=form.replies(), by=person_of(request))
            workflow.send_minutes(meeting, by=person_of(request), answers=form.answers())
            messages.success(request, "Referatudkastet er sendt til forummets medlemmer.")
            return redirect("meetings:minutes", meeting.pk)
    context = {
        **_context(request, outgoing, form),
        "undecided": undecided(minuted_items(meeting)),
        "no_attendance": not meeting.attendance.exists(),
        "question": MEETING.get("send_minutes").confirm,
    }
    return render(request, "meetings/send_minutes.html", context)
