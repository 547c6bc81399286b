"""Who may open what of det forstærkede samarbejde: everybody with a role reads, the office runs it."""

from __future__ import annotations

from datetime import date
from typing import Any

from offers import workflow
from offers.models import Membership, OfferCase
from offers.yearly import workflow as yearly
from offers.yearly.queries import STATUS_CASE
from tests.access.matrix import SECRETARIAT, WITH_A_ROLE, Row, World, allow
from tests.meetings.conftest import plan
from tests.offers.conftest import member_offer

DAY = date(2026, 12, 1)


def member(world: World) -> Membership:
    found = Membership.objects.filter(offer__name="Kvisten").first()
    return found or member_offer("Kvisten", world[SECRETARIAT], places=6)


def case(world: World) -> OfferCase:
    member(world)
    year = yearly.open_year(2025, reports_due=DAY, answers_due=DAY, by=world[SECRETARIAT])
    meeting = plan(world.das, world[SECRETARIAT], DAY)
    return workflow.put_on_agenda(STATUS_CASE, year.pk, meeting=meeting, by=world[SECRETARIAT])


def offer(world: World) -> dict[str, Any]:
    return {"pk": member(world).offer_id}


def case_pk(world: World) -> dict[str, Any]:
    return {"pk": case(world).pk}


def in_2025(**more: Any) -> Any:
    return lambda world: {"year": 2025} | more


READ = allow(*WITH_A_ROLE)
READ_ONLY = allow(*WITH_A_ROLE, status=405)
OFFICE = allow(SECRETARIAT)
MOVES = allow(SECRETARIAT, status=302)
NO_GET = allow(SECRETARIAT, status=405)

ROWS = [
    Row("offers:overview", get=READ, post=READ_ONLY),
    Row("offers:offer", kwargs=offer, get=READ, post=READ_ONLY),
    Row("offers:sheet", kwargs=offer, get=READ, post=READ_ONLY),
    Row("offers:sheet_pdf", kwargs=offer, get=READ, post=READ_ONLY),
    Row("offers:status", kwargs=in_2025(), get=READ, post=READ_ONLY),
    Row("offers:status_pdf", kwargs=in_2025(), get=READ, post=READ_ONLY),
    Row("offers:figures", kwargs=in_2025(form="xlsx"), get=READ, post=READ_ONLY),
    Row("offers:case", kwargs=case_pk, get=OFFICE, post=NO_GET),
    Row("offers:put", kwargs=case_pk, get=OFFICE, post=OFFICE),
    Row("offers:refresh", kwargs=case_pk, get=NO_GET, post=MOVES),
    Row("offers:use_text", kwargs=case_pk, get=OFFICE, post=MOVES),
    Row("offers:decide", kwargs=case_pk, get=OFFICE, post=MOVES),
]
