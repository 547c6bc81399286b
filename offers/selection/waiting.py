"""Assessments that wait for the panel, and courses whose next step is the secretariat's."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from dasportal.accounts.models import Person
from dasportal.accounts.permissions import is_expert
from dasportal.accounts.slots import Task
from offers.models import Course

from .enquiring import waiting_answers
from .models import Assessment, AssessmentStatus


def tasks_of(person: Person) -> Iterator[Task]:
    if is_expert(person):
        rows = Assessment.objects.filter(
            status=AssessmentStatus.LAID, experts="", course__status="running"
        )
        for row in rows.select_related("course__offer"):
            yield Task(
                f"Skriv ekspertpanelets anbefaling om {row.course.offer}",
                reverse("selection:recommend", args=[row.course_id]),
            )
    if person.is_of_secretariat():
        answers = waiting_answers()
        if answers:
            text = f"Tag imod {answers} indstilling{'er' if answers > 1 else ''} fra høring"
            yield Task(text, reverse("selection:received"), note="Optagelse")
        many = Course.objects.running().filter(path="entry").count()
        if many:
            text = f"Før {many} indstilling{'er' if many > 1 else ''} videre"
            yield Task(text, reverse("selection:courses"), note="Optagelse")
