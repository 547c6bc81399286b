"""What has gathered by itself, and what a decision leaves to others, is looked through as the rest."""

from __future__ import annotations

from datetime import date

import pytest

from dasportal.accounts.transitions import NotAllowed
from meetings import workflow
from meetings.models import AgendaItem
from meetings.preflight.closed import secrets_of
from meetings.preflight.matching import Matcher
from meetings.preflight.outputs import fields_of
from meetings.readiness import Draft, findings
from meetings.snapshot import agenda_snapshot, flat_items, minutes_snapshot
from tests import factories
from tests.meetings.conftest import case, plan
from tests.meetings.preflight.conftest import examined
from tests.meetings.publication.conftest import SECRET_TITLE

CPR = "120588-1234"


@pytest.fixture
def decided(meeting, office) -> AgendaItem:
    """FU has decided an open case before DAS meets; its words are written by the test."""
    fu = plan(factories.fu(), office, date(2026, 2, 12))
    item = case(fu, office, "Takst for Havblik")
    workflow.send_agenda(fu, by=office)
    workflow.start_meeting(fu, by=office)
    return item


def say(item: AgendaItem, by, words: str) -> None:
    workflow.save_text(item, field="decision", value=words, base_revision=0, by=by)
    for one in item.meeting.items.filter(kind="approve_minutes"):
        workflow.set_outcome(one, outcome="postponed", by=by)
    workflow.end_meeting(item.meeting, by=by)


def found(snapshot) -> list[tuple[str, str]]:
    return [(row.code, row.field) for row in findings(Draft(snapshot))]


def test_personal_data_in_fus_decision_must_be_looked_at_before_das_is_sent_it(
    meeting, decided, office
):
    say(decided, office, f"<p>Vedrører {CPR}.</p>")
    assert ("personal_cpr", "gathered") in found(agenda_snapshot(meeting, version=0))
    with pytest.raises(NotAllowed):
        workflow.send_agenda(meeting, by=office)


def test_closed_text_in_fus_decision_stops_das_agenda(meeting, decided, office, no_press):
    say(decided, office, f"<p>Følger af {SECRET_TITLE}.</p>")
    row = examined(meeting, office)
    assert {"texts", "pages"} <= {one["channel"] for one in row.found}
    assert any("samles af sig selv" in one["where"] for one in row.found)
    with pytest.raises(NotAllowed, match="lukket"):
        workflow.send_agenda(meeting, by=office)


@pytest.mark.parametrize("how", ["delegation", "onward"])
def test_what_a_decision_leaves_to_others_is_looked_through(sent, office, how):
    workflow.start_meeting(sent, by=office)
    item = sent.items.get(title="Takster for 2027")
    words = f"Se {SECRET_TITLE} og {CPR}."
    if how == "delegation":
        workflow.give_delegation(item, to=factories.fu(), what=words, by=office)
    else:
        workflow.note_onward(item, recipient="kkr", what=words, by=office)
    snapshot = minutes_snapshot(sent, version=0)
    assert ("personal_cpr", "decision") in found(snapshot)
    row = next(row for row in flat_items(snapshot) if row["id"] == str(item.pk))
    matcher = Matcher(secrets_of(sent, snapshot))
    hits = {field for field, text in fields_of(row) for _ in matcher.find(text)}
    assert "beslutningen" in hits
