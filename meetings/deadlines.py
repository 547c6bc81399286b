"""When an answer is in time: by the database's clock, to the last microsecond of the day.

A deadline names a day and ends at 23.59.59 in Denmark; what arrives in that very second is in.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import connection
from django.utils import timezone

from dasportal.danish.dates import end_of_day

REMIND_BEFORE = (3, 1)  # days left


def last_moment(day: date) -> datetime:
    """The last instant of the day: 23.59.59,999999."""
    return end_of_day(day).replace(microsecond=999_999)


def database_clock() -> datetime:
    """What the time is at this moment, also late in a transaction. The clock that all servers share.

    Ask it when the row that is answered is locked: then no answer and no closing can fall
    between the question and what is done about it.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        now: datetime = cursor.fetchone()[0]
        return now


def days_left(closes_at: datetime, now: datetime) -> int:
    """Whole days from today to the day of the deadline; 0 on the day itself."""
    return (timezone.localdate(closes_at) - timezone.localdate(now)).days


def reminder_due(closes_at: datetime, asked_at: datetime, now: datetime) -> int | None:
    """Which reminder is due now, by its days: 3 or 1. None when none is, or nobody has had a day
    to answer yet. A reminder that was missed is made up for until the next one is due."""
    left = days_left(closes_at, now)
    if now > closes_at or now - asked_at < timedelta(days=1):
        return None
    return next((days for days in sorted(REMIND_BEFORE) if left <= days), None)
