"""Figures by date, about an offer or a party: one general kind of series, that later figures use too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from dasportal.accounts.models import Party
from dasportal.register.models import Offer

if TYPE_CHECKING:
    from dasportal.accounts.models import Person


class Measure(models.TextChoices):
    """What a series of an offer counts. Others have OTHER and say it in their title."""

    PLACES = "places", "Pladser"
    USED = "used", "Pladser i brug"
    OCCUPANCY = "occupancy", "Belægning"  # pct., as reported or reckoned
    BUDGETED = "budgeted", "Budgetteret belægning"  # pct.
    WAITING = "waiting", "Venteliste"  # people
    BUYERS = "buyers", "Købere"  # parties
    BUDGET = "budget", "Budget"  # kr.
    RESULT = "result", "Resultat"  # kr.; a deficit is below zero
    EXPECTED = "expected", "Forventet resultat"  # kr.
    STAFF = "staff", "Medarbejdere"  # full-time
    OTHER = "other", "Andet"


class Unit(models.TextChoices):
    PLACES = "places", "pladser"
    PERCENT = "percent", "pct."
    PEOPLE = "people", "personer"
    PARTIES = "parties", "parter"
    KRONER = "kroner", "kr."
    STAFF = "staff", "årsværk"
    COUNT = "count", "antal"


UNITS = {
    Measure.PLACES: Unit.PLACES, Measure.USED: Unit.PLACES, Measure.OCCUPANCY: Unit.PERCENT,
    Measure.BUDGETED: Unit.PERCENT, Measure.WAITING: Unit.PEOPLE, Measure.BUYERS: Unit.PARTIES,
    Measure.BUDGET: Unit.KRONER, Measure.RESULT: Unit.KRONER, Measure.EXPECTED: Unit.KRONER,
    Measure.STAFF: Unit.STAFF,
}  # fmt: skip


class Covers(models.TextChoices):
    """What a figure is about: some are only known for the centre above the offer."""

    OFFER = "offer", "Tilbuddet"
    PART = "part", "En del af tilbuddet"
    CENTRE = "centre", "Centret over tilbuddet"


class SeriesQuerySet(models.QuerySet["Series"]):
    def visible_to(self, person: Person) -> SeriesQuerySet:
        """Figures that are laid here have been handed in: all parties see them."""
        return self if person.current_roles() else self.none()


class Series(models.Model):
    """What is counted: of an offer, or on its own with a title (»Særlige pladser i psykiatrien«)."""

    measure = models.CharField("Hvad", max_length=10, choices=Measure)
    offer = models.ForeignKey(
        Offer, models.PROTECT, null=True, blank=True, related_name="series", verbose_name="Tilbud"
    )
    title = models.CharField("Titel", max_length=160, blank=True)
    unit = models.CharField("Enhed", max_length=8, choices=Unit)
    note = models.TextField("Om tallene", blank=True)

    objects = SeriesQuerySet.as_manager()

    class Meta:
        verbose_name = "talrække"
        verbose_name_plural = "talrækker"
        ordering = ["offer", "measure", "title"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "offer", "title"], nulls_distinct=False, name="series_once"
            ),
            models.CheckConstraint(
                condition=Q(offer__isnull=False) | ~Q(title=""), name="series_says_what"
            ),
            models.CheckConstraint(
                condition=~Q(measure="other") | ~Q(title=""), name="series_of_other_has_a_title"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title or self.get_measure_display()


@pghistory.track(fields=["series", "party", "on", "value", "covers", "source"])
class Figure(models.Model):
    """A value on a day; of a year it stands on its last day. `party` where it is counted by party.

    `source` says in words where it is from: »Årsrapport 2025«. Laid again, it is changed.
    """

    series = models.ForeignKey(Series, models.PROTECT, related_name="figures")
    party = models.ForeignKey(
        Party, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Part"
    )
    on = models.DateField("Dato")
    value = models.DecimalField("Tal", max_digits=14, decimal_places=2)
    covers = models.CharField("Omfatter", max_length=6, choices=Covers, default=Covers.OFFER)
    covers_what = models.CharField("Hvad det dækker", max_length=160, blank=True)
    source = models.CharField("Kilde", max_length=200)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    noted_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "tal"
        verbose_name_plural = "tal"
        ordering = ["series", "on"]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "party", "on"], nulls_distinct=False, name="figure_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.series}, {self.on}"
