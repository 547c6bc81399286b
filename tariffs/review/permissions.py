"""Who goes through what is handed in. No HTTP and no status here."""

from __future__ import annotations

from typing import Any

from dasportal.accounts.models import Party, Person
from dasportal.accounts.permissions import has_a_role, is_secretariat
from tariffs.models import Submission
from tariffs.permissions import can_report

from .models import LineComment


def can_review(person: Person, subject: object = None) -> bool:
    """See the queue, comment on lines, send back, take in."""
    return is_secretariat(person)


def can_see_versions(person: Person, subject: object = None) -> bool:
    """Whose they are is the rows' own: `Submission.objects.visible_to`."""
    return has_a_role(person)


def can_answer(person: Person, subject: Any) -> bool:
    """A party's own people answer what was asked about its lines."""
    if isinstance(subject, LineComment):
        subject = subject.submission
    return isinstance(subject, Submission | Party) and can_report(person, subject)
