"""Something about offers on its way over a meeting, and what was decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from dasportal.accounts.models import Forum
from dasportal.register.models import Offer
from meetings.models import AgendaItem, Attachment

from .courses import CourseStep

if TYPE_CHECKING:
    from dasportal.accounts.models import Person


class CaseStatus(models.TextChoices):
    OPEN = "open", "Ikke besluttet"
    DECIDED = "decided", "Besluttet"


class OfferCaseQuerySet(models.QuerySet["OfferCase"]):
    def visible_to(self, person: Person) -> OfferCaseQuerySet:
        """The secretariat's tool; others read the item and its bilag, and what came of it."""
        return self if person.is_of_secretariat() else self.none()

    def open(self) -> OfferCaseQuerySet:
        return self.filter(status=CaseStatus.OPEN)


@pghistory.track(fields=["kind", "key", "item", "status", "outcome", "decided"])
class OfferCase(models.Model):
    """Something about offers on its way over a meeting's item, and what was decided.

    `kind` names an entry of the slot CASE_KINDS, and `key` its subject there. `offered` is the text
    as the portal last put it in: while nobody has written in it, it follows the figures until the
    agenda is sent. `content_key` names what the bilag should say, `printed_key` what it says.
    """

    kind = models.CharField("Art", max_length=30)
    key = models.CharField("Emne", max_length=30)
    title = models.CharField("Titel", max_length=200)
    offer = models.ForeignKey(
        Offer, models.PROTECT, null=True, blank=True, related_name="cases", verbose_name="Tilbud"
    )
    step = models.ForeignKey(
        CourseStep, models.PROTECT, null=True, blank=True, related_name="cases"
    )
    forum = models.ForeignKey(Forum, models.PROTECT, related_name="+", verbose_name="Forum")
    item = models.OneToOneField(
        AgendaItem, models.SET_NULL, null=True, blank=True, related_name="offer_case"
    )
    status = models.CharField("Status", max_length=7, choices=CaseStatus, default=CaseStatus.OPEN)
    bilag = models.ForeignKey(Attachment, models.SET_NULL, null=True, blank=True, related_name="+")
    offered = models.TextField(blank=True)
    content_key = models.CharField(max_length=64, blank=True)
    printed_key = models.CharField(max_length=64, blank=True)
    print_message = models.CharField(max_length=300, blank=True)
    snapshot: Any = models.JSONField(default=dict)
    made_at = models.DateTimeField("Opgjort", null=True, blank=True)
    put_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    outcome = models.CharField("Udfald", max_length=20, blank=True)
    decided = models.CharField("Besluttet", max_length=300, blank=True)
    decided_on = models.DateField("Besluttet den", null=True, blank=True)

    objects = OfferCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "sag om tilbud"
        verbose_name_plural = "sager om tilbud"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key", "forum"], condition=Q(status="open"),
                name="one_open_offer_case",
            ),
            models.CheckConstraint(
                condition=Q(status="open", decided="", decided_on__isnull=True)
                | (Q(status="decided", decided_on__isnull=False) & ~Q(decided="")),
                name="offer_case_decided_says_where",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("offers:case", args=[self.pk])

    @property
    def is_sent(self) -> bool:
        """Whether it lies as it was sent out: from then on nothing refreshes by itself."""
        return self.item is not None and self.item.sent and self.item.meeting.agenda_is_published

    @property
    def is_printed(self) -> bool:
        return not self.content_key or self.printed_key == self.content_key
