"""Who may publish. Reading what is published takes no permission at all."""

from __future__ import annotations

from dasportal.accounts.models import Person
from dasportal.accounts.permissions import is_secretariat


def can_publish(person: Person, subject: object = None) -> bool:
    """Give an agenda or minutes to the public, and take them back: the secretariat."""
    return is_secretariat(person)
