"""What tariffs, offers and meetings all refer to: legal bases and populations."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from dasportal.accounts.models import Party


class LegalBasisQuerySet(models.QuerySet["LegalBasis"]):
    def in_year(self, year: int) -> LegalBasisQuerySet:
        """Those in force in a tariff year."""
        return self.filter(
            Q(valid_from_year__lte=year)
            & (Q(valid_to_year__isnull=True) | Q(valid_to_year__gte=year))
        )


class LegalBasis(models.Model):
    """A paragraph that an offer rests on, such as »SEL § 107«, in the years it was in force."""

    code = models.CharField("Betegnelse", max_length=40)
    law = models.CharField("Lov", max_length=20)
    paragraph = models.CharField("Paragraf", max_length=20)
    name = models.CharField("Hvad den handler om", max_length=120, blank=True)
    valid_from_year = models.PositiveSmallIntegerField("Gælder fra og med år")
    valid_to_year = models.PositiveSmallIntegerField("Gælder til og med år", null=True, blank=True)
    replaced_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaces",
        verbose_name="Afløst af",
    )  # fmt: skip
    position = models.PositiveSmallIntegerField("Rækkefølge", default=0)

    objects = LegalBasisQuerySet.as_manager()

    class Meta:
        verbose_name = "lovgrundlag"
        verbose_name_plural = "lovgrundlag"
        ordering = ["position", "valid_from_year"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "valid_from_year"], name="legal_basis_once_from_a_year"
            ),
            models.CheckConstraint(
                condition=Q(valid_to_year__isnull=True)
                | Q(valid_to_year__gte=F("valid_from_year")),
                name="legal_basis_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(replaced_by__isnull=True) | Q(valid_to_year__isnull=False),
                name="legal_basis_replaced_has_ended",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class AgeGroup(models.TextChoices):
    CHILDREN = "children", "0–17-årige"
    ALL = "all", "Alle indbyggere"


class Population(models.Model):
    """How many people of an age group lived in a party on a date, and who says so.

    Schemes use different dates (1 January; the second quarter), so several stand side by side.
    """

    party = models.ForeignKey(
        Party, models.PROTECT, related_name="populations", verbose_name="Part"
    )
    group = models.CharField("Aldersgruppe", max_length=8, choices=AgeGroup)
    counted_on = models.DateField("Opgjort pr.")
    people = models.PositiveIntegerField("Antal")
    source = models.CharField("Kilde", max_length=200)

    class Meta:
        verbose_name = "befolkningstal"
        verbose_name_plural = "befolkningstal"
        ordering = ["-counted_on", "group", "party__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["party", "group", "counted_on"], name="population_once_per_date"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party}, {self.get_group_display()}, {self.counted_on:%d.%m.%Y}"
