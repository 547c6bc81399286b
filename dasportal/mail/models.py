"""The outbox: every mail the portal has sent or is about to send."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


class MailState(models.TextChoices):
    QUEUED = "queued", "Venter"
    SENDING = "sending", "Sendes"
    SENT = "sent", "Sendt"
    FAILED = "failed", "Kunne ikke sendes"


class OutgoingMail(models.Model):
    """One mail to one address. `key` says which mail it is, so that none is queued twice."""

    key = models.CharField(max_length=200, unique=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="mails"
    )
    to = models.EmailField("Til")
    subject = models.CharField("Emne", max_length=200)
    text = models.TextField("Tekst")
    kind = models.CharField("Art", max_length=40)
    state = models.CharField(max_length=8, choices=MailState, default=MailState.QUEUED)
    attempts = models.PositiveSmallIntegerField("Forsøg", default=0)
    last_error = models.CharField("Seneste fejl", max_length=300, blank=True)
    message_id = models.CharField(max_length=200, blank=True)
    queued_at = models.DateTimeField("Lagt i kø", auto_now_add=True)
    not_before = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField("Sendt", null=True, blank=True)

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
