"""What somebody answered to a finding before an agenda or minutes were sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from .meetings import Meeting

if TYPE_CHECKING:
    from dasportal.accounts.models import Person


class AnswerKind(models.TextChoices):
    SEEN = "seen", "Set på"
    OVERRULED = "overruled", "Tilsidesat"


class FindingAnswerQuerySet(models.QuerySet["FindingAnswer"]):
    def visible_to(self, person: Person) -> FindingAnswerQuerySet:
        """What was found and answered is the secretariat's."""
        return self if person.is_of_secretariat() else self.none()

    def standing(self) -> FindingAnswerQuerySet:
        """Those that nobody has taken back."""
        return self.filter(taken_back_at__isnull=True)


class FindingAnswer(models.Model):
    """An answer to one very finding, named by its key.

    `what` says what was found without its words: neither personal data nor closed text is kept
    here, so there is nothing to remove when the law demands a removal.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="finding_answers")
    key = models.CharField(max_length=40)
    kind = models.CharField("Svar", max_length=9, choices=AnswerKind)
    what = models.CharField("Hvad", max_length=300)
    comment = models.TextField("Begrundelse", blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(default=timezone.now)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    taken_back_at = models.DateTimeField(null=True, blank=True)

    objects = FindingAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = "svar på et fund"
        verbose_name_plural = "svar på fund"
        ordering = ["meeting", "answered_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "key"],
                condition=Q(taken_back_at__isnull=True),
                name="one_standing_answer_to_a_finding",
            ),
            models.CheckConstraint(
                condition=~Q(kind="overruled") | ~Q(comment=""), name="overruling_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True, taken_back_by__isnull=True)
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False),
                name="answer_taken_back_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.what}"

    def told(self) -> dict[str, str]:
        """As it is kept with what was sent."""
        return {
            "what": self.what,
            "kind": self.get_kind_display(),
            "comment": self.comment,
            "by": self.answered_by.name,
            "at": self.answered_at.isoformat(),
        }
