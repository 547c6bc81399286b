"""An examination: what everybody would get of one very edition, looked through."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from meetings.models import Meeting

if TYPE_CHECKING:
    from dasportal.accounts.models import Person


class ExaminationState(models.TextChoices):
    WAITING = "waiting", "Venter"
    RUNNING = "running", "I gang"
    DONE = "done", "Færdig"
    FAILED = "failed", "Mislykkedes"


class ExaminationQuerySet(models.QuerySet["Examination"]):
    def visible_to(self, person: Person) -> ExaminationQuerySet:
        """What was found quotes closed text: the secretariat's alone."""
        return self if person.is_of_secretariat() else self.none()

    def of_edition(self, key: str) -> ExaminationQuerySet:
        """Those that looked through this very edition, from draft or as it is sent."""
        return self.filter(Q(key=key) | Q(draft_key=key), state=ExaminationState.DONE)


class Examination(models.Model):
    """One look through all channels. `draft_key` names what stood when it was ordered, `key` what
    would then be sent; any change to text, bilag or openness gives another name.

    `results` is {"channels": [{"name", "label", "note", "pieces"}], "found": [a Found as values],
    "unread": [{"key", "what", "url"}]}.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="examinations")
    step = models.CharField("Trin", max_length=40)
    draft_key = models.CharField(max_length=64, db_index=True)
    key = models.CharField(max_length=64, blank=True, db_index=True)
    state = models.CharField(
        max_length=7, choices=ExaminationState, default=ExaminationState.WAITING
    )
    progress = models.PositiveSmallIntegerField("Pct. færdig", default=0)
    message = models.CharField(max_length=300, blank=True)
    results = models.JSONField(default=dict)
    requested_at = models.DateTimeField(auto_now_add=True)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = ExaminationQuerySet.as_manager()

    class Meta:
        verbose_name = "fortrolighedskontrol"
        verbose_name_plural = "fortrolighedskontroller"
        ordering = ["-requested_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="done") | ~Q(key=""), name="done_examination_names_its_edition"
            )
        ]

    def __str__(self) -> str:
        return f"Kontrol af {self.meeting}"

    @property
    def is_under_way(self) -> bool:
        return self.state in (ExaminationState.WAITING, ExaminationState.RUNNING)

    @property
    def found(self) -> list[dict[str, Any]]:
        return list(self.results.get("found", []))
