"""A year's dialogue about Kvisten and Østerskoven: what a report and an answer need to be handed in."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from dasportal.accounts.models import Party, Person
from dasportal.register.models import Offer
from offers.models import Membership
from offers.yearly import workflow
from offers.yearly.models import BuyerAnswer, DialogueYear, Report

D = Decimal
LATER = timezone.localdate() + timedelta(days=30)
WHOLE: dict[str, Any] = {
    "places": D(6), "used": D("4.8"), "result": D(-100_000), "professional": "Holdet er samlet.",
    "economic": "Vi klarer os.", "waiting": 0, "budgeted_pct": D(95),
}  # fmt: skip


@pytest.fixture
def year(kvisten: Membership, østerskoven: Membership, office: Person) -> DialogueYear:
    return opened(2024, office)


def opened(year: int, office: Person) -> DialogueYear:
    return workflow.open_year(year, reports_due=LATER, answers_due=LATER, by=office)


def given_report(year: DialogueYear, offer: Offer, by: Person, **values: Any) -> Report:
    """Written and handed in."""
    made = workflow.begin_report(year, offer=offer, by=by)
    workflow.save_report(made, values=WHOLE | values, by=by)
    return workflow.submit_report(made, by=by)


def given_answer(
    year: DialogueYear, party: Party, by: Person, now: str = "1", expected: str = "1", **more: Any
) -> BuyerAnswer:
    """The same of every offer, handed in."""
    made = workflow.begin_answer(year, party=party, by=by)
    said = {"now": D(now), "next_year": D(expected), "intention": "same"} | more
    workflow.save_answer(made, uses={use.offer_id: said for use in made.uses.all()}, by=by)
    return workflow.submit_answer(made, by=by)
