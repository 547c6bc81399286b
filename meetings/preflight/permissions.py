"""Who may look through what everybody would get: what is found quotes closed text."""

from __future__ import annotations

from dasportal.accounts.models import Person
from dasportal.accounts.permissions import is_secretariat


def can_examine(person: Person, subject: object = None) -> bool:
    """Order an examination, read it and answer what it found: the secretariat."""
    return is_secretariat(person)
