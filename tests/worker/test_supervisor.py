"""The supervisor's own judgement; that it survives kills is shown by the drills."""

import signal
import time
from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from dasportal.worker import supervisor
from dasportal.worker.jobs import enqueue
from dasportal.worker.queries import worker_is_running
from dasportal.worker.supervisor import LONGEST_PAUSE_SECONDS, Child, Supervisor
from tests.worker import sample_jobs


class Ended:
    """A process that has ended by itself."""

    pid = 1 << 22  # no such process

    def __init__(self, returncode: int) -> None:
        self.returncode = returncode

    def poll(self) -> int:
        return self.returncode


def test_worker_that_ends_well_is_started_again_at_once():
    child = Child(process=Ended(0), started=time.monotonic())
    assert child.ended()
    assert child.may_start <= time.monotonic()


def test_worker_that_fails_at_once_is_started_with_growing_pauses():
    child, pauses = Child(), []
    for _ in range(8):
        child.process, child.started = Ended(1), time.monotonic()
        child.ended()
        pauses.append(child.pause)
    assert pauses[0] < pauses[1] < pauses[2]
    assert pauses[-1] == LONGEST_PAUSE_SECONDS


@pytest.mark.django_db
def test_absent_database_is_tried_again_in_a_second_and_ends_nothing():
    def away() -> None:
        raise OperationalError("the database system is starting up")

    boss = Supervisor(0)
    boss._each("patrol", 60, away)
    assert 0 < boss._next["patrol"] - time.monotonic() <= 1


@pytest.mark.django_db
def test_job_past_its_time_limit_has_its_process_killed(monkeypatch):
    killed = []
    monkeypatch.setattr(supervisor.os, "killpg", lambda pid, number: killed.append((pid, number)))
    boss = Supervisor(1)
    boss.children[0].process, boss.children[0].worker_id = Ended(0), "me"
    pk = enqueue(sample_jobs.note, "a")
    long_ago = timezone.now() - timedelta(hours=1)
    rows = DBTaskResult.objects.filter(pk=pk)
    rows.update(status="RUNNING", worker_ids=["me"], started_at=timezone.now())
    boss._kill_overdue()
    assert killed == []
    rows.update(started_at=long_ago)
    boss._kill_overdue()
    assert killed == [(Ended.pid, signal.SIGKILL)]


@pytest.mark.django_db
def test_living_supervisor_is_seen_by_others():
    assert not worker_is_running()
    boss = Supervisor(0)
    boss._patrol()
    assert worker_is_running()
    boss.locks.close()
