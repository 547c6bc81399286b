"""Jobs whose process died. Locks are held on sessions of their own, rows in the test's."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from dasportal.worker.jobs import enqueue
from dasportal.worker.locks import SessionLocks, held
from dasportal.worker.outcome import record_success
from dasportal.worker.recovery import lock_name, recover_dead_jobs
from dasportal.worker.runner import Runner, run_ready_jobs
from tests.worker import sample_jobs

pytestmark = pytest.mark.django_db


def running(job, *args, attempts=1):
    """A job that a process has claimed."""
    pk = enqueue(job, *args)
    DBTaskResult.objects.filter(pk=pk).update(
        status="RUNNING", started_at=timezone.now(), worker_ids=["gone"] * attempts
    )
    return DBTaskResult.objects.get(pk=pk)


def test_job_whose_lock_is_held_is_left_alone():
    job = running(sample_jobs.note, "a")
    with held(lock_name(job)) as ours:
        assert ours
        assert recover_dead_jobs() == 0
    job.refresh_from_db()
    assert job.status == "RUNNING"


def test_dead_job_is_queued_again_and_runs():
    job = running(sample_jobs.note, "a")
    assert recover_dead_jobs() == 1
    assert run_ready_jobs() == 1
    job.refresh_from_db()
    assert (job.status, len(job.worker_ids)) == ("SUCCESSFUL", 2)


def test_job_that_dies_each_time_fails_visibly_and_tells():
    job = running(sample_jobs.interrupted, "x", attempts=2)
    recover_dead_jobs()
    job.refresh_from_db()
    assert job.status == "FAILED"
    assert job.exception_class_path == "dasportal.worker.outcome.WorkerDied"
    assert sample_jobs.calls == [("gave_up", "x")]


def test_interrupted_run_leaves_a_job_that_is_found_dead():
    enqueue(sample_jobs.interrupted, "x")
    runner = Runner()
    with pytest.raises(KeyboardInterrupt):
        runner.run_one()
    assert DBTaskResult.objects.get().status == "RUNNING"
    assert recover_dead_jobs() == 1
    assert DBTaskResult.objects.get().status == "READY"
    runner.locks.close()


def test_run_that_was_given_up_does_not_change_what_came_after():
    job = running(sample_jobs.note, "a")
    recover_dead_jobs()
    record_success(job, "too late")
    job.refresh_from_db()
    assert job.status == "READY"


def test_job_whose_former_run_still_lives_is_put_off():
    job_id = enqueue(sample_jobs.note, "a")
    with held(lock_name(DBTaskResult.objects.get(pk=job_id))):
        assert run_ready_jobs() == 0
    job = DBTaskResult.objects.get(pk=job_id)
    assert job.status == "READY"
    assert job.run_after > timezone.now() + timedelta(seconds=1)


def test_lock_is_free_when_its_session_ends():
    one, other = SessionLocks(), SessionLocks()
    assert one.acquire("x")
    assert not other.acquire("x")
    one.close()
    deadline = time.monotonic() + 5  # the server sees it in its own time
    while not other.acquire("x"):
        assert time.monotonic() < deadline
    other.close()


def test_lock_comes_back_after_its_connection_was_cut():
    locks = SessionLocks()
    locks.acquire("x")
    locks._connection.connection.close()
    assert not locks.alive()
    assert locks.acquire("x")
    locks.close()
