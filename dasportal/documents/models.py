"""Stored files, documents being printed, and the sealed record."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q


class Conversion(models.TextChoices):
    NONE = "none", "Behøves ikke"
    PENDING = "pending", "Omdannes til PDF"
    DONE = "done", "Omdannet til PDF"
    FAILED = "failed", "Kunne ikke omdannes"
    UNAVAILABLE = "unavailable", "Kan ikke omdannes på denne server"


class StoredFile(models.Model):
    """Bytes that never change. The app that owns the file decides who may fetch it.

    `pdf` is the file as PDF: itself for a PDF, the converted one for Word, Excel and the like.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField("Filnavn", max_length=200)
    media_type = models.CharField("Type", max_length=120)
    size = models.PositiveBigIntegerField("Størrelse i byte")
    sha256 = models.CharField(max_length=64, db_index=True)
    path = models.CharField("Sti under filmappen", max_length=200)
    pages = models.PositiveIntegerField("Sider", null=True, blank=True)
    text = models.TextField("Tekst til søgning", blank=True)
    warning = models.CharField("Bemærkning om filen", max_length=300, blank=True)
    pdf = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="sources")
    conversion = models.CharField(max_length=12, choices=Conversion, default=Conversion.NONE)
    conversion_message = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "fil"
        verbose_name_plural = "filer"

    def __str__(self) -> str:
        return self.name


class PrintState(models.TextChoices):
    PENDING = "pending", "Venter"
    RUNNING = "running", "Laves"
    DONE = "done", "Klar"
    FAILED = "failed", "Mislykkedes"


class PrintedDocument(models.Model):
    """A PDF that is being made, or is made. The owning app says of what and for whom."""

    state = models.CharField(max_length=8, choices=PrintState, default=PrintState.PENDING)
    progress = models.PositiveSmallIntegerField("Pct. færdig", default=0)
    message = models.CharField(max_length=300, blank=True)
    content_key = models.CharField("Hash af indholdet", max_length=64, db_index=True)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Fil"
    )
    requested_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(file__isnull=False) | ~Q(state=PrintState.DONE),
                name="%(app_label)s_%(class)s_done_has_file",
            )
        ]
