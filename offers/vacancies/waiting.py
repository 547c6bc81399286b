"""Offers whose free places were confirmed long ago, to those who report on them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from dasportal.accounts.models import Person, RoleKind
from dasportal.accounts.permissions import holds
from dasportal.accounts.slots import Task

from .calculation import OLD_AFTER
from .queries import own_offers


def tasks_of(person: Person) -> Iterator[Task]:
    """One line, whatever their number. To offer reporters: members have others for it."""
    if not holds(person, RoleKind.OFFER_REPORTER):
        return
    limit = timezone.now() - timedelta(days=OLD_AFTER)
    old = own_offers(person).filter(Q(free_at__isnull=True) | Q(free_at__lt=limit)).count()
    if old:
        yield Task(f"Bekræft ledige pladser ved {old} tilbud", reverse("places:list"))
