"""Who may read the analysis. Which figures they see is told by the rows. No HTTP and no status."""

from __future__ import annotations

from django.db.models import QuerySet

from dasportal.accounts.models import Party, PartyKind, Person
from dasportal.accounts.permissions import has_a_role, is_secretariat, parties_of


def can_read(person: Person, subject: object = None) -> bool:
    return has_a_role(person)


def sees_occupancy(person: Person) -> bool:
    """It adds up what each buyer has said of its own places."""
    return is_secretariat(person)


def buyers_of(person: Person) -> QuerySet[Party]:
    """The parties whose purchases the person may see: its own; the secretariat any."""
    rows = Party.objects.exclude(kind=PartyKind.OTHER).order_by("name")
    return rows if is_secretariat(person) else rows.filter(pk__in=parties_of(person))
