"""Ordering an examination, answering what it found, and what is kept of the answers."""

from __future__ import annotations

import json

import pytest

from dasportal.accounts.models import RoleKind
from dasportal.accounts.transitions import NotAllowed
from meetings import workflow
from meetings.models import FindingAnswer
from meetings.preflight.examining import edition_key
from meetings.preflight.models import Examination
from meetings.preflight.workflow import look_at, order_examination, overrule
from meetings.reading import as_it_stands
from tests import factories
from tests.meetings.preflight.conftest import examined
from tests.meetings.publication.conftest import SECRET_TITLE

pytestmark = pytest.mark.usefixtures("no_press")


@pytest.fixture
def leaking(meeting, office):
    item = meeting.items.get(title="Takster for 2027")
    workflow.save_text(
        item, field="summary", base_revision=0, by=office, value=f"<p>{SECRET_TITLE}</p>"
    )
    return meeting


def secret_of(row: Examination) -> str:
    return row.found[0]["secret"]


def test_overruled_with_a_reason_it_may_be_sent_and_the_version_remembers(leaking, office):
    row = examined(leaking, office)
    with pytest.raises(NotAllowed):
        workflow.send_agenda(leaking, by=office)
    overrule(row, secret=secret_of(row), reason="Lukningen er offentlig siden i går.", by=office)
    version = workflow.send_agenda(leaking, by=office)
    (told, *_) = version.answers
    assert told["kind"] == "Tilsidesat"
    assert told["comment"] == "Lukningen er offentlig siden i går."
    assert told["by"] == office.name
    assert SECRET_TITLE not in json.dumps(version.answers, ensure_ascii=False)


def test_overruling_holds_for_the_places_it_was_given_for(leaking, office):
    row = examined(leaking, office)
    overrule(row, secret=secret_of(row), reason="Står rigtigt her", by=office)
    item = leaking.items.get(title="Takster for 2027")
    workflow.save_text(
        item, field="background", base_revision=0, by=office, value=f"<p>{SECRET_TITLE}</p>"
    )
    with pytest.raises(NotAllowed, match="baggrunden"):
        workflow.send_agenda(leaking, by=office)


@pytest.mark.parametrize("reason", ["", "   "])
def test_overruling_needs_a_reason(leaking, office, reason):
    row = examined(leaking, office)
    with pytest.raises(NotAllowed, match="hvorfor"):
        overrule(row, secret=secret_of(row), reason=reason, by=office)
    assert not FindingAnswer.objects.exists()


def test_answer_taken_back_counts_no_longer(leaking, office):
    row = examined(leaking, office)
    for answer in overrule(row, secret=secret_of(row), reason="Fejl", by=office):
        workflow.take_back(answer, by=office)
    with pytest.raises(NotAllowed):
        workflow.send_agenda(leaking, by=office)
    assert FindingAnswer.objects.filter(taken_back_by=office).exists()


def test_cpr_number_cannot_be_answered_away(meeting, office):
    item = meeting.items.get(title="Takster for 2027")
    workflow.save_text(
        item, field="summary", base_revision=0, by=office, value="<p>Se 010190-1234.</p>"
    )
    examined(meeting, office)
    with pytest.raises(NotAllowed, match="CPR-nummer"):
        workflow.send_agenda(meeting, by=office)


@pytest.mark.parametrize("kind", [kind for kind in RoleKind if kind != RoleKind.SECRETARIAT])
def test_only_the_secretariat_examines_and_answers(leaking, office, das, kind):
    where = {"forum": das} if kind in ("member", "deputy", "chair", "reader") else {}
    somebody = factories.holder(kind, **where)
    with pytest.raises(NotAllowed):
        order_examination(leaking, step="send_agenda", by=somebody)
    row = examined(leaking, office)
    with pytest.raises(NotAllowed):
        overrule(row, secret=secret_of(row), reason="Fordi", by=somebody)
    with pytest.raises(NotAllowed):
        look_at(row, keys=[row.found[0]["key"]], by=somebody)


def test_same_edition_is_examined_once_at_a_time(meeting, office):
    one = order_examination(meeting, step="send_agenda", by=office)
    assert order_examination(meeting, step="send_agenda", by=office) == one
    assert Examination.objects.count() == 1


def test_step_that_is_not_possible_says_why(meeting, office):
    row = examined(meeting, office, "send_changes")
    assert row.state == "failed"
    assert "ikke muligt nu" in row.message


def test_key_follows_text_and_bilag_but_not_the_versions_number(meeting, office):
    key = edition_key(meeting, as_it_stands(meeting))
    assert edition_key(meeting, as_it_stands(meeting) | {"version": 7}) == key
    item = meeting.items.get(title="Takster for 2027")
    workflow.change_item(item, by=office, is_open=False)
    assert edition_key(meeting, as_it_stands(meeting)) != key


def test_examination_of_the_draft_names_what_is_then_sent(meeting, office):
    row = examined(meeting, office)
    assert row.draft_key == row.key
    version = workflow.send_agenda(meeting, by=office)
    assert edition_key(meeting, version.snapshot) == row.key


def test_redaction_drops_what_examinations_quote(approved, office):
    from dasportal.documents.models import RecordEntry
    from dasportal.documents.record import redact

    examined(approved, office, "publish_minutes")
    entry = RecordEntry.objects.get(kind="minutes")
    leaf = next(leaf for leaf in entry.leaves.all() if "Beslutning om" in (leaf.content or ""))
    redact(entry, paths=[leaf.path], reason="Et navn", by=office)
    assert not Examination.objects.filter(meeting=approved).exists()
