"""Boniveauer: what each level costs over an offer's own base, the same for all offers."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from dasportal.accounts.models import Unit
from dasportal.register.models import Offer

from .submissions import Submission


class LevelStep(models.Model):
    """Kroner a day that a level lies over the base, for all the offers of the driftsherre, or of
    one unit of it. The tariff of a level is the offer's base and the level's step."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="level_steps")
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Enhed"
    )
    level = models.PositiveSmallIntegerField("Niveau")
    amount = models.DecimalField("Trin, kr.", max_digits=12, decimal_places=2)

    class Meta:
        verbose_name = "niveautrin"
        verbose_name_plural = "niveautrin"
        ordering = ["submission", "unit__name", "level"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "unit", "level"], nulls_distinct=False,
                name="one_step_a_level",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Niveau {self.level}"


class OfferBase(models.Model):
    """What an offer's levels are laid upon, kroner a day, on one legal basis."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="offer_bases")
    offer = models.ForeignKey(
        Offer, models.PROTECT, related_name="tariff_bases", verbose_name="Tilbud"
    )
    basis_key = models.CharField(max_length=80, blank=True)
    amount = models.DecimalField("Base, kr.", max_digits=12, decimal_places=2)

    class Meta:
        verbose_name = "tilbuddets base"
        verbose_name_plural = "tilbuddenes baser"
        ordering = ["submission", "offer__name", "basis_key"]
        constraints = [
            models.UniqueConstraint("submission", "offer", "basis_key", name="one_base_an_offer"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="offer_base_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.offer} {self.basis_key}".strip()
