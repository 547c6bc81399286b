"""Min side: the meeting that is on, what waits for me, and what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from dasportal.accounts.models import Person
from dasportal.accounts.permissions import is_secretariat
from dasportal.documents.models import PrintState

from .models import Contribution, FollowUp, Meeting, MeetingDocument, MeetingStatus

AGENDA_DUE = timedelta(days=14)
DRAFT_IS_NEWS = timedelta(days=45)
NEXT_SHOWN = 5


@dataclass(frozen=True)
class Task:
    """Something that waits: what, where to do it, and how it stands (a status tag)."""

    text: str
    url: str
    note: str = ""
    tone: str = "neutral"


def in_session(request: HttpRequest, person: Person) -> dict[str, Any] | None:
    """The meeting being held now, if the person may know of it."""
    meetings = Meeting.objects.visible_to(person).filter(status=MeetingStatus.IN_SESSION)
    rows = list(meetings.select_related("forum", "current_item"))
    return {"meetings": rows, "writes": is_secretariat(person)} if rows else None


def waiting(request: HttpRequest, person: Person) -> dict[str, Any] | None:
    """What waits for the person, most pressing first; nothing when nothing does."""
    tasks = [*(_office_tasks() if is_secretariat(person) else _member_tasks(person))]
    tasks += _own_follow_ups(person)
    return {"tasks": tasks} if tasks else None


def _office_tasks() -> Iterator[Task]:
    today = timezone.localdate()
    for row in Contribution.objects.filter(
        delivered_at__isnull=False, taken_in_at__isnull=True, revoked_at__isnull=True
    ).select_related("item__meeting__forum"):
        url = reverse("meetings:contribution", args=[row.pk])
        yield Task(
            f"Tag bidraget fra {row.name} ind i punkt {row.item.number}", url, "Modtaget", "info"
        )
    meetings = Meeting.objects.select_related("forum").filter(imported=False).order_by("date")
    for meeting in meetings.filter(status=MeetingStatus.HELD):
        url = reverse("meetings:minutes", args=[meeting.pk])
        yield Task(f"Send referatet af {meeting}", url, "Ikke sendt", "attention")
    for meeting in meetings.filter(status=MeetingStatus.MINUTES_APPROVED, amended_on_approval=True):
        url = reverse("meetings:minutes", args=[meeting.pk])
        yield Task(
            f"Skriv ændringerne ind i referatet af {meeting}, og forsegl det",
            url,
            "Godkendt med ændringer",
            "attention",
        )
    for meeting in meetings.filter(status=MeetingStatus.PLANNED, date__lte=today + AGENDA_DUE):
        url = reverse("meetings:readiness", args=[meeting.pk])
        yield Task(f"Send dagsordenen til {meeting}", url, _days_to(meeting), "attention")
    failed = MeetingDocument.objects.filter(state=PrintState.FAILED).select_related(
        "meeting__forum"
    )
    for document in failed[:NEXT_SHOWN]:
        url = reverse("meetings:document", args=[document.pk])
        yield Task(f"Lav PDF'en igen: {document}", url, "Mislykkedes", "bad")
    overdue = FollowUp.objects.overdue().count()
    if overdue:
        url = reverse("meetings:follow_ups") + "?status=overdue"
        yield Task("Opfølgning over fristen", url, str(overdue), "bad")


def _days_to(meeting: Meeting) -> str:
    days = (meeting.date - timezone.localdate()).days
    if days < 0:
        return "Datoen er passeret"
    return {0: "I dag", 1: "I morgen"}.get(days, f"Om {days} dage")


def _member_tasks(person: Person) -> Iterator[Task]:
    mine = Meeting.objects.visible_to(person).select_related("forum").order_by("date")
    soon = mine.upcoming().filter(status=MeetingStatus.AGENDA_SENT)
    for meeting in soon:
        yield Task(
            f"Læs dagsordenen til {meeting}", meeting.get_absolute_url(), _days_to(meeting), "info"
        )
    since = timezone.now() - DRAFT_IS_NEWS
    drafts = mine.filter(status=MeetingStatus.MINUTES_SENT, minutes_versions__created_at__gt=since)
    for meeting in drafts.distinct():
        url = reverse("meetings:minutes", args=[meeting.pk])
        yield Task(f"Læs referatudkastet fra {meeting}", url, "Godkendes på næste møde", "info")


def _own_follow_ups(person: Person) -> Iterator[Task]:
    today = timezone.localdate()
    for row in FollowUp.objects.open().filter(owner_person=person):
        late = row.due is not None and row.due < today
        note = f"Senest {date_format(row.due, 'j. F')}" if row.due else "Ingen frist"
        yield Task(
            row.what,
            reverse("meetings:follow_up", args=[row.pk]),
            note,
            "bad" if late else "neutral",
        )


def coming(request: HttpRequest, person: Person) -> dict[str, Any] | None:
    """The next meetings of one's forums, nearest first."""
    rows = Meeting.objects.visible_to(person).upcoming().order_by("date", "starts_at")
    return {
        "meetings": rows.select_related("forum")[:NEXT_SHOWN],
        "plans": is_secretariat(person),
    }
