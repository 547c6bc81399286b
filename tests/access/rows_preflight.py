"""The preflight: what it finds quotes closed text, so it is the secretariat's alone."""

from __future__ import annotations

from typing import Any

from meetings import workflow
from meetings.models import Meeting
from meetings.preflight.models import Examination
from meetings.preflight.workflow import order_examination
from tests.access.matrix import SECRETARIAT, Row, World, allow
from tests.access.rows_meetings import OFFICE, OFFICE_MOVES, planned

POSTED = allow(SECRETARIAT, status=405)


def _meeting(world: World) -> Meeting:
    return planned(world)


def _step(world: World) -> dict[str, Any]:
    return {"pk": _meeting(world).pk, "step": "send_agenda"}


def _examination(world: World) -> dict[str, Any]:
    row = order_examination(_meeting(world), step="send_agenda", by=world[SECRETARIAT])
    return {"pk": row.pk}


def _finished(world: World) -> dict[str, Any]:
    """One that has found something that blocks, something that does not, and a bilag of pictures."""
    row = Examination.objects.get(**_examination(world))
    place = {
        "secret": "a1", "what": "Titlen på det lukkede punkt 4", "elsewhere": False,
        "channel": "texts", "label": "Teksterne", "audience": "Læser i forummet",
        "where": "punkt 3, resuméet", "excerpt": "… Lukket titel …", "url": "/moeder/", "key": "k1",
    }  # fmt: skip
    elsewhere = {**place, "secret": "b2", "elsewhere": True, "key": "k2"}
    row.results = {
        "channels": [
            {"name": "texts", "label": "Teksterne", "note": "", "pieces": 40},
            {"name": "pages", "label": "Siderne i portalen", "note": "", "pieces": 12},
            {"name": "pdf", "label": "PDF", "note": "PDF er slået fra.", "pieces": 0},
        ],
        "found": [place, elsewhere],
        "unread": [
            {"key": "k3", "what": "Bilag 3.1 kan ikke læses af portalen", "url": "/moeder/"}
        ],
    }
    row.key, row.state, row.finished_at = row.draft_key, "done", row.requested_at
    row.save()
    return {"pk": row.pk}


def _answer(world: World) -> dict[str, Any]:
    reply = workflow.Reply("k1", "Titlen på det lukkede punkt 4 står i: Teksterne")
    (row,) = workflow.answer(_meeting(world), replies=[reply], by=world[SECRETARIAT])
    return {"pk": row.pk}


ROWS = [
    Row("preflight:start", get=POSTED, post=OFFICE_MOVES, kwargs=_step),
    Row("preflight:examination", get=OFFICE, post=POSTED, kwargs=_examination),
    Row("preflight:examination", get=OFFICE, post=POSTED, kwargs=_finished, variant="finished"),
    Row("preflight:progress", get=OFFICE, post=POSTED, kwargs=_examination),
    Row("preflight:overrule", get=POSTED, post=OFFICE, kwargs=_finished),
    Row("preflight:look_at", get=POSTED, post=OFFICE_MOVES, kwargs=_finished),
    Row("preflight:take_back", get=POSTED, post=OFFICE_MOVES, kwargs=_answer),
]
