"""Who may read and who may write about objective financing. No HTTP and no status."""

from __future__ import annotations

from dasportal.accounts.models import Person
from dasportal.accounts.permissions import is_secretariat

from .models import reads


def can_read(person: Person, subject: object = None) -> bool:
    """What has been laid fast: the secretariat, and everybody with a role in a party or a forum."""
    return reads(person)


def can_edit(person: Person, subject: object = None) -> bool:
    """Schemes, scenarios, populations and takstblade: the secretariat."""
    return is_secretariat(person)
