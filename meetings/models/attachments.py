"""Bilag, their versions, and what outsiders deliver by a personal link."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from dasportal.documents.models import StoredFile
from dasportal.documents.richtext import RichTextField

from .items import AgendaItem
from .meetings import Meeting

if TYPE_CHECKING:
    from dasportal.accounts.models import Person


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def visible_to(self, person: Person) -> AttachmentQuerySet:
        """Bilag on items the person may read; closed bilag only for those who sit in the forum."""
        items = AgendaItem.objects.visible_to(person)
        if person.is_of_secretariat():
            return self
        own_forums = person.sitting_forum_ids()
        return self.filter(item__in=items, sent=True).filter(
            Q(is_closed=False) | Q(item__meeting__forum__in=own_forums)
        )


class Attachment(models.Model):
    """A bilag: a titled file under an item, with every version that ever was."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(
        AgendaItem, models.CASCADE, related_name="attachments", verbose_name="Punkt"
    )
    position = models.PositiveSmallIntegerField("Rækkefølge", default=0)
    title = models.CharField("Titel", max_length=300)
    is_closed = models.BooleanField("Lukket bilag", default=False)
    is_published = models.BooleanField("Offentliggøres", default=True)
    late = models.BooleanField("Eftersendt", default=False)
    with_minutes = models.BooleanField("Føjet til referatet", default=False)
    sent = models.BooleanField("Med i en udsendt dagsorden", default=False)
    withdrawn = models.BooleanField("Trukket tilbage", default=False)
    minutes_of = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="Er referatet af", help_text="Bilaget er et referat i portalen, uden dets egne bilag.",
    )  # fmt: skip
    imported_text = models.TextField("Tekst fra arkivet", blank=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = "bilag"
        verbose_name_plural = "bilag"
        ordering = ["item", "position", "title"]

    def __str__(self) -> str:
        return self.title

    @property
    def current(self) -> AttachmentVersion | None:
        """The newest version; None for a bilag known only by its title or its imported text."""
        versions = list(self.versions.all())
        return versions[-1] if versions else None


class AttachmentVersion(models.Model):
    attachment = models.ForeignKey(Attachment, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="attachment_versions")
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "bilagsversion"
        verbose_name_plural = "bilagsversioner"
        ordering = ["attachment", "number"]
        constraints = [
            models.UniqueConstraint("attachment", "number", name="attachment_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.attachment} v{self.number}"


class Contribution(models.Model):
    """A text or a file asked of an outsider for one item, by a link that expires.

    Only the token's hash is kept. What is delivered waits until the secretariat takes it in.
    """

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="contributions")
    name = models.CharField("Navn", max_length=120)
    email = models.EmailField("E-mail")
    message = models.TextField("Hvad vi beder om")
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField("Linket virker til")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField("Trukket tilbage", null=True, blank=True)
    text = RichTextField("Tekst", blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    delivered_at = models.DateTimeField("Modtaget", null=True, blank=True)
    taken_in_at = models.DateTimeField("Taget ind", null=True, blank=True)
    taken_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "bidrag udefra"
        verbose_name_plural = "bidrag udefra"
        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(taken_in_at__isnull=True) & Q(taken_in_by__isnull=True))
                | (Q(taken_in_at__isnull=False) & Q(taken_in_by__isnull=False)),
                name="contribution_taken_in_at_and_by",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} til {self.item}"
