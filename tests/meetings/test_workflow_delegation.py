"""What DAS leaves to FU, and FU's item that decides on it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from dasportal.accounts.models import Person, RoleKind
from dasportal.accounts.transitions import NotAllowed
from meetings import workflow
from meetings.models import AgendaItem, Delegation, DelegationStatus, ItemKind, Meeting
from meetings.snapshot import agenda_snapshot, minutes_snapshot
from meetings.workflow import DELEGATION
from tests import factories

from .conftest import case, hold, plan

S = DelegationStatus


@pytest.fixture
def session(meeting: Meeting, office: Person, member: Person) -> Meeting:
    case(meeting, office, "Takstbilag")
    case(meeting, office, "Den lukkede", is_open=False)
    workflow.send_agenda(meeting, by=office)
    return workflow.start_meeting(meeting, by=office)


@pytest.fixture
def item(session: Meeting) -> AgendaItem:
    return session.items.get(title="Takstbilag")


@pytest.fixture
def fu_meeting(office: Person) -> Meeting:
    return plan(factories.fu(), office, date(2026, 3, 19))


def given(item: AgendaItem, by: Person, **more) -> Delegation:
    values = {"to": factories.fu(), "what": "At godkende taksten for krisecentret", **more}
    return workflow.give_delegation(item, by=by, **values)


def end(session: Meeting, office: Person) -> None:
    for approval in session.items.filter(kind="approve_minutes"):
        workflow.set_outcome(approval, outcome="approved", by=office)
    workflow.end_meeting(session, by=office)


def test_what_is_delegated_is_said_exactly(session, item, office, member) -> None:
    with pytest.raises(NotAllowed, match="præcist"):
        given(item, office, what=" ")
    with pytest.raises(NotAllowed, match="et andet forum"):
        given(item, office, to=factories.das())
    with pytest.raises(NotAllowed, match="før mødet"):
        given(item, office, until=date(2026, 3, 4))
    with pytest.raises(NotAllowed):
        given(item, member)
    under = session.items.get(kind=ItemKind.ANY_OTHER)
    with pytest.raises(NotAllowed, match="Eventuelt"):
        given(under, office)
    row = given(item, office, conditions="Når den er rettet", until=date(2026, 6, 30))
    assert row.status == S.GIVEN
    end(session, office)
    workflow.send_minutes(session, by=office)
    with pytest.raises(NotAllowed):
        given(item, office)
    with pytest.raises(NotAllowed):
        workflow.remove_delegation(row, by=office)


def test_minutes_say_what_was_delegated(session, item, office) -> None:
    given(item, office, conditions="Når den er rettet", until=date(2026, 6, 30))
    said = next(i for i in minutes_snapshot(session, version=0)["items"] if i["id"] == str(item.pk))
    assert said["decision"]["delegations"] == [
        {
            "to": "Forretningsudvalget",
            "what": "At godkende taksten for krisecentret",
            "conditions": "Når den er rettet",
            "until": "2026-06-30",
        }
    ]


@pytest.mark.parametrize("state", list(S))
@pytest.mark.parametrize("actor", ["office", "member", "fu_chair"])
def test_who_may_take_which_step(item, office, member, state: str, actor: str) -> None:
    row = given(item, office)
    ended = timezone.now() if state in (S.LAPSED, S.REVOKED) else None
    Delegation.objects.update(status=state, ended_at=ended)
    row.refresh_from_db()
    chair = factories.holder(RoleKind.CHAIR, forum=factories.fu())
    person = {"office": office, "member": member, "fu_chair": chair}[actor]
    usable = {"use"} if state in (S.GIVEN, S.USED) else set()
    may = {
        "member": set(),
        "fu_chair": usable,
        "office": usable
        | ({"revoke"} if state in (S.GIVEN, S.USED) else set())
        | ({"lapse"} if state == S.GIVEN else set()),
    }[actor]
    assert {step.name for step in DELEGATION.available(row, person)} == may
    if "revoke" not in may:
        with pytest.raises(NotAllowed):
            workflow.revoke_delegation(row, reason="Nej", by=person)


def test_fu_item_uses_it_when_fu_has_decided(session, item, office, fu_meeting) -> None:
    row = given(item, office)
    end(session, office)
    made = workflow.item_from_delegation(fu_meeting, delegation=row, by=office)
    assert made.title == "Takstbilag"
    assert "At godkende taksten for krisecentret" in made.background
    other = case(fu_meeting, office, "Uafklaret")
    workflow.link_delegation(other, delegation=row, by=office)
    workflow.send_agenda(fu_meeting, by=office)
    workflow.start_meeting(fu_meeting, by=office)
    workflow.set_outcome(made, outcome="postponed", by=office)
    end(fu_meeting, office)
    row.refresh_from_db()
    assert row.status == S.GIVEN
    workflow.set_outcome(made, outcome="approved", by=office)
    workflow.send_minutes(fu_meeting, by=office)
    row.refresh_from_db()
    assert row.status == S.USED
    with pytest.raises(NotAllowed, match="ligger fast"):
        workflow.unlink_delegation(made, delegation=row, by=office)


def test_only_what_holds_on_the_day_is_linked(session, item, office, fu_meeting) -> None:
    short = given(item, office, until=date(2026, 3, 18))
    other = case(fu_meeting, office, "Sagen")
    with pytest.raises(NotAllowed, match="gælder ikke"):
        workflow.link_delegation(other, delegation=short, by=office)
    back = given(item, office)
    workflow.revoke_delegation(back, reason="Taget op i DAS", by=office)
    with pytest.raises(NotAllowed, match="gælder ikke"):
        workflow.link_delegation(other, delegation=back, by=office)
    row = given(item, office, until=date(2026, 3, 19))
    das_later = case(plan(factories.das(), office, date(2026, 4, 9)), office)
    with pytest.raises(NotAllowed, match="givet til FU"):
        workflow.link_delegation(das_later, delegation=row, by=office)
    workflow.link_delegation(other, delegation=row, by=office)
    workflow.link_delegation(other, delegation=row, by=office)
    assert row.uses.count() == 1
    with pytest.raises(NotAllowed, match="Kald den tilbage"):
        workflow.remove_delegation(row, by=office)
    workflow.unlink_delegation(other, delegation=row, by=office)
    workflow.remove_delegation(row, by=office)


def test_what_was_delegated_under_a_closed_item_is_not_said_in_an_open_one(
    session, office, fu_meeting
) -> None:
    row = given(session.items.get(title="Den lukkede"), office, what="Hemmeligt")
    in_the_open, closed = case(fu_meeting, office, "Åben"), case(
        fu_meeting, office, "Lukket", is_open=False
    )  # fmt: skip
    for each in (in_the_open, closed):
        workflow.link_delegation(each, delegation=row, by=office)
    items = {i["title"]: i for i in agenda_snapshot(fu_meeting, version=0)["items"]}
    assert items["Åben"]["on_delegation"][0]["what"] == ""
    assert items["Lukket"]["on_delegation"][0]["what"] == "Hemmeligt"
    assert workflow.item_from_delegation(fu_meeting, delegation=row, by=office).is_open is False


def test_unused_lapse_after_their_last_day(item, office) -> None:
    day = timezone.localdate() + timedelta(days=400)
    last, used = given(item, office, until=day), given(item, office, until=day)
    Delegation.objects.filter(pk=used.pk).update(status=S.USED)
    forever = given(item, office)
    assert workflow.lapse_delegations(day) == 0
    assert workflow.lapse_delegations(day + timedelta(days=1)) == 1
    found = dict(Delegation.objects.values_list("pk", "status"))
    assert found == {last.pk: S.LAPSED, used.pk: S.USED, forever.pk: S.GIVEN}


def test_who_sees_a_delegation(session, item, office, member) -> None:
    closed = session.items.get(title="Den lukkede")
    # In words of its own: those of a closed item may not stand in an open one.
    open_, secret = given(item, office), given(closed, office, what="At afgøre en personsag")
    of_fu = factories.member(factories.fu())
    reader = factories.holder(RoleKind.READER, forum=session.forum)
    for person in (member, of_fu, reader):
        assert not Delegation.objects.visible_to(person).exists()  # the minutes are not sent
    end(session, office)
    workflow.send_minutes(session, by=office)
    seen = {
        name: set(Delegation.objects.visible_to(person))
        for name, person in (("member", member), ("fu", of_fu), ("reader", reader),
                             ("office", office))
    }  # fmt: skip
    assert seen == {"member": {open_, secret}, "fu": {open_}, "reader": {open_},
                    "office": {open_, secret}}  # fmt: skip


def test_ended_without_a_time_is_refused_by_the_database(item, office) -> None:
    row = given(item, office)
    with pytest.raises(IntegrityError), transaction.atomic():
        Delegation.objects.filter(pk=row.pk).update(status=S.REVOKED)


def test_holding_a_meeting_without_delegations_is_as_before(meeting, office, member) -> None:
    assert hold(meeting, office).status == "held"
