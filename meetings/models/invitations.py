"""A meeting in its members' calendars, and who was called to it."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.utils import timezone

from .meetings import Meeting, MeetingStatus

if TYPE_CHECKING:
    from dasportal.accounts.models import Person


def new_uid() -> str:
    """A name for a meeting that no calendar in the world has seen (RFC 5545, UID)."""
    return f"{uuid.uuid4()}@{urlsplit(settings.BASE_URL).hostname or 'localhost'}"


class MeetingCalendarQuerySet(models.QuerySet["MeetingCalendar"]):
    def visible_to(self, person: Person) -> MeetingCalendarQuerySet:
        return self.filter(meeting__in=Meeting.objects.visible_to(person))

    def to_keep(self) -> MeetingCalendarQuerySet:
        """Of meetings to come that people were called to."""
        return self.filter(
            called_at__isnull=False,
            meeting__date__gte=timezone.localdate(),
            meeting__status__in=(MeetingStatus.PLANNED, MeetingStatus.AGENDA_SENT),
        )


class MeetingCalendar(models.Model):
    """What calendars know of a meeting: its name there, which edition, and what it says.

    `uid` never changes; `sequence` only grows, whenever somebody's calendar must follow. `frame`
    is when, where and what as last told (meetings/calendar.py).
    """

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="calendar")
    uid = models.CharField(max_length=255, unique=True, default=new_uid)
    sequence = models.PositiveIntegerField(default=0)
    frame = models.JSONField(default=dict)
    changed_at = models.DateTimeField(default=timezone.now)
    called_at = models.DateTimeField("Indkaldt", null=True, blank=True)

    objects = MeetingCalendarQuerySet.as_manager()

    class Meta:
        verbose_name = "møde i kalenderen"
        verbose_name_plural = "møder i kalenderen"

    def __str__(self) -> str:
        return f"{self.meeting}, udgave {self.sequence} i kalenderen"


class Call(models.TextChoices):
    """What somebody's calendar was last told (the METHOD of RFC 5546)."""

    REQUEST = "request", "Indkaldt"
    CANCEL = "cancel", "Afmeldt"


class MeetingInvitation(models.Model):
    """One person called to one meeting, and the edition that was last sent to them."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="invitations")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="meeting_invitations"
    )
    told = models.CharField(max_length=7, choices=Call)
    sequence = models.PositiveIntegerField()
    told_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "indkaldelse"
        verbose_name_plural = "indkaldelser"
        ordering = ["meeting", "person__name"]
        constraints = [
            models.UniqueConstraint("meeting", "person", name="invited_once_to_a_meeting")
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_told_display()} til {self.meeting}"
