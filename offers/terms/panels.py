"""Special terms where people are already: on the overview, on an offer's page, in the register."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from dasportal.accounts.access import person_of
from dasportal.register.models import Offer

from .models import Status
from .permissions import can_propose, can_run_terms
from .queries import asked_of, is_in, notices, of_offers


def offer(request: HttpRequest, subject: Offer) -> dict[str, Any] | None:
    """On the page of an offer that is in: its special terms, and new offers like it."""
    person, today = person_of(request), timezone.localdate()
    rows = list(of_offers([subject], person).exclude(status=Status.WITHDRAWN))
    alike = notices(today, about=subject)
    may = is_in(subject, today) and can_propose(person, subject)
    if not rows and not alike and not may:
        return None
    return {
        "offer": subject, "rows": rows, "notices": alike, "may_propose": may,
        "runs": can_run_terms(person),
    }  # fmt: skip


def register_offer(request: HttpRequest, subject: Offer) -> dict[str, Any] | None:
    """On an offer's page in the register: that it has target groups in common with one that is in."""
    alike = notices(timezone.localdate(), about=subject)
    if not alike:
        return None
    return {"notices": alike, "runs": can_run_terms(person_of(request))}


def overview(request: HttpRequest, person: Any) -> dict[str, Any] | None:
    """Below the list of offers: the way to special terms, and what one is asked."""
    return {"asked": list(asked_of(person))}
