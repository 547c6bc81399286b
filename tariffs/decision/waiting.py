"""What waits for the secretariat: a decision to write in, a case without a meeting."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse

from dasportal.accounts.models import Person
from dasportal.accounts.slots import Task
from dasportal.documents.models import PrintState
from meetings.models import MeetingStatus
from tariffs.models import Submission, SubmissionStatus

from .models import AppendixVersion, CaseStatus, TariffCase

ENDED = (
    MeetingStatus.HELD, MeetingStatus.MINUTES_SENT, MeetingStatus.MINUTES_APPROVED,
    MeetingStatus.SEALED,
)  # fmt: skip


def tasks_of(person: Person) -> Iterator[Task]:
    """Of the secretariat. A constant number of queries."""
    if not person.is_of_secretariat():
        return
    rows = TariffCase.objects.open().select_related("year", "submission__party", "item__meeting")
    held = Q(item__meeting__status__in=ENDED)
    for case in rows.filter(held | Q(item__isnull=True)):
        if case.item is None:
            text = f"Sæt på dagsorden: {case}"
            yield Task(text, case.get_absolute_url(), note="Venter på et møde", tone="attention")
        else:
            yield Task(f"Skriv beslutningen ind: {case}", case.get_absolute_url(), note="Afholdt")
    corrections = Submission.objects.filter(
        kind="correction", status__in=[SubmissionStatus.SUBMITTED, SubmissionStatus.ACCEPTED]
    ).exclude(cases__status=CaseStatus.OPEN)
    for row in corrections.select_related("party", "year"):
        url = reverse("decision:correction", args=[row.pk])
        yield Task(f"Behandl {row}", url, note="Rettelse indsendt", tone="attention")
    for version in AppendixVersion.objects.filter(state=PrintState.FAILED).select_related("year"):
        url = version.get_absolute_url()
        yield Task(f"Lav PDF'en igen: {version}", url, note="Mislykkedes", tone="bad")
