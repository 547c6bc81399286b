"""Stored files, documents being printed, and the sealed record."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from dasportal.accounts.models import Person


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

    @property
    def needs_office(self) -> bool:
        """Whether LibreOffice must make its PDF."""
        return self.conversion != Conversion.NONE and not self.media_type.startswith("image/")

    @property
    def text_by_page(self) -> list[str]:
        """The text of each page; one part for a file that was read before pages were told apart."""
        return [part.strip() for part in self.text.split("\f")]

    @property
    def on_disk(self) -> Path:
        """Where the bytes are. They are read, never written."""
        return Path(settings.MEDIA_ROOT) / self.path


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


class RecordEntryQuerySet(models.QuerySet["RecordEntry"]):
    def visible_to(self, person: Person) -> RecordEntryQuerySet:
        """The whole record for the secretariat, nothing of it for others: it holds what is closed."""
        return self if person.is_of_secretariat() else self.none()


class RecordEntry(models.Model):
    """One entry in the sealed record: what was sealed, when, and what came before.

    `header` is the exact text whose SHA-256 is `entry_hash`; it holds the columns that are hashed
    and the hash of all leaf hashes. The database refuses UPDATE, DELETE and TRUNCATE, and INSERT
    of anything but the next link of the chain. Kind, key and subject can never be redacted: they
    name the meeting or the tariff year, never a citizen.
    """

    sequence = models.PositiveBigIntegerField("Nummer", primary_key=True)
    kind = models.SlugField("Art", max_length=40)
    key = models.CharField("Nøgle", max_length=200)
    subject = models.CharField("Hvad", max_length=300)
    sealed_at = models.DateTimeField("Forseglet")
    sealed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="Forseglet af",
    )  # fmt: skip
    header = models.TextField()
    content_hash = models.CharField(max_length=64)
    previous_hash = models.CharField(max_length=64)
    entry_hash = models.CharField("SHA-256", max_length=64, unique=True)
    written_in = models.CharField("Databasens transaktion", max_length=60, editable=False)

    objects = RecordEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "forseglet post"
        verbose_name_plural = "forseglede poster"
        ordering = ["sequence"]
        constraints = [models.UniqueConstraint("kind", "key", name="sealed_once")]

    def __str__(self) -> str:
        return f"{self.sequence}. {self.subject}"

    @property
    def receipt(self) -> str:
        """What proves later that the record has not been cut before this entry."""
        return f"{self.sequence}:{self.entry_hash}"


class RecordLeaf(models.Model):
    """One value of what was sealed, with its place in it, a salt, and the hash of all three.

    A redaction blanks content and salt, and points to the entry that says why. The hash stays,
    so that all else can still be checked, and nothing can be guessed from it without the salt.
    """

    entry = models.ForeignKey(RecordEntry, models.PROTECT, related_name="leaves")
    position = models.PositiveIntegerField()
    path = models.TextField("Plads")  # a JSON pointer
    salt = models.CharField(max_length=64, blank=True)
    content = models.TextField("Indhold som JSON", null=True)
    leaf_hash = models.CharField(max_length=64)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="record_leaves"
    )
    redacted_by = models.ForeignKey(
        RecordEntry, models.PROTECT, null=True, blank=True, related_name="redacted_leaves"
    )

    class Meta:
        verbose_name = "forseglet værdi"
        verbose_name_plural = "forseglede værdier"
        ordering = ["entry", "position"]
        constraints = [
            models.UniqueConstraint("entry", "position", name="record_leaf_position_once"),
            models.UniqueConstraint("entry", "path", name="record_leaf_path_once"),
            models.CheckConstraint(
                condition=Q(content__isnull=False, redacted_by__isnull=True)
                | Q(content__isnull=True, salt="", redacted_by__isnull=False),
                name="record_leaf_whole_or_redacted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id}{self.path}"


class RecordHead(models.Model):
    """How many entries there are and the hash of the last: a cut tail does not match it."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    count = models.PositiveBigIntegerField()
    entry_hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = "arkivets ende"
        verbose_name_plural = "arkivets ende"
        constraints = [models.CheckConstraint(condition=Q(id=1), name="record_head_is_one")]

    def __str__(self) -> str:
        return f"{self.count}:{self.entry_hash}"


class RecordCheck(models.Model):
    """One check of the whole record: what was looked at and what was wrong."""

    checked_at = models.DateTimeField("Kontrolleret", auto_now_add=True)
    entries = models.PositiveBigIntegerField("Poster")
    files = models.PositiveBigIntegerField("Filer")
    redacted = models.PositiveBigIntegerField("Fjernede værdier", default=0)
    findings = models.JSONField("Fejl", default=list)

    class Meta:
        verbose_name = "kontrol af arkivet"
        verbose_name_plural = "kontroller af arkivet"
        ordering = ["-checked_at"]

    def __str__(self) -> str:
        return "Ubrudt" if self.ok else f"{len(self.findings)} fejl"

    @property
    def ok(self) -> bool:
        return not self.findings
