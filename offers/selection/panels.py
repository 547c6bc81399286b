"""The way in and out on the overview and on an offer's page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from dasportal.accounts.access import person_of
from dasportal.accounts.models import Person
from dasportal.register.models import Offer
from offers.models import Course
from offers.permissions import can_run_cooperation
from offers.queries import membership_of

from .permissions import can_give_notice, can_nominate_some


def overview(request: HttpRequest, person: Person) -> dict[str, Any] | None:
    rows = Course.objects.visible_to(person).running().exclude(path="terms")
    return {
        "courses": rows.select_related("offer__operator"),
        "nominates": can_nominate_some(person), "runs": can_run_cooperation(person),
    }  # fmt: skip


def offer(request: HttpRequest, subject: Offer) -> dict[str, Any] | None:
    person = person_of(request)
    rows = Course.objects.visible_to(person).filter(offer=subject).exclude(path="terms")
    running = [row for row in rows if row.is_running]
    is_in = membership_of(subject, timezone.localdate()) is not None
    leaving = any(row.path == "exit" for row in running)
    return {
        "offer": subject, "courses": rows,
        "may_leave": is_in and not leaving and can_give_notice(person, subject),
    } if rows or is_in else None  # fmt: skip
