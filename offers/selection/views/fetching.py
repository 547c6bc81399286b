"""Fetching what an address names, as far as the person may: anything else is 404."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from dasportal.accounts.access import person_of
from offers.models import Course, CourseStep

from ..models import Assessment


def visible_course(request: HttpRequest, pk: int) -> Course:
    rows = Course.objects.visible_to(person_of(request)).exclude(path="terms")
    return get_object_or_404(rows.select_related("offer__operator", "started_by"), pk=pk)


def visible_assessment(request: HttpRequest, course: Course) -> Assessment | None:
    rows = Assessment.objects.visible_to(person_of(request)).filter(course=course)
    return rows.prefetch_related("criteria").first()


def own_assessment(request: HttpRequest, pk: int) -> Assessment:
    found = visible_assessment(request, visible_course(request, pk))
    if found is None:
        raise Http404
    return found


def visible_step(request: HttpRequest, pk: int) -> CourseStep:
    courses = Course.objects.visible_to(person_of(request)).exclude(path="terms")
    rows = CourseStep.objects.filter(course__in=courses)
    return get_object_or_404(rows.select_related("course__offer__operator", "forum"), pk=pk)
