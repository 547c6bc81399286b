"""The secretariat's side: publishing the open part, and taking it back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.permissions import is_secretariat
from dasportal.accounts.refusals import refusals_as_messages
from dasportal.accounts.slots import rendered
from dasportal.accounts.transitions import NotAllowed
from meetings import reading, slots
from meetings.gates import Outgoing, are_open
from meetings.publication import tasks, workflow
from meetings.publication.forms import PublishForm, WithdrawForm
from meetings.publication.models import Publication, PublicationKind
from meetings.publication.workflow import PUBLICATION
from meetings.views.fetching import visible_meeting
from meetings.views.places import mending_places, with_places
from meetings.views.sending import asked_before, may_leave
from meetings.workflow import answer


@requires(is_secretariat)
def publish(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """What everybody would read, what must be looked at first, and giving it to them."""
    meeting = visible_meeting(request, pk)
    agenda = kind == PublicationKind.AGENDA
    find = workflow.agenda_to_publish if agenda else workflow.minutes_to_publish
    verb = workflow.publish_agenda if agenda else workflow.publish_minutes
    try:
        source = find(meeting)
    except NotAllowed as refusal:
        messages.error(request, refusal.message)
        return redirect(meeting)
    asked = asked_before(meeting, source.snapshot)
    form = PublishForm(request.POST or None, source=source, **asked)
    outgoing = Outgoing(f"publish_{kind}", meeting, source.snapshot, person_of(request))
    if form.is_valid() and may_leave(outgoing, form):
        with refusals_as_messages(request):
            answer(meeting, replies=form.replies(), by=person_of(request))
            chosen = form.cleaned_data.get("attachments", [])
            verb(meeting, by=person_of(request), attachments=chosen)
            done = "Dagsordenen" if agenda else "Referatet"
            messages.success(request, f"{done} er offentliggjort. PDF'en laves nu.")
            return redirect(meeting)
    context = _context(request, outgoing, source, form)
    return render(request, "meetings/publication/publish.html", context)


def _context(
    request: HttpRequest, outgoing: Outgoing, source: workflow.Source, form: PublishForm
) -> dict[str, Any]:
    items = source.public["items"]
    return {
        "meeting": outgoing.meeting,
        "form": form,
        "step": PUBLICATION.get(outgoing.step),
        "groups": reading.by_section(items),
        "closed": sum(item["is_stub"] for item in items),
        "version": source.agenda_version or source.minutes_version,
        "blocking": mending_places(outgoing.meeting, form.blocking),
        "asked": with_places(outgoing.meeting, form.asked),
        "panels": rendered(slots.SENDING, request, outgoing),
        "ready": are_open(outgoing) and not form.blocking,
    }


def _visible(request: HttpRequest, pk: str) -> Publication:
    rows = Publication.objects.visible_to(person_of(request))
    return get_object_or_404(rows.select_related("place__meeting__forum"), pk=pk)


@requires(is_secretariat)
def withdraw(request: HttpRequest, pk: str) -> HttpResponse:
    """Take a publication back, saying why."""
    publication = _visible(request, pk)
    meeting = publication.place.meeting
    step = PUBLICATION.get("withdraw")
    if not PUBLICATION.may(publication, "withdraw", person_of(request)):
        messages.error(request, "Udgaven er ikke offentlig længere.")
        return redirect(meeting)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        with refusals_as_messages(request):
            workflow.withdraw(publication, by=person_of(request), **form.cleaned_data)
            messages.success(request, f"{publication} er trukket tilbage.")
        return redirect(meeting)
    context = {
        "form": form,
        "heading": f"Træk tilbage: {publication}",
        "question": step.confirm,
        "consequences": [
            "Sider, bilag, PDF og feed viser den ikke længere. Kopier hos andre kan leve et minut.",
            "Adresserne bliver ved med at virke og siger, at udgaven er trukket tilbage.",
            "Den kan offentliggøres igen.",
        ],
        "submit_label": step.label,
        "danger": True,
        "cancel_url": meeting.get_absolute_url(),
    }
    return render(request, "components/confirm_page.html", context)


@requires(is_secretariat)
@require_POST
def again(request: HttpRequest, pk: str) -> HttpResponse:
    """Try once more to make a public PDF that failed."""
    publication = _visible(request, pk)
    with transaction.atomic():
        tasks.order(publication)
    messages.info(request, "PDF'en laves igen.")
    return redirect(publication.place.meeting)
