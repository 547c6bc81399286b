"""How a run of a job ends: done, to be tried again, or visibly failed. Never in between."""

from __future__ import annotations

import logging
from datetime import timedelta
from traceback import format_exception
from types import TracebackType
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks.utils import normalize_json
from django_tasks_db.models import DBTaskResult, get_date_max

from dasportal.worker.jobs import DATABASE_AWAY, policy_of
from dasportal.worker.locks import drop_broken_connection

logger = logging.getLogger(__name__)

TRY_AGAIN_AFTER = timedelta(seconds=5)


class WorkerDied(Exception):
    """The process that ran the job is gone."""


class Run:
    """One run of a claimed job, as a `with` block: whatever happens in it is recorded.

    An interrupt of the process itself is let through; the job is then found dead and dealt with.
    """

    def __init__(self, job: DBTaskResult) -> None:
        self.job = job
        self.value: Any = None

    def __enter__(self) -> Run:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        if error is not None and not isinstance(error, Exception):
            return False
        drop_broken_connection()
        if error is None:
            return record_success(self.job, self.value)
        logger.error("job failed", extra=log_values(self.job), exc_info=error)
        retry = isinstance(error, policy_of(self.job.task_path).retry_on)
        record_failure(self.job, error, may_retry=retry)
        return True


def log_values(job: DBTaskResult) -> dict[str, Any]:
    return {"job": str(job.pk), "task": job.task_path, "attempt": len(job.worker_ids)}


def _ours(job: DBTaskResult) -> Any:
    """The row, as long as this run is still the latest: a run once given up changes nothing."""
    return DBTaskResult.objects.filter(
        pk=job.pk, status=TaskResultStatus.RUNNING, worker_ids=job.worker_ids
    )


def record_success(job: DBTaskResult, value: Any) -> bool:
    """Mark the job done. True, so that a run's block ends quietly."""
    _ours(job).update(
        status=TaskResultStatus.SUCCESSFUL,
        finished_at=timezone.now(),
        return_value=normalize_json(value),
        exception_class_path="",
        traceback="",
    )
    return True


def record_failure(job: DBTaskResult, error: BaseException, *, may_retry: bool) -> None:
    """Queue the job once more when it may be and has attempts left; else mark it failed.

    Of an optional job nothing stays but the log.
    """
    attempts, policy = len(job.worker_ids), policy_of(job.task_path)
    if may_retry and attempts < policy.attempts:
        _ours(job).update(
            status=TaskResultStatus.READY,
            run_after=timezone.now() + TRY_AGAIN_AFTER * (attempts - 1),
            **_described(error),
        )
        return
    if policy.optional:
        _ours(job).delete()
        return
    with _Telling(job), transaction.atomic():
        if _mark_failed(job, error):
            _tell(job)
    _mark_failed(job, error)  # where telling raised and was undone, the failure shows anyway


class _Telling:
    """Logs what goes wrong while a failure is told, so that the failure itself is recorded."""

    def __init__(self, job: DBTaskResult) -> None:
        self.job = job

    def __enter__(self) -> None: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: object
    ) -> bool:
        if error is None or not isinstance(error, Exception) or isinstance(error, DATABASE_AWAY):
            return False
        logger.error("on_failure failed", extra=log_values(self.job), exc_info=error)
        return True


def _mark_failed(job: DBTaskResult, error: BaseException) -> int:
    return int(
        _ours(job).update(
            status=TaskResultStatus.FAILED,
            finished_at=timezone.now(),
            return_value=None,
            run_after=get_date_max(),
            **_described(error),
        )
    )


def _tell(job: DBTaskResult) -> None:
    """Let what waited for the job say that it failed."""
    tell = policy_of(job.task_path).on_failure
    if tell is not None:
        tell(*job.args_kwargs["args"], **job.args_kwargs["kwargs"])


def _described(error: BaseException) -> dict[str, str]:
    return {
        "exception_class_path": f"{type(error).__module__}.{type(error).__qualname__}",
        "traceback": "".join(format_exception(error)),
    }
