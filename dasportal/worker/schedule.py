"""Periodic duties: what the portal does by itself, each queued as a job when it is due.

An app registers its duties in `AppConfig.ready`:

    SCHEDULE.add(Duty("meetings.remind", "Mind om frister", tasks.remind, at=time(7, 0)))
    SCHEDULE.add(Duty("mail.sweep", "Send ventende post", tasks.sweep, every=timedelta(minutes=1)))
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks.base import Task

from dasportal.accounts.slots import Slot
from dasportal.worker.jobs import enqueue
from dasportal.worker.locks import lock_until_commit
from dasportal.worker.models import DutyRun


@dataclass(frozen=True)
class Duty:
    """A job that is due every so often, or each day at a time of the clock (Danish time)."""

    name: str
    label: str
    task: Task[Any, Any]
    every: timedelta | None = None
    at: time | None = None
    position: int = 50

    def __post_init__(self) -> None:
        if (self.every is None) == (self.at is None):
            raise ValueError(f"{self.name}: a duty has either an interval or a time of day")

    def due_at(self, last: datetime, now: datetime) -> datetime | None:
        """The moment it fell due after `last`, or None when it is not due yet.

        A duty that was missed, however often, is due once.
        """
        if self.every is not None:
            return now if last + self.every <= now else None
        local = timezone.localtime(now)
        today = timezone.make_aware(datetime.combine(local.date(), self.at or time.min))
        latest = today if today <= now else today - timedelta(days=1)
        return latest if latest > last else None

    def plan(self) -> str:
        """When, in Danish."""
        if self.at is not None:
            return f"Hver dag kl. {self.at:%H.%M}"
        minutes = int((self.every or timedelta()).total_seconds() // 60)
        return "Hvert minut" if minutes <= 1 else f"Hvert {minutes}. minut"


SCHEDULE: Slot[Duty] = Slot("schedule")


def queue_due_duties(now: datetime | None = None) -> int:
    """Queue every duty that is due, once, however many supervisors ask. Returns how many."""
    now = now or timezone.now()
    with transaction.atomic():
        if not lock_until_commit("schedule"):
            return 0
        return sum(_queue_if_due(duty, now) for duty in SCHEDULE)


def _queue_if_due(duty: Duty, now: datetime) -> bool:
    """A duty never seen before starts its interval, or waits for its time of day, from now."""
    run, new = DutyRun.objects.get_or_create(name=duty.name, defaults={"last_due_at": now})
    if new and duty.at is not None:
        return False
    due = now if new else duty.due_at(run.last_due_at, now)
    if due is None:
        return False
    run.last_due_at = due
    run.job_id = enqueue(duty.task)
    run.save()
    return True
