"""Named networks: lists of people and parties that are asked again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from dasportal.accounts.models import DANISH, Party, Unit

if TYPE_CHECKING:
    from dasportal.accounts.models import Person


class NetworkQuerySet(models.QuerySet["Network"]):
    def visible_to(self, person: Person) -> NetworkQuerySet:
        return self if person.is_of_secretariat() else self.none()


class Network(models.Model):
    """A named circle kept for reuse, such as the tariff group."""

    name = models.CharField("Navn", max_length=120, unique=True, db_collation=DANISH)
    description = models.CharField("Hvem og hvorfor", max_length=300, blank=True)

    objects = NetworkQuerySet.as_manager()

    class Meta:
        verbose_name = "netværk"
        verbose_name_plural = "netværk"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class NetworkMember(models.Model):
    """A party, a unit of one, or a person on their own."""

    network = models.ForeignKey(Network, models.CASCADE, related_name="members")
    party = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "medlem af netværk"
        verbose_name_plural = "medlemmer af netværk"
        constraints = [
            models.CheckConstraint(
                condition=Q(party__isnull=False, person__isnull=True)
                | Q(party__isnull=True, unit__isnull=True, person__isnull=False),
                name="network_member_is_party_or_person",
            ),
            models.UniqueConstraint(
                fields=["network", "party", "unit", "person"],
                nulls_distinct=False,
                name="network_member_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.person or self.unit or self.party)
