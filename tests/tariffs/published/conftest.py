"""Approved tariffs of two parties over some years, and what nobody outside may see of them."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from dasportal.register.models import Offer
from tariffs import workflow
from tariffs.workflow import Stage
from tests import factories
from tests.tariffs.conftest import line, take

HJØRRING = "860"
SECRET = "Hemmelighuset"
WHY = "Fyringsrunden er endnu ikke meldt ud."


@dataclass(frozen=True)
class Laid:
    violen: Offer
    fyret: Offer
    drafted: Offer


@pytest.fixture
def laid(db: None) -> Laid:
    """2024–2026 for Violen at Aalborg, 2026 for Fyret at Hjørring, and a draft of 2027."""
    for year, tariff in ((2024, "4400"), (2025, "4560")):
        take([line(takst=tariff)], year=year, stage=Stage.APPROVED)
    level = line(service="Boniveau 5", takst="2918")
    take([line(forklaring=WHY), level], year=2026, stage=Stage.APPROVED)
    day = line(
        "Værkstedet Fyret", "Dagtilbud", takst="598", takstenhed="Dag", lovgrundlag="SEL § 104"
    )
    take([day], year=2026, code=HJØRRING, stage=Stage.APPROVED)
    drafted = take([line(SECRET, forklaring=WHY), line(takst="5123")], year=2027).submission
    Offer.objects.filter(name="Violen").update(target_groups="Autisme, Sindslidelse")
    return Laid(
        Offer.objects.get(name="Violen"),
        Offer.objects.get(name="Værkstedet Fyret"),
        drafted.lines.get(offer__name=SECRET).offer,
    )


@pytest.fixture
def corrected(laid: Laid) -> Laid:
    """From 1 March 2026 another tariff applies at Violen."""
    office = factories.secretary("Sekretær")
    made = take(
        [line(takst="4750")],
        year=2026,
        stage=Stage.CORRECTION,
        by=office,
        reason="Fejl i budgettet",
    ).submission
    made.valid_from = made.valid_from.replace(month=3, day=1)
    made.save()
    workflow.lay_valid(made, made.lines.all(), "FU, 20. februar 2026")
    return laid
