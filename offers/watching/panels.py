"""Watching on the overview, on an offer's page, and on Min side."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from dasportal.accounts.access import person_of
from dasportal.accounts.models import Person
from dasportal.register.models import Offer
from offers.models import Membership

from .models import EarlyWarning, Followed, Monitoring, Request, SignalAnswer
from .permissions import can_run_watching, can_warn, may_warn_of_some
from .queries import (
    MAIN_CHARTS,
    charts_of,
    facts_of,
    open_warnings,
    points_of,
    running_monitoring,
    signals_of,
)
from .workflow import is_watched


def overview(request: HttpRequest, person: Person) -> dict[str, Any]:
    """How much there is, with where to read it. The signals stand beside the offers themselves."""
    today = timezone.localdate()
    members = Membership.objects.visible_to(person).current(today)
    held = SignalAnswer.objects.visible_to(person).filter(silent_until__gte=today)
    requests = Request.objects.visible_to(person).waiting()
    return {
        "held": held.filter(offer__in=members.values("offer")).count(),
        "warnings": EarlyWarning.objects.visible_to(person).open().count(),
        "monitorings": Monitoring.objects.visible_to(person).running().count(),
        "late": requests.filter(deadline_on__lt=today).count(),
        "followed": Followed.objects.visible_to(person).running().count(),
        "may_warn": may_warn_of_some(person),
        "runs": can_run_watching(person),
    }


def offer(request: HttpRequest, found: Offer) -> dict[str, Any]:
    person = person_of(request)
    points = points_of([found])
    facts = facts_of([found], points=points)
    drawn = charts_of(facts[found.pk], points.get(found.pk, {}))
    shown = [row for row in drawn if row.chart.title in MAIN_CHARTS] or drawn[:2]
    return {
        "offer": found,
        "signals": signals_of([found], facts=facts)[found.pk],
        "drawn": shown,
        "count": len(drawn),
        "warnings": open_warnings([found], person).get(found.pk, []),
        "monitoring": running_monitoring([found], person).get(found.pk),
        "may_warn": can_warn(person, found) and is_watched(found, timezone.localdate()),
        "runs": can_run_watching(person),
    }
