"""The supervisor: keeps the worker processes running, finds dead jobs, minds the schedule."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event
from types import FrameType

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from dasportal.worker.jobs import DATABASE_AWAY, policy_of
from dasportal.worker.locks import SessionLocks, drop_broken_connection
from dasportal.worker.queries import ALIVE
from dasportal.worker.recovery import recover_dead_jobs
from dasportal.worker.runner import new_worker_id
from dasportal.worker.schedule import queue_due_duties

logger = logging.getLogger(__name__)

TEND_SECONDS = 0.25
PATROL_SECONDS = 5
SCHEDULE_SECONDS = 20  # looks more often than each minute, so that no minute is missed
GRACE_SECONDS = 7  # less than those who start us have for us
QUICK_DEATH_SECONDS = 5
LONGEST_PAUSE_SECONDS = 10


@dataclass
class Child:
    """One place for a worker process, and the process that fills it now."""

    process: subprocess.Popen[bytes] | None = None
    worker_id: str = ""
    started: float = 0.0
    pause: float = 0.0  # seconds to wait before the next start, grows while starts fail
    may_start: float = field(default_factory=time.monotonic)

    def start(self) -> None:
        """Start a worker process in a group of its own, so that what it starts ends with it."""
        self.worker_id = new_worker_id()
        command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "run_jobs"]
        command += ["--worker-id", self.worker_id, "--parent", str(os.getpid())]
        self.process = subprocess.Popen(command, start_new_session=True)
        self.started = time.monotonic()

    def ended(self) -> bool:
        """Whether the process is gone; if so, says when the next may start."""
        if self.process is None or self.process.poll() is None:
            return False
        lived = time.monotonic() - self.started
        failed = self.process.returncode != 0 and lived < QUICK_DEATH_SECONDS
        self.pause = min(LONGEST_PAUSE_SECONDS, 2 * self.pause or 0.5) if failed else 0.0
        self.may_start = time.monotonic() + self.pause
        logger.info("worker ended", extra={"code": self.process.returncode})
        self._signal_group(signal.SIGKILL)
        self.process = None
        return True

    def _signal_group(self, number: int) -> None:
        if self.process is not None:
            try:
                os.killpg(self.process.pid, number)
            except ProcessLookupError:
                return

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def kill(self) -> None:
        self._signal_group(signal.SIGKILL)


class Supervisor:
    """Runs until SIGTERM or SIGINT; starts again whatever ends."""

    def __init__(self, processes: int) -> None:
        self.children = [Child() for _ in range(processes)]
        self.stopping = Event()
        self.locks = SessionLocks()
        self._next: dict[str, float] = {}

    def run(self) -> None:
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        try:
            while not self.stopping.wait(TEND_SECONDS):
                self._tend()
                self._each("patrol", PATROL_SECONDS, self._patrol)
                self._each("schedule", SCHEDULE_SECONDS, queue_due_duties)
        finally:
            self._stop_children()
            self.locks.close()

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping.set()

    def _tend(self) -> None:
        """Fill every empty place. A death calls for a patrol at once."""
        for child in self.children:
            if child.ended():
                self._next["patrol"] = 0
            if child.process is None and time.monotonic() >= child.may_start:
                child.start()

    def _each(self, name: str, seconds: float, act: Callable[[], object]) -> None:
        """Do it when its time has come. An absent database is tried again at the next turn."""
        if time.monotonic() < self._next.get(name, 0):
            return
        try:
            drop_broken_connection()
            act()
        except DATABASE_AWAY as error:
            logger.warning("database away: %s", error)
            connection.close()
            self._next[name] = time.monotonic() + 1
        else:
            self._next[name] = time.monotonic() + seconds

    def _patrol(self) -> None:
        if not self.locks.alive():
            self.locks.close()
            self.locks.acquire(ALIVE, shared=True)
        self._kill_overdue()
        recover_dead_jobs()

    def _kill_overdue(self) -> None:
        """Kill the process of a job that has run past its time limit: it hangs."""
        ours = {child.worker_id: child for child in self.children if child.process}
        for job in DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING):
            child = ours.get(job.worker_ids[-1]) if job.worker_ids else None
            limit = policy_of(job.task_path).time_limit
            if child and job.started_at and timezone.now() - job.started_at > limit:
                logger.error("job ran too long", extra={"job": str(job.pk)})
                child.kill()

    def _stop_children(self) -> None:
        """Ask every process to finish its job, and end those that take too long."""
        for child in self.children:
            child.stop()
        deadline = time.monotonic() + GRACE_SECONDS
        for child in self.children:
            if child.process is not None:
                try:
                    child.process.wait(timeout=max(0.1, deadline - time.monotonic()))
                except subprocess.TimeoutExpired:
                    child.kill()
                    child.process.wait()
