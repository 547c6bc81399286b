"""An agenda that is sent, and what one sends and opens."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from dasportal.accounts.models import Person, RoleKind
from meetings import workflow
from meetings.models import AgendaItem, Meeting
from tests import factories
from tests.access.rows_meetings import a_file
from tests.meetings.conftest import *  # noqa: F403
from tests.meetings.conftest import case

SECRET = "Østerskoven lukker"


@pytest.fixture(autouse=True)
def demo(settings: Any) -> None:
    settings.DEMO = True  # the secretariat is not sent to set up its second step


@pytest.fixture
def reader(das) -> Person:
    """One who reads along, without a seat: nothing closed."""
    return factories.holder(RoleKind.READER, "Læser", forum=das)


@pytest.fixture
def sent(meeting: Meeting, office: Person) -> Meeting:
    """An agenda with an open case with two bilag, one closed, and a closed case."""
    tariffs = case(meeting, office, "Takstbilag 2027", planned_minutes=12)
    workflow.save_text(
        tariffs, field="summary", value="<p>Taksten stiger i maj.</p>", base_revision=0, by=office
    )
    workflow.set_recommendations(tariffs, texts=["godkender takstbilaget"], by=office)
    closed = case(meeting, office, SECRET, is_open=False)
    workflow.save_text(
        closed, field="summary", value=f"<p>{SECRET} i maj.</p>", base_revision=0, by=office
    )
    for title, is_closed in (("Budget", False), (f"{SECRET} bilag", True)):
        workflow.add_attachment(tariffs, file=a_file(), title=title, is_closed=is_closed, by=office)
    workflow.send_agenda(meeting, by=office)
    meeting.refresh_from_db()
    return meeting


@pytest.fixture
def tariffs(sent: Meeting) -> AgendaItem:
    return sent.items.get(title="Takstbilag 2027")


@pytest.fixture
def closed_case(sent: Meeting) -> AgendaItem:
    return sent.items.get(title=SECRET)


@pytest.fixture
def rewrite(office: Person) -> Callable[[AgendaItem, str], None]:
    """Write the item's summary anew, and send the changes."""

    def write(item: AgendaItem, text: str) -> None:
        base = workflow.revision_of(item, "summary")
        workflow.save_text(
            item, field="summary", value=f"<p>{text}</p>", base_revision=base, by=office
        )
        workflow.send_changes(item.meeting, by=office)

    return write


Open = Callable[..., str]


@pytest.fixture
def look(client: Client) -> Open:
    """Opens a page as somebody: `look(member, "meetings:item", item.pk)` returns its HTML."""

    def open_as(who: Person, name: str, *args: Any, **query: str) -> str:
        client.force_login(who)
        response = client.get(reverse(name, args=args), query)
        assert response.status_code == 200, (name, response.status_code)
        return response.content.decode()

    return open_as
