"""Special terms in every state, made by the verbs: Østerskoven's deficit shared by the twelve."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from dasportal.accounts.models import Person
from dasportal.register.models import AgeGroup, Offer, Population, Purchase
from offers import workflow as offers
from offers.models import Membership, OfferCase
from offers.terms import workflow
from offers.terms.models import Instrument, Proposal
from offers.terms.queries import cooperating
from tests import factories
from tests.offers.conftest import decided, meeting_of
from tests.offers.terms.test_calculation import PEOPLE

COUNTED = date(2025, 1, 1)
FRAME: dict[str, Any] = {
    "title": "Fælles garanti for underskuddet",
    "reason": "Færre henvisninger og et underskud på 6,7 mio. kr. i 2024.",
    "wanted": "At tiltræde garantien i to år.",
    "starts_on": date(2025, 7, 1),
    "ends_on": date(2027, 6, 30),
}
DEFICIT: dict[str, Any] = {
    "amount": 6_700_000, "key": "all", "counted_on": COUNTED, "method": "largest",
    "declined": "shared", "words": "Underskuddet i 2025 deles.",
}  # fmt: skip


@pytest.fixture
def people(db: None) -> None:
    lay_people()


def lay_people() -> None:
    """Inhabitants of the eleven. The region has none of its own; its key is typed."""
    Population.objects.bulk_create(
        Population(party=factories.party(code), group=AgeGroup.ALL, counted_on=COUNTED,
                   people=number, source="Danmarks Statistik")
        for code, number in PEOPLE.items() if code != factories.REGION
    )  # fmt: skip


def region_key() -> dict[int, int]:
    return {factories.party(factories.REGION).pk: PEOPLE[factories.REGION]}


def bought(offer: Offer, year: int = 2025, **places: str) -> None:
    """`p851="4.5"`: how many places Aalborg uses."""
    for name, number in places.items():
        Purchase.objects.create(
            offer=offer, buyer=factories.party(name[1:]), year=year, places=number
        )


def instrument(reckoning: str) -> Instrument:
    return Instrument.objects.filter(reckoning=reckoning).order_by("position")[0]


def draft(member: Membership, by: Person, **frame: Any) -> Proposal:
    made = workflow.draft_proposal(member.offer, by=by, parties=cooperating(), **{**FRAME, **frame})
    workflow.save_term(
        made.scenarios.get(), instrument("guarantee"), by=by, numbers=region_key(), **DEFICIT
    )
    return made


def proposed(member: Membership, by: Person, **frame: Any) -> Proposal:
    return workflow.propose(draft(member, by, **frame), by=by)


def put(proposal: Proposal, office: Person, slug: str, days: int = 0) -> OfferCase:
    forum = factories.fu() if slug == "fu" else factories.das()
    step = proposal.course.steps.get(kind="decision", forum=forum) if proposal.course else None
    return offers.put_on_agenda(
        workflow.KIND, proposal.pk, meeting=meeting_of(forum, office, days), by=office,
        offer=proposal.offer, step=step,
    )  # fmt: skip


def agreed(member: Membership, office: Person, **frame: Any) -> Proposal:
    """DAS has approved it; the parties are asked."""
    made = proposed(member, office, **frame)
    decided(put(made, office, "das"), office)
    return Proposal.objects.get(pk=made.pk)


def answered(proposal: Proposal, office: Person, **codes: str) -> None:
    """All join but those that are told to decline: `p851="decline"`; »wait« leaves them."""
    for row in proposal.answers.all():
        how = codes.get(f"p{row.party.code}", "join")
        if how != "wait":
            verb = workflow.join if how == "join" else workflow.decline
            verb(row, on=timezone.localdate(), source="Byrådet", by=office)


def in_force(member: Membership, office: Person, **codes: str) -> Proposal:
    made = agreed(member, office)
    answered(made, office, **codes)
    return workflow.begin(made, follow_up_on=timezone.localdate() + timedelta(days=180), by=office)
