"""Decisions sent onward to others: KKR, KDK, Socialtilsyn Nord, KL, the councils."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pghistory
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from dasportal.documents.models import StoredFile

from .decisions import Decision
from .items import AgendaItem
from .meetings import MINUTES_PUBLISHED

if TYPE_CHECKING:
    from dasportal.accounts.models import Person


class Recipient(models.TextChoices):
    KKR = "kkr", "KKR Nordjylland"
    KDK = "kdk", "KDK"
    INSPECTION = "inspection", "Socialtilsyn Nord"
    KL = "kl", "KL"
    COUNCILS = "councils", "Byråd og regionsråd"
    OTHER = "other", "En anden"


class OnwardStatus(models.TextChoices):
    TO_SEND = "to_send", "Skal sendes"
    SENT = "sent", "Sendt"
    ANSWERED = "answered", "Besvaret"
    CLOSED = "closed", "Afsluttet uden svar"


WAITING = (OnwardStatus.TO_SEND, OnwardStatus.SENT)


class SentOnwardQuerySet(models.QuerySet["SentOnward"]):
    def visible_to(self, person: Person) -> SentOnwardQuerySet:
        """What was sent from items the person may read, once their minutes are sent."""
        if person.is_of_secretariat():
            return self
        return self.filter(
            decision__item__meeting__status__in=MINUTES_PUBLISHED,
            decision__item__in=AgendaItem.objects.visible_to(person),
        )

    def waiting(self) -> SentOnwardQuerySet:
        return self.filter(status__in=WAITING)

    def overdue(self) -> SentOnwardQuerySet:
        """Still without the answer that was due."""
        return self.waiting().filter(answer_due__lt=timezone.localdate())


@pghistory.track()
class SentOnward(models.Model):
    """One sending: to whom, what, when, when an answer is due, and the answer.

    The minutes say recipient, matter and the day an answer is due, for those of `in_minutes`.
    """

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="onward")
    recipient = models.CharField("Til", max_length=10, choices=Recipient)
    recipient_name = models.CharField(
        "Navn på modtageren", max_length=120, blank=True,
        help_text="Når det er en anden, eller et bestemt byråd.",
    )  # fmt: skip
    what = models.TextField("Hvad der sendes")
    in_minutes = models.BooleanField("Aftalt på mødet", default=True)
    answer_due = models.DateField("Svar senest", null=True, blank=True)
    status = models.CharField(
        "Status", max_length=8, choices=OnwardStatus, default=OnwardStatus.TO_SEND
    )
    sent_on = models.DateField("Sendt den", null=True, blank=True)
    answered_on = models.DateField("Besvaret den", null=True, blank=True)
    answer = models.TextField("Svar", blank=True)
    answer_file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Fil"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = SentOnwardQuerySet.as_manager()

    class Meta:
        verbose_name = "sendt videre"
        verbose_name_plural = "sendt videre"
        ordering = [F("answer_due").asc(nulls_last=True), "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(recipient="other") | ~Q(recipient_name=""),
                name="onward_other_is_named",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=("sent", "answered")) | Q(sent_on__isnull=False),
                name="onward_sent_has_day",
            ),
            models.CheckConstraint(
                condition=Q(status="answered", answered_on__isnull=False)
                | (~Q(status="answered") & Q(answered_on__isnull=True)),
                name="onward_answered_has_day",
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | Q(answered_on__gte=F("sent_on")),
                name="onward_answered_after_sent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.to}: {self.what}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:onward", args=[self.pk])

    @property
    def to(self) -> str:
        """The recipient by name."""
        return self.recipient_name or self.get_recipient_display()

    @property
    def is_late(self) -> bool:
        due = self.answer_due
        return self.status in WAITING and due is not None and due < timezone.localdate()
