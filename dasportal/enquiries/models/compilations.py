"""The answers gathered in one bilag: frozen, printed, and laid under an agenda item."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.urls import reverse

from dasportal.documents.models import PrintedDocument, StoredFile

from .enquiries import Enquiry

if TYPE_CHECKING:
    from dasportal.accounts.models import Person


class CompilationQuerySet(models.QuerySet["Compilation"]):
    def visible_to(self, person: Person) -> CompilationQuerySet:
        return self if person.is_of_secretariat() else self.none()


class Compilation(PrintedDocument):
    """All answers as they were at one moment. `snapshot` is what PDF and workbook are made of.

    `destination` names an entry of `slots.DESTINATIONS`, and `place` the entry's own key of where
    the file is laid once it is made.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    enquiry = models.ForeignKey(Enquiry, models.CASCADE, related_name="compilations")
    number = models.PositiveSmallIntegerField("Udgave")
    snapshot: Any = models.JSONField()
    workbook = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Regneark"
    )
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    destination = models.CharField(max_length=40, blank=True)
    place = models.CharField(max_length=120, blank=True)
    is_closed = models.BooleanField("Lukket bilag", default=False)
    with_workbook = models.BooleanField("Læg også regnearket", default=False)
    placed_at = models.DateTimeField("Lagt", null=True, blank=True)
    placed_label = models.CharField(max_length=300, blank=True)
    placed_url = models.CharField(max_length=300, blank=True)
    problem = models.CharField(max_length=300, blank=True)

    objects = CompilationQuerySet.as_manager()

    class Meta(PrintedDocument.Meta):
        verbose_name = "opgørelse"
        verbose_name_plural = "opgørelser"
        ordering = ["enquiry", "number"]
        constraints = [
            *PrintedDocument.Meta.constraints,
            models.UniqueConstraint("enquiry", "number", name="compilation_once"),
        ]

    def __str__(self) -> str:
        return f"{self.enquiry}, opgørelse {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("enquiries:compilation", args=[self.pk])
