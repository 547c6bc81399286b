"""What a forum lets another decide: a decision of DAS that FU may act on, and where it did."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pghistory
from django.db import models
from django.db.models import Q
from django.urls import reverse

from dasportal.accounts.models import Forum

from .decisions import Decision
from .items import AgendaItem
from .meetings import MINUTES_PUBLISHED

if TYPE_CHECKING:
    from dasportal.accounts.models import Person


class DelegationStatus(models.TextChoices):
    GIVEN = "given", "Givet"
    USED = "used", "Brugt"
    LAPSED = "lapsed", "Bortfaldet"
    REVOKED = "revoked", "Tilbagekaldt"


USABLE = (DelegationStatus.GIVEN, DelegationStatus.USED)


class DelegationQuerySet(models.QuerySet["Delegation"]):
    def visible_to(self, person: Person) -> DelegationQuerySet:
        """From items the person may read, once their minutes are sent; and what their own forum
        has been given, unless it was given under a closed item of another."""
        if person.is_of_secretariat():
            return self
        item = "decision__item"
        from_open = Q(**{f"{item}__is_open": True}) & (
            Q(**{f"{item}__parent__isnull": True}) | Q(**{f"{item}__parent__is_open": True})
        )
        return self.filter(decision__item__meeting__status__in=MINUTES_PUBLISHED).filter(
            Q(decision__item__in=AgendaItem.objects.visible_to(person))
            | (Q(to_forum__in=person.sitting_forum_ids()) & from_open)
        )

    def usable_on(self, day: date) -> DelegationQuerySet:
        """Neither lapsed nor called back, and not past their last day."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=day), status__in=USABLE)


@pghistory.track()
class Delegation(models.Model):
    """What exactly one forum has left to another to decide, on which terms, and until when."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="delegations")
    to_forum = models.ForeignKey(
        Forum, models.PROTECT, related_name="delegations", verbose_name="Til"
    )
    what = models.TextField("Hvad der er delegeret")
    conditions = models.TextField("Vilkår", blank=True)
    until = models.DateField("Til og med", null=True, blank=True)
    status = models.CharField(
        "Status", max_length=8, choices=DelegationStatus, default=DelegationStatus.GIVEN
    )
    reason = models.TextField("Hvorfor den er kaldt tilbage", blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = DelegationQuerySet.as_manager()

    class Meta:
        verbose_name = "delegation"
        verbose_name_plural = "delegationer"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(status__in=USABLE) & Q(ended_at__isnull=True))
                | (~Q(status__in=USABLE) & Q(ended_at__isnull=False)),
                name="delegation_ended_has_time",
            ),
        ]

    def __str__(self) -> str:
        return self.what

    def get_absolute_url(self) -> str:
        return reverse("meetings:delegation", args=[self.pk])


class DelegationUse(models.Model):
    """An item of the other forum's that decides on this delegation."""

    delegation = models.ForeignKey(Delegation, models.CASCADE, related_name="uses")
    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="on_delegation")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "brug af delegation"
        verbose_name_plural = "brug af delegationer"
        ordering = ["delegation", "pk"]
        constraints = [
            models.UniqueConstraint("delegation", "item", name="delegation_used_once_per_item")
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.delegation}"


class ReportStatus(models.TextChoices):
    LAID = "laid", "Forelagt"
    NOTED = "noted", "Taget til efterretning"
    ROLLED_BACK = "rolled_back", "Rullet tilbage"


@pghistory.track()
class CommitteeReport(models.Model):
    """A decision of the committee (FU), laid before the forum it answers to (DAS), which takes
    note of it or rolls it back. `item` is the forum's »Orientering fra FU«, `source` FU's item."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="reports")
    source = models.ForeignKey(AgendaItem, models.CASCADE, related_name="reported_in")
    status = models.CharField(
        "Status", max_length=12, choices=ReportStatus, default=ReportStatus.LAID
    )
    reason = models.TextField("Hvorfor den er rullet tilbage", blank=True)
    follow_up = models.OneToOneField(
        "meetings.FollowUp", models.SET_NULL, null=True, blank=True, related_name="rolled_back"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "beslutning forelagt fra FU"
        verbose_name_plural = "beslutninger forelagt fra FU"
        ordering = ["item", "pk"]
        constraints = [
            models.UniqueConstraint("item", "source", name="decision_reported_once_per_item"),
            models.CheckConstraint(
                condition=~Q(status="rolled_back") | ~Q(reason=""), name="roll_back_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source}: {self.get_status_display()}"
