"""When each periodic duty was last due. The jobs themselves are rows of django-tasks-db."""

from __future__ import annotations

from django.db import models


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
