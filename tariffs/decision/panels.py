"""Decisions on tariffs where people are already: the year, the submission, the item."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from dasportal.accounts.models import Person
from meetings.models import AgendaItem
from tariffs.models import Submission, SubmissionStatus, TariffYear
from tariffs.workflow import SUBMISSION

from .models import AppendixVersion, TariffCase, Withdrawal
from .permissions import can_correct, can_put_cases
from .queries import open_case
from .workflow import ready_correction


def _person(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)
    return request.user


def year(request: HttpRequest, subject: TariffYear) -> dict[str, Any] | None:
    """On the office's page of a year: the takstbilag's versions, and the case on its way."""
    return {
        "year": subject,
        "case": open_case(subject),
        "versions": list(subject.appendix_versions.order_by("-number")[:3]),
        "leaving": Withdrawal.objects.visible_to(_person(request)).waiting().filter(year=subject),
    }


def years(request: HttpRequest, person: Person) -> dict[str, Any] | None:
    """Below the list of years: the newest takstbilag of each."""
    newest: dict[int, AppendixVersion] = {}
    for row in AppendixVersion.objects.visible_to(person).select_related("year", "file"):
        newest.setdefault(row.year_id, row)
    return {"versions": list(newest.values())}


def submission(request: HttpRequest, subject: Submission) -> dict[str, Any] | None:
    """Above the lines: what a correction lacks, or the way to correct what is approved."""
    person = _person(request)
    if subject.is_correction:
        writes = SUBMISSION.may(subject, "write", person)
        return {
            "submission": subject, "writes": writes,
            "missing": ready_correction(subject) if writes else [],
            "case": open_case(subject.year, subject) if can_put_cases(person) else None,
        }  # fmt: skip
    approved = subject.status == SubmissionStatus.APPROVED
    may = approved and can_correct(person, subject)
    return {"submission": subject, "may_correct": True} if may else None


def _case_of(item: AgendaItem, person: Person) -> TariffCase | None:
    rows = TariffCase.objects.visible_to(person).select_related(
        "year", "submission__party", "item__meeting", "version"
    )
    return rows.filter(item=item).first()


def item_office(request: HttpRequest, item: AgendaItem) -> dict[str, Any] | None:
    """Beside the item being written: how fresh text and bilag are."""
    case = _case_of(item, _person(request))
    return None if case is None else {"case": case, "item": item}


def writing(request: HttpRequest, item: AgendaItem) -> dict[str, Any] | None:
    """Beside the minutes being written: exceptions, and writing the decision in."""
    case = _case_of(item, _person(request))
    if case is None:
        return None
    return {"case": case, "item": item, "exceptions": case.exceptions.count(), "decides": True}


def item_reader(request: HttpRequest, item: AgendaItem) -> dict[str, Any] | None:
    """Below the item as read: the takstbilag that came of it."""
    rows = AppendixVersion.objects.visible_to(_person(request)).select_related("year")
    version = rows.filter(case__item=item).first()
    return None if version is None else {"version": version}
