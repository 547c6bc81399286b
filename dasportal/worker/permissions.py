"""Who may look after the background work."""

from __future__ import annotations

from dasportal.accounts.models import Person
from dasportal.accounts.permissions import is_staff


def sees_jobs(person: Person, subject: object = None) -> bool:
    """The secretariat and administrators see what the portal does in the background."""
    return is_staff(person)


def can_retry(person: Person, job: object) -> bool:
    """Those who see the jobs may have a failed one run again."""
    return is_staff(person)
