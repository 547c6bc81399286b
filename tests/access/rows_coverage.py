"""The list of offers in styringsaftalen is read by everybody with a role; the office lays it before DAS."""

from __future__ import annotations

from typing import Any

from dasportal.register.models import Purchase
from tests import factories
from tests.access.matrix import SECRETARIAT, WITH_A_ROLE, Row, World, allow
from tests.offers.conftest import offer

READ = allow(*WITH_A_ROLE)
READ_ONLY = allow(*WITH_A_ROLE, status=405)
OFFICE = allow(SECRETARIAT)


def some(world: World) -> dict[str, Any]:
    offer("Grenen", coverage="covered", places=12)
    offer("Lyngen", coverage="exempt", coverage_reason="Sælger til én, efter bilateral aftale.")
    sold = offer("Violen", places=8)
    Purchase.objects.create(
        offer=sold, buyer=factories.party(factories.LÆSØ), year=2025, places="1.5"
    )
    return {}


ROWS = [
    Row("coverage:list", kwargs=some, get=READ, post=READ_ONLY),
    Row("coverage:pdf", kwargs=some, get=READ, post=READ_ONLY),
    Row("coverage:data", kwargs=lambda w: {**some(w), "form": "csv"}, get=READ, post=READ_ONLY),
    Row("coverage:put", get=OFFICE, post=OFFICE),
]
