"""What has been given to everybody: frozen public snapshots, and the lasting address of a meeting."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.urls import reverse

from dasportal.documents.models import PrintedDocument
from meetings.models import AgendaVersion, Meeting, MinutesVersion

if TYPE_CHECKING:
    from dasportal.accounts.models import Person


class PublicMeeting(models.Model):
    """The address of a published meeting, as it may be cited in a letter: »das-2026-10-27«.

    It is laid at the first publication and never changes, also when the meeting is moved.
    """

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="public_place")
    slug = models.SlugField("Adresse", max_length=80, unique=True)

    class Meta:
        verbose_name = "offentlig adresse"
        verbose_name_plural = "offentlige adresser"

    def __str__(self) -> str:
        return self.slug

    def get_absolute_url(self) -> str:
        return reverse("publication:meeting", args=[self.slug])


class PublicationKind(models.TextChoices):
    AGENDA = "agenda", "Dagsorden"
    MINUTES = "minutes", "Referat"


class PublicationStatus(models.TextChoices):
    PUBLISHED = "published", "Offentliggjort"
    REPLACED = "replaced", "Erstattet af en nyere udgave"
    WITHDRAWN = "withdrawn", "Trukket tilbage"


class PublicationQuerySet(models.QuerySet["Publication"]):
    def visible_to(self, person: Person) -> PublicationQuerySet:
        """What was published and withdrawn, and by whom, is the secretariat's; the public pages
        ask `current` and show what stands there."""
        return self if person.is_of_secretariat() else self.none()

    def current(self) -> PublicationQuerySet:
        """What everybody may read now: at most one agenda and one set of minutes of a meeting."""
        return self.filter(status=PublicationStatus.PUBLISHED)

    def holding_item(self, item_id: object) -> PublicationQuerySet:
        return self.filter(item_ids__contains=[item_id])

    def holding_attachment(self, attachment_id: object) -> PublicationQuerySet:
        return self.filter(attachment_ids__contains=[attachment_id])

    def newest_first(self) -> PublicationQuerySet:
        return self.order_by("-published_at")


class Publication(PrintedDocument):
    """The open part of an agenda or of approved minutes, frozen as everybody reads it.

    `snapshot` is `for_public` of a version, so it holds nothing of a closed item but its number.
    The PDF is printed from it and from nothing else. Which items and bilag are in it stands
    beside it, so that their lasting addresses find it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    place = models.ForeignKey(PublicMeeting, models.PROTECT, related_name="publications")
    kind = models.CharField("Hvad", max_length=8, choices=PublicationKind)
    status = models.CharField(
        "Status", max_length=9, choices=PublicationStatus, default=PublicationStatus.PUBLISHED
    )
    agenda_version = models.ForeignKey(
        AgendaVersion, models.PROTECT, null=True, blank=True, related_name="publications"
    )
    minutes_version = models.ForeignKey(
        MinutesVersion, models.PROTECT, null=True, blank=True, related_name="publications"
    )
    snapshot = models.JSONField()
    title = models.CharField("Titel", max_length=200)
    date = models.DateField("Mødets dato")
    item_ids = ArrayField(models.UUIDField(), default=list)
    attachment_ids = ArrayField(models.UUIDField(), default=list)
    published_at = models.DateTimeField("Offentliggjort", auto_now_add=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answers = models.JSONField("Set på før offentliggørelsen", default=list)
    withdrawn_at = models.DateTimeField("Trukket tilbage", null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_reason = models.CharField("Hvorfor trukket tilbage", max_length=300, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = PublicationQuerySet.as_manager()

    class Meta(PrintedDocument.Meta):
        verbose_name = "offentliggørelse"
        verbose_name_plural = "offentliggørelser"
        ordering = ["place", "published_at"]
        constraints = [
            *PrintedDocument.Meta.constraints,
            models.UniqueConstraint(
                fields=["place", "kind"],
                condition=Q(status="published"),
                name="one_current_publication_of_each_kind",
            ),
            models.CheckConstraint(
                condition=Q(
                    status="withdrawn", withdrawn_at__isnull=False, withdrawn_by__isnull=False
                )
                & ~Q(withdrawn_reason="")
                | ~Q(status="withdrawn")
                & Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_reason=""),
                name="withdrawn_publication_has_time_person_and_reason",
            ),
            models.CheckConstraint(
                condition=Q(kind="agenda", minutes_version__isnull=True)
                | Q(kind="minutes", agenda_version__isnull=True),
                name="publication_is_of_its_own_kind_of_version",
            ),
        ]
        indexes = [
            GinIndex(fields=["item_ids"], name="publication_by_item"),
            GinIndex(fields=["attachment_ids"], name="publication_by_attachment"),
            models.Index(fields=["status", "-date"], name="publication_by_date"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.title}"

    def get_absolute_url(self) -> str:
        """The lasting address of this very publication; it says when a newer one has come."""
        return reverse("publication:publication", args=[self.pk])

    @property
    def is_current(self) -> bool:
        return self.status == PublicationStatus.PUBLISHED
