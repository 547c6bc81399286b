"""What waits on Min side: answers and parts for the asked, and for the office what has come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from dasportal.accounts.models import Person
from dasportal.accounts.slots import Task
from dasportal.danish.dates import end_of_day

from .models import Compilation, Enquiry, EnquiryStatus, PartAnswer, Response, ResponseStatus
from .permissions import can_ask
from .queries import with_progress


def tasks_of(person: Person) -> Iterator[Task]:
    if can_ask(person):
        yield from _of_the_office()
        return
    yield from _to_answer(person)
    yield from _to_contribute(person)


def _to_answer(person: Person) -> Iterator[Task]:
    today = timezone.localdate()
    rows = Response.objects.for_person(person).unanswered().select_related(
        "enquiry", "party", "unit__party", "person", "lead"
    )  # fmt: skip
    for row in rows:
        if row.takes_answers(today):
            note, tone = _note(row)
            yield Task(
                f"Svar på »{row.enquiry.title}« for {row}" if row.party_id
                else f"Svar på »{row.enquiry.title}«",
                reverse("enquiries:response", args=[row.pk]), row.deadline, note, tone,
            )  # fmt: skip


def _note(row: Response) -> tuple[str, str]:
    if row.status == ResponseStatus.RETURNED:
        return "Spurgt igen", "attention"
    if row.status == ResponseStatus.DRAFT and row.lead:
        return f"{row.lead} skriver", "info"
    return row.get_status_display(), "neutral"


def _to_contribute(person: Person) -> Iterator[Task]:
    parts = PartAnswer.objects.open().filter(
        person=person, delivered_at__isnull=True, response__enquiry__status=EnquiryStatus.OPEN
    )
    for part in parts.select_related("response__enquiry", "asked_by"):
        yield Task(
            f"Skriv et bidrag til »{part.response.enquiry.title}«",
            reverse("enquiries:part", args=[part.pk]),
            end_of_day(part.due_on) if part.due_on else None,
            f"{part.asked_by} beder om det", "info",
        )  # fmt: skip


def _of_the_office() -> Iterator[Task]:
    today = timezone.localdate()
    over: Iterable[Any] = with_progress(Enquiry.objects.open().filter(closes_on__lt=today))
    for row in over:
        yield Task(
            f"Saml svarene på »{row.title}«", reverse("enquiries:answers", args=[row.pk]),
            row.deadline, f"{row.answered} af {row.asked}", "attention",
        )  # fmt: skip
    stuck = Compilation.objects.filter(Q(state="failed") | ~Q(problem=""))
    for compilation in stuck.select_related("enquiry"):
        yield Task(
            f"Se på opgørelsen af »{compilation.enquiry}«", compilation.get_absolute_url(),
            note="Mislykkedes", tone="bad",
        )  # fmt: skip
