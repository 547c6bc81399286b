"""The tariffs that apply, frozen, each in its period."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from dasportal.accounts.models import DANISH, Party
from dasportal.register.models import Offer

from .lines import Line
from .years import TariffYear

if TYPE_CHECKING:
    from dasportal.accounts.models import Person

FROZEN = (
    "year", "line", "operator", "offer_name", "service", "service_key", "basis_key", "unit",
    "kind", "is_billed", "places", "occupancy_pct", "budget", "tariff", "decision",
)  # fmt: skip


class ValidTariffQuerySet(models.QuerySet["ValidTariff"]):
    def visible_to(self, person: Person) -> ValidTariffQuerySet:
        """What is approved is no secret to those in the cooperation."""
        return self if person.current_roles() else self.none()

    def on(self, day: date) -> ValidTariffQuerySet:
        return self.filter(valid__contains=day)


class ValidTariff(models.Model):
    """An approved line as it was decided. Its figures never change; a correction ends its period
    and lays the next. `valid` holds its first day and ends before its last bound; it is empty for a
    tariff that was corrected from its very first day, and so never came to apply."""

    year = models.ForeignKey(TariffYear, models.PROTECT, related_name="valid_tariffs")
    line = models.OneToOneField(Line, models.PROTECT, related_name="valid_tariff")
    operator = models.ForeignKey(Party, models.PROTECT, related_name="valid_tariffs")
    offer = models.ForeignKey(Offer, models.PROTECT, related_name="valid_tariffs")
    offer_name = models.CharField("Tilbud", max_length=200, db_collation=DANISH)
    service = models.CharField("Ydelse", max_length=200, db_collation=DANISH)
    service_key = models.CharField(max_length=200)
    basis_key = models.CharField("Lovgrundlag", max_length=80)
    unit = models.CharField("Takstenhed", max_length=6)
    kind = models.CharField("Art", max_length=9)
    is_billed = models.BooleanField("Afregnes")
    places = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    occupancy_pct = models.DecimalField(max_digits=6, decimal_places=3, null=True)
    budget = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    tariff = models.DecimalField("Takst, kr.", max_digits=12, decimal_places=2)
    valid: Any = DateRangeField("Gælder")
    decision = models.CharField("Besluttet", max_length=300)
    laid_at = models.DateTimeField(auto_now_add=True)

    objects = ValidTariffQuerySet.as_manager()

    class Meta:
        verbose_name = "gældende takst"
        verbose_name_plural = "gældende takster"
        ordering = ["offer_name", "basis_key", "service", "valid"]
        constraints = [
            ExclusionConstraint(
                name="one_valid_tariff_at_a_time",
                expressions=[
                    ("offer", RangeOperators.EQUAL),
                    ("service_key", RangeOperators.EQUAL),
                    ("basis_key", RangeOperators.EQUAL),
                    ("unit", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                condition=Q(valid__isempty=True) | Q(valid__lower_inf=False),
                name="valid_tariff_has_a_first_day",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="valid_tariff_is_frozen", fields=list(FROZEN)),
            pgtrigger.Protect(name="valid_tariff_stays", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.offer_name}, {self.service}"

    @property
    def last_day(self) -> date | None:
        """The last day that it applies; None while no end is set, and when it never applied."""
        return self.valid.upper - timedelta(days=1) if self.valid.upper else None
