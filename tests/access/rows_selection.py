"""Who may open what of selection: that a course runs is known to all with a role, its assessment to
the nominating party, the operator, the office and, once laid, the panel."""

from __future__ import annotations

from typing import Any

from offers.models import Course
from offers.selection import workflow
from tests import factories
from tests.access.matrix import (
    DEPUTY,
    EXPERT,
    MEMBER,
    MEMBER_FU,
    OFFER_REPORTER,
    OTHER_PARTY,
    SECRETARIAT,
    WITH_A_ROLE,
    Row,
    World,
    allow,
)
from tests.access.rows_offers import member
from tests.offers.conftest import offer
from tests.offers.selection.test_received import answered_nomination
from tests.offers.selection.test_selection import ALL

OPERATOR = (OFFER_REPORTER, MEMBER, MEMBER_FU, DEPUTY)
READ = allow(*WITH_A_ROLE)
READ_ONLY = allow(*WITH_A_ROLE, status=405)
OFFICE = allow(SECRETARIAT)
MOVES = allow(SECRETARIAT, status=302)
NO_GET = allow(SECRETARIAT, status=405)


def course(world: World) -> Course:
    return workflow.nominate(
        offer("Violen"), party=factories.party(), why="Det mangler.", by=world[OFFER_REPORTER]
    ).course


def pk(world: World) -> dict[str, Any]:
    return {"pk": course(world).pk}


def laid(world: World) -> dict[str, Any]:
    made, office = course(world), world[SECRETARIAT]
    workflow.save_assessment(made.assessment, criteria=ALL, by=office)
    workflow.lay(made.assessment, by=office)
    return {"pk": made.pk}


def answered(world: World) -> dict[str, Any]:
    return {"pk": answered_nomination(world[SECRETARIAT], world[MEMBER]).pk}


def step(kind: str) -> Any:
    return lambda world: {"pk": course(world).steps.filter(kind=kind)[0].pk}


def owned(world: World) -> dict[str, Any]:
    return {"pk": member(world).offer_id}


NOTICE = {
    **dict.fromkeys(WITH_A_ROLE, 404), **dict.fromkeys((*OPERATOR, SECRETARIAT), 200),
    "ended": 403,
}  # fmt: skip

ROWS = [
    Row("selection:courses", get=READ, post=READ_ONLY),
    Row("selection:nominate", get=allow(*OPERATOR, OTHER_PARTY, SECRETARIAT),
        post=allow(*OPERATOR, OTHER_PARTY, SECRETARIAT)),
    Row("selection:received", kwargs=lambda w: (answered(w), {})[1], get=OFFICE,
        post=allow(SECRETARIAT, status=405)),
    Row("selection:take_nomination", kwargs=answered, get=OFFICE, post=OFFICE),
    Row("selection:reassess", get=NO_GET, post=MOVES),
    Row("selection:path", kwargs=lambda w: {"kind": "entry"}, get=OFFICE, post=OFFICE),
    Row("selection:course", kwargs=pk, get=READ, post=READ_ONLY),
    Row("selection:assess", kwargs=pk, get=OFFICE, post=OFFICE),
    Row("selection:lay", kwargs=pk, get=NO_GET, post=MOVES),
    Row("selection:recommend", kwargs=laid, get=allow(SECRETARIAT, EXPERT),
        post=allow(SECRETARIAT, EXPERT)),
    Row("selection:stop", kwargs=pk, get=OFFICE, post=OFFICE),
    Row("selection:notice", kwargs=owned, get=NOTICE, post=NOTICE),
    Row("selection:take", kwargs=step("note"), get=OFFICE, post=OFFICE),
    Row("selection:skip", kwargs=step("onward"), get=OFFICE, post=OFFICE),
    Row("selection:put", kwargs=step("decision"), get=OFFICE, post=OFFICE),
]  # fmt: skip
