from __future__ import annotations

from datetime import date

import pytest

from dasportal.accounts.models import Forum, Person
from dasportal.accounts.transitions import NotAllowed
from meetings import workflow
from meetings.models import AgendaItem, Concerns, ItemKind, Meeting, Section
from tests import factories

from .conftest import case, hold, plan


def numbers(meeting: Meeting) -> list[tuple[str, str]]:
    return [(item.number, item.title) for item in meeting.items.in_order()]


def test_new_item_comes_after_its_section_and_closing_items_stay_last(
    meeting: Meeting, office: Person
) -> None:
    first = case(meeting, office, "A")
    second = case(meeting, office, "B")
    kinds = [item.kind for item in meeting.items.in_order()]
    assert kinds[-2:] == [ItemKind.ANY_OTHER, ItemKind.NEXT_MEETING]
    order = [title for _, title in numbers(meeting)]
    assert order.index("B") == order.index("A") + 1
    assert [n for n, _ in numbers(meeting)] == [str(n) for n in range(1, len(order) + 1)]
    assert int(second.number) == int(AgendaItem.objects.get(pk=first.pk).number) + 1


def test_case_number_and_lead_text_come_from_meeting_and_forum(das: Forum, office: Person) -> None:
    meeting = plan(das, office, date(2026, 3, 5), case_number="2025-051554")
    item = case(meeting, office)
    assert (item.case_number, item.lead_text) == ("2025-051554", das.lead_text)


def test_sub_items_are_numbered_below_their_parent(meeting: Meeting, office: Person) -> None:
    parent = meeting.items.get(kind=ItemKind.INFORMATION)
    a = case(meeting, office, "a", parent=parent)
    b = case(meeting, office, "b", parent=parent)
    parent.refresh_from_db()
    a.refresh_from_db()
    assert (a.number, b.number) == (f"{parent.number}.1", f"{parent.number}.2")
    with pytest.raises(NotAllowed, match="underpunkt"):
        case(meeting, office, "c", parent=a)


def test_moving_an_item_renumbers_all(meeting: Meeting, office: Person) -> None:
    item = case(meeting, office, "A")
    workflow.move_item(item, to=0, by=office)
    assert numbers(meeting)[0] == ("1", "A")
    assert [n for n, _ in numbers(meeting)] == [
        str(n) for n in range(1, meeting.items.in_order().count() + 1)
    ]


def test_order_of_a_stale_page_is_refused(meeting: Meeting, office: Person) -> None:
    order = [str(item.pk) for item in meeting.items.in_order()]
    case(meeting, office, "Kom til imens")
    with pytest.raises(NotAllowed, match="ændret af en anden"):
        workflow.order_items(meeting, order=order, by=office)


def test_printed_numbers_hold_and_a_late_item_gets_its_own(
    meeting: Meeting, office: Person
) -> None:
    case(meeting, office, "A")
    workflow.send_agenda(meeting, by=office)
    before = numbers(meeting)
    with pytest.raises(NotAllowed, match="hvorfor"):
        case(meeting, office, "Sent")
    late = case(meeting, office, "Sent", late_reason="Kom ind i går")
    assert late.number == str(len(before) + 1)
    assert (late.late, late.section) == (True, Section.SUPPLEMENT)
    assert numbers(meeting) == [*before, (late.number, "Sent")]


def test_sent_items_cannot_be_reordered_or_deleted_but_withdrawn(
    meeting: Meeting, office: Person
) -> None:
    item = case(meeting, office, "A")
    workflow.send_agenda(meeting, by=office)
    order = [str(row.pk) for row in meeting.items.in_order()]
    with pytest.raises(NotAllowed, match="beholder deres nummer"):
        workflow.order_items(meeting, order=[*order[1:], order[0]], by=office)
    with pytest.raises(NotAllowed, match="udgå"):
        workflow.remove_item(item, by=office)
    before = numbers(meeting)
    withdrawn = workflow.withdraw_item(item, reason="Afklaret uden møde", by=office)
    assert withdrawn.withdrawn
    assert numbers(meeting) == before


def test_move_before_sending_takes_the_item_along(das: Forum, office: Person) -> None:
    here, there = plan(das, office, date(2026, 3, 5)), plan(das, office, date(2026, 4, 9))
    item = case(here, office, "Flyttes")
    moved = workflow.move_to_meeting(item, meeting=there, by=office)
    assert moved.pk == item.pk
    assert moved.meeting == there
    assert "Flyttes" not in [title for _, title in numbers(here)]
    assert "Flyttes" in [title for _, title in numbers(there)]


def test_move_after_sending_leaves_the_number_and_links(das: Forum, office: Person) -> None:
    here, there = plan(das, office, date(2026, 3, 5)), plan(das, office, date(2026, 4, 9))
    item = case(here, office, "Flyttes")
    workflow.send_agenda(here, by=office)
    successor = workflow.move_to_meeting(item, meeting=there, by=office)
    item.refresh_from_db()
    assert item.withdrawn
    assert item.withdrawn_reason == f"Flyttet til {there}"
    assert successor.continues == item
    assert successor.meeting == there


def test_postponing_in_session_is_the_outcome_and_a_linked_successor(
    das: Forum, office: Person
) -> None:
    here, there = plan(das, office, date(2026, 3, 5)), plan(das, office, date(2026, 4, 9))
    item = case(here, office, "Udsættes")
    workflow.set_recommendations(item, texts=["drøfter sagen"], by=office)
    workflow.send_agenda(here, by=office)
    workflow.start_meeting(here, by=office)
    successor = workflow.postpone_item(item, meeting=there, by=office)
    item.refresh_from_db()
    assert item.decision.outcome == "postponed"
    assert not item.withdrawn
    assert successor.continues == item
    assert [r.text for r in successor.recommendations.all()] == ["drøfter sagen"]
    with pytest.raises(NotAllowed, match="senere møde"):
        workflow.postpone_item(item, meeting=here, by=office)


def test_copy_from_fu_brings_what_fu_said_with_its_source(das: Forum, office: Person) -> None:
    fu_meeting = plan(factories.fu(), office, date(2026, 2, 5))
    item = case(fu_meeting, office, "Fra FU")
    workflow.send_agenda(fu_meeting, by=office)
    workflow.start_meeting(fu_meeting, by=office)
    workflow.save_text(
        item, field="decision", value="<p>FU anbefaler sagen.</p>", base_revision=0, by=office
    )
    target = plan(das, office, date(2026, 3, 5))
    copy = workflow.copy_to_meeting(item, meeting=target, by=office)
    said = copy.statements.get()
    assert (said.body, said.text) == ("Forretningsudvalget", "<p>FU anbefaler sagen.</p>")
    assert said.source == item
    assert said.source_label == f"{fu_meeting}, punkt {item.number}"
    assert copy.copied_from == item
    assert copy.lead_text == das.lead_text


def test_some_parties_must_be_named(meeting: Meeting, office: Person) -> None:
    item = case(meeting, office)
    with pytest.raises(NotAllowed, match="Vælg de parter"):
        workflow.change_item(item, concerns=Concerns.SOME, concerned_parties=[], by=office)
    parties = [factories.party("825")]
    workflow.change_item(item, concerns=Concerns.SOME, concerned_parties=parties, by=office)
    assert list(item.concerned_parties.all()) == parties


def test_agenda_cannot_change_after_the_meeting(meeting: Meeting, office: Person) -> None:
    item = case(meeting, office)
    hold(meeting, office)
    with pytest.raises(NotAllowed, match="Afholdt"):
        workflow.change_item(item, title="Ny", by=office)


def test_member_cannot_touch_the_agenda(meeting: Meeting, office: Person, member: Person) -> None:
    item = case(meeting, office)
    for verb in (
        lambda: case(meeting, member),
        lambda: workflow.change_item(item, title="x", by=member),
        lambda: workflow.remove_item(item, by=member),
        lambda: workflow.set_recommendations(item, texts=["x"], by=member),
    ):
        with pytest.raises(NotAllowed):
            verb()
