"""The outbox: every mail the portal has sent or is about to send."""

from __future__ import annotations

from datetime import datetime
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
    GATHERED = "gathered", "Venter på en samlet mail"
    BUNDLED = "bundled", "Sendt i en samlet mail"
    DROPPED = "dropped", "Skal ikke sendes"  # its receiver does not want it, or has left


class MailKind(models.TextChoices):
    """What a mail is about: the common vocabulary of those who queue mail."""

    AGENDA = "agenda", "Dagsorden"
    DELTA = "delta", "Ændring af dagsorden"
    MINUTES = "minutes", "Referat"
    DECISION = "decision", "Beslutning"
    SEALED = "sealed", "Referat forseglet"
    CALENDAR = "calendar", "Mødeindkaldelse"
    CANCELLED = "cancelled", "Aflysning"
    DEADLINE = "deadline", "Frist nærmer sig"
    CONTRIBUTION = "contribution", "Bidrag udefra"
    DELIVERED = "delivered", "Bidrag er kommet"
    INVITATION = "invitation", "Invitation til portalen"
    ROLE = "role", "Ny rolle"
    QUESTION = "question", "Spørgsmål og svar"
    SHARE = "share", "Deling af et punkt"
    REMINDER = "reminder", "Påmindelse"
    BUNDLE = "bundle", "Samlet mail"
    ENQUIRY = "enquiry", "Høring"
    RECEIPT = "receipt", "Kvittering for svar"
    ACCOUNT = "account", "Adgang og adgangskode"
    OTHER = "other", "Andet"


CARRY_PERSONAL_LINK = (
    MailKind.CONTRIBUTION,
    MailKind.SHARE,
    MailKind.INVITATION,
    MailKind.ACCOUNT,
)
TONES = {
    MailState.QUEUED: "info",
    MailState.SENDING: "info",
    MailState.SENT: "good",
    MailState.FAILED: "bad",
    MailState.UNSURE: "attention",
    MailState.HELD: "neutral",
    MailState.GATHERED: "info",
    MailState.BUNDLED: "good",
    MailState.DROPPED: "neutral",
}
NEEDS_A_PERSON = (MailState.FAILED, MailState.UNSURE)


class OutgoingMailQuerySet(models.QuerySet["OutgoingMail"]):
    def visible_to(self, person: Person) -> OutgoingMailQuerySet:
        """All of it for the secretariat and administrators, one's own for others."""
        return self.all() if is_staff(person) else self.to(person)

    def to(self, person: Person) -> OutgoingMailQuerySet:
        """What was sent to this person, or waits to be."""
        return self.filter(person=person)

    def needing_a_person(self) -> OutgoingMailQuerySet:
        return self.filter(state__in=NEEDS_A_PERSON)

    def due(self) -> OutgoingMailQuerySet:
        """Queued, and not to wait any longer."""
        now = timezone.now()
        return self.filter(
            Q(not_before__isnull=True) | Q(not_before__lte=now), state=MailState.QUEUED
        )

    def to_bundle(self, now: datetime) -> OutgoingMailQuerySet:
        """Those whose waiting for company is over."""
        return self.filter(state=MailState.GATHERED, not_before__lte=now)


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
    about = models.CharField("Om", max_length=60, blank=True, db_index=True)  # meeting:12
    about_name = models.CharField("Om", max_length=200, blank=True)
    link = models.CharField("Hvor der læses", max_length=500, blank=True)
    bundle = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts",
        verbose_name="Den samlede mail",
    )  # fmt: skip

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        verbose_name = "mail"
        verbose_name_plural = "mails"
        ordering = ["-queued_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at__isnull=False) | ~Q(state=MailState.SENT),
                name="mail_sent_has_time",
            ),
            models.CheckConstraint(
                condition=Q(bundle__isnull=False, state=MailState.BUNDLED)
                | (Q(bundle__isnull=True) & ~Q(state=MailState.BUNDLED)),
                name="mail_bundled_has_bundle",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} → {self.to}"

    def get_absolute_url(self) -> str:
        return reverse("mail:detail", args=[self.pk])

    @property
    def tone(self) -> str:
        """The colour that helps the word for its state."""
        return TONES[MailState(self.fate)]

    @property
    def fate(self) -> str:
        """How it went: of one that was gathered, how its samlede mail went."""
        return self.bundle.state if self.bundle is not None else self.state

    @property
    def fate_label(self) -> str:
        """That in words: »Sendt«, »Samlet mail: Sendt«."""
        if self.bundle is None:
            return str(self.get_state_display())
        return f"I samlet mail: {self.bundle.get_state_display().lower()}"


class Timing(models.TextChoices):
    """When somebody wants to be told."""

    AT_ONCE = "at_once", "Straks"
    DAILY = "daily", "Samlet, én gang om dagen"
    NEVER = "never", "Slet ikke"


class MailPreference(models.Model):
    """When one person wants one kind of mail. Without a row it is at once."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="mail_preferences"
    )
    kind = models.CharField(max_length=40)  # a MailKind
    timing = models.CharField(max_length=8, choices=Timing)

    class Meta:
        verbose_name = "valg af besked"
        verbose_name_plural = "valg af beskeder"
        constraints = [
            models.UniqueConstraint("person", "kind", name="mail_preference_once_a_kind")
        ]

    def __str__(self) -> str:
        return f"{self.person}, {MailKind(self.kind).label}: {self.get_timing_display()}"


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
