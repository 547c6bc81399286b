"""What the portal does by itself with what was agreed: reminds of it, and lets delegations lapse."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from dasportal.worker.jobs import job

from .. import emails
from ..queries.following import Due, due_by_person
from .delegation import lapse_delegations

AHEAD = timedelta(days=7)
AGAIN = timedelta(days=7)  # how often one is told of the same that is late


@job(label="Afslut delegation, hvis sidste dag er gået")
def lapse() -> None:
    """Safe to repeat."""
    lapse_delegations(timezone.localdate())


@job(label="Mind om opfølgning")
def remind() -> None:
    """One mail a person a day at most: when something has come due or late since the last one, or
    a week after it while something is late. Safe to repeat."""
    today = timezone.localdate()
    for person, due in due_by_person(today, today + AHEAD).items():
        if _is_news(due, emails.last_told_of_follow_ups(person), today):
            emails.follow_ups_due(person, late=len(due.late), soon=len(due.soon), day=today)


def _is_news(due: Due, last: date | None, today: date) -> bool:
    if last is None:
        return True
    if due.late and today - last >= AGAIN:
        return True
    became_late = any(day + timedelta(days=1) > last for day in due.late)
    came_near = any(day - AHEAD > last for day in due.soon)
    return became_late or came_near
