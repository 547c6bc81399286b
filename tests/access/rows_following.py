"""Who may open what follows a decision: follow-up, delegation, what is sent onward, FU's decisions."""

from __future__ import annotations

from datetime import date
from typing import Any

from meetings import workflow
from meetings.models import (
    AgendaItem,
    CommitteeReport,
    Delegation,
    FollowUp,
    ItemKind,
    Meeting,
)
from tests import factories
from tests.access.matrix import (
    DEPUTY,
    MEMBER,
    MEMBER_FU,
    OFFER_REPORTER,
    OTHER_PARTY,
    SECRETARIAT,
    TARIFF_REPORTER,
    WITH_A_ROLE,
    Row,
    World,
    allow,
)
from tests.access.rows_meetings import (
    OFFICE,
    OFFICE_MOVES,
    READS,
    READS_CLOSED,
    _follow_up,
    _held,
    _in_session,
    _running_item,
    a_file,
    planned,
)

POSTED = allow(SECRETARIAT, status=405)
NOBODY_ELSE = allow(*WITH_A_ROLE, status=404)
AALBORG = (MEMBER, DEPUTY, TARIFF_REPORTER, OFFER_REPORTER, MEMBER_FU)
ANSWERS = NOBODY_ELSE | dict.fromkeys((*AALBORG, SECRETARIAT), 200)
ASKED = {**READS, **dict.fromkeys((*AALBORG, OTHER_PARTY), 200)}


def _closed_source(world: World) -> dict[str, Any]:
    item = _in_session(world).items.get(title="Lukket sag")
    return {"pk": _agreed(item, world).pk}


def _agreed(item: AgendaItem, world: World, owner: str = "Sekretariatet") -> FollowUp:
    return workflow.add_follow_up(item, what="Skriv", owner=owner, by=world[SECRETARIAT])


def _asked(world: World) -> dict[str, Any]:
    item = _in_session(world).items.get(title="Åben sag")
    return {"pk": _agreed(item, world, "Alle parter").pk}


def _answer(world: World) -> dict[str, Any]:
    return {**_asked(world), "code": factories.AALBORG}


def _answered(world: World) -> dict[str, Any]:
    what = _answer(world)
    file = a_file()
    file.on_disk.parent.mkdir(parents=True, exist_ok=True)
    file.on_disk.write_bytes(b"%PDF-1.7")
    answer = FollowUp.objects.get(pk=what["pk"]).answers.get(party__code=factories.AALBORG)
    workflow.answer_request(answer, text="", file=file, base_revision=0, by=world[MEMBER])
    return what


def _delegation_of(meeting: Meeting, world: World, title: str) -> Delegation:
    item = meeting.items.get(title=title)
    return workflow.give_delegation(
        item, to=world.fu, what="At godkende taksten", by=world[SECRETARIAT]
    )


def _delegated(world: World, title: str = "Åben sag") -> dict[str, Any]:
    meeting = _held(world)
    made = _delegation_of(meeting, world, title)
    workflow.send_minutes(meeting, by=world[SECRETARIAT])
    return {"pk": made.pk}


def _draft_delegation(world: World) -> dict[str, Any]:
    return {"pk": _delegation_of(_held(world), world, "Åben sag").pk}


def _fu_item(world: World) -> AgendaItem:
    meeting = planned(world, world.fu)
    return workflow.add_item(meeting, title="Taksten", by=world[SECRETARIAT])


def _sent_onward(world: World, title: str = "Åben sag", file: bool = False) -> dict[str, Any]:
    meeting, office = _held(world), world[SECRETARIAT]
    row = workflow.note_onward(
        meeting.items.get(title=title), recipient="kkr", what="Til godkendelse", by=office
    )
    if file:
        day = date(2026, 3, 6)
        stored = a_file()
        stored.on_disk.parent.mkdir(parents=True, exist_ok=True)
        stored.on_disk.write_bytes(b"%PDF-1.7")
        row = workflow.send_onward(row, on=day, by=office)
        workflow.answer_onward(row, on=day, answer="", file=stored, by=office)
    workflow.send_minutes(meeting, by=office)
    return {"pk": row.pk}


def _briefing(world: World) -> dict[str, Any]:
    """»Orientering fra FU« of a meeting that goes on, with one decision before it."""
    office = world[SECRETARIAT]
    fu = workflow.plan_meeting(world.fu, by=office, date=date(2031, 2, 6))
    workflow.add_item(fu, title="Taksten", by=office)
    workflow.send_agenda(fu, by=office)
    workflow.start_meeting(fu, by=office)
    workflow.set_outcome(fu.items.get(title="Taksten"), outcome="approved", by=office)
    for item in fu.items.filter(kind=ItemKind.APPROVE_MINUTES):
        workflow.set_outcome(item, outcome="approved", by=office)
    workflow.end_meeting(fu, by=office)
    meeting = _in_session(world)
    return {"pk": meeting.items.get(kind=ItemKind.FROM_COMMITTEE, parent=None).pk}


FOLLOW_UPS = [
    Row("meetings:follow_ups", get=allow(*WITH_A_ROLE), post=allow(*WITH_A_ROLE)),
    Row("meetings:follow_ups_excel", get=allow(*WITH_A_ROLE),
        post=allow(*WITH_A_ROLE, status=405)),
    Row("meetings:follow_up", get=READS, post=READS, kwargs=_follow_up),
    Row("meetings:follow_up", get=READS_CLOSED, post=READS_CLOSED, kwargs=_closed_source,
        variant="closed"),
    Row("meetings:follow_up", get=ASKED, post=ASKED, kwargs=_asked, variant="asked of all"),
    Row("meetings:follow_up_change", get=OFFICE, post=OFFICE, kwargs=_follow_up),
    Row("meetings:follow_up_step", get=NOBODY_ELSE | {SECRETARIAT: 200},
        post=NOBODY_ELSE | {SECRETARIAT: 302},
        kwargs=lambda w: {**_follow_up(w), "name": "finish"}),
    Row("meetings:follow_up_step", get=NOBODY_ELSE, post=NOBODY_ELSE,
        kwargs=lambda w: {**_follow_up(w), "name": "agree"}, variant="no button"),
    Row("meetings:follow_up_answer", get=ANSWERS, post=ANSWERS, kwargs=_answer),
    Row("meetings:follow_up_answer_file", get=ANSWERS, post=ANSWERS, kwargs=_answered),
]  # fmt: skip
DELEGATIONS = [
    Row("meetings:delegations", get=allow(*WITH_A_ROLE), post=allow(*WITH_A_ROLE)),
    Row("meetings:delegation", get=READS | {MEMBER_FU: 200}, post=READS | {MEMBER_FU: 200},
        kwargs=_delegated),
    Row("meetings:delegation", get=READS_CLOSED, post=READS_CLOSED,
        kwargs=lambda w: _delegated(w, "Lukket sag"), variant="closed"),
    Row("meetings:delegation", get=NOBODY_ELSE | {SECRETARIAT: 200},
        post=NOBODY_ELSE | {SECRETARIAT: 200}, kwargs=_draft_delegation, variant="draft"),
    Row("meetings:delegation_revoke", get=OFFICE, post=OFFICE, kwargs=_delegated),
    Row("meetings:delegate", get=POSTED, post=OFFICE, kwargs=_running_item),
    Row("meetings:item_on_delegation", get=POSTED, post=OFFICE_MOVES,
        kwargs=lambda w: {"pk": _fu_item(w).pk},
        data=lambda w: {"link": _delegated(w)["pk"]}),
    Row("meetings:item_from_delegation", get=POSTED, post=OFFICE_MOVES,
        kwargs=lambda w: {"pk": planned(w, w.fu).pk},
        data=lambda w: {"delegation": _delegated(w)["pk"]}),
]  # fmt: skip
ONWARD = [
    Row("meetings:send_onward", get=POSTED, post=OFFICE, kwargs=_running_item),
    Row("meetings:onward_list", get=allow(*WITH_A_ROLE), post=allow(*WITH_A_ROLE)),
    Row("meetings:onward", get=READS, post=READS, kwargs=_sent_onward),
    Row("meetings:onward", get=READS_CLOSED, post=READS_CLOSED,
        kwargs=lambda w: _sent_onward(w, "Lukket sag"), variant="closed"),
    Row("meetings:onward_step", get=OFFICE, post=OFFICE,
        kwargs=lambda w: {**_sent_onward(w), "name": "send"}),
    Row("meetings:onward_file", get=READS, post=READS, kwargs=lambda w: _sent_onward(w, file=True)),
    Row("meetings:onward_file", get=READS_CLOSED, post=READS_CLOSED,
        kwargs=lambda w: _sent_onward(w, "Lukket sag", file=True), variant="closed"),
]  # fmt: skip
COMMITTEE = [
    Row("meetings:committee", get=POSTED, post=OFFICE_MOVES, kwargs=_briefing,
        data=lambda w: {"note": CommitteeReport.objects.get().pk}),
    Row("meetings:committee_gather", get=POSTED, post=OFFICE_MOVES, kwargs=_briefing),
    Row("meetings:committee_closed", get=POSTED, post=OFFICE_MOVES, kwargs=_briefing),
]  # fmt: skip

ROWS = [*FOLLOW_UPS, *DELEGATIONS, *ONWARD, *COMMITTEE]
