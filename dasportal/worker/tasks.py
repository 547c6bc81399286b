"""The worker's own jobs."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from dasportal.worker.jobs import LATER, job

KEEP_DONE = timedelta(days=14)
KEEP_FAILED = timedelta(days=180)


@job(label="Ryd op i gamle opgaver", priority=LATER)
def forget_old_jobs() -> int:
    """Delete the rows of jobs that were done two weeks ago or failed half a year ago."""
    now = timezone.now()
    done = DBTaskResult.objects.successful().filter(finished_at__lt=now - KEEP_DONE)
    failed = DBTaskResult.objects.failed().filter(finished_at__lt=now - KEEP_FAILED)
    return done.delete()[0] + failed.delete()[0]
