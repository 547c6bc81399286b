"""One worker process: takes a job, holds its lock, runs it, records how it ended."""

from __future__ import annotations

import logging
import os
import socket
import time
import uuid
from pathlib import Path
from threading import Event

from django.db import connection, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from dasportal.worker.jobs import DATABASE_AWAY
from dasportal.worker.locks import SessionLocks, drop_broken_connection
from dasportal.worker.outcome import TRY_AGAIN_AFTER, Run, log_values
from dasportal.worker.recovery import lock_name

logger = logging.getLogger(__name__)

POLL_SECONDS = 0.5
MOST_MEMORY_MB = 350  # PDF engines do not give memory back: a process this large is renewed
MOST_JOBS = 200


def resident_mb() -> int:
    """The memory this process holds now, in MB; 0 where the system does not say."""
    statm = Path("/proc/self/statm")
    if not statm.exists():
        return 0
    return int(statm.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") // 2**20


def new_worker_id() -> str:
    return f"{socket.gethostname()[:30]}-{os.getpid()}-{uuid.uuid4().hex[:8]}"


class Runner:
    """Runs jobs one at a time until it is stopped or worn out."""

    def __init__(self, worker_id: str | None = None, parent: int | None = None) -> None:
        self.worker_id = worker_id or new_worker_id()
        self.parent = parent
        self.locks = SessionLocks()
        self.stopping = Event()
        self.done = 0

    def run(self) -> None:
        """Work until stopped, orphaned or worn out. An absent database is waited for."""
        while not self.stopping.is_set() and not self._orphaned() and not self._worn_out():
            try:
                drop_broken_connection()
                found = self.run_one()
            except DATABASE_AWAY as error:
                logger.warning("database away: %s", error)
                connection.close()
                found = False
            if not found:
                self.stopping.wait(POLL_SECONDS)
        self.locks.close()

    def run_until_idle(self) -> int:
        """Run every job that is ready, then return how many there were."""
        while self.run_one():
            pass
        self.locks.close()
        return self.done

    def run_one(self) -> bool:
        """Run the next job that is ready; False when there is none."""
        job = self._claim()
        if job is None:
            return False
        start = time.perf_counter()
        try:
            with Run(job) as run:
                values = job.args_kwargs
                run.value = job.task.call(*values["args"], **values["kwargs"])
        finally:
            self.locks.release(lock_name(job))
        self.done += 1
        seconds = round(time.perf_counter() - start, 2)
        logger.info("job run", extra={**log_values(job), "s": seconds, "mb": resident_mb()})
        return True

    def _claim(self) -> DBTaskResult | None:
        """Mark the next ready job as running, its lock taken before anyone can see that."""
        with transaction.atomic():
            job = DBTaskResult.objects.ready().select_for_update(skip_locked=True).first()
            if job is None:
                return None
            if not self.locks.acquire(lock_name(job)):
                # Given up too early: its former run still lives. Let that one end first.
                job.run_after = timezone.now() + TRY_AGAIN_AFTER
                job.save(update_fields=["run_after"])
                return None
            try:
                job.claim(self.worker_id)
            except DATABASE_AWAY:
                self.locks.release(lock_name(job))
                raise
        return job

    def _orphaned(self) -> bool:
        return self.parent is not None and os.getppid() != self.parent

    def _worn_out(self) -> bool:
        return self.done >= MOST_JOBS or (self.done > 0 and resident_mb() > MOST_MEMORY_MB)


def run_ready_jobs() -> int:
    """Run what is waiting, here and now: for scripts and tests. Returns how many were run."""
    return Runner().run_until_idle()
