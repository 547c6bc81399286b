"""Min side: the meeting that is on, what waits for me, and what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from dasportal.accounts.models import Person
from dasportal.accounts.permissions import is_secretariat
from dasportal.accounts.slots import Task
from dasportal.danish.dates import end_of_day
from dasportal.documents.models import PrintState

from .models import (
    CalendarFeed,
    Contribution,
    FollowUp,
    Meeting,
    MeetingDocument,
    MeetingStatus,
    acts_for,
)

AGENDA_DUE = timedelta(days=14)
NEXT_SHOWN = 5


def in_session(request: HttpRequest, person: Person) -> dict[str, Any] | None:
    """The meeting being held now, if the person may know of it."""
    meetings = Meeting.objects.visible_to(person).filter(status=MeetingStatus.IN_SESSION)
    rows = list(meetings.select_related("forum", "current_item"))
    return {"meetings": rows, "writes": is_secretariat(person)} if rows else None


def tasks(person: Person) -> Iterator[Task]:
    """What waits for the person at the meetings: the secretariat's work, and one's own tasks."""
    if is_secretariat(person):
        yield from _office_tasks()
    yield from _own_follow_ups(person)


def _office_tasks() -> Iterator[Task]:
    today = timezone.localdate()
    for row in Contribution.objects.filter(
        delivered_at__isnull=False, taken_in_at__isnull=True, revoked_at__isnull=True
    ).select_related("item__meeting__forum"):
        url = reverse("meetings:contribution", args=[row.pk])
        text = f"Tag bidraget fra {row.name} ind i punkt {row.item.number}"
        yield Task(text, url, note="Modtaget", tone="info")
    meetings = Meeting.objects.select_related("forum").filter(imported=False).order_by("date")
    for meeting in meetings.filter(status=MeetingStatus.HELD):
        url = reverse("meetings:minutes", args=[meeting.pk])
        yield Task(f"Send referatet af {meeting}", url, note="Ikke sendt", tone="attention")
    for meeting in meetings.filter(status=MeetingStatus.MINUTES_APPROVED, amended_on_approval=True):
        url = reverse("meetings:minutes", args=[meeting.pk])
        text = f"Skriv ændringerne ind i referatet af {meeting}, og forsegl det"
        yield Task(text, url, note="Godkendt med ændringer", tone="attention")
    for meeting in meetings.filter(status=MeetingStatus.PLANNED, date__lte=today + AGENDA_DUE):
        url = reverse("meetings:readiness", args=[meeting.pk])
        note = _days_to(meeting)
        yield Task(f"Send dagsordenen til {meeting}", url, note=note, tone="attention")
    failed = MeetingDocument.objects.filter(state=PrintState.FAILED).select_related(
        "meeting__forum"
    )
    for document in failed[:NEXT_SHOWN]:
        url = reverse("meetings:document", args=[document.pk])
        yield Task(f"Lav PDF'en igen: {document}", url, note="Mislykkedes", tone="bad")
    overdue = FollowUp.objects.overdue().count()
    if overdue:
        url = reverse("meetings:follow_ups") + "?status=overdue"
        yield Task("Opfølgning over fristen", url, note=str(overdue), tone="bad")


def _days_to(meeting: Meeting) -> str:
    days = (meeting.date - timezone.localdate()).days
    if days < 0:
        return "Datoen er passeret"
    return {0: "I dag", 1: "I morgen"}.get(days, f"Om {days} dage")


def _own_follow_ups(person: Person) -> Iterator[Task]:
    for row in FollowUp.objects.open().filter(owner_person=person):
        until = end_of_day(row.due) if row.due else None
        yield Task(row.what, row.get_absolute_url(), until)
    yield from _follow_ups_of_parties(person)


def _follow_ups_of_parties(person: Person) -> Iterator[Task]:
    """What the person's party has to do, and what it has been asked and not answered."""
    parties = acts_for(person)
    if not parties:
        return
    rows = FollowUp.objects.visible_to(person).open().of_parties(parties)
    for row in rows.exclude(owner_person=person).distinct():
        until = end_of_day(row.due) if row.due else None
        what = f"Svar: {row.what}" if row.asks_every_party else row.what
        yield Task(what, row.get_absolute_url(), until)


def coming(request: HttpRequest, person: Person) -> dict[str, Any] | None:
    """The next meetings of one's forums, nearest first."""
    rows = Meeting.objects.visible_to(person).upcoming().order_by("date", "starts_at")
    return {
        "meetings": rows.select_related("forum")[:NEXT_SHOWN],
        "plans": is_secretariat(person),
    }


def own_calendar(request: HttpRequest, person: Person) -> dict[str, Any]:
    """The profile: whether one's own calendar has an address."""
    return {"feed": CalendarFeed.objects.visible_to(person).open().first()}
