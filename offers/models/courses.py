"""The ways in, out and to special terms, and one offer on one of them. What the steps are is data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from dasportal.accounts.models import Forum
from dasportal.enquiries.models import Enquiry
from dasportal.register.models import Offer

if TYPE_CHECKING:
    from dasportal.accounts.models import Person


class PathKind(models.TextChoices):
    """Figures 2 and 3 of the model of 27 February 2014 are lost, so what the steps are is data."""

    ENTRY = "entry", "Optagelse"
    REVIEW = "review", "Årlig vurdering"
    EXIT = "exit", "Udtræden"
    TERMS = "terms", "Særlige vilkår"


class StepKind(models.TextChoices):
    NOTE = "note", "Noteres"
    ASSESSMENT = "assessment", "Vurdering"
    EXPERTS = "experts", "Ekspertpanelets bemærkninger"
    HEARING = "hearing", "Høring"
    DECISION = "decision", "Behandles på et møde"
    ONWARD = "onward", "Sendes videre"


class PathStep(models.Model):
    """A step of a way. A course copies the steps when it begins, so a change is for the next one."""

    path = models.CharField("Forløb", max_length=6, choices=PathKind)
    position = models.PositiveSmallIntegerField("Rækkefølge")
    name = models.CharField("Trin", max_length=120)
    kind = models.CharField("Art", max_length=10, choices=StepKind, default=StepKind.NOTE)
    who = models.CharField("Hvem", max_length=120, blank=True)
    when = models.CharField("Hvornår", max_length=120, blank=True)
    forum = models.ForeignKey(
        Forum, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Forum"
    )

    class Meta:
        verbose_name = "trin i et forløb"
        verbose_name_plural = "trin i forløb"
        ordering = ["path", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["path", "position"], name="path_step_one_a_place",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=~Q(kind="decision") | Q(forum__isnull=False),
                name="path_step_decided_by_a_forum",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


class CourseStatus(models.TextChoices):
    RUNNING = "running", "I gang"
    DONE = "done", "Afsluttet"
    STOPPED = "stopped", "Stoppet"


class CourseQuerySet(models.QuerySet["Course"]):
    def visible_to(self, person: Person) -> CourseQuerySet:
        """That an offer is on its way in or out, and how far it is, is known to all with a role;
        what is written on the way is scoped where it is written."""
        return self if person.current_roles() else self.none()

    def running(self) -> CourseQuerySet:
        return self.filter(status=CourseStatus.RUNNING)


@pghistory.track(fields=["path", "offer", "status", "outcome"])
class Course(models.Model):
    """One offer on one way: towards being taken in, assessed, let out, or given special terms."""

    path = models.CharField("Forløb", max_length=6, choices=PathKind)
    offer = models.ForeignKey(Offer, models.PROTECT, related_name="courses", verbose_name="Tilbud")
    status = models.CharField(
        "Status", max_length=7, choices=CourseStatus, default=CourseStatus.RUNNING
    )
    started_on = models.DateField("Begyndt")
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ended_on = models.DateField("Slut", null=True, blank=True)
    outcome = models.CharField("Endte med", max_length=300, blank=True)

    objects = CourseQuerySet.as_manager()

    class Meta:
        verbose_name = "forløb"
        verbose_name_plural = "forløb"
        ordering = ["-started_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["path", "offer"], condition=Q(status="running") & ~Q(path="terms"),
                name="offer_on_a_path_once",
            ),
            models.CheckConstraint(
                condition=Q(status="running", ended_on__isnull=True)
                | (~Q(status="running") & Q(ended_on__isnull=False) & ~Q(outcome="")),
                name="course_ended_says_how",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_path_display()}: {self.offer}"

    @property
    def is_running(self) -> bool:
        return self.status == CourseStatus.RUNNING


class CourseStep(models.Model):
    """A step of a course: copied from the path, and what came of it."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField("Rækkefølge")
    name = models.CharField("Trin", max_length=120)
    kind = models.CharField("Art", max_length=10, choices=StepKind)
    who = models.CharField("Hvem", max_length=120, blank=True)
    when = models.CharField("Hvornår", max_length=120, blank=True)
    forum = models.ForeignKey(Forum, models.PROTECT, null=True, blank=True, related_name="+")
    done_on = models.DateField("Sket", null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    skipped = models.BooleanField("Sprunget over", default=False)
    note = models.TextField("Hvad der kom ud af det", blank=True)
    enquiry = models.ForeignKey(
        Enquiry, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="Høring"
    )

    class Meta:
        verbose_name = "trin"
        verbose_name_plural = "trin"
        ordering = ["course", "position"]
        constraints = [
            models.UniqueConstraint(fields=["course", "position"], name="course_step_one_a_place"),
            models.CheckConstraint(
                condition=Q(skipped=False) | Q(done_on__isnull=False),
                name="course_step_skipped_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.name
