"""What a person has read. The marks are the person's own.

The secretariat learns from them only which items a member has opened, and in which version; never
when, how long, or how far somebody came in a bilag.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from dasportal.documents.models import StoredFile
from meetings.models import AgendaItem, Attachment, Meeting

if TYPE_CHECKING:
    from dasportal.accounts.models import Person


class Edition(models.TextChoices):
    AGENDA = "agenda", "Dagsorden"
    MINUTES = "minutes", "Referat"


class ReadMarkQuerySet(models.QuerySet["ReadMark"]):
    def visible_to(self, person: Person) -> ReadMarkQuerySet:
        """One's own marks."""
        return self.filter(person=person)


class ReadMark(models.Model):
    """That a person has opened an item, or the meeting itself (no item), and what stood there.

    `content` is a keyed hash of the item as this person saw it: it tells that the item reads
    differently now, and nothing to anybody else. `before` is the version that was read earlier;
    what changed since it stays marked for a while after the newer was opened.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="+")
    item = models.ForeignKey(AgendaItem, models.CASCADE, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=7, choices=Edition)
    first_version = models.PositiveSmallIntegerField("Version, da det først blev åbnet")
    version = models.PositiveSmallIntegerField("Version, sidst det blev åbnet")
    content = models.CharField(max_length=64, blank=True)
    before = models.PositiveSmallIntegerField("Version læst før denne", null=True, blank=True)
    newer_seen_at = models.DateTimeField(null=True, blank=True)
    first_opened_at = models.DateTimeField(auto_now_add=True)
    last_opened_at = models.DateTimeField()

    objects = ReadMarkQuerySet.as_manager()

    class Meta:
        verbose_name = "læsemærke"
        verbose_name_plural = "læsemærker"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "meeting", "item", "kind"],
                nulls_distinct=False,
                name="read_mark_once",
            ),
            models.CheckConstraint(
                condition=Q(before__isnull=True, newer_seen_at__isnull=True)
                | Q(before__isnull=False, newer_seen_at__isnull=False),
                name="read_mark_before_and_when",
            ),
        ]
        indexes = [models.Index(fields=["meeting", "kind"], name="read_mark_by_meeting")]

    def __str__(self) -> str:
        return f"{self.person}: {self.item or self.meeting}"


class BilagMarkQuerySet(models.QuerySet["BilagMark"]):
    def visible_to(self, person: Person) -> BilagMarkQuerySet:
        """One's own marks."""
        return self.filter(person=person)


class BilagMark(models.Model):
    """How far a person has come in a bilag, and in which file of it. Nobody else sees it."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    attachment = models.ForeignKey(Attachment, models.CASCADE, related_name="+")
    file = models.ForeignKey(StoredFile, models.CASCADE, related_name="+")
    last_page = models.PositiveIntegerField("Læst til side", default=1)
    opened_at = models.DateTimeField(auto_now_add=True)
    last_opened_at = models.DateTimeField(auto_now=True)

    objects = BilagMarkQuerySet.as_manager()

    class Meta:
        verbose_name = "læst bilag"
        verbose_name_plural = "læste bilag"
        constraints = [
            models.UniqueConstraint(fields=["person", "attachment"], name="bilag_mark_once")
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.attachment}, side {self.last_page}"
