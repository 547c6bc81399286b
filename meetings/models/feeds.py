"""The secret address at which a person's own calendar is fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from dasportal.accounts.models import Person


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    def visible_to(self, person: Person) -> CalendarFeedQuerySet:
        """One's own alone: the address is as secret as a password."""
        return self.filter(person=person)

    def open(self) -> CalendarFeedQuerySet:
        return self.filter(revoked_at__isnull=True)


class CalendarFeed(models.Model):
    """An address that somebody made for their calendar. Only the secret's hash is kept."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_feeds"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField("Lavet", auto_now_add=True)
    revoked_at = models.DateTimeField("Slettet", null=True, blank=True)
    fetched_at = models.DateTimeField("Sidst hentet", null=True, blank=True)  # to the hour

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        verbose_name = "kalenderadresse"
        verbose_name_plural = "kalenderadresser"
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(revoked_at__isnull=True),
                name="one_calendar_address_a_person",
            )
        ]

    def __str__(self) -> str:
        return f"Kalenderadresse, {self.person}"
