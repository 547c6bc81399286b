"""What may be nominated."""

from __future__ import annotations

from django.db.models import QuerySet

from dasportal.accounts.models import Person
from dasportal.register.models import Offer


def may_be_nominated(person: Person) -> QuerySet[Offer]:
    """The open offers that the person may know of and that are not in, by name."""
    rows = Offer.objects.visible_to(person).filter(confirmed=True, closed_on__isnull=True)
    inside = rows.filter(memberships__left_on__isnull=True, memberships__isnull=False)
    return rows.exclude(pk__in=inside.values("pk")).select_related("operator").order_by("name")
