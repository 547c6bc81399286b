"""When each periodic duty was last due. The jobs themselves are rows of django-tasks-db."""

from __future__ import annotations

from django.db import models


class JobState(models.TextChoices):
    """The states of django-tasks, said in Danish."""

    READY = "READY", "Venter"
    RUNNING = "RUNNING", "I gang"
    FAILED = "FAILED", "Mislykkedes"
    SUCCESSFUL = "SUCCESSFUL", "Færdig"


TONES = {  # the colour that helps the word
    JobState.READY: "info",
    JobState.RUNNING: "info",
    JobState.FAILED: "bad",
    JobState.SUCCESSFUL: "good",
}


class DutyRun(models.Model):
    """The latest run of one duty in the schedule."""

    name = models.CharField(max_length=80, unique=True)
    last_due_at = models.DateTimeField("Sidst sat i gang")
    job_id = models.UUIDField("Opgave", null=True, blank=True)

    class Meta:
        verbose_name = "fast opgave"
        verbose_name_plural = "faste opgaver"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
