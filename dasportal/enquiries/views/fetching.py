"""Fetching what an address names, as far as the person may: anything else is 404."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from dasportal.accounts.access import person_of

from ..models import Enquiry, Question, Response


def visible_enquiry(request: HttpRequest, pk: int) -> Enquiry:
    rows = Enquiry.objects.visible_to(person_of(request))
    return get_object_or_404(rows.select_related("contact", "copied_from"), pk=pk)


def visible_question(request: HttpRequest, pk: int) -> Question:
    rows = Question.objects.filter(enquiry__in=Enquiry.objects.visible_to(person_of(request)))
    return get_object_or_404(rows.select_related("enquiry"), pk=pk)


def visible_response(request: HttpRequest, pk: str) -> Response:
    rows = Response.objects.visible_to(person_of(request))
    people = ("enquiry__contact", "party", "unit__party", "person", "lead")
    return get_object_or_404(rows.select_related(*people), pk=pk)


def own_response(request: HttpRequest, pk: str) -> Response:
    """One that the person may answer; the secretariat's own view of it is another page."""
    rows = Response.objects.for_person(person_of(request))
    people = ("enquiry__contact", "party", "unit__party", "person", "lead")
    return get_object_or_404(rows.select_related(*people), pk=pk)


def of_enquiry(response: Response, key: str) -> Question:
    """The question of that key in the response's enquiry."""
    found = response.enquiry.questions.filter(key=key).first()
    if found is None:
        raise Http404
    return found
