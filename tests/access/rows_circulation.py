"""Who may open what of the cases decided between meetings.

The sample case is of DAS and out: Aalborg and Læsø vote. It has an open and a closed bilag.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from meetings import workflow
from meetings.circulation.models import BallotVersion, DecisionSheet, Vote
from meetings.circulation.snapshot import bilag_of, case_of
from meetings.circulation.workflow import draft_ballot, send_ballot
from meetings.models import AgendaItem
from tests.access.matrix import (
    DEPUTY,
    MEMBER,
    SECRETARIAT,
    WITH_A_ROLE,
    Row,
    World,
    allow,
)
from tests.access.rows_meetings import OFFICE, OFFICE_MOVES, READS, READS_CLOSED, a_file, planned


def _case(world: World, *, is_open: bool = True) -> AgendaItem:
    office = world[SECRETARIAT]
    item = workflow.add_item(planned(world), title="Sag", is_open=is_open, by=office)
    for title, closed in (("Åbent bilag", False), ("Lukket bilag", True)):
        file = a_file()
        file.on_disk.parent.mkdir(parents=True, exist_ok=True)
        file.on_disk.write_bytes(b"%PDF-1.7")
        workflow.add_attachment(item, file=file, title=title, is_closed=closed, by=office)
    return item


def out(world: World, *, is_open: bool = True) -> BallotVersion:
    office = world[SECRETARIAT]
    made = draft_ballot(_case(world, is_open=is_open), by=office)
    return send_ballot(made, deadline=timezone.localdate() + timedelta(days=5), by=office)


def _out(world: World, **how: Any) -> dict[str, Any]:
    return {"pk": out(world, **how).ballot_id}


def _version(world: World, **how: Any) -> dict[str, Any]:
    return {"pk": out(world, **how).ballot_id, "number": 1}


def _bilag(world: World, title: str) -> dict[str, Any]:
    version = out(world)
    rows = bilag_of(case_of(version.snapshot, closed=True))
    key = next(row["id"] for row in rows if row["title"] == title)
    return {"pk": version.ballot_id, "number": 1, "key": key}


def _draft(world: World) -> dict[str, Any]:
    return {"pk": draft_ballot(_case(world), by=world[SECRETARIAT]).pk}


def _vote(world: World) -> dict[str, Any]:
    return {"pk": Vote.objects.get(version=out(world), party__code="851").pk}


def _item(world: World) -> dict[str, Any]:
    return {"pk": _case(world).pk}


def _sheet(world: World, closed: bool) -> dict[str, Any]:
    version = out(world, is_open=not closed)
    file = a_file()
    file.on_disk.parent.mkdir(parents=True, exist_ok=True)
    file.on_disk.write_bytes(b"%PDF-1.7")
    DecisionSheet.objects.create(version=version, closed=closed, file=file, state="done")
    return {"pk": version.ballot_id}


def _forum(world: World) -> dict[str, Any]:
    return {"slug": world.das.slug}


FOUND = allow(*WITH_A_ROLE, status=404)
POSTED = allow(*WITH_A_ROLE, status=405)
ANYONE = allow(*WITH_A_ROLE)
SPEAKS = FOUND | dict.fromkeys((MEMBER, DEPUTY), 302)
NO_POST = allow(SECRETARIAT, status=405)

ROWS = [
    Row("circulation:list", get=ANYONE, post=POSTED),
    Row("circulation:new", get=OFFICE, post=OFFICE),
    Row("circulation:ballot", get=READS, post=POSTED, kwargs=_out),
    Row("circulation:ballot", get=READS_CLOSED, post=POSTED,
        kwargs=lambda w: _out(w, is_open=False), variant="closed"),
    Row("circulation:ballot", get=FOUND | {SECRETARIAT: 200}, post=POSTED, kwargs=_draft,
        variant="draft"),
    Row("circulation:version", get=READS, post=POSTED, kwargs=_version),
    Row("circulation:version", get=READS_CLOSED, post=POSTED,
        kwargs=lambda w: _version(w, is_open=False), variant="closed"),
    Row("circulation:bilag", get=READS, post=POSTED, kwargs=lambda w: _bilag(w, "Åbent bilag")),
    Row("circulation:bilag", get=READS_CLOSED, post=POSTED,
        kwargs=lambda w: _bilag(w, "Lukket bilag"), variant="closed"),
    Row("circulation:withdraw", get=OFFICE, post=OFFICE, kwargs=_out),
    Row("circulation:drop", get=OFFICE, post=OFFICE_MOVES, kwargs=_draft),
    Row("circulation:sheet", get=READS, post=POSTED, kwargs=lambda w: _sheet(w, closed=False)),
    Row("circulation:sheet", get=READS_CLOSED, post=POSTED,
        kwargs=lambda w: _sheet(w, closed=True), variant="closed"),
    Row("circulation:again", get=NO_POST, post=OFFICE_MOVES, kwargs=_out),
    Row("circulation:send", get=OFFICE, post=OFFICE, kwargs=_item),
    Row("circulation:vote", get=SPEAKS, post=SPEAKS, kwargs=_vote, data=lambda w: {"answer": "for"}),
    Row("circulation:rule", get=OFFICE, post=OFFICE, kwargs=_forum),
]  # fmt: skip
