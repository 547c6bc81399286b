"""Who sees which lines of a year, beside what; in a constant number of queries."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dasportal.register.models import Offer, Purchase
from tariffs import workflow
from tariffs.analysis.queries import development_of, occupancy_of
from tariffs.compiling import appendix_of
from tariffs.models import Cause
from tariffs.slots import LAID, Laid
from tests import factories
from tests.tariffs.analysis.conftest import WHY, approved, of
from tests.tariffs.conftest import line, take

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture
def lay():
    """A part that lays a takstbilag before DAS, there for one test."""
    shown = {}
    entry = Laid("test", lambda item: None, lambda person, year: shown.get(person.pk), position=1)
    LAID.add(entry)

    def before(person, snapshot):
        shown[person.pk] = snapshot

    yield before
    del LAID._entries["test"]


def names(year, person):
    return [line.name for line in development_of(year, person).lines]


def test_office_sees_what_is_handed_in_and_no_draft(year, handed_in, office):
    seen = development_of(year, office)
    assert {line.party_name for line in seen.lines} == {"Aalborg"}
    assert [line.name for line in seen.lines] == [
        "Violen, Botilbud", "Violen, Boniveau 5", "Roligt, Botilbud", "Nyt, Botilbud",
    ]  # fmt: skip
    assert "Læsø" in [party.name for party in seen.missing]
    assert seen.awaiting == {"851"}


def test_lines_stand_beside_last_year_with_text_and_causes(year, handed_in, office):
    found = {line.name: line for line in development_of(year, office).lines}
    violen = found["Violen, Botilbud"]
    assert (violen.last.tariff, violen.now.tariff, violen.text) == (1000, 1100, WHY)
    assert round(violen.real, 2) == D("7.84")
    assert found["Nyt, Botilbud"].last is None


def test_causes_come_with_their_amounts(year, people, office):
    draft = take([line("Violen", **of(1100))]).submission
    row = draft.lines.get()
    workflow.explain(
        draft, lines=[row], text=WHY, causes={Cause.BUILDING: D(80)}, by=people["reporter"]
    )
    workflow.submit(draft, by=people["reporter"])
    (violen,) = development_of(year, office).lines
    assert violen.causes == (("Bygning", D(80)),)


def test_party_sees_its_own_and_others_see_nothing_before_it_is_laid(year, handed_in, people):
    for who in ("reporter", "member", "deputy"):
        assert len(names(year, people[who])) == 4, who
    for who in ("other", "reader"):
        assert names(year, people[who]) == [], who


def test_das_sees_what_the_tariff_item_shows_and_not_what_came_after(
    year, handed_in, people, office, lay
):
    lay(people["other"], appendix_of(year))
    workflow.return_submission(handed_in, reason="Ret tallet.", by=office)
    row = handed_in.lines.get(offer__name="Roligt")
    row.tariff = D(9999)
    row.save()
    seen = {line.name: line for line in development_of(year, people["other"]).lines}
    roligt = seen["Roligt, Botilbud"]
    assert (roligt.now.tariff, roligt.last.tariff) == (2040, 2000)
    assert roligt.last.places == 5  # found in what was approved, so that drivers can be told
    assert seen["Violen, Botilbud"].text == WHY
    assert names(year, people["reader"]) == []  # nothing is laid before this one


def test_laid_and_live_say_the_same(year, handed_in, people, office, lay):
    lay(people["other"], appendix_of(year))
    live, laid = development_of(year, office).lines, development_of(year, people["other"]).lines
    said = [(r.name, r.basis, r.real, r.days, r.parts, r.billed, r.text) for r in live]
    assert said == [(r.name, r.basis, r.real, r.days, r.parts, r.billed, r.text) for r in laid]


def test_what_is_decided_is_seen_by_all_with_corrections_taken_in(year, handed_in, people, office):
    approved(handed_in, office)
    assert len(names(year, people["other"])) == 4
    rows = [line("Roligt", **of(2100, places=5))]
    made = take(rows, stage=workflow.Stage.CORRECTION, reason="Fejl", by=office).submission
    assert D(2100) not in [r.now.tariff for r in development_of(year, people["other"]).lines]
    assert made.is_correction


def test_own_draft_is_in_nobodys_analysis(year, people, office):
    take([line("Violen", **of(1100))])
    assert names(year, people["reporter"]) == names(year, office) == []


@pytest.mark.parametrize("who", ["office", "other"])
def test_queries_do_not_grow_with_lines(year, handed_in, people, office, lay, who):
    person = {"office": office, "other": people["other"]}[who]
    if who == "other":
        lay(person, appendix_of(year))
    person.is_of_secretariat()  # roles are read once a request

    def count():
        with CaptureQueriesContext(connection) as asked:
            development_of(year, person)
        return len(asked)

    first = count()
    workflow.return_submission(handed_in, reason="Flere linjer.", by=office)
    take([line(f"Sted {n}", **of(1000 + n)) for n in range(30)])
    workflow.submit(handed_in, by=people["reporter"])
    if who == "other":
        lay(person, appendix_of(year))
    assert len(development_of(year, person).lines) == 34
    assert count() == first <= 9


def test_occupancy_is_what_buyers_use_of_the_places(year):
    violen = Offer.objects.get(name="Violen")
    for code, places in ((factories.AALBORG, "6.5"), (factories.LÆSØ, "2")):
        Purchase.objects.create(
            offer=violen, buyer=factories.party(code), year=2022, places=D(places)
        )
    (used,) = occupancy_of(2022)
    assert (used.offer, used.places, used.assumed_pct, used.used, used.buyers) == (
        "Violen", 10, 100, D("8.5"), 2,
    )  # fmt: skip
    assert (used.achieved_pct, used.difference) == (85, -15)
    assert occupancy_of(2023) == []
