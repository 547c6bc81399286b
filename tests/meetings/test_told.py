"""Who got what about a meeting, when, and how it went."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dasportal.accounts.models import Forum, Person
from dasportal.mail import bundling
from dasportal.mail.models import MailState, OutgoingMail
from dasportal.mail.workflow import choose_timings
from meetings import workflow
from meetings.models import Meeting
from meetings.queries.told import messages, summary
from tests import factories

from .conftest import case, plan


@pytest.fixture
def soon(office: Person, das: Forum) -> Meeting:
    made = plan(das, office, timezone.localdate() + timedelta(days=30))
    case(made, office)
    return made


@pytest.fixture
def read(client: Client, office: Person, settings):
    settings.DEMO = True
    client.force_login(office)

    def get(meeting: Meeting) -> str:
        page = client.get(reverse("meetings:told", args=[meeting.pk]))
        return page.content.decode().replace("\xa0", " ")

    return get


def test_each_message_stands_once_with_its_receivers(
    soon: Meeting, office: Person, das: Forum, member: Person
) -> None:
    other = factories.member(das, name="Bo Anden")
    workflow.send_agenda(soon, by=office)
    case(soon, office, "Tillæg", late_reason="Kom i går")
    workflow.send_changes(soon, by=office)
    found = {one.subject: one for one in messages(soon, office)}
    assert set(found) == {
        f"Indkaldelse: {soon}",
        f"Dagsorden til {soon}",
        f"Ændringer til dagsordenen, {soon}",
    }
    for one in found.values():
        assert [mail.person for mail in one.mails] == [other, member]
    short = {row["subject"]: (row["count"], row["failed"]) for row in summary(soon)}
    assert short == dict.fromkeys(found, (2, 0))


def test_another_meetings_mails_are_not_there(
    soon: Meeting, office: Person, das: Forum, member: Person
) -> None:
    later = plan(das, office, soon.date + timedelta(days=30))
    workflow.invite_members(later, by=office)
    assert messages(soon, office) == []
    assert len(messages(later, office)) == 1


def test_what_did_not_get_there_is_said_first_with_why(
    soon: Meeting, office: Person, member: Person, read
) -> None:
    workflow.invite_members(soon, by=office)
    assert "ikke nået sikkert frem" not in read(soon)
    OutgoingMail.objects.update(state=MailState.FAILED, last_error="550 ukendt postkasse")
    html = read(soon)
    assert "1 mail er ikke nået sikkert frem" in html
    assert "til Medlem: 550 ukendt postkasse" in html
    assert [row["failed"] for row in summary(soon)] == [1]


def test_gathered_mail_says_how_its_bundle_went(
    soon: Meeting, office: Person, member: Person, read
) -> None:
    choose_timings({"agenda": "daily", "delta": "daily"}, by=member)
    workflow.send_agenda(soon, by=office)
    case(soon, office, "Tillæg", late_reason="Kom i går")
    workflow.send_changes(soon, by=office)
    assert "Venter på en samlet mail" in read(soon)
    OutgoingMail.objects.filter(state=MailState.GATHERED).update(not_before=timezone.now())
    mail = bundling.gather(member.pk, timezone.now())
    OutgoingMail.objects.filter(pk=mail.pk).update(state=MailState.FAILED)
    assert "I samlet mail: kunne ikke sendes" in read(soon)
    assert sorted(row["failed"] for row in summary(soon)) == [0, 1, 1]


def test_one_who_does_not_want_it_is_seen_to_have_chosen_so(
    soon: Meeting, office: Person, member: Person, read
) -> None:
    choose_timings({"agenda": "never"}, by=member)
    workflow.send_agenda(soon, by=office)
    html = read(soon)
    assert "Skal ikke sendes" in html
    assert "Modtageren har valgt denne slags mails fra." in html


def test_empty_page_says_what_will_stand_there(soon: Meeting, read) -> None:
    assert "Der er ikke sendt noget om mødet" in read(soon)


@pytest.mark.parametrize("members", [1, 12])
def test_it_costs_the_same_however_many_receivers(
    soon: Meeting, office: Person, das: Forum, read, django_assert_num_queries, members: int
) -> None:
    for _ in range(members):
        factories.member(das)
    workflow.send_agenda(soon, by=office)
    read(soon)
    with django_assert_num_queries(6):
        read(soon)
