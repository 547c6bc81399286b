"""An enquiry: a hearing, a rundspørge or an indmelding, and the files that go with it."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import TYPE_CHECKING

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from dasportal.accounts.models import DANISH
from dasportal.danish.dates import end_of_day
from dasportal.documents.models import StoredFile
from dasportal.documents.richtext import RichTextField

if TYPE_CHECKING:
    from dasportal.accounts.models import Person


class EnquiryStatus(models.TextChoices):
    DRAFT = "draft", "Kladde"
    SCHEDULED = "scheduled", "Åbner senere"
    OPEN = "open", "Åben"
    CLOSED = "closed", "Lukket"
    COMPILED = "compiled", "Opgjort"
    CANCELLED = "cancelled", "Trukket tilbage"


ASKED = (EnquiryStatus.OPEN, EnquiryStatus.CLOSED, EnquiryStatus.COMPILED)


class EnquiryQuerySet(models.QuerySet["Enquiry"]):
    def visible_to(self, person: Person) -> EnquiryQuerySet:
        """The secretariat's side of an enquiry. A party meets it by its own response."""
        return self if person.is_of_secretariat() else self.none()

    def open(self) -> EnquiryQuerySet:
        return self.filter(status=EnquiryStatus.OPEN)


@pghistory.track(fields=["title", "status", "opens_on", "closes_on", "kind"])
class Enquiry(models.Model):
    """A question to a circle. Its status is set by the verbs in `workflow` alone.

    `kind` names an entry of `slots.KINDS`; `about` what it is about, as `slots.SUBJECTS` knows it.
    A deadline names a day and ends with it, at 23.59.59 in Denmark.
    """

    kind = models.CharField("Art", max_length=40, default="hearing")
    about = models.CharField(max_length=120, blank=True)
    title = models.CharField("Titel", max_length=200, db_collation=DANISH)
    intro = RichTextField("Hvad der spørges om, og hvorfor", blank=True)
    opens_on = models.DateField("Åbner", null=True, blank=True)
    closes_on = models.DateField("Svarfrist", null=True, blank=True)
    accepts_late = models.BooleanField("Tag imod svar efter fristen, og mærk dem", default=True)
    is_shared = models.BooleanField(
        "Vis alles svar for dem, der er spurgt, når der er lukket", default=False
    )
    is_confidential = models.BooleanField("Skriv ikke titlen i mails", default=False)
    contact = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="Kontakt"
    )
    copied_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True,
        related_name="copies", verbose_name="Kopieret fra",
    )  # fmt: skip
    status = models.CharField(
        "Status", max_length=10, choices=EnquiryStatus, default=EnquiryStatus.DRAFT
    )
    revision = models.PositiveIntegerField(default=0)
    reminders = models.PositiveSmallIntegerField("Påmindelser sendt", default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField("Sendt", null=True, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    opened_at = models.DateTimeField("Åbnet", null=True, blank=True)
    closed_at = models.DateTimeField("Lukket", null=True, blank=True)
    cancel_reason = models.CharField("Grund", max_length=300, blank=True)

    objects = EnquiryQuerySet.as_manager()

    class Meta:
        verbose_name = "høring"
        verbose_name_plural = "høringer"
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")), name="enquiry_closes_after_opening"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "cancelled"])
                | Q(opens_on__isnull=False, closes_on__isnull=False),
                name="enquiry_sent_has_window",
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True, sent_by__isnull=True)
                | Q(sent_at__isnull=False, sent_by__isnull=False),
                name="enquiry_sent_at_and_by",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["open", "closed", "compiled"])
                | Q(opened_at__isnull=False),
                name="enquiry_open_was_opened",
            ),
            models.CheckConstraint(
                condition=~Q(status="cancelled") | ~Q(cancel_reason=""),
                name="enquiry_cancelled_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("enquiries:enquiry", args=[self.pk])

    @property
    def deadline(self) -> datetime | None:
        """The last second of the window."""
        return end_of_day(self.closes_on) if self.closes_on else None

    @property
    def is_over(self) -> bool:
        """Whether the deadline has passed, whether or not somebody has closed it."""
        return self.closes_on is not None and timezone.localdate() > self.closes_on

    @property
    def can_be_built(self) -> bool:
        """Whether questions and circle may still change."""
        return self.status in (EnquiryStatus.DRAFT, EnquiryStatus.SCHEDULED)

    @property
    def name_in_mails(self) -> str:
        return "en høring" if self.is_confidential else f"»{self.title}«"

    def in_window(self, day: date) -> bool:
        """Whether answers of that day are in time."""
        return self.closes_on is not None and day <= self.closes_on


class EnquiryFileQuerySet(models.QuerySet["EnquiryFile"]):
    def visible_to(self, person: Person) -> EnquiryFileQuerySet:
        """The secretariat, and those who are asked once it has been opened."""
        from .responses import Response

        if person.is_of_secretariat():
            return self
        return self.filter(enquiry__in=Response.objects.visible_to(person).values("enquiry"))


class EnquiryFile(models.Model):
    """A file that goes with the question."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    enquiry = models.ForeignKey(Enquiry, models.CASCADE, related_name="files")
    title = models.CharField("Titel", max_length=200)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    objects = EnquiryFileQuerySet.as_manager()

    class Meta:
        verbose_name = "vedlagt fil"
        verbose_name_plural = "vedlagte filer"
        ordering = ["enquiry", "added_at", "title"]

    def __str__(self) -> str:
        return self.title
