"""Who is in det forstærkede samarbejde, and since when."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pghistory
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from dasportal.register.models import Offer

if TYPE_CHECKING:
    from dasportal.accounts.models import Person


class MembershipQuerySet(models.QuerySet["Membership"]):
    def visible_to(self, person: Person) -> MembershipQuerySet:
        """Who is in is known to everybody with a role."""
        return self if person.current_roles() else self.none()

    def current(self, on: date) -> MembershipQuerySet:
        """Those in det forstærkede samarbejde on the day."""
        return self.filter(Q(left_on__isnull=True) | Q(left_on__gt=on), entered_on__lte=on)

    def in_year(self, year: int) -> MembershipQuerySet:
        """Those that were in on some day of the year."""
        return self.filter(
            Q(left_on__isnull=True) | Q(left_on__gt=date(year, 1, 1)),
            entered_on__lte=date(year, 12, 31),
        )


@pghistory.track(fields=["offer", "entered_on", "as_new", "left_on", "note"])
class Membership(models.Model):
    """An offer's time in det forstærkede samarbejde: from the day DAS took it in.

    `as_new` is the exception for a new offer that does not meet A, B and C yet. `position` is the
    order of the offers in lists and on paper, the same every year.
    """

    offer = models.ForeignKey(
        Offer, models.PROTECT, related_name="memberships", verbose_name="Tilbud"
    )
    position = models.PositiveSmallIntegerField("Rækkefølge", default=0)
    entered_on = models.DateField("Med fra")
    entered_case = models.ForeignKey(
        "OfferCase", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="Besluttet i",
    )  # fmt: skip
    as_new = models.BooleanField("Optaget som nyt tilbud", default=False)
    left_on = models.DateField("Ude fra", null=True, blank=True)
    left_case = models.ForeignKey(
        "OfferCase", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="Udtræden besluttet i",
    )  # fmt: skip
    note = models.CharField("Bemærkning", max_length=300, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "tilbud i det forstærkede samarbejde"
        verbose_name_plural = "tilbud i det forstærkede samarbejde"
        ordering = ["position", "offer__name", "entered_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["offer"], condition=Q(left_on__isnull=True), name="offer_is_in_once"
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(left_on__gt=F("entered_on")),
                name="offer_leaves_after_entering",
            ),
        ]

    def __str__(self) -> str:
        return str(self.offer)

    def get_absolute_url(self) -> str:
        return reverse("offers:offer", args=[self.offer_id])
