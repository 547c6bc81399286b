"""Who may open what of objective financing.

What is laid fast is read by everybody with a role in a party or a forum; the rest is the office's.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from dasportal.accounts.models import Party
from dasportal.register.models import Population
from tariffs.objective import workflow
from tariffs.objective.models import RateSheet, Scenario, Scheme
from tariffs.objective.reading import RateLine
from tariffs.objective.workflow import Figures
from tests.access.matrix import (
    ADMINISTRATOR,
    ENDED,
    EXPERT,
    SECRETARIAT,
    SIGNED_IN,
    Row,
    World,
    allow,
)

READERS = tuple(a for a in SIGNED_IN if a not in (ENDED, EXPERT, ADMINISTRATOR))


def scheme(world: World) -> Scheme:
    return workflow.open_scheme(
        by=world[SECRETARIAT], name="Børnehus Nord", about="", key_kind="children", key_label="",
        operator=Party.objects.get(code="851"), objective_pct=Decimal(60), unit="sag",
        participants=Party.objects.filter(kind="municipality"),
    )  # fmt: skip


def scenario(world: World, *steps: str) -> Scenario:
    office, made = world[SECRETARIAT], scheme(world)
    people = {}
    for party in made.participants.all():
        row = Population.objects.create(
            party=party, group="children", counted_on=date(2022, 1, 1), people=7000, source="Kilde"
        )
        people[party.pk] = row.people
    figures = Figures(
        year=2023, name="Forslag", method="operator", key_date=date(2022, 1, 1),
        key_source="Kilde", price_level=2023, budget=8_024_000, objective_pct=Decimal(60),
        earlier_pct=Decimal(60), cases=220,
    )  # fmt: skip
    draft = workflow.draft_scenario(made, figures, people, by=office)
    if "choose" in steps:
        draft = workflow.choose_scenario(draft, by=office)
    if "approve" in steps:
        draft = workflow.approve_scenario(draft, decision="DAS, punkt 8", by=office)
    return draft


def laid(world: World) -> dict[str, Any]:
    return {"pk": scenario(world, "choose", "approve").pk}


def draft(world: World) -> dict[str, Any]:
    return {"pk": scenario(world).pk}


def chosen(world: World) -> dict[str, Any]:
    return {"pk": scenario(world, "choose").pk}


def _slug(make: Callable[[World], Scenario]) -> Callable[[World], dict[str, Any]]:
    return lambda world: {"slug": make(world).scheme.slug}


def sheet(world: World, *, approved: bool) -> RateSheet:
    line = RateLine("Tilbudsområdet", "Almindelige tilsyn", "Takstgruppe 1", 1, "1-7", 37_783)
    made = workflow.open_sheet(
        scheme(world), year=2026, price_level=2026, source="Kilde", lines=[line],
        by=world[SECRETARIAT],
    )  # fmt: skip
    return workflow.approve_sheet(made, by=world[SECRETARIAT]) if approved else made


def laid_sheet(world: World) -> dict[str, Any]:
    return {"pk": sheet(world, approved=True).pk}


def draft_sheet(world: World) -> dict[str, Any]:
    return {"pk": sheet(world, approved=False).pk}


def _day(world: World) -> dict[str, Any]:
    scenario(world)
    return {"group": "children", "day": "2022-01-01"}


READ = allow(*READERS)
READ_ONLY = allow(*READERS, status=405)
HIDDEN = allow(*READERS, status=404) | {SECRETARIAT: 200}
OFFICE = allow(SECRETARIAT)
MOVES = allow(SECRETARIAT, status=302)
NO_GET = allow(SECRETARIAT, status=405)

ROWS = [
    Row("objective:list", get=READ, post=READ_ONLY),
    Row("objective:new_scheme", get=OFFICE, post=OFFICE),
    Row("objective:scheme", get=READ, post=READ_ONLY,
        kwargs=_slug(lambda w: scenario(w, "choose", "approve"))),
    Row("objective:scheme", get=HIDDEN, post=READ_ONLY, kwargs=_slug(scenario), variant="draft"),
    Row("objective:edit_scheme", get=OFFICE, post=OFFICE, kwargs=_slug(scenario)),
    Row("objective:new_scenario", get=OFFICE, post=OFFICE, kwargs=_slug(scenario)),
    Row("objective:import", get=OFFICE, post=OFFICE, kwargs=_slug(scenario)),
    Row("objective:new_sheet", get=OFFICE, post=OFFICE, kwargs=_slug(scenario)),
    Row("objective:compare", get=OFFICE, post=NO_GET,
        kwargs=lambda w: {"slug": scenario(w).scheme.slug, "year": 2023}),
    Row("objective:scenario", get=READ, post=READ_ONLY, kwargs=laid),
    Row("objective:scenario", get=HIDDEN, post=READ_ONLY, kwargs=draft, variant="draft"),
    Row("objective:edit_scenario", get=OFFICE, post=OFFICE, kwargs=draft),
    Row("objective:edit_scenario", get=MOVES, post=MOVES, kwargs=laid, variant="laid"),
    Row("objective:approve", get=OFFICE, post=OFFICE, kwargs=chosen),
    Row("objective:approve", get=OFFICE, post=MOVES, kwargs=chosen,
        data=lambda w: {"decision": "DAS"}, variant="decided"),
    Row("objective:drop", get=OFFICE, post=MOVES, kwargs=draft),
    Row("objective:choose", get=NO_GET, post=MOVES, kwargs=draft),
    Row("objective:copy", get=NO_GET, post=MOVES, kwargs=draft),
    *(
        Row(f"objective:{name}", get=expected, post=READ_ONLY, kwargs=kwargs, variant=variant)
        for name in ("pdf", "excel", "csv")
        for kwargs, expected, variant in ((laid, READ, ""), (draft, HIDDEN, "draft"))
    ),
    Row("objective:sheet", get=READ, post=READ_ONLY, kwargs=laid_sheet),
    Row("objective:sheet", get=HIDDEN, post=READ_ONLY, kwargs=draft_sheet, variant="draft"),
    Row("objective:edit_sheet", get=OFFICE, post=OFFICE, kwargs=draft_sheet),
    Row("objective:approve_sheet", get=OFFICE, post=MOVES, kwargs=draft_sheet),
    Row("objective:reopen_sheet", get=OFFICE, post=MOVES, kwargs=laid_sheet),
    *(
        Row(f"objective:sheet_{name}", get=expected, post=READ_ONLY, kwargs=kwargs, variant=variant)
        for name in ("pdf", "excel", "csv")
        for kwargs, expected, variant in ((laid_sheet, READ, ""), (draft_sheet, HIDDEN, "draft"))
    ),
    Row("objective:populations", get=READ, post=READ_ONLY),
    Row("objective:population", get=READ, post=READ_ONLY, kwargs=_day),
    Row("objective:record_populations", get=OFFICE, post=OFFICE),
]  # fmt: skip
