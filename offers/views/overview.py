"""The cooperation at a glance, and one offer: its facts, its sheet, its whole way."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dasportal.accounts.access import person_of, requires
from dasportal.accounts.slots import rendered

from ..models import Membership
from ..permissions import can_run_cooperation, can_see_cooperation
from ..queries import briefs_of, courses_of, membership_of, readable_items, timeline_of
from ..slots import OFFER, OVERVIEW
from .fetching import known_offer


@requires(can_see_cooperation)
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Who is in, since when, and what stands out."""
    person = person_of(request)
    rows = Membership.objects.visible_to(person).select_related("offer__operator")
    members = list(rows.current(timezone.localdate()))
    briefs = briefs_of([row.offer for row in members], person)
    context = {
        "standing_out": len(
            {row.offer_id for row in members} & {k for k, v in briefs.items() if v}
        ),
        "members": [(row, briefs.get(row.offer_id, [])) for row in members],
        "former": rows.filter(left_on__lte=timezone.localdate()).order_by("-left_on"),
        "runs": can_run_cooperation(person),
        "year": timezone.localdate().year - 1,
        "panels": rendered(OVERVIEW, request, person),
    }
    return render(request, "offers/overview.html", context)


@requires(can_see_cooperation)
@require_safe
def offer(request: HttpRequest, pk: int) -> HttpResponse:
    """One offer from nomination to exit."""
    person, found = person_of(request), known_offer(request, pk)
    timeline = timeline_of(found, person)
    items = [row.item for row in timeline if row.item is not None]
    context = {
        "offer": found,
        "member": membership_of(found, timezone.localdate()),
        "briefs": briefs_of([found], person).get(found.pk, []),
        "courses": courses_of(found, person),
        "timeline": timeline,
        "readable": readable_items(items, person),
        "runs": can_run_cooperation(person),
        "panels": rendered(OFFER, request, found),
    }
    return render(request, "offers/offer.html", context)
