"""Filters over the list of jobs."""

from __future__ import annotations

from django_filters import ChoiceFilter, FilterSet
from django_tasks_db.models import DBTaskResult

from dasportal.worker.jobs import labels
from dasportal.worker.models import JobState


def _kinds() -> list[tuple[str, str]]:
    return sorted(labels().items(), key=lambda pair: pair[1])


class JobFilter(FilterSet):
    """By status, and by what the job does."""

    status = ChoiceFilter(choices=JobState.choices, label="Status", empty_label="Alle")
    task_path = ChoiceFilter(choices=_kinds, label="Opgave", empty_label="Alle")

    class Meta:
        model = DBTaskResult
        fields: list[str] = []
