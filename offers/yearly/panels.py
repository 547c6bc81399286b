"""The yearly dialogue on the overview and on an offer's page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from dasportal.accounts.access import person_of
from dasportal.accounts.models import Person
from dasportal.register.models import Offer

from .models import Declaration, DialogueYear, Report
from .permissions import can_run_years, can_write_report


def overview(request: HttpRequest, person: Person) -> dict[str, Any] | None:
    """The years, newest first, and the way to open one."""
    years = list(DialogueYear.objects.visible_to(person)[:4])
    runs = can_run_years(person)
    return {"years": years, "runs": runs} if years or runs else None


def offer(request: HttpRequest, subject: Offer) -> dict[str, Any] | None:
    """Its reports and its ydelseskatalog."""
    person = person_of(request)
    reports = Report.objects.visible_to(person).filter(offer=subject).select_related("dialogue")
    years = DialogueYear.objects.visible_to(person).order_by("-year")[:1]
    return {
        "offer": subject,
        "reports": reports.order_by("-dialogue__year"),
        "declaration": Declaration.objects.filter(offer=subject).first(),
        "writes": can_write_report(person, subject),
        "year": years[0] if years else None,
    }
