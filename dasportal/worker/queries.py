"""Reads over jobs and the schedule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, QuerySet
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from dasportal.accounts.models import Person
from dasportal.worker.jobs import labels
from dasportal.worker.locks import SessionLocks
from dasportal.worker.models import DutyRun, JobState
from dasportal.worker.permissions import sees_jobs
from dasportal.worker.schedule import SCHEDULE

ALIVE = "supervisor"  # held, shared, by every supervisor for as long as it lives


def jobs_visible_to(person: Person) -> QuerySet[DBTaskResult]:
    """All jobs for those who look after them, none for others. A job's row carries ids alone."""
    jobs = DBTaskResult.objects.all()
    return jobs if sees_jobs(person) else jobs.none()


def counts(person: Person) -> dict[str, int]:
    """How many jobs in each status, lower-case."""
    rows = jobs_visible_to(person).order_by().values_list("status").annotate(Count("pk"))
    return {status.lower(): number for status, number in rows}


def oldest_waiting(person: Person) -> datetime | None:
    """Since when the oldest job waits that could have run; None when none does."""
    ready = jobs_visible_to(person).filter(status=TaskResultStatus.READY)
    never_put_off = ready.filter(run_after=get_date_max()).aggregate(at=Min("enqueued_at"))["at"]
    put_off = ready.filter(run_after__lte=timezone.now()).aggregate(at=Min("run_after"))["at"]
    return min((at for at in (never_put_off, put_off) if at), default=None)


def worker_is_running() -> bool:
    """Whether any supervisor lives: it holds a lock for as long as it does."""
    locks = SessionLocks()
    try:
        alone = locks.acquire(ALIVE)
        if alone:
            locks.release(ALIVE)
        return not alone
    finally:
        locks.close()


@dataclass(frozen=True)
class DutyLine:
    """One line of the schedule as the page shows it."""

    label: str
    plan: str
    last_due_at: datetime | None
    status: str
    job_id: object | None


def schedule_lines() -> list[DutyLine]:
    """Every duty, when it was last due, and how that run went."""
    runs = {run.name: run for run in DutyRun.objects.all()}
    jobs = DBTaskResult.objects.in_bulk([run.job_id for run in runs.values() if run.job_id])
    lines = []
    for duty in SCHEDULE:
        run = runs.get(duty.name)
        job = jobs.get(run.job_id) if run and run.job_id else None
        status = JobState(job.status).label if job else "Endnu ikke kørt"
        lines.append(
            DutyLine(
                duty.label, duty.plan(), run.last_due_at if run else None, status, job and job.pk
            )
        )
    return lines


def label_of(job: DBTaskResult) -> str:
    """The Danish name of what the job does."""
    return labels().get(job.task_path) or job.task_path.rpartition(".")[2]


def reason_of(job: DBTaskResult) -> str:
    """Why the job failed, in one line; empty when it did not."""
    if not job.exception_class_path:
        return ""
    if job.exception_class_path.endswith(".WorkerDied"):
        return "Processen, der udførte opgaven, stoppede undervejs."
    return job.traceback.strip().rpartition("\n")[2][:300]
