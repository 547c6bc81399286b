"""Who may open what of the approval of draft minutes.

The sample meeting is of DAS, with Aalborg and Læsø present, an open case and a closed one.
"""

from __future__ import annotations

from typing import Any

from meetings import workflow
from meetings.approval.models import ApprovalRound, Comment
from meetings.approval.workflow import write_comment
from meetings.models import AgendaItem, Meeting
from tests.access.matrix import (
    DEPUTY,
    MEMBER,
    OTHER_PARTY,
    SECRETARIAT,
    WITH_A_ROLE,
    Row,
    World,
    allow,
)
from tests.access.rows_meetings import OFFICE, OFFICE_MOVES, READS, sent


def round_of(world: World) -> ApprovalRound:
    return ApprovalRound.objects.get(meeting=_minuted(world))


def _minuted(world: World) -> Meeting:
    meeting, office = sent(world), world[SECRETARIAT]
    workflow.start_meeting(meeting, by=office)
    for item in meeting.items.filter(kind="approve_minutes"):
        workflow.set_outcome(item, outcome="postponed", by=office)
    workflow.end_meeting(meeting, by=office)
    workflow.send_minutes(meeting, by=office)
    return meeting


def _round(world: World) -> dict[str, Any]:
    return {"pk": round_of(world).meeting_id}


def _item(world: World, title: str) -> dict[str, Any]:
    found = round_of(world)
    item = AgendaItem.objects.get(meeting=found.meeting, title=title)
    return {"pk": found.meeting_id, "item": item.pk}


def _answer(world: World) -> dict[str, Any]:
    return {"pk": round_of(world).answers.get(party__code="851").pk}


def _comment(world: World, title: str = "Åben sag") -> dict[str, Any]:
    found = round_of(world)
    item = AgendaItem.objects.get(meeting=found.meeting, title=title)
    aalborg = found.answers.get(party__code="851").party
    made: Comment = write_comment(
        found, party=aalborg, item_id=str(item.pk), text="Hm.", by=world[MEMBER]
    )
    return {"pk": made.pk}


def _approving_item(world: World) -> dict[str, Any]:
    found = round_of(world)
    later = workflow.plan_meeting(
        world.das, by=world[SECRETARIAT], date=found.meeting.date.replace(month=5)
    )
    return {"pk": later.items.get(kind="approve_minutes").pk}


FOUND = allow(*WITH_A_ROLE, status=404)
OWN = FOUND | dict.fromkeys((MEMBER, DEPUTY), 302)
SPEAKS = FOUND | dict.fromkeys((MEMBER, DEPUTY, OTHER_PARTY), 200)
POSTED = allow(*WITH_A_ROLE, status=405)
OFFICE_POSTS = allow(SECRETARIAT, status=405)
MOVED_ON = {actor: 302 if answer == 200 else answer for actor, answer in READS.items()}

ROWS = [
    Row("approval:round", get=READS, post=POSTED, kwargs=_round),
    Row("approval:changed", get=MOVED_ON, post=POSTED, kwargs=_round),
    Row("approval:deadline", get=OFFICE, post=OFFICE, kwargs=_round),
    Row("approval:comment", get=SPEAKS, post=SPEAKS, kwargs=lambda w: _item(w, "Åben sag")),
    Row("approval:comment", get=SPEAKS, post=SPEAKS, kwargs=lambda w: _item(w, "Lukket sag"),
        variant="closed item"),
    Row("approval:approve", get=POSTED, post=OWN, kwargs=_answer),
    Row("approval:take_back", get=POSTED, post=OWN, kwargs=_answer),
    Row("approval:reply", get=OFFICE, post=OFFICE, kwargs=_comment),
    Row("approval:withdraw_comment", get=POSTED, post=FOUND | {MEMBER: 302}, kwargs=_comment),
    Row("approval:withdraw_comment", get=POSTED, post=FOUND | {MEMBER: 302},
        kwargs=lambda w: _comment(w, "Lukket sag"), variant="closed item"),
    Row("approval:insert", get=OFFICE_POSTS, post=OFFICE_MOVES, kwargs=_approving_item),
]  # fmt: skip
