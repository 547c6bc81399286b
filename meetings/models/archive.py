"""Documents that earlier meetings were read in from, kept whole: every line and its one place."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from .meetings import Meeting

if TYPE_CHECKING:
    from dasportal.accounts.models import Person


class ImportedDocumentQuerySet(models.QuerySet["ImportedDocument"]):
    def visible_to(self, person: Person) -> ImportedDocumentQuerySet:
        """The sources hold closed items too: the secretariat's alone."""
        if person.is_of_secretariat():
            return self
        return self.none()


class ImportedDocument(models.Model):
    """A source as it was read. `lines` holds [number, text, role, meeting, item, index] each."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField("Filnavn", max_length=200)
    sha256 = models.CharField("Hash af kilden", max_length=64, unique=True)
    lines = models.JSONField("Linjer og deres plads")
    lines_read = models.PositiveIntegerField("Linjer læst")
    unplaced = models.PositiveIntegerField("Linjer uden sikker plads", default=0)
    imported_at = models.DateTimeField("Læst ind", auto_now_add=True)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ImportedDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "indlæst dokument"
        verbose_name_plural = "indlæste dokumenter"
        ordering = ["-imported_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(unplaced__lte=models.F("lines_read")), name="unplaced_are_lines_read"
            )
        ]

    def __str__(self) -> str:
        return self.name


class ImportedMeeting(models.Model):
    """Which meeting a document told of, under the forum and date it was printed with.

    The identity is the printed one: a meeting that was moved or renamed since is found again.
    """

    document = models.ForeignKey(ImportedDocument, models.CASCADE, related_name="meetings")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="imported_from")
    forum_name = models.CharField("Forum som trykt", max_length=120)
    date = models.DateField("Dato som trykt")

    class Meta:
        verbose_name = "indlæst møde"
        verbose_name_plural = "indlæste møder"
        ordering = ["document", "date"]
        constraints = [
            models.UniqueConstraint(
                "document", "forum_name", "date", name="meeting_once_per_document"
            )
        ]

    def __str__(self) -> str:
        return f"{self.forum_name} {self.date.isoformat()}"


class ArchiveUploadQuerySet(models.QuerySet["ArchiveUpload"]):
    def visible_to(self, person: Person) -> ArchiveUploadQuerySet:
        """Each sees what they uploaded themselves."""
        return self.filter(uploaded_by=person)


class ArchiveUpload(models.Model):
    """A file that is shown before it is read in. Gone when that is decided, or after a day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField("Filnavn", max_length=200)
    content = models.BinaryField()
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)

    objects = ArchiveUploadQuerySet.as_manager()

    class Meta:
        verbose_name = "fil på vej ind i arkivet"
        verbose_name_plural = "filer på vej ind i arkivet"
        ordering = ["-uploaded_at"]

    def __str__(self) -> str:
        return self.name
