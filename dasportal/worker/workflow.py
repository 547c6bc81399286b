"""The one step that a person takes with a job."""

from __future__ import annotations

import logging

from django.db import transaction
from django_tasks_db.models import DBTaskResult, get_date_max

from dasportal.accounts.models import Person
from dasportal.accounts.transitions import Transition, Workflow
from dasportal.worker.models import JobState
from dasportal.worker.permissions import can_retry

logger = logging.getLogger(__name__)


JOBS = Workflow(
    "job",
    "Baggrundsopgave",
    "status",
    JobState,
    (
        Transition(
            "retry",
            "Prøv igen",
            (JobState.FAILED,),
            JobState.READY,
            can_retry,
            who="sekretariatet eller en administrator",
        ),
    ),
)


@transaction.atomic
def retry(job: DBTaskResult, *, by: Person) -> DBTaskResult:
    """Let a failed job run again, with all its attempts."""
    fresh = DBTaskResult.objects.select_for_update().get(pk=job.pk)
    step = JOBS.check(fresh, "retry", by)
    fresh.status, fresh.worker_ids = str(step.target), []
    fresh.run_after, fresh.finished_at = get_date_max(), None
    fresh.exception_class_path = fresh.traceback = ""
    fresh.save()
    logger.info("job run again by hand", extra={"job": str(fresh.pk), "by": by.pk})
    return fresh
