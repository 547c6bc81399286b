from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from dasportal.worker.jobs import enqueue, enqueue_when_quiet, labels, policy_of
from dasportal.worker.recovery import recover_dead_jobs
from dasportal.worker.runner import Runner, run_ready_jobs
from tests.worker import sample_jobs

pytestmark = pytest.mark.django_db


def states():
    return list(DBTaskResult.objects.order_by("enqueued_at").values_list("status", flat=True))


def test_job_runs_with_its_arguments_and_keeps_what_it_returns():
    pk = enqueue(sample_jobs.note, "referat")
    assert run_ready_jobs() == 1
    assert sample_jobs.calls == [("note", "referat")]
    row = DBTaskResult.objects.get(pk=pk)
    assert (row.status, row.return_value, len(row.worker_ids)) == ("SUCCESSFUL", "REFERAT", 1)
    assert row.finished_at >= row.started_at


def test_same_job_waiting_is_queued_once():
    first = enqueue(sample_jobs.note, "a")
    assert enqueue(sample_jobs.note, "a") == first
    assert enqueue(sample_jobs.note, "b") != first
    assert run_ready_jobs() == 2


def test_job_that_has_begun_does_not_stand_for_a_new_one():
    first = enqueue(sample_jobs.note, "a")
    DBTaskResult.objects.filter(pk=first).update(status="RUNNING")
    assert enqueue(sample_jobs.note, "a") != first


def test_job_goes_away_with_its_transaction():
    with pytest.raises(RuntimeError), transaction.atomic():
        enqueue(sample_jobs.note, "a")
        raise RuntimeError
    assert run_ready_jobs() == 0


def test_job_put_off_waits_for_its_time():
    pk = enqueue(sample_jobs.note, "a", run_after=timezone.now() + timedelta(hours=1))
    assert run_ready_jobs() == 0
    DBTaskResult.objects.filter(pk=pk).update(run_after=timezone.now())
    assert run_ready_jobs() == 1


def test_urgent_jobs_come_first_and_those_made_ahead_last():
    for job in (sample_jobs.whenever, sample_jobs.urgent):
        enqueue(job)
    enqueue(sample_jobs.note, "a")
    run_ready_jobs()
    assert sample_jobs.calls == [("urgent",), ("note", "a"), ("whenever",)]


def test_error_fails_the_job_at_once_and_tells_what_waited_for_it():
    pk = enqueue(sample_jobs.broken, "flyve")
    run_ready_jobs()
    row = DBTaskResult.objects.get(pk=pk)
    assert row.status == "FAILED"
    assert row.exception_class_path == "builtins.ValueError"
    assert "kan ikke flyve" in row.traceback
    assert sample_jobs.calls == [("gave_up", "flyve")]


def test_optional_job_that_fails_leaves_nothing_but_a_line_in_the_log(caplog):
    enqueue(sample_jobs.shortcut, "x")
    run_ready_jobs()
    assert sample_jobs.calls == [("shortcut", "x")]
    assert states() == []
    assert "job failed" in caplog.text


def test_optional_job_whose_process_died_leaves_nothing():
    pk = enqueue(sample_jobs.shortcut, "x")
    DBTaskResult.objects.filter(pk=pk).update(status="RUNNING", worker_ids=["gone"])
    assert recover_dead_jobs() == 1
    assert states() == []


def test_job_asked_for_again_while_it_waits_is_put_off_but_not_for_ever():
    minute = timedelta(minutes=1)
    for _ in range(3):
        enqueue_when_quiet(sample_jobs.note, "a", quiet=minute, at_most=5 * minute)
    enqueue_when_quiet(sample_jobs.note, "b", quiet=minute, at_most=5 * minute)
    assert run_ready_jobs() == 0
    job = DBTaskResult.objects.get(args_kwargs={"args": ["a"], "kwargs": {}})
    assert timezone.now() < job.run_after <= timezone.now() + minute
    DBTaskResult.objects.update(enqueued_at=timezone.now() - 5 * minute)
    enqueue_when_quiet(sample_jobs.note, "a", quiet=minute, at_most=5 * minute)
    assert run_ready_jobs() == 1
    assert sample_jobs.calls == [("note", "a")]


def test_absent_database_is_tried_again_and_then_given_up():
    pk = enqueue(sample_jobs.away, "x")
    for _ in range(3):
        run_ready_jobs()
        DBTaskResult.objects.filter(pk=pk, status="READY").update(run_after=timezone.now())
    assert sample_jobs.calls == [("away", "x")] * 3 + [("gave_up", "x")]
    assert states() == ["FAILED"]


def test_failure_shows_also_when_telling_about_it_goes_wrong():
    enqueue(sample_jobs.broken_twice, "x")
    run_ready_jobs()
    assert sample_jobs.calls == [("breaks_too", "x")]
    assert states() == ["FAILED"]


def test_job_whose_code_is_gone_fails_visibly():
    pk = enqueue(sample_jobs.note, "a")
    DBTaskResult.objects.filter(pk=pk).update(task_path="tests.worker.sample_jobs.removed")
    run_ready_jobs()
    assert states() == ["FAILED"]
    assert policy_of("tests.worker.sample_jobs.removed").label == "removed"


def test_worker_that_has_grown_large_ends_after_its_job(monkeypatch):
    monkeypatch.setattr("dasportal.worker.runner.MOST_MEMORY_MB", 1)
    enqueue(sample_jobs.note, "a")
    enqueue(sample_jobs.note, "b")
    Runner().run()
    assert sample_jobs.calls == [("note", "a")]


def test_orphaned_worker_ends():
    enqueue(sample_jobs.note, "a")
    Runner(parent=1 << 30).run()
    assert sample_jobs.calls == []


def test_every_job_has_a_danish_label():
    assert labels()["tests.worker.sample_jobs.note"] == "Skriv ned"
