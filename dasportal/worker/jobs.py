"""What a job is: a function, run in the background, that may safely be run again.

    @job(label="Lav dagsordenens PDF", on_failure=mark_failed)
    def render_agenda(version_id: int) -> None: ...

    enqueue(render_agenda, version.pk)

A job must be idempotent: the process that runs it can be killed anywhere, and then it is run
again from the start, up to `attempts` times. Arguments are plain JSON values: ids, not objects.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F
from django.db.models.functions import Least
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules, import_string
from django_tasks import task
from django_tasks.base import Task, TaskResultStatus
from django_tasks.utils import normalize_json
from django_tasks_db.models import DBTaskResult, get_date_max

P = ParamSpec("P")
T = TypeVar("T")

DATABASE_AWAY = (OperationalError, InterfaceError)  # restarted, deadlocked: worth another try
SOON, NORMAL, LATER = 10, 0, -10  # priorities: mail before PDFs before what is made ahead


@dataclass(frozen=True)
class Policy:
    """How a job is run. `label` is Danish; `on_failure` gets the job's own arguments.

    An `optional` job is a shortcut that nobody waits for: one that fails is logged and forgotten.
    """

    label: str
    attempts: int = 3
    time_limit: timedelta = timedelta(minutes=10)
    retry_on: tuple[type[BaseException], ...] = DATABASE_AWAY
    on_failure: Callable[..., None] | None = None
    optional: bool = False


_policies: dict[str, Policy] = {}


def job(
    *,
    label: str,
    attempts: int = 3,
    priority: int = NORMAL,
    time_limit: timedelta = timedelta(minutes=10),
    retry_on: tuple[type[BaseException], ...] = (),
    on_failure: Callable[..., None] | None = None,
    optional: bool = False,
) -> Callable[[Callable[P, T]], Task[P, T]]:
    """Make a module-level function a job.

    `attempts` counts runs that ended by a killed process, an absent database or an error named
    in `retry_on`; any other error fails the job at once. `on_failure` is called in the
    transaction that marks the job failed, so that what waited for it can say so.
    """

    def make(function: Callable[P, T]) -> Task[P, T]:
        made: Task[P, T] = task(priority=priority)(function)
        _policies[made.module_path] = Policy(
            label, attempts, time_limit, (*DATABASE_AWAY, *retry_on), on_failure, optional
        )
        return made

    return make


def policy_of(task_path: str) -> Policy:
    """The policy of the job at that path; one that never retries for a job that is gone."""
    with suppress(ImportError):
        import_string(task_path)  # a job says its policy when its module is read
    return _policies.get(task_path) or Policy(label=task_path.rpartition(".")[2], attempts=1)


def labels() -> dict[str, str]:
    """The Danish label of every job of the portal, by its path."""
    _read_every_job()
    return {path: policy.label for path, policy in _policies.items()}


@cache
def _read_every_job() -> None:
    """Import the `tasks` module of each app, once: a job is known when its module is read."""
    autodiscover_modules("tasks")


def enqueue(made: Task[P, T], *args: Any, run_after: datetime | None = None, **kwargs: Any) -> UUID:
    """Queue a job as part of the caller's transaction, and return its id.

    The job is a row like any other: it is there when, and only when, the transaction commits,
    with what it is to work on. The same job already waiting is not queued twice; it is locked
    until the commit, so that it cannot start on what was there before.
    """
    values = normalize_json({"args": args, "kwargs": kwargs})
    with transaction.atomic():
        waiting = _already_waiting(made, values) if run_after is None else None
        row = waiting or DBTaskResult.objects.create(
            args_kwargs=values,
            priority=made.priority,
            task_path=made.module_path,
            queue_name=made.queue_name,
            run_after=run_after or get_date_max(),
            backend_name=made.backend,
        )
        return row.pk


def enqueue_when_quiet(
    made: Task[P, T], *args: Any, quiet: timedelta, at_most: timedelta, **kwargs: Any
) -> None:
    """Queue a job to run when it has not been asked for again for `quiet`, and no later than
    `at_most` after it was first asked for.

    Asked for while it waits, it is put off: somebody who types for an hour makes a few runs of it.
    """
    values = normalize_json({"args": args, "kwargs": kwargs})
    soon = timezone.now() + quiet
    waiting = DBTaskResult.objects.filter(
        status=TaskResultStatus.READY, task_path=made.module_path, args_kwargs=values
    )
    if not waiting.update(run_after=Least(soon, F("enqueued_at") + at_most)):
        enqueue(made, *args, run_after=soon, **kwargs)


def _already_waiting(made: Task[P, T], values: dict[str, Any]) -> DBTaskResult | None:
    """The same job, queued and not begun, locked so that it waits for our commit."""
    same = DBTaskResult.objects.ready().filter(task_path=made.module_path, args_kwargs=values)
    return same.select_for_update(skip_locked=True).first()
