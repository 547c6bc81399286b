from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django_tasks_db.models import DBTaskResult

from dasportal.accounts.slots import Slot
from dasportal.worker import schedule
from dasportal.worker.locks import SessionLocks
from dasportal.worker.schedule import Duty, queue_due_duties
from tests.worker import sample_jobs

pytestmark = pytest.mark.django_db
COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=COPENHAGEN)


@pytest.fixture
def duties(monkeypatch):
    slot: Slot[Duty] = Slot("test")
    monkeypatch.setattr(schedule, "SCHEDULE", slot)
    return slot


def queued() -> int:
    return DBTaskResult.objects.count()


def test_interval_is_due_at_once_and_then_after_each_interval(duties):
    duties.add(Duty("a", "A", sample_jobs.urgent, every=timedelta(minutes=5)))
    noon = at("2026-08-31T12:00")
    assert queue_due_duties(noon) == 1
    assert queue_due_duties(noon + timedelta(minutes=4)) == 0
    DBTaskResult.objects.all().delete()
    assert queue_due_duties(noon + timedelta(minutes=5)) == 1


def test_time_of_day_is_due_once_a_day_also_over_the_change_of_clocks(duties):
    duties.add(Duty("a", "A", sample_jobs.urgent, at=time(7, 0)))
    assert queue_due_duties(at("2026-10-24T12:00")) == 0  # new: waits for its time
    due = []
    moment = at("2026-10-24T12:00")
    while moment < at("2026-10-27T12:00"):
        moment += timedelta(minutes=10)
        due += [moment] * queue_due_duties(moment)
        DBTaskResult.objects.all().delete()
    local = [m.astimezone(COPENHAGEN).strftime("%d %H:%M") for m in due]
    assert local == ["25 07:00", "26 07:00", "27 07:00"]


def test_duty_missed_for_days_is_done_once(duties):
    duties.add(Duty("a", "A", sample_jobs.urgent, at=time(7, 0)))
    queue_due_duties(at("2026-08-01T12:00"))
    assert queue_due_duties(at("2026-08-09T12:00")) == 1
    assert queue_due_duties(at("2026-08-09T12:01")) == 0


def test_two_supervisors_queue_a_duty_once(duties):
    duties.add(Duty("a", "A", sample_jobs.urgent, every=timedelta(minutes=5)))
    other = SessionLocks()
    assert other.acquire("schedule")
    assert queue_due_duties(at("2026-08-31T12:00")) == 0
    other.release("schedule")
    other.close()
    assert queue_due_duties(at("2026-08-31T12:00")) == 1
    assert queued() == 1


def test_duty_says_when_in_danish():
    assert Duty("a", "A", sample_jobs.urgent, at=time(7, 5)).plan() == "Hver dag kl. 07.05"
    every = timedelta(minutes=1)
    assert Duty("a", "A", sample_jobs.urgent, every=every).plan() == "Hvert minut"


def test_duty_without_a_time_is_refused():
    with pytest.raises(ValueError, match="either"):
        Duty("a", "A", sample_jobs.urgent)


def test_every_duty_of_the_portal_has_a_label_and_a_known_job():
    from dasportal.worker.jobs import labels

    for duty in schedule.SCHEDULE:
        assert duty.label
        assert duty.task.module_path in labels()
