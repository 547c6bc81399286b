"""What the portal asks for by itself again and again: closer monitoring of an offer, and those that
are followed beside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from dasportal.accounts.models import Forum, Party
from dasportal.register.models import Offer
from offers.models import OfferCase, Series

from .warnings import EarlyWarning, offers_of

if TYPE_CHECKING:
    from datetime import date

    from dasportal.accounts.models import Person

DAYS_TO_ANSWER = 14


class Cadence(models.TextChoices):
    MONTHLY = "monthly", "Hver måned"
    QUARTERLY = "quarterly", "Hvert kvartal"
    HALF_YEARLY = "half", "Hvert halve år"
    YEARLY = "yearly", "Hvert år"


MONTHS = {
    Cadence.MONTHLY: 1, Cadence.QUARTERLY: 3, Cadence.HALF_YEARLY: 6, Cadence.YEARLY: 12,
}  # fmt: skip


def sits_in_das_or_fu(person: Person) -> bool:
    forums = person.sitting_forum_ids()
    return any(
        role.forum is not None and role.forum.slug in ("das", "fu") and role.forum_id in forums
        for role in person.current_roles()
    )


class MonitoringStatus(models.TextChoices):
    RUNNING = "running", "I gang"
    ENDED = "ended", "Slut"


class MonitoringQuerySet(models.QuerySet["Monitoring"]):
    def visible_to(self, person: Person) -> MonitoringQuerySet:
        """The operator, and the secretariat. DAS and FU too, but one that was agreed from a warning
        only to those who may read the warning."""
        if person.is_of_secretariat():
            return self
        mine = Q(offer__operator__in=offers_of(person))
        if not sits_in_das_or_fu(person):
            return self.filter(mine)
        warnings = EarlyWarning.objects.visible_to(person).values("pk")
        return self.filter(mine | Q(warning__isnull=True) | Q(warning__in=warnings))

    def running(self) -> MonitoringQuerySet:
        return self.filter(status=MonitoringStatus.RUNNING)


@pghistory.track(fields=["every", "next_on", "until", "status", "ended_why"])
class Monitoring(models.Model):
    """Closer monitoring of an offer for a while: which figures, how often, until when, and where it
    was agreed. `next_on` is the next day that figures are asked for."""

    offer = models.ForeignKey(
        Offer, models.PROTECT, related_name="monitorings", verbose_name="Tilbud"
    )
    warning = models.ForeignKey(
        EarlyWarning, models.PROTECT, null=True, blank=True, related_name="monitorings"
    )
    case = models.ForeignKey(OfferCase, models.PROTECT, null=True, blank=True, related_name="+")
    agreed = models.CharField("Aftalt", max_length=300)
    series = models.ManyToManyField(Series, related_name="monitorings", verbose_name="Tal")
    every = models.CharField("Hvor tit", max_length=9, choices=Cadence, default=Cadence.QUARTERLY)
    starts_on = models.DateField("Første gang")
    next_on = models.DateField("Næste gang")
    until = models.DateField("Til og med")
    asks = models.TextField("Hvad der også skal fortælles", blank=True)
    status = models.CharField(
        "Status", max_length=7, choices=MonitoringStatus, default=MonitoringStatus.RUNNING
    )
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(auto_now_add=True)
    ended_on = models.DateField("Sluttet", null=True, blank=True)
    ended_why = models.CharField("Hvorfor", max_length=300, blank=True)

    objects = MonitoringQuerySet.as_manager()

    class Meta:
        verbose_name = "tættere opfølgning"
        verbose_name_plural = "tættere opfølgninger"
        ordering = ["-agreed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("starts_on"), next_on__gte=F("starts_on")),
                name="monitoring_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=~Q(agreed=""), name="monitoring_says_where_agreed"),
            models.CheckConstraint(
                condition=Q(status="running", ended_on__isnull=True)
                | (Q(status="ended", ended_on__isnull=False) & ~Q(ended_why="")),
                name="monitoring_ended_says_why",
            ),
            models.UniqueConstraint(
                fields=["offer"], condition=Q(status="running"), name="one_monitoring_an_offer"
            ),
        ]

    def __str__(self) -> str:
        return f"Tættere opfølgning: {self.offer}"

    def get_absolute_url(self) -> str:
        return reverse("watching:monitoring", args=[self.pk])


class FollowedQuerySet(models.QuerySet["Followed"]):
    def visible_to(self, person: Person) -> FollowedQuerySet:
        """What is followed beside, and its figures, is known to everybody with a role."""
        return self if person.current_roles() else self.none()

    def running(self) -> FollowedQuerySet:
        return self.filter(ended_on__isnull=True)


@pghistory.track(fields=["title", "every", "next_on", "threshold", "answers", "ended_on"])
class Followed(models.Model):
    """Something that is followed beside the offers that are in: its series, how often it is asked
    for or decided, who answers, and an optional rule.

    `threshold`: is the newest figure of `rule_series` below it, things go on by themselves and
    nothing is decided this time; else the forum must decide. Without it, it is decided each time
    when `decides`, else only told.
    """

    title = models.CharField("Titel", max_length=160, unique=True)
    about = models.TextField("Hvorfor den følges", blank=True)
    offer = models.ForeignKey(
        Offer, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Tilbud"
    )
    series = models.ManyToManyField(Series, related_name="followed", verbose_name="Talrækker")
    every = models.CharField("Hvor tit", max_length=9, choices=Cadence, default=Cadence.YEARLY)
    next_on = models.DateField("Næste gang")
    answers = models.ForeignKey(
        Party, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Hvem svarer",
        help_text="Uden part er det sekretariatet.",
    )  # fmt: skip
    decides = models.BooleanField("Skal behandles hver gang", default=True)
    forum = models.ForeignKey(Forum, models.PROTECT, related_name="+", verbose_name="Forum")
    threshold = models.DecimalField(
        "Grænse", max_digits=14, decimal_places=2, null=True, blank=True,
        help_text="Er tallet under grænsen, fortsætter det af sig selv. Ellers skal det besluttes.",
    )  # fmt: skip
    rule_series = models.ForeignKey(
        Series, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="Grænsen gælder",
    )  # fmt: skip
    stays = models.CharField("Det, der fortsætter", max_length=200, blank=True)
    ended_on = models.DateField("Følges ikke mere fra", null=True, blank=True)

    objects = FollowedQuerySet.as_manager()

    class Meta:
        verbose_name = "noget, der følges"
        verbose_name_plural = "det, der følges"
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(threshold__isnull=True) | Q(rule_series__isnull=False) & ~Q(stays=""),
                name="followed_rule_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("watching:followed", args=[self.pk])


class RequestStatus(models.TextChoices):
    ASKED = "asked", "Afventer svar"
    ANSWERED = "answered", "Besvaret"
    AUTOMATIC = "automatic", "Fortsætter af sig selv"
    TO_DECIDE = "to_decide", "Skal besluttes"
    DECIDED = "decided", "Besluttet"
    LAPSED = "lapsed", "Bortfaldet"


class RequestQuerySet(models.QuerySet["Request"]):
    def visible_to(self, person: Person) -> RequestQuerySet:
        """With what it belongs to. An answer's words about what is followed beside are for all."""
        return self.filter(
            Q(monitoring__in=Monitoring.objects.visible_to(person).values("pk"))
            | Q(followed__in=Followed.objects.visible_to(person).values("pk"))
        )

    def waiting(self) -> RequestQuerySet:
        return self.filter(status=RequestStatus.ASKED)


@pghistory.track(fields=["status", "words", "values", "outcome"])
class Request(models.Model):
    """One time that figures are asked for. `values` are what was answered, by series: they lie in
    the series too, where they may be put right later."""

    monitoring = models.ForeignKey(
        Monitoring, models.PROTECT, null=True, blank=True, related_name="requests"
    )
    followed = models.ForeignKey(
        Followed, models.PROTECT, null=True, blank=True, related_name="requests"
    )
    due_on = models.DateField("Tal pr.")
    deadline_on = models.DateField("Frist")
    status = models.CharField(
        "Status", max_length=9, choices=RequestStatus, default=RequestStatus.ASKED
    )
    values: Any = models.JSONField(default=list, blank=True)
    words = models.TextField("Med egne ord", blank=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField("Besvaret", null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    on_behalf = models.BooleanField("Besvaret af sekretariatet", default=False)
    outcome = models.CharField("Hvad der fulgte", max_length=300, blank=True)

    objects = RequestQuerySet.as_manager()

    class Meta:
        verbose_name = "anmodning om tal"
        verbose_name_plural = "anmodninger om tal"
        ordering = ["-due_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(monitoring__isnull=False, followed__isnull=True)
                | Q(monitoring__isnull=True, followed__isnull=False),
                name="request_of_one_thing",
            ),
            models.UniqueConstraint(
                fields=["monitoring", "followed", "due_on"], nulls_distinct=False,
                name="asked_once_a_time",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["asked", "lapsed"], answered_at__isnull=True)
                | Q(status__in=["answered", "automatic", "to_decide", "decided"],
                    answered_at__isnull=False),
                name="request_answered_has_a_time",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Tal om {self.about}"

    def get_absolute_url(self) -> str:
        return reverse("watching:request", args=[self.pk])

    @property
    def of(self) -> Monitoring | Followed:
        found = self.monitoring or self.followed
        assert found is not None
        return found

    @property
    def about(self) -> str:
        """The offer, or the title of what is followed."""
        return str(self.monitoring.offer if self.monitoring is not None else self.followed)

    @property
    def party(self) -> Party | None:
        """Who answers; None is the secretariat."""
        if self.monitoring is not None:
            return self.monitoring.offer.operator
        return self.followed.answers if self.followed is not None else None

    def is_late(self, today: date | None = None) -> bool:
        today = today or timezone.localdate()
        if self.status == RequestStatus.ASKED:
            return today > self.deadline_on
        answered = self.answered_at
        return answered is not None and timezone.localtime(answered).date() > self.deadline_on

    @property
    def late(self) -> bool:
        return self.is_late()
