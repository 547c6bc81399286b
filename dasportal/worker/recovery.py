"""Finding jobs whose process died, and giving them back or up."""

from __future__ import annotations

import logging

from django.db import transaction
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from dasportal.worker.locks import held
from dasportal.worker.outcome import WorkerDied, log_values, record_failure

logger = logging.getLogger(__name__)


def lock_name(job: DBTaskResult) -> str:
    """The lock that a process holds for as long as it runs this job."""
    return f"job {job.pk}"


def recover_dead_jobs() -> int:
    """Queue again, or mark failed, every running job whose lock is free. Returns how many."""
    running = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING)
    return sum(_recover_if_dead(job) for job in running.order_by("started_at"))


def _recover_if_dead(seen: DBTaskResult) -> bool:
    with held(lock_name(seen)) as nobody_runs_it:
        return nobody_runs_it and _recover(seen)


@transaction.atomic
def _recover(seen: DBTaskResult) -> bool:
    same_run = DBTaskResult.objects.filter(
        pk=seen.pk, status=TaskResultStatus.RUNNING, worker_ids=seen.worker_ids
    )
    job = same_run.select_for_update(skip_locked=True).first()
    if job is None:
        return False
    logger.warning("job found dead", extra=log_values(job))
    record_failure(job, WorkerDied("Processen, der udførte opgaven, stoppede."), may_retry=True)
    return True
