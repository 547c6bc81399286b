"""A tariff year as the secretariat opens it: deadline, PL, thresholds, ceilings, what is asked."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from dasportal.accounts.models import DANISH
from dasportal.danish.dates import end_of_day
from dasportal.documents.richtext import RichTextField
from dasportal.register.models import LegalBasis

if TYPE_CHECKING:
    from dasportal.accounts.models import Person


class YearStatus(models.TextChoices):
    OPEN = "open", "Åbent for indberetning"
    CLOSED = "closed", "Lukket for indberetning"


class AskedField(models.TextChoices):
    """What a year may ask for besides what every line has. Nothing is asked that nobody uses."""

    PLACES = "places", "Pladser"
    OCCUPANCY = "occupancy_pct", "Belægning"
    BUDGET = "budget", "Budget"
    HEALTH = "health_part", "Heraf sundhedslovsydelser"
    AUDIT = "audit", "Revisorpåtegning"


def asked_at_first() -> list[str]:
    return [AskedField.PLACES, AskedField.OCCUPANCY, AskedField.BUDGET]


class TariffYearQuerySet(models.QuerySet["TariffYear"]):
    def visible_to(self, person: Person) -> TariffYearQuerySet:
        """A year's frame is known to all who have a role; what is reported in it is not."""
        return self if person.current_roles() else self.none()


@pghistory.track(
    fields=["status", "deadline_on", "pl_pct", "pl_source", "explain_pct", "discuss_pct",
            "tolerance"]
)  # fmt: skip
class TariffYear(models.Model):
    """The year that the tariffs apply to. Percentages are in percent, the tolerance in kroner.

    `pl_pct` is how prices and wages are projected from the year before; unknown until it is given.
    A deadline names a day and ends with it, at 23.59.59 in Denmark.
    """

    year = models.PositiveSmallIntegerField("År", unique=True)
    status = models.CharField("Status", max_length=6, choices=YearStatus, default=YearStatus.OPEN)
    deadline_on = models.DateField("Frist", null=True, blank=True)
    pl_pct = models.DecimalField(
        "PL-fremskrivning, pct.", max_digits=5, decimal_places=2, null=True, blank=True
    )
    pl_source = models.CharField("Kilde til PL", max_length=200, blank=True)
    explain_pct = models.DecimalField(
        "Forklares fra, pct.", max_digits=5, decimal_places=2, default=Decimal(2)
    )
    discuss_pct = models.DecimalField(
        "Drøftes i DAS fra, pct.", max_digits=5, decimal_places=2, default=Decimal(5)
    )
    tolerance = models.DecimalField(
        "Tolerance i formlen, kr.", max_digits=6, decimal_places=2, default=Decimal(2)
    )
    asked_fields: Any = ArrayField(
        models.CharField(max_length=20, choices=AskedField), default=asked_at_first,
        verbose_name="Der spørges om", blank=True,
    )  # fmt: skip
    guidance = RichTextField("Vejledning", blank=True)
    opened_at = models.DateTimeField("Åbnet", default=timezone.now)

    objects = TariffYearQuerySet.as_manager()

    class Meta:
        verbose_name = "takstår"
        verbose_name_plural = "takstår"
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(
                condition=Q(year__gte=2007, year__lte=2199), name="tariff_year_is_a_year"
            ),
            models.CheckConstraint(
                condition=Q(explain_pct__gte=0, discuss_pct__gte=F("explain_pct")),
                name="tariff_year_discusses_what_is_explained",
            ),
            models.CheckConstraint(condition=Q(tolerance__gte=0), name="tariff_year_tolerance"),
            models.CheckConstraint(
                condition=Q(pl_pct__isnull=True) | Q(pl_pct__gt=-50, pl_pct__lt=50),
                name="tariff_year_pl_is_likely",
            ),
        ]

    def __str__(self) -> str:
        return f"Takster {self.year}"

    @property
    def deadline(self) -> datetime | None:
        """The last second that is in time."""
        return end_of_day(self.deadline_on) if self.deadline_on else None

    @property
    def is_over(self) -> bool:
        return self.deadline_on is not None and timezone.localdate() > self.deadline_on


class Ceiling(models.Model):
    """A takstloft: the highest tariff for a legal basis, or for one service under it.

    `amount` is in the price level of `price_year`, `projected` what it is in the tariff year.
    """

    year = models.ForeignKey(
        TariffYear, models.CASCADE, related_name="ceilings", verbose_name="Takstår"
    )
    legal_basis = models.ForeignKey(
        LegalBasis, models.PROTECT, related_name="+", verbose_name="Lovgrundlag"
    )
    service = models.CharField("Ydelse", max_length=200, blank=True, db_collation=DANISH)
    service_key = models.CharField(max_length=200, blank=True, editable=False)
    unit = models.CharField("Enhed", max_length=8, default="Døgn")
    price_year = models.PositiveSmallIntegerField("Prisniveau")
    amount = models.DecimalField("Loft, kr.", max_digits=10, decimal_places=2)
    projected = models.DecimalField("Fremskrevet, kr.", max_digits=10, decimal_places=2)
    source = models.CharField("Kilde", max_length=200, blank=True)

    class Meta:
        verbose_name = "takstloft"
        verbose_name_plural = "takstlofter"
        ordering = ["year", "legal_basis", "service"]
        constraints = [
            models.UniqueConstraint(
                "year", "legal_basis", "service_key", "unit", name="ceiling_once"
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0, projected__gt=0), name="ceiling_of_some_kroner"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.legal_basis} {self.service}".strip()
