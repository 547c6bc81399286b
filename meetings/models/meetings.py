"""A meeting of a forum, who was there, and what every new meeting starts with."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from dasportal.accounts.models import DANISH, Forum, Party, Unit

if TYPE_CHECKING:
    from dasportal.accounts.models import Person


class Format(models.TextChoices):
    PHYSICAL = "physical", "Fysisk"
    VIRTUAL = "virtual", "Virtuelt"
    HYBRID = "hybrid", "Hybrid"
    CONFERENCE = "conference", "Konference"


class MeetingStatus(models.TextChoices):
    PLANNED = "planned", "Planlagt"
    AGENDA_SENT = "agenda_sent", "Dagsorden udsendt"
    IN_SESSION = "in_session", "I gang"
    HELD = "held", "Afholdt, referat skrives"
    MINUTES_SENT = "minutes_sent", "Referatudkast udsendt"
    MINUTES_APPROVED = "minutes_approved", "Referat godkendt"
    SEALED = "sealed", "Referat forseglet"
    CANCELLED = "cancelled", "Aflyst"


NUMBERS_MOVE = {MeetingStatus.PLANNED}
AGENDA_PUBLISHED = {
    MeetingStatus.AGENDA_SENT,
    MeetingStatus.IN_SESSION,
    MeetingStatus.HELD,
    MeetingStatus.MINUTES_SENT,
    MeetingStatus.MINUTES_APPROVED,
    MeetingStatus.SEALED,
}
AGENDA_CAN_CHANGE = {
    MeetingStatus.PLANNED,
    MeetingStatus.AGENDA_SENT,
    MeetingStatus.IN_SESSION,
}
BEING_MINUTED = {MeetingStatus.IN_SESSION, MeetingStatus.HELD}
HAS_BEEN_HELD = {
    MeetingStatus.HELD,
    MeetingStatus.MINUTES_SENT,
    MeetingStatus.MINUTES_APPROVED,
    MeetingStatus.SEALED,
}
MINUTES_PUBLISHED = {
    MeetingStatus.MINUTES_SENT,
    MeetingStatus.MINUTES_APPROVED,
    MeetingStatus.SEALED,
}


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, person: Person) -> MeetingQuerySet:
        """Meetings the person may know of: all for the secretariat, else those of own forums."""
        if person.is_of_secretariat():
            return self
        return self.filter(forum__in=person.forum_ids())

    def upcoming(self) -> MeetingQuerySet:
        return self.filter(date__gte=timezone.localdate()).exclude(status=MeetingStatus.CANCELLED)

    def held(self) -> MeetingQuerySet:
        return self.filter(status__in=HAS_BEEN_HELD)

    def newest_first(self) -> MeetingQuerySet:
        return self.order_by("-date", "-starts_at", "-pk")


@pghistory.track(exclude=["created_at"])
class Meeting(models.Model):
    """One meeting of a forum. Its status is set by the verbs in meetings.workflow alone."""

    forum = models.ForeignKey(Forum, models.PROTECT, related_name="meetings", verbose_name="Forum")
    title = models.CharField("Særlig titel", max_length=120, blank=True)
    date = models.DateField("Dato")
    starts_at = models.TimeField("Fra", null=True, blank=True)
    ends_at = models.TimeField("Til", null=True, blank=True)
    place = models.CharField("Sted", max_length=200, blank=True)
    video_link = models.URLField("Videolink", max_length=500, blank=True)
    format = models.CharField("Mødeform", max_length=10, choices=Format, default=Format.PHYSICAL)
    chair = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True,
        related_name="+", verbose_name="Formand",
    )  # fmt: skip
    minute_taker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True,
        related_name="+", verbose_name="Referent",
    )  # fmt: skip
    guests = models.TextField("Gæster ved hele mødet", blank=True)
    case_number = models.CharField(
        "Sagsnummer",
        max_length=20,
        blank=True,
        help_text="Fx 2025-051554. Følger med til hvert punkt.",
    )
    status = models.CharField(
        "Status", max_length=16, choices=MeetingStatus, default=MeetingStatus.PLANNED
    )
    current_item = models.ForeignKey(
        "meetings.AgendaItem", models.SET_NULL, null=True, blank=True,
        related_name="+", verbose_name="Punktet mødet er nået til",
    )  # fmt: skip
    cancel_reason = models.CharField("Grund til aflysning", max_length=300, blank=True)
    amended_on_approval = models.BooleanField(
        "Godkendt med ændringer",
        default=False,
        help_text="Referatet er godkendt med ændringer, som skal skrives ind, før det forsegles.",
    )
    imported = models.BooleanField("Læst ind fra arkivet", default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "møde"
        verbose_name_plural = "møder"
        ordering = ["date", "starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(starts_at__isnull=True)
                | Q(ends_at__gt=F("starts_at")),
                name="meeting_ends_after_start",
                violation_error_message="Mødet skal slutte senere, end det begynder.",
            ),
            models.UniqueConstraint(
                fields=["forum", "date", "starts_at"],
                condition=~Q(status="cancelled"),
                nulls_distinct=False,
                name="one_meeting_of_a_forum_at_a_time",
                violation_error_message="Der er allerede et møde i dette forum på det tidspunkt.",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["forum", "-date"], name="meeting_by_forum_and_date")]

    def __str__(self) -> str:
        return f"{self.title or self.forum.short_name}, {date_format(self.date, 'j. F Y')}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:meeting", args=[self.pk])

    @property
    def numbers_move(self) -> bool:
        """Whether item numbers follow the order; once the agenda is sent they hold."""
        return self.status in NUMBERS_MOVE

    @property
    def agenda_can_change(self) -> bool:
        return self.status in AGENDA_CAN_CHANGE

    @property
    def agenda_is_published(self) -> bool:
        return self.status in AGENDA_PUBLISHED

    @property
    def is_being_minuted(self) -> bool:
        return self.status in BEING_MINUTED or (
            self.status == MeetingStatus.MINUTES_APPROVED
            and (self.amended_on_approval or self.imported)
        )

    @property
    def has_been_held(self) -> bool:
        return self.status in HAS_BEEN_HELD

    @property
    def minutes_are_published(self) -> bool:
        return self.status in MINUTES_PUBLISHED

    @property
    def begins(self) -> datetime | None:
        """The moment it begins, in Copenhagen; None while no hour is set."""
        if self.starts_at is None:
            return None
        return timezone.make_aware(datetime.combine(self.date, self.starts_at))


class StandingItem(models.Model):
    """An item that every new agenda of the forum starts with, and its standing text."""

    forum = models.ForeignKey(
        Forum, models.CASCADE, related_name="standing_items", verbose_name="Forum"
    )
    kind = models.CharField("Type", max_length=20)
    section = models.CharField("Afsnit", max_length=12)
    title = models.CharField("Titel", max_length=300)
    recommendation = models.CharField("Indstilling", max_length=300, blank=True)
    summary = models.TextField("Fast tekst", blank=True)
    position = models.PositiveSmallIntegerField("Rækkefølge")

    class Meta:
        verbose_name = "fast punkt"
        verbose_name_plural = "faste punkter"
        ordering = ["forum", "position"]

    def __str__(self) -> str:
        return self.title


class AttendanceStatus(models.TextChoices):
    PRESENT = "present", "Deltager"
    ABSENT = "absent", "Afbud"
    DEPUTY = "deputy", "Stedfortræder deltager"


class Attendance(models.Model):
    """Who was there for which party. A name is kept beside the person: people leave, minutes stay."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendance")
    party = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, verbose_name="Part")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, verbose_name="Enhed")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField("Navn", max_length=120, db_collation=DANISH)
    role = models.CharField("Rolle på mødet", max_length=60, blank=True)
    status = models.CharField(
        max_length=8, choices=AttendanceStatus, default=AttendanceStatus.PRESENT
    )
    deputy_name = models.CharField("Stedfortræder", max_length=120, blank=True)
    left_before = models.ForeignKey(
        "meetings.AgendaItem", models.SET_NULL, null=True, blank=True,
        related_name="+", verbose_name="Gik før punkt",
    )  # fmt: skip
    arrived_at = models.ForeignKey(
        "meetings.AgendaItem", models.SET_NULL, null=True, blank=True,
        related_name="+", verbose_name="Kom til punkt",
    )  # fmt: skip

    class Meta:
        verbose_name = "deltager"
        verbose_name_plural = "deltagere"
        ordering = ["party__name", "name"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="deputy") | ~Q(deputy_name=""),
                name="attendance_deputy_is_named",
                violation_error_message="Skriv, hvem der deltager som stedfortræder.",
            ),
            models.UniqueConstraint(
                fields=["meeting", "person"],
                condition=Q(person__isnull=False),
                name="attendance_once_per_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.get_status_display()})"
