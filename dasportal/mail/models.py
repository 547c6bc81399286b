"""The outbox: every mail the portal has sent or is about to send."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from dasportal.accounts.permissions import is_staff

if TYPE_CHECKING:
    from dasportal.accounts.models import Person


class MailState(models.TextChoices):
    QUEUED = "queued", "Venter"
    SENDING = "sending", "Sendes"
    SENT = "sent", "Sendt"
    FAILED = "failed", "Kunne ikke sendes"
    UNSURE = "unsure", "Måske sendt"  # cut off between handing over and the server's answer
    HELD = "held", "Gemt, ikke sendt"  # there was no mail server to send it through


class MailKind(models.TextChoices):
    """What a mail is about: the common vocabulary of those who queue mail."""

    AGENDA = "agenda", "Dagsorden"
    DELTA = "delta", "Ændring af dagsorden"
    MINUTES = "minutes", "Referat"
    CANCELLED = "cancelled", "Aflysning"
    CONTRIBUTION = "contribution", "Bidrag udefra"
    DELIVERED = "delivered", "Bidrag er kommet"
    INVITATION = "invitation", "Invitation til portalen"
    ROLE = "role", "Ny rolle"
    REMINDER = "reminder", "Påmindelse"
    ACCOUNT = "account", "Adgang og adgangskode"
    OTHER = "other", "Andet"


CARRY_PERSONAL_LINK = (MailKind.CONTRIBUTION, MailKind.INVITATION, MailKind.ACCOUNT)
TONES = {
    MailState.QUEUED: "info",
    MailState.SENDING: "info",
    MailState.SENT: "good",
    MailState.FAILED: "bad",
    MailState.UNSURE: "attention",
    MailState.HELD: "neutral",
}
NEEDS_A_PERSON = (MailState.FAILED, MailState.UNSURE)


class OutgoingMailQuerySet(models.QuerySet["OutgoingMail"]):
    def visible_to(self, person: Person) -> OutgoingMailQuerySet:
        """All of it for the secretariat and administrators, nothing for others."""

        return self.all() if is_staff(person) else self.none()

    def needing_a_person(self) -> OutgoingMailQuerySet:
        return self.filter(state__in=NEEDS_A_PERSON)

    def due(self) -> OutgoingMailQuerySet:
        """Queued, and not to wait any longer."""
        now = timezone.now()
        return self.filter(
            Q(not_before__isnull=True) | Q(not_before__lte=now), state=MailState.QUEUED
        )


class OutgoingMail(models.Model):
    """One mail to one address. `key` says which mail it is, so that none is queued twice."""

    key = models.CharField(max_length=200, unique=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="mails"
    )
    to = models.EmailField("Til")
    subject = models.CharField("Emne", max_length=200)
    text = models.TextField("Tekst")
    kind = models.CharField("Art", max_length=40, choices=MailKind)
    personal_link = models.BooleanField(
        "Indeholder et personligt link",
        default=False,
        help_text="Linket giver adgang i modtagerens navn og vises derfor ikke for andre.",
    )
    state = models.CharField(
        "Status", max_length=8, choices=MailState, default=MailState.QUEUED, db_index=True
    )
    attempts = models.PositiveSmallIntegerField("Forsøg", default=0)
    last_error = models.CharField("Seneste fejl", max_length=300, blank=True)
    message_id = models.CharField(max_length=200, unique=True)
    queued_at = models.DateTimeField("Lagt i kø", auto_now_add=True, db_index=True)
    not_before = models.DateTimeField("Sendes tidligst", null=True, blank=True)
    sent_at = models.DateTimeField("Sendt", null=True, blank=True)
    resends = models.PositiveSmallIntegerField("Sendt igen", default=0)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        verbose_name = "mail"
        verbose_name_plural = "mails"
        ordering = ["-queued_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at__isnull=False) | ~Q(state=MailState.SENT),
                name="mail_sent_has_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject} → {self.to}"

    def get_absolute_url(self) -> str:
        return reverse("mail:detail", args=[self.pk])

    @property
    def tone(self) -> str:
        """The colour that helps the word for its state."""
        return TONES[MailState(self.state)]


class MailAttachment(models.Model):
    """A small text part such as a calendar file. Case documents are never attached: mails link."""

    mail = models.ForeignKey(OutgoingMail, models.CASCADE, related_name="attachments")
    name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=120)
    content = models.TextField()

    class Meta:
        verbose_name = "vedhæftning"
        verbose_name_plural = "vedhæftninger"

    def __str__(self) -> str:
        return self.name
