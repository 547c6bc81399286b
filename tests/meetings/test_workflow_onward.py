"""A decision on its way to others, and back with an answer."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from dasportal.accounts.models import Person, RoleKind
from dasportal.accounts.transitions import NotAllowed
from dasportal.documents.models import StoredFile
from meetings import workflow
from meetings.models import AgendaItem, Meeting, OnwardStatus, SentOnward
from meetings.queries.following import way_of
from meetings.snapshot import minutes_snapshot
from meetings.workflow import ONWARD
from tests import factories

from .conftest import case, hold, plan

S = OnwardStatus
YESTERDAY = timezone.localdate() - timedelta(days=1)


@pytest.fixture
def item(meeting: Meeting, office: Person, member: Person) -> AgendaItem:
    made = case(meeting, office, "Socialaftalen")
    case(meeting, office, "Den lukkede", is_open=False)
    hold(meeting, office)
    made.refresh_from_db()
    return made


def noted(item: AgendaItem, by: Person, **more) -> SentOnward:
    values = {"recipient": "kkr", "what": "Til godkendelse", **more}
    return workflow.note_onward(item, by=by, **values)


def test_recipient_and_matter_are_said(item, office, member) -> None:
    with pytest.raises(NotAllowed, match="hvem det sendes til"):
        noted(item, office, recipient="other")
    with pytest.raises(NotAllowed, match="hvad der sendes"):
        noted(item, office, what=" ")
    with pytest.raises(NotAllowed):
        noted(item, member)
    assert noted(item, office, recipient="other", recipient_name="VISO").to == "VISO"
    assert noted(item, office).to == "KKR Nordjylland"


def test_nothing_is_sent_onward_before_the_meeting(office) -> None:
    later = plan(factories.das(), office, date(2031, 3, 6))
    with pytest.raises(NotAllowed, match="ikke holdt"):
        noted(case(later, office), office)


def test_minutes_say_what_was_agreed_at_the_meeting_and_no_more(meeting, item, office) -> None:
    noted(item, office, answer_due=date(2026, 6, 1))
    workflow.send_minutes(meeting, by=office)
    later = noted(item, office, recipient="kl")
    assert later.in_minutes is False
    said = next(i for i in minutes_snapshot(meeting, version=0)["items"] if i["id"] == str(item.pk))
    assert said["decision"]["onward"] == [
        {"to": "KKR Nordjylland", "what": "Til godkendelse", "answer_due": "2026-06-01"}
    ]


@pytest.mark.parametrize(
    ("state", "may"),
    [(S.TO_SEND, {"send", "close"}), (S.SENT, {"answer", "close"}), (S.ANSWERED, {"reopen"}),
     (S.CLOSED, {"reopen"})],
)  # fmt: skip
def test_steps_by_state_are_the_secretariats_alone(item, office, member, state, may) -> None:
    row = noted(item, office)
    SentOnward.objects.update(
        status=state, sent_on=YESTERDAY if state in (S.SENT, S.ANSWERED) else None,
        answered_on=YESTERDAY if state == S.ANSWERED else None,
    )  # fmt: skip
    row.refresh_from_db()
    assert {step.name for step in ONWARD.available(row, office)} == may
    assert ONWARD.available(row, member) == []
    verbs = {
        "send": lambda by: workflow.send_onward(row, on=YESTERDAY, by=by),
        "answer": lambda by: workflow.answer_onward(row, on=YESTERDAY, answer="Ja", by=by),
        "close": lambda by: workflow.close_onward(row, by=by),
        "reopen": lambda by: workflow.reopen_onward(row, by=by),
    }
    for name, verb in verbs.items():
        with pytest.raises(NotAllowed):
            verb(member)
        if name not in may:
            with pytest.raises(NotAllowed):
                verb(office)


def test_sent_answered_and_opened_again(item, office) -> None:
    row = noted(item, office, answer_due=YESTERDAY)
    assert row.is_late
    with pytest.raises(NotAllowed, match="fremtiden"):
        workflow.send_onward(row, on=timezone.localdate() + timedelta(days=1), by=office)
    row = workflow.send_onward(row, on=YESTERDAY, by=office)
    assert list(SentOnward.objects.overdue()) == [row]
    with pytest.raises(NotAllowed, match="før det blev sendt"):
        workflow.answer_onward(row, on=YESTERDAY - timedelta(days=1), answer="Ja", by=office)
    with pytest.raises(NotAllowed, match="som fil"):
        workflow.answer_onward(row, on=YESTERDAY, answer=" ", by=office)
    file = StoredFile.objects.create(
        name="svar.pdf", media_type="application/pdf", size=1, sha256="0" * 64, path="00/svar"
    )
    row = workflow.answer_onward(row, on=YESTERDAY, answer="Godkendt", file=file, by=office)
    assert (row.status, row.answer_file, row.is_late) == (S.ANSWERED, file, False)
    row = workflow.reopen_onward(row, by=office)
    assert (row.status, row.answered_on) == (S.SENT, None)
    assert workflow.close_onward(row, by=office).status == S.CLOSED
    assert workflow.reopen_onward(row, by=office).status == S.SENT


def test_only_what_is_not_sent_is_taken_out(item, office) -> None:
    row = noted(item, office)
    workflow.send_onward(row, on=YESTERDAY, by=office)
    with pytest.raises(NotAllowed, match="Det er sendt"):
        workflow.remove_onward(row, by=office)
    workflow.remove_onward(noted(item, office), by=office)
    assert SentOnward.objects.count() == 1


def test_who_sees_what_was_sent_onward(meeting, item, office, member) -> None:
    open_, secret = noted(item, office), noted(meeting.items.get(title="Den lukkede"), office)
    reader = factories.holder(RoleKind.READER, forum=meeting.forum)
    assert not SentOnward.objects.visible_to(member).exists()
    workflow.send_minutes(meeting, by=office)
    assert set(SentOnward.objects.visible_to(member)) == {open_, secret}
    assert set(SentOnward.objects.visible_to(reader)) == {open_}
    assert set(SentOnward.objects.visible_to(factories.member(factories.fu()))) == set()


def test_the_cases_way_goes_through_the_bodies_by_date(item, office, member) -> None:
    fu = plan(factories.fu(), office, date(2026, 2, 12))
    first = case(fu, office, "Socialaftalen")
    AgendaItem.objects.filter(pk=item.pk).update(copied_from=first)
    later = plan(factories.das(), office, date(2026, 9, 3))
    AgendaItem.objects.filter(pk=case(later, office).pk).update(continues=item)
    row = noted(item, office)
    workflow.send_onward(row, on=date(2026, 3, 10), by=office)
    workflow.answer_onward(row, on=date(2026, 6, 12), answer="Godkendt", by=office)
    ways = [(stop.day, stop.where.split(",")[0], stop.what) for stop in way_of(item, office)]
    assert ways == [
        (date(2026, 2, 12), "FU", ""),
        (date(2026, 3, 5), "DAS Social", ""),
        (date(2026, 3, 10), "KKR Nordjylland", "Sendt"),
        (date(2026, 6, 12), "KKR Nordjylland", "Svar modtaget"),
        (date(2026, 9, 3), "DAS Social", ""),
    ]
    assert way_of(item, member) == []  # nothing of it but the item itself is the member's to read
