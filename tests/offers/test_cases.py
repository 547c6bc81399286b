"""A case about offers over a meeting: its text follows, is frozen when sent, is decided, or waits."""

from __future__ import annotations

from typing import Any

import pytest

from dasportal.accounts.transitions import NotAllowed
from meetings import workflow as meetings
from meetings.models import AgendaItem, ItemKind
from offers import workflow
from offers.models import OfferCase
from offers.slots import CASE_KINDS, CaseKind, Written
from tests import factories
from tests.offers.conftest import decided, meeting_of, met

pytestmark = pytest.mark.django_db
KIND = "test.kind"


@pytest.fixture
def world(monkeypatch) -> dict[str, Any]:
    """A kind of case made for the test: what it says, and who was told of a decision."""
    made: dict[str, Any] = {"said": "To pladser.", "decided": []}
    kind = CaseKind(
        KIND, "En sag", frozen=lambda case: {"said": made["said"]},
        written=lambda case: Written("Om et tilbud", ("godkender det",),
                                     f"<p>{case.snapshot['said']}</p>"),
        url=lambda case: "/", decided=lambda case, by: made["decided"].append(case.outcome),
    )  # fmt: skip
    monkeypatch.setattr(CASE_KINDS, "_entries", {**CASE_KINDS._entries, KIND: kind})
    return made


@pytest.fixture
def das(office):
    return meeting_of(factories.das(), office)


def text_of(case: OfferCase) -> str:
    return AgendaItem.objects.get(pk=case.item_id).presentation


def test_text_follows_until_the_agenda_is_sent(world, das, office):
    case = workflow.put_on_agenda(KIND, 1, meeting=das, by=office)
    world["said"] = "Tre pladser."
    assert workflow.refresh_due() == 1
    assert "Tre pladser." in text_of(case)
    meetings.send_agenda(das, by=office)
    world["said"] = "Fire pladser."
    assert workflow.refresh_due() == 0
    assert "Tre pladser." in text_of(case)


def test_what_somebody_has_written_is_not_written_over(world, das, office):
    case = workflow.put_on_agenda(KIND, 1, meeting=das, by=office)
    item = AgendaItem.objects.get(pk=case.item_id)
    meetings.save_text(
        item, field="presentation", value="<p>Vores ord.</p>", by=office,
        base_revision=meetings.revision_of(item, "presentation"),
    )  # fmt: skip
    world["said"] = "Tre pladser."
    workflow.refresh_due()
    assert text_of(case) == "<p>Vores ord.</p>"
    workflow.use_offered_text(case, by=office)
    assert "Tre pladser." in text_of(case)


def test_a_decision_is_written_in_once(world, das, office):
    case = decided(workflow.put_on_agenda(KIND, 1, meeting=das, by=office), office)
    assert workflow.decide(case, by=office) == case
    assert world["decided"] == ["approved"]
    assert case.decided.endswith(f"punkt {case.item.number}")


def test_a_case_that_is_put_off_goes_on_the_next_agenda(world, das, office):
    case = workflow.put_on_agenda(KIND, 1, meeting=das, by=office)
    with pytest.raises(NotAllowed, match="står allerede"):
        workflow.put_on_agenda(KIND, 1, meeting=das, by=office)
    met(case, office, outcome="postponed")
    with pytest.raises(NotAllowed, match="er udsat"):
        workflow.decide(OfferCase.objects.get(pk=case.pk), by=office)
    later = meeting_of(factories.das(), office, 30)
    again = workflow.put_on_agenda(KIND, 1, meeting=later, by=office)
    assert (again.pk, again.item.continues_id) == (case.pk, case.item_id)


def test_nothing_is_decided_before_the_meeting_or_under_eventuelt(world, das, office):
    case = workflow.put_on_agenda(KIND, 1, meeting=das, by=office)
    with pytest.raises(NotAllowed, match="er ikke begyndt"):
        workflow.decide(case, by=office)
    AgendaItem.objects.filter(pk=case.item_id).update(kind=ItemKind.ANY_OTHER)
    with pytest.raises(NotAllowed, match="under Eventuelt"):
        workflow.decide(case, by=office)


def test_a_case_without_a_meeting_comes_on_the_next_that_is_planned(world, office):
    forum = factories.das()
    case = workflow.place(KIND, 1, forum=forum, by=office, title="Venter")
    assert case.item is None
    planned = meeting_of(forum, office, 9)
    fresh = OfferCase.objects.get(pk=case.pk)
    assert fresh.item.meeting == planned


def test_the_office_alone_puts_cases_on(world, das):
    with pytest.raises(NotAllowed, match="ikke adgang"):
        workflow.put_on_agenda(KIND, 1, meeting=das, by=factories.member())
