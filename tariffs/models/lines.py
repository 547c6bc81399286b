"""A tariff line: one service of one offer on one legal basis, in one unit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from dasportal.accounts.models import DANISH, Unit
from dasportal.register.models import LegalBasis, Offer

from ..naming import basis_key, service_key
from .submissions import Submission

if TYPE_CHECKING:
    from dasportal.accounts.models import Person


class LineKind(models.TextChoices):
    AVERAGE = "average", "Gennemsnitstakst"
    LEVEL = "level", "Niveau"
    BASIC = "basic", "Grundtakst"
    ACTIVITY = "activity", "Aktivitetstakst"
    COURSE = "course", "Forløbstakst"
    SURCHARGE = "surcharge", "Tillæg"


class BilledUnit(models.TextChoices):
    NIGHT = "Døgn", "Døgn"
    DAY = "Dag", "Dag"
    HOUR = "Time", "Time"
    COURSE = "Forløb", "Forløb"


class LineQuerySet(models.QuerySet["Line"]):
    def visible_to(self, person: Person) -> LineQuerySet:
        return self.filter(submission__in=Submission.objects.visible_to(person))


class Line(models.Model):
    """What is reported. Amounts are in kroner, occupancy in percent; what is unknown is null.

    `service_key` and `basis_key` are what make the line the same in another file and another year
    (docs/adr/0024). `…_as_read` is how the file wrote it. In a correction `replaces` is the line
    that was approved; where a driftsherre switches model, the old line that this one follows.
    """

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="lines")
    offer = models.ForeignKey(
        Offer, models.PROTECT, related_name="tariff_lines", verbose_name="Tilbud"
    )
    reporting_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Enhed"
    )
    position = models.PositiveIntegerField("Rækkefølge", default=0)
    kind = models.CharField("Art", max_length=9, choices=LineKind, default=LineKind.AVERAGE)
    is_billed = models.BooleanField("Afregnes", default=True)
    service = models.CharField("Ydelse", max_length=200, db_collation=DANISH)
    service_key = models.CharField(max_length=200, editable=False)
    legal_basis = models.ForeignKey(
        LegalBasis, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="Lovgrundlag",
    )  # fmt: skip
    basis_text = models.CharField("Lovgrundlag, som skrevet", max_length=80, blank=True)
    basis_key = models.CharField(max_length=80, blank=True, editable=False)
    unit = models.CharField("Takstenhed", max_length=6, choices=BilledUnit, default="Døgn")
    places = models.DecimalField("Pladser", max_digits=7, decimal_places=2, null=True, blank=True)
    occupancy_pct = models.DecimalField(
        "Belægning, pct.", max_digits=6, decimal_places=3, null=True, blank=True
    )
    budget = models.DecimalField(
        "Budget, kr.", max_digits=14, decimal_places=2, null=True, blank=True
    )
    tariff = models.DecimalField(
        "Takst, kr.", max_digits=12, decimal_places=2, null=True, blank=True
    )
    health_part = models.DecimalField(
        "Heraf sundhedslovsydelser, kr.", max_digits=12, decimal_places=2, null=True, blank=True
    )
    surcharge_ends_on = models.DateField("Tillægget ophører", null=True, blank=True)
    surcharge_balance = models.DecimalField(
        "Restbeløb, kr.", max_digits=14, decimal_places=2, null=True, blank=True
    )
    ceiling_exemption = models.CharField("Undtaget fra loftet, fordi", max_length=300, blank=True)
    explanation = models.ForeignKey(
        "Explanation", models.SET_NULL, null=True, blank=True, related_name="lines",
        verbose_name="Forklaring",
    )  # fmt: skip
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by",
        verbose_name="Træder i stedet for",
    )  # fmt: skip
    offer_as_read = models.CharField(max_length=300, blank=True)
    service_as_read = models.CharField(max_length=300, blank=True)
    source_row = models.PositiveIntegerField("Række i filen", null=True, blank=True)
    revision = models.PositiveIntegerField(default=0)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    saved_at = models.DateTimeField(default=timezone.now)

    objects = LineQuerySet.as_manager()

    class Meta:
        verbose_name = "takstlinje"
        verbose_name_plural = "takstlinjer"
        ordering = ["submission", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "offer", "service_key", "basis_key", "unit"],
                nulls_distinct=False,
                name="line_once_in_a_submission",
            ),
            models.CheckConstraint(condition=~Q(service_key=""), name="line_has_a_service"),
            models.CheckConstraint(
                condition=Q(legal_basis__isnull=True) | ~Q(basis_key=""),
                name="line_on_a_basis_has_its_key",
            ),
            models.CheckConstraint(
                condition=(Q(places__isnull=True) | Q(places__gte=0))
                & (Q(budget__isnull=True) | Q(budget__gte=0))
                & (Q(tariff__isnull=True) | Q(tariff__gte=0)),
                name="line_figures_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(occupancy_pct__isnull=True)
                | Q(occupancy_pct__gt=0, occupancy_pct__lte=200),
                name="line_occupancy_in_percent",
            ),
            models.CheckConstraint(
                condition=Q(health_part__isnull=True)
                | Q(health_part__gte=0, health_part__lte=F("tariff")),
                name="line_health_part_within_tariff",
            ),
            models.CheckConstraint(
                condition=Q(kind="surcharge")
                | Q(surcharge_ends_on__isnull=True, surcharge_balance__isnull=True),
                name="line_surcharge_fields_on_surcharges",
            ),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | ~Q(replaces=F("id")),
                name="line_replaces_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.offer}, {self.service}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """The keys always follow the words."""
        self.set_keys()
        super().save(*args, **kwargs)

    def set_keys(self) -> None:
        self.service_key = service_key(self.service)
        self.basis_key = self.legal_basis.code if self.legal_basis else basis_key(self.basis_text)

    @property
    def key(self) -> tuple[int, str, str, str]:
        """What makes it the same line in another submission."""
        return self.offer_id, self.service_key, self.basis_key, self.unit

    @property
    def basis(self) -> str:
        """The legal basis as it is shown."""
        return self.legal_basis.code if self.legal_basis else self.basis_text
