"""What has been sent: versions of agenda and minutes that nothing overwrites, and their PDFs."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from dasportal.documents.models import PrintedDocument, StoredFile

from .items import AgendaItem
from .meetings import Meeting

if TYPE_CHECKING:
    from dasportal.accounts.models import Person


class AgendaVersionQuerySet(models.QuerySet["AgendaVersion"]):
    def visible_to(self, person: Person) -> AgendaVersionQuerySet:
        return self.filter(meeting__in=Meeting.objects.visible_to(person))


class AgendaVersion(models.Model):
    """The agenda as it was sent. `changes` says what is new since the version before."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="agenda_versions")
    number = models.PositiveSmallIntegerField("Version")
    snapshot = models.JSONField()
    sha256 = models.CharField(max_length=64)
    changes = models.JSONField(default=list)
    answers = models.JSONField("Set på før udsendelsen", default=list)
    sent_at = models.DateTimeField("Udsendt", auto_now_add=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = AgendaVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "udsendt dagsorden"
        verbose_name_plural = "udsendte dagsordener"
        ordering = ["meeting", "number"]
        constraints = [models.UniqueConstraint("meeting", "number", name="agenda_version_once")]

    def __str__(self) -> str:
        return f"{self.meeting}, dagsorden version {self.number}"


class MinutesKind(models.TextChoices):
    DRAFT = "draft", "Udkast"
    APPROVED = "approved", "Godkendt"
    CORRECTED = "corrected", "Godkendt, med rettelse"


class MinutesVersionQuerySet(models.QuerySet["MinutesVersion"]):
    def visible_to(self, person: Person) -> MinutesVersionQuerySet:
        return self.filter(meeting__in=Meeting.objects.visible_to(person))


class MinutesVersion(models.Model):
    """The minutes as sent, or as sealed. A sealed version points to its record entry by number."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="minutes_versions")
    number = models.PositiveSmallIntegerField("Version")
    kind = models.CharField(max_length=10, choices=MinutesKind)
    snapshot = models.JSONField()
    sha256 = models.CharField(max_length=64)
    reason = models.CharField("Hvorfor en ny version", max_length=300, blank=True)
    answers = models.JSONField("Set på før udsendelsen", default=list)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    record_entry = models.PositiveBigIntegerField(
        "Nummer i det forseglede arkiv", null=True, blank=True
    )
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = MinutesVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "referatversion"
        verbose_name_plural = "referatversioner"
        ordering = ["meeting", "number"]
        constraints = [
            models.UniqueConstraint("meeting", "number", name="minutes_version_once"),
            models.CheckConstraint(
                condition=Q(record_entry__isnull=True) | Q(file__isnull=False),
                name="sealed_minutes_have_a_file",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting}, referat version {self.number}"

    @property
    def is_sealed(self) -> bool:
        return self.record_entry is not None


class EditorNote(models.Model):
    """A dated »Red.:« note to sealed minutes. It stands beside them and changes nothing in them."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="editor_notes")
    item = models.ForeignKey(
        AgendaItem, models.PROTECT, null=True, blank=True, related_name="editor_notes"
    )
    text = models.TextField("Rettelse")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "redaktionel rettelse"
        verbose_name_plural = "redaktionelle rettelser"
        ordering = ["meeting", "written_at"]

    def __str__(self) -> str:
        return f"Red.: {self.text}"


class DocumentKind(models.TextChoices):
    AGENDA = "agenda", "Dagsorden"
    MINUTES = "minutes", "Referat"
    DELTA = "delta", "Ændringer til dagsordenen"
    ITEM = "item", "Enkelt punkt"


class Audience(models.TextChoices):
    """Who the PDF is for. Closed items are whole, or »Lukket punkt« and nothing else."""

    FORUM = "forum", "Forummet, med lukkede punkter"
    OPEN = "open", "Uden lukkede punkter"
    PUBLIC = "public", "Offentligheden"


class MeetingDocumentQuerySet(models.QuerySet["MeetingDocument"]):
    def visible_to(self, person: Person) -> MeetingDocumentQuerySet:
        """PDFs of meetings the person may know of; those with closed items only for the forum."""
        if person.is_of_secretariat():
            return self
        own = person.sitting_forum_ids()
        published = Q(agenda_version__isnull=False) | Q(minutes_version__isnull=False)
        return self.filter(published, meeting__in=Meeting.objects.visible_to(person)).filter(
            Q(meeting__forum__in=own) | ~Q(audience=Audience.FORUM)
        )


class MeetingDocument(PrintedDocument):
    """A PDF of a meeting: which, of what version, for whom, and with or without bilag.

    Without a version it is a preview of what stands now, and the secretariat's alone.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="documents")
    kind = models.CharField(max_length=8, choices=DocumentKind)
    audience = models.CharField(max_length=6, choices=Audience, default=Audience.FORUM)
    with_attachments = models.BooleanField("Med bilag", default=True)
    agenda_version = models.ForeignKey(
        AgendaVersion, models.PROTECT, null=True, blank=True, related_name="documents"
    )
    minutes_version = models.ForeignKey(
        MinutesVersion, models.PROTECT, null=True, blank=True, related_name="documents"
    )
    item = models.ForeignKey(
        AgendaItem, models.CASCADE, null=True, blank=True, related_name="documents"
    )
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = MeetingDocumentQuerySet.as_manager()

    class Meta(PrintedDocument.Meta):
        verbose_name = "mødedokument"
        verbose_name_plural = "mødedokumenter"
        constraints = [
            *PrintedDocument.Meta.constraints,
            models.UniqueConstraint(
                fields=[
                    "meeting", "kind", "audience", "with_attachments",
                    "agenda_version", "minutes_version", "item", "content_key",
                ],
                nulls_distinct=False,
                name="same_document_made_once",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.meeting}"
