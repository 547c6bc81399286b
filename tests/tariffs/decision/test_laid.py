"""Which year an item is about, and what its readers may see of a year before it is decided."""

from __future__ import annotations

import pytest

from dasportal.accounts.models import Person
from meetings import workflow as meetings
from tariffs import slots
from tariffs.decision.models import TariffCase
from tests import factories
from tests.factories import LÆSØ
from tests.tariffs.decision.conftest import laid, meeting_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def member() -> Person:
    return factories.member(code=LÆSØ, name="Medlem fra Læsø")


def send(case: TariffCase, office: Person) -> None:
    laid(case, office)
    meetings.send_agenda(case.item.meeting, by=office)


def test_item_tells_its_year_and_another_none(case, year, office, das_meeting):
    other = meetings.add_item(das_meeting, title=f"Takster for {year.year}", by=office)
    assert slots.year_of(case.item) == year
    assert slots.year_of(other) is None


def test_readers_see_the_takstbilag_from_when_the_agenda_is_sent(case, year, office, member):
    assert slots.shown_to(member, year) is None
    send(case, office)
    shown = slots.shown_to(member, year)
    reported = {party["name"] for party in shown["parties"] if not party["missing"]}
    assert reported == {"Aalborg", "Frederikshavn"}


def test_those_who_do_not_read_the_item_see_nothing(case, year, office):
    send(case, office)
    assert slots.shown_to(factories.person("Uden rolle"), year) is None


def test_a_meeting_without_the_year_shows_nothing(year, office, member):
    meetings.send_agenda(meeting_of(factories.das(), office), by=office)
    assert slots.shown_to(member, year) is None
