"""One open item shown to a named person at home by a personal link, and what they say of it."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from dasportal.accounts.models import DANISH, Party
from meetings.models import AgendaItem, Attachment

from .questions import sits_for

if TYPE_CHECKING:
    from dasportal.accounts.models import Person


class ShareStatus(models.TextChoices):
    LIVE = "live", "Åben"
    REVOKED = "revoked", "Trukket tilbage"
    OVER = "over", "Slut"


class ShareAccess(models.TextChoices):
    COMMENT = "comment", "Læse og skrive bemærkninger"
    READ = "read", "Kun læse"


class ShareQuerySet(models.QuerySet["Share"]):
    def visible_to(self, person: Person) -> ShareQuerySet:
        """Those of the party one sits for in the item's forum: the director's and the deputy's.
        Not the secretariat's, not an administrator's."""
        items = AgendaItem.objects.visible_to(person)
        return self.filter(sits_for(person, "item__meeting__forum"), item__in=items)

    def live(self) -> ShareQuerySet:
        """Those that nobody has ended. Whether the link still opens is `is_open` in sharing.py."""
        return self.filter(status=ShareStatus.LIVE)


class Share(models.Model):
    """A link to one open item for one person. Only the hash of its secret is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(
        AgendaItem, models.PROTECT, related_name="shares", verbose_name="Punkt"
    )
    party = models.ForeignKey(Party, models.PROTECT, related_name="+", verbose_name="Part")
    shared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="Delt af"
    )
    shared_at = models.DateTimeField("Delt", default=timezone.now)
    name = models.CharField("Navn", max_length=120, db_collation=DANISH)
    email = models.EmailField("E-mail")
    access = models.CharField("Kan", max_length=7, choices=ShareAccess)
    message = models.TextField("Besked", blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    status = models.CharField("Status", max_length=7, choices=ShareStatus, default=ShareStatus.LIVE)
    ended_at = models.DateTimeField("Slut", null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_why = models.CharField("Hvorfor den er slut", max_length=120, blank=True)

    objects = ShareQuerySet.as_manager()

    class Meta:
        verbose_name = "deling"
        verbose_name_plural = "delinger"
        ordering = ["name", "shared_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "party", "email"],
                condition=Q(status="live"),
                name="one_live_share_a_reader",
            ),
            models.CheckConstraint(
                condition=(Q(status="live") & Q(ended_at__isnull=True))
                | (~Q(status="live") & Q(ended_at__isnull=False)),
                name="share_ended_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(status="revoked") | Q(ended_by__isnull=False),
                name="share_revoked_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"Deling med {self.name}"

    @property
    def may_comment(self) -> bool:
        return self.access == ShareAccess.COMMENT


class ShareOpening(models.Model):
    """The link was opened, or by it a bilag."""

    share = models.ForeignKey(Share, models.CASCADE, related_name="openings")
    attachment = models.ForeignKey(
        Attachment, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    opened_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "åbning af en deling"
        verbose_name_plural = "åbninger af delinger"
        ordering = ["share", "opened_at"]

    def __str__(self) -> str:
        return f"{self.share_id} {self.opened_at:%Y-%m-%d %H:%M}"


class RemarkQuerySet(models.QuerySet["Remark"]):
    def visible_to(self, person: Person) -> RemarkQuerySet:
        return self.filter(share__in=Share.objects.visible_to(person))


class Remark(models.Model):
    """What the person at home says of the item, to the director who shared it."""

    share = models.ForeignKey(Share, models.PROTECT, related_name="remarks")
    text = models.TextField("Bemærkning")
    written_at = models.DateTimeField("Skrevet", default=timezone.now)
    seen_at = models.DateTimeField("Set af den, der delte", null=True, blank=True)

    objects = RemarkQuerySet.as_manager()

    class Meta:
        verbose_name = "bemærkning"
        verbose_name_plural = "bemærkninger"
        ordering = ["written_at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="remark_says_something")]

    def __str__(self) -> str:
        return f"Bemærkning {self.pk}"
