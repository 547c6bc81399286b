"""Nomination of an offer, its assessment against the six criteria, and notice of its exit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from dasportal.accounts.models import Party
from dasportal.enquiries.models import Response
from offers.models import Course

from .criteria import CODES, CRITERIA, Verdict, verdict

if TYPE_CHECKING:
    from dasportal.accounts.models import Person

SPEAKS = ("offer_reporter", "member", "deputy")


def spoken_for(person: Person) -> set[int]:
    """The parties that the person nominates for."""
    roles = person.current_roles()
    return {r.party_id for r in roles if r.kind in SPEAKS and r.party_id is not None}


class AssessmentStatus(models.TextChoices):
    DRAFT = "draft", "Under arbejde"
    LAID = "laid", "Lagt for ekspertpanelet"
    DECIDED = "decided", "Besluttet"


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def visible_to(self, person: Person) -> AssessmentQuerySet:
        """Under work it is the secretariat's, the nominating party's and the operator's; the panel
        reads it when it is laid before it, all with a role when it is decided. Others read the
        item's text."""
        roles = person.current_roles()
        if not roles:
            return self.none()
        if person.is_of_secretariat():
            return self
        parties = spoken_for(person)
        own = Q(course__nomination__party__in=parties) | Q(course__offer__operator__in=parties)
        decided = Q(status=AssessmentStatus.DECIDED)
        if any(role.kind == "expert" for role in roles):
            return self.filter(own | decided | Q(status=AssessmentStatus.LAID)).distinct()
        return self.filter(own | decided).distinct()


@pghistory.track(fields=["course", "status", "exception_reason", "experts", "committee"])
class Assessment(models.Model):
    """One course's assessment. `experts` and `committee` are the recommendations of the panel and of
    FU; `exception_reason` says why a new offer is needed although it does not meet A, B and C."""

    course = models.OneToOneField(Course, models.CASCADE, related_name="assessment")
    status = models.CharField(
        "Status", max_length=7, choices=AssessmentStatus, default=AssessmentStatus.DRAFT
    )
    cases_a_year = models.DecimalField(
        "Sager om året i Nordjylland", max_digits=6, decimal_places=1, null=True, blank=True
    )
    is_new = models.BooleanField("Tilbuddet er nyt", default=False)
    exception_reason = models.TextField("Hvorfor det nye tilbud er nødvendigt", blank=True)
    experts = models.TextField("Ekspertpanelets anbefaling", blank=True)
    experts_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    committee = models.TextField("FU's anbefaling", blank=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(auto_now=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = "vurdering"
        verbose_name_plural = "vurderinger"
        ordering = ["-course__started_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_new=True) | Q(exception_reason=""),
                name="assessment_excepts_only_the_new",
            ),
        ]

    def __str__(self) -> str:
        return f"Vurdering af {self.course.offer}"

    def get_absolute_url(self) -> str:
        return reverse("selection:course", args=[self.course_id])

    @property
    def verdict(self) -> Verdict:
        return verdict({row.code: row.met for row in self.criteria.all()})

    @property
    def may_enter(self) -> bool:
        """The rule holds, or a new offer asks to be excepted from it."""
        return bool(self.verdict.fulfilled or (self.is_new and self.exception_reason.strip()))


class Criterion(models.Model):
    """One of the six, with its evidence."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="criteria")
    code = models.CharField(max_length=3, choices=[(code, code) for code in CODES])
    met = models.BooleanField("Opfyldt", null=True, blank=True)
    evidence = models.TextField("Hvad det bygger på", blank=True)

    class Meta:
        verbose_name = "kriterium"
        verbose_name_plural = "kriterier"
        ordering = ["assessment", "code"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "code"], name="criterion_once"),
            models.CheckConstraint(
                condition=~Q(met=True) | ~Q(evidence=""), name="criterion_met_has_evidence"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {CRITERIA[self.code]}"


class Nomination(models.Model):
    """Why an offer should be in, as the party that nominates it says."""

    course = models.OneToOneField(Course, models.CASCADE, related_name="nomination")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+", verbose_name="Indstillet af")
    why = models.TextField("Hvorfor tilbuddet bør med")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on_behalf = models.BooleanField("Af sekretariatet på partens vegne", default=False)
    response = models.OneToOneField(
        Response, models.PROTECT, null=True, blank=True, related_name="nomination",
        verbose_name="Svar på høring",
    )  # fmt: skip
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "indstilling"
        verbose_name_plural = "indstillinger"
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"{self.party} indstiller {self.course.offer}"


@pghistory.track(fields=["course", "leaves_on", "reason"])
class ExitNotice(models.Model):
    """The operator's notice that an offer is to leave det forstærkede samarbejde. Leaving
    styringsaftalen is another thing, and goes with the takstbilag."""

    course = models.OneToOneField(Course, models.CASCADE, related_name="notice")
    leaves_on = models.DateField("Ude fra")
    reason = models.TextField("Hvorfor")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on_behalf = models.BooleanField("Af sekretariatet på driftsherrens vegne", default=False)

    class Meta:
        verbose_name = "varsel om udtræden"
        verbose_name_plural = "varsler om udtræden"
        ordering = ["-leaves_on"]

    def __str__(self) -> str:
        return f"{self.course.offer} udtræder"
