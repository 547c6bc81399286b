"""Who may open what of the analysis: everybody with a role the year, with the figures that they may
see; what it means to a party only its own people and the secretariat. Others get 404.
"""

from __future__ import annotations

from typing import Any

from tariffs import workflow
from tests import factories
from tests.access.matrix import (
    CHAIR,
    DEPUTY,
    MEMBER,
    MEMBER_FU,
    OFFER_REPORTER,
    OTHER_PARTY,
    SECRETARIAT,
    TARIFF_REPORTER,
    WITH_A_ROLE,
    Expected,
    Row,
    World,
    allow,
)
from tests.tariffs.conftest import line, take

AALBORGS = (MEMBER, MEMBER_FU, DEPUTY, CHAIR, TARIFF_REPORTER, OFFER_REPORTER)
ALL = allow(*WITH_A_ROLE)
NO_POST = allow(*WITH_A_ROLE, status=405)
MOVED_ON: Expected = {**ALL, **dict.fromkeys((*AALBORGS, OTHER_PARTY), 302)}
OWN: Expected = {
    **allow(*WITH_A_ROLE, status=404), **dict.fromkeys((*AALBORGS, SECRETARIAT), 200)
}  # fmt: skip


def _year(world: World) -> dict[str, Any]:
    """2027 with Aalborg's approved tariffs, which everybody in the cooperation sees."""
    workflow.open_year(2027, by=world[SECRETARIAT], pl_pct=2)
    for year, tariff in ((2026, "4000"), (2027, "4701")):
        take([line(takst=tariff), line(service="Boniveau 5", takst=str(int(tariff) // 2))],
             year=year, stage=workflow.Stage.APPROVED)  # fmt: skip
    return {"year": 2027}


def _party(world: World) -> dict[str, Any]:
    return {**_year(world), "code": factories.AALBORG}


ROWS = [
    *(
        Row(f"analysis:{name}", kwargs=_year, get=ALL, post=NO_POST)
        for name in ("year", "discussed", "lines", "pdf", "discussed_pdf", "excel", "csv")
    ),
    Row("analysis:mine", kwargs=_year, get=MOVED_ON, post=NO_POST),
    Row("analysis:ours", kwargs=_party, get=OWN, post=NO_POST),
]
