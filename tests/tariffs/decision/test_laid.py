"""What a year laid before DAS shows: the takstbilag that was sent, and nothing made since."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dasportal.accounts.models import Person
from meetings import workflow as meetings
from meetings.models import Attachment
from tariffs.analysis.queries import development_of
from tariffs.decision.models import TariffCase
from tariffs.slots import shown_to, year_of
from tests import factories
from tests.factories import LÆSØ
from tests.tariffs.decision.conftest import laid

pytestmark = pytest.mark.django_db


@pytest.fixture
def member() -> Person:
    return factories.member(code=LÆSØ)


def sent(case: TariffCase, office: Person) -> TariffCase:
    fresh = laid(case, office)
    meetings.send_agenda(fresh.item.meeting, by=office)
    return TariffCase.objects.get(pk=case.pk)


def test_item_tells_its_year_and_another_none(case, year, office, das_meeting):
    other = meetings.add_item(das_meeting, title=f"Takster for {year.year}", by=office)
    assert year_of(case.item) == year
    assert year_of(other) is None


def test_nothing_is_shown_before_it_is_sent(case, year, office, member):
    assert shown_to(member, year) is None
    fresh = laid(case, office)
    assert shown_to(member, year) is None
    meetings.send_agenda(fresh.item.meeting, by=office)
    assert shown_to(member, year)["year"] == year.year
    assert {line.party_name for line in development_of(year, member).lines} == {
        "Aalborg", "Frederikshavn",
    }  # fmt: skip


def test_what_is_made_since_is_not_shown(case, year, office, member):
    fresh = sent(case, office)
    fresh.snapshot["appendix"]["parties"][-1]["offers"][0]["lines"][0]["tariff"] = "1"
    fresh.content_key = "ny"
    fresh.save()
    assert shown_to(member, year) is None  # the bilag says something else
    laid(fresh, office)  # and is printed anew, beside what was sent
    assert shown_to(member, year) is None
    assert Decimal(1) not in [line.now.tariff for line in development_of(year, member).lines]


def test_closed_bilag_is_shown_to_those_who_sit_there(case, year, office, member):
    reader = factories.holder("reader", "Læser", forum=factories.das())
    fresh = laid(case, office)
    Attachment.objects.filter(pk=fresh.bilag_id).update(is_closed=True)
    meetings.send_agenda(fresh.item.meeting, by=office)
    assert shown_to(member, year) is not None
    assert shown_to(reader, year) is None


def test_other_forums_see_nothing(case, year, office):
    sent(case, office)
    outsider = factories.holder("tariff_reporter", "Indberetter", party=factories.party(LÆSØ))
    assert shown_to(outsider, year) is None
