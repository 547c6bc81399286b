"""Who may look into the sealed record, and who may remove from it."""

from __future__ import annotations

from dasportal.accounts.models import Person


def may_see_record(person: Person, subject: object = None) -> bool:
    """The record as a whole, closed items included: the secretariat and nobody else."""
    return person.is_of_secretariat()


def may_redact(person: Person, subject: object = None) -> bool:
    """Removing content that the law does not let us keep: the secretariat."""
    return may_see_record(person)
