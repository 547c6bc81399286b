"""Follow-up that falls due soon is told to the one whose it is, once, without what it says."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from dasportal.accounts.models import Person
from dasportal.mail.models import OutgoingMail
from meetings import workflow
from meetings.models import Meeting, OwnerKind
from meetings.tasks import remind_of_follow_ups
from meetings.workflow.follow_ups import OUR_OFFICE, Owner

from .conftest import case


@pytest.fixture
def task(meeting: Meeting, office: Person, member: Person):
    item = case(meeting, office, "Hemmelig sag", is_open=False)
    workflow.send_agenda(meeting, by=office)
    workflow.start_meeting(meeting, by=office)

    def make(days: int | None, owner: Person | None = member):
        due = None if days is None else timezone.localdate() + timedelta(days=days)
        whose = Owner(OwnerKind.PERSON, owner.name, person=owner) if owner else OUR_OFFICE
        return workflow.add_follow_up(item, what="Hemmelig opgave", owner=whose, due=due, by=office)

    return make


def reminders() -> list[OutgoingMail]:
    remind_of_follow_ups.call()
    return list(OutgoingMail.objects.filter(kind="deadline"))


@pytest.mark.parametrize(
    ("days", "told"), [(-1, 0), (0, 1), (3, 1), (4, 0), (None, 0)]
)  # fmt: skip
def test_what_falls_due_within_three_days_is_told(task, member: Person, days, told) -> None:
    task(days)
    assert len(reminders()) == told


def test_it_is_told_once_until_the_date_is_changed(task, office: Person, member: Person) -> None:
    made = task(2)
    [mail] = reminders()
    assert len(reminders()) == 1
    assert mail.person == member
    assert "emmelig" not in mail.subject + mail.text
    assert f"Opfølgning fra punkt {made.item.number}" in mail.subject
    later = made.due + timedelta(days=1)
    mine = Owner(OwnerKind.PERSON, member.name, person=member)
    workflow.change_follow_up(made, what=made.what, owner=mine, due=later, by=office)
    assert len(reminders()) == 2


def test_what_is_done_or_nobodys_is_not_told(task, office: Person) -> None:
    workflow.finish_follow_up(task(2), by=office)
    task(2, owner=None)
    assert reminders() == []
