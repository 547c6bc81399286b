"""What the portal does by itself with cases that are out: decide them in time, remind the silent."""

from __future__ import annotations

from django.utils import timezone

from dasportal.worker.jobs import job
from meetings.deadlines import reminder_due

from . import emails, workflow
from .models import Ballot
from .queries import newest_version


@job(label="Afgør skriftlige behandlinger, hvis frist er udløbet")
def close_due() -> None:
    """Safe to run again: what is decided stays decided."""
    workflow.close_due_ballots()


@job(label="Mind om svar i skriftlig behandling")
def remind() -> None:
    """Three days and one day before the deadline; each reminder goes out once for a version."""
    now = timezone.now()
    for ballot in Ballot.objects.out().select_related("forum"):
        version = newest_version(ballot)
        if version is not None:
            days = reminder_due(version.closes_at, version.sent_at, now)
            if days is not None:
                emails.remind(version, days)
