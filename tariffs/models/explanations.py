"""Why a tariff changes, and what is said to a finding."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from .lines import Line
from .submissions import Submission


class Cause(models.TextChoices):
    TARGET_GROUP = "target_group", "Målgruppe"
    PLACES = "places", "Pladser"
    OCCUPANCY = "occupancy", "Belægning"
    SETTLEMENT = "settlement", "Efterregulering"
    BUILDING = "building", "Bygning"
    OVERHEAD = "overhead", "Overhead"
    MANAGEMENT = "management", "Ledelse"
    ERROR = "error", "Fejlrettelse"
    MODEL = "model", "Modelskift"
    OTHER = "other", "Andet"


class Explanation(models.Model):
    """One text for one line, or for several that hang together, also of several offers."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="explanations")
    text = models.TextField("Forklaring", blank=True)
    is_joint = models.BooleanField("Linjerne hænger sammen", default=False)

    class Meta:
        verbose_name = "forklaring"
        verbose_name_plural = "forklaringer"
        ordering = ["submission", "pk"]

    def __str__(self) -> str:
        return self.text[:80]


class ExplanationCause(models.Model):
    """A cause, with its part of the change in kroner where the party knows it."""

    explanation = models.ForeignKey(Explanation, models.CASCADE, related_name="causes")
    cause = models.CharField("Årsag", max_length=12, choices=Cause)
    amount = models.DecimalField(
        "Heraf, kr.", max_digits=12, decimal_places=2, null=True, blank=True
    )

    class Meta:
        verbose_name = "årsag"
        verbose_name_plural = "årsager"
        ordering = ["explanation", "pk"]
        constraints = [models.UniqueConstraint("explanation", "cause", name="cause_named_once")]

    def __str__(self) -> str:
        return self.get_cause_display()


class FindingAnswer(models.Model):
    """A comment on a notice. The finding stays visible to the secretariat, with the comment."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="finding_answers")
    line = models.ForeignKey(
        Line, models.CASCADE, null=True, blank=True, related_name="finding_answers"
    )
    code = models.CharField("Fund", max_length=40)
    comment = models.CharField("Bemærkning", max_length=500)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "svar på et fund"
        verbose_name_plural = "svar på fund"
        ordering = ["submission", "answered_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "line", "code"], nulls_distinct=False,
                name="finding_answered_once",
            ),
            models.CheckConstraint(condition=~Q(comment=""), name="finding_answer_says_something"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.comment
