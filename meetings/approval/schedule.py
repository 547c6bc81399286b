"""What the portal does by itself with approval rounds: close them in time, and remind the silent."""

from __future__ import annotations

from django.utils import timezone

from dasportal.worker.jobs import job
from meetings.deadlines import reminder_due
from meetings.models import MeetingStatus

from . import emails, workflow
from .models import ApprovalRound


@job(label="Afslut godkendelsesrunder, hvis frist er udløbet")
def close_due() -> None:
    """Safe to run again: a round that is closed stays as it is."""
    workflow.close_due_rounds()


@job(label="Mind om godkendelse af referat")
def remind() -> None:
    """Three days and one day before the deadline; each reminder goes out once for a version."""
    now = timezone.now()
    rounds = ApprovalRound.objects.open().filter(meeting__status=MeetingStatus.MINUTES_SENT)
    for round_ in rounds.select_related("meeting__forum", "version"):
        days = reminder_due(round_.closes_at, round_.version.created_at, now)
        if days is not None:
            emails.remind(round_, days)
