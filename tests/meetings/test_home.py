"""Min side says what is true for the one who opens it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from dasportal.accounts.models import Forum, Person
from meetings import workflow

from .conftest import case, plan


@pytest.fixture
def soon(das: Forum, office: Person):
    return plan(das, office, timezone.localdate() + timedelta(days=5))


def home(client: Client, person: Person) -> str:
    client.force_login(person)
    return client.get("/").content.decode()


def test_secretariat_is_told_to_send_the_agenda(
    client: Client, soon, office: Person, member: Person, settings
) -> None:
    settings.DEMO = True
    assert f"Send dagsordenen til {soon}" in home(client, office)
    assert "Om 5 dage" in home(client, office)
    assert "Send dagsordenen" not in home(client, member)


def test_member_is_told_to_read_once_it_is_sent(
    client: Client, soon, office: Person, member: Person
) -> None:
    assert f"Læs dagsordenen til {soon}" not in home(client, member)
    workflow.send_agenda(soon, by=office)
    assert f"Læs dagsordenen til {soon}" in home(client, member)


def test_meeting_in_session_names_no_closed_item(
    client: Client, soon, office: Person, member: Person
) -> None:
    item = case(soon, office, "Hemmelig sag", is_open=False)
    workflow.send_agenda(soon, by=office)
    workflow.start_meeting(soon, by=office)
    workflow.point_at(item, by=office)
    page = home(client, member)
    assert f"punkt {type(item).objects.get(pk=item.pk).number}." in page
    assert "Hemmelig" not in page


def test_own_follow_up_waits(client: Client, soon, office: Person, member: Person) -> None:
    item = case(soon, office)
    workflow.send_agenda(soon, by=office)
    workflow.start_meeting(soon, by=office)
    workflow.add_follow_up(item, what="Svare ministeriet", owner=member.name, by=office)
    assert "Svare ministeriet" in home(client, member)


def test_home_costs_the_same_with_one_meeting_and_many(
    client: Client, das: Forum, office: Person, settings, django_assert_num_queries
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    settings.DEMO = True
    today = timezone.localdate()
    plan(das, office, today + timedelta(days=3))
    client.force_login(office)
    client.get("/")
    with CaptureQueriesContext(
        connection,
    ) as one:
        client.get("/")
    for days in (6, 9, 12):
        plan(das, office, today + timedelta(days=days))
    with django_assert_num_queries(len(one)):
        client.get("/")
