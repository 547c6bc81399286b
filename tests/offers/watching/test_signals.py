"""Answering and silencing signals, the limits, figures by hand, and where signals are shown."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dasportal.accounts.models import Person
from dasportal.accounts.transitions import NotAllowed
from dasportal.register.models import Offer, Purchase
from offers.models import Covers, Figure, Membership
from offers.queries import briefs_of, sheets_of
from offers.watching import workflow
from offers.watching.models import SignalAnswer
from offers.watching.queries import signal_now, signals_of
from tests import factories
from tests.factories import LÆSØ
from tests.offers.conftest import member_offer, reporter

from .conftest import lay, raised

pytestmark = pytest.mark.django_db


@pytest.fixture
def falling(kvisten: Membership, office: Person) -> Offer:
    lay(kvisten.offer, office, "occupancy", (2022, 96), (2023, 93), (2024, 91))
    return kvisten.offer


def answer(found: Offer, by: Person, **more: Any) -> SignalAnswer:
    signal = signal_now(found, "occupancy_falling")
    assert signal is not None
    values = {"text": "Vi venter tre nye i foråret.", "key": signal.outcome.key, **more}
    return workflow.answer_signal(found, rule="occupancy_falling", by=by, **values)


def test_the_operator_answers_and_the_signal_stays(falling: Offer) -> None:
    made = answer(falling, reporter())
    assert not made.on_behalf
    assert raised(falling) == {"occupancy_falling"}
    assert signals_of([falling])[falling.pk].raised[0].answers == (made,)


def test_the_operator_cannot_silence_its_own_signal(falling: Offer) -> None:
    with pytest.raises(NotAllowed, match="Kun sekretariatet"):
        answer(falling, reporter(), silent_until=timezone.localdate() + timedelta(days=30))
    with pytest.raises(NotAllowed, match="driftsherren og sekretariatet"):
        answer(falling, reporter(LÆSØ))


def test_a_silenced_signal_comes_back_when_the_day_has_passed(
    falling: Offer, office: Person
) -> None:
    until = timezone.localdate() + timedelta(days=30)
    answer(falling, office, silent_until=until)
    assert raised(falling) == set()
    assert signals_of([falling], today=until)[falling.pk].raised == ()
    later = signals_of([falling], today=until + timedelta(days=1))[falling.pk]
    assert [row.outcome.rule for row in later.raised] == ["occupancy_falling"]


def test_a_silenced_signal_comes_back_when_its_figures_change(
    falling: Offer, office: Person
) -> None:
    answer(falling, office, silent_until=timezone.localdate() + timedelta(days=30))
    lay(falling, office, "result", (2024, 100))  # no figure of this signal
    assert raised(falling) == set()
    lay(falling, office, "occupancy", (2024, "90.5"))
    assert raised(falling) == {"occupancy_falling"}


def test_the_secretariat_wakes_it_before_its_day(falling: Offer, office: Person) -> None:
    made = answer(falling, office, silent_until=timezone.localdate() + timedelta(days=30))
    with pytest.raises(NotAllowed):
        workflow.end_silence(made, by=reporter())
    workflow.end_silence(made, by=office)
    assert raised(falling) == {"occupancy_falling"}


@pytest.mark.parametrize("days", [0, -1, 400])
def test_silence_has_an_end_within_a_year(falling: Offer, office: Person, days: int) -> None:
    with pytest.raises(NotAllowed, match="højst et år"):
        answer(falling, office, silent_until=timezone.localdate() + timedelta(days=days))


def test_what_was_shown_is_what_is_answered(falling: Offer, office: Person) -> None:
    """Figures that changed while somebody wrote: the answer is not put under others."""
    with pytest.raises(NotAllowed, match="har ændret sig"):
        answer(falling, office, key="another")


def test_changed_limits_change_the_signals(falling: Offer, office: Person) -> None:
    with pytest.raises(NotAllowed):
        workflow.change_limits(by=reporter(), falling_years=4)
    workflow.change_limits(by=office, falling_years=4)
    assert raised(falling) == set()


def test_a_figure_by_hand_says_its_source_and_what_it_covers(
    kvisten: Membership, office: Person
) -> None:
    values: dict[str, Any] = {
        "measure": "result", "on": date(2024, 12, 31), "value": Decimal(-300000),
        "covers": Covers.CENTRE, "covers_what": "Specialbørnehjemmene",
    }  # fmt: skip
    with pytest.raises(NotAllowed, match="hvor tallet er fra"):
        workflow.note_by_hand(kvisten.offer, source=" ", by=office, **values)
    with pytest.raises(NotAllowed):
        workflow.note_by_hand(kvisten.offer, source="Et referat", by=reporter(), **values)
    workflow.note_by_hand(kvisten.offer, source="Årsrapport 2024", by=office, **values)
    workflow.note_by_hand(
        kvisten.offer, source="Årsrapport 2024, rettet", by=office,
        **{**values, "value": Decimal(-299000)},
    )  # fmt: skip
    figure = Figure.objects.get()
    assert (figure.value, figure.source) == (Decimal(-299000), "Årsrapport 2024, rettet")
    assert figure.covers_what == "Specialbørnehjemmene"


def test_a_year_that_is_not_over_is_not_counted_in_buyers(kvisten: Membership) -> None:
    """Not all have said yet what they buy this year: fewer is not a fall."""
    this = timezone.localdate().year
    for code in ("851", "825", "813"):
        Purchase.objects.create(
            offer=kvisten.offer, buyer=factories.party(code), year=this - 1, places=1
        )
    Purchase.objects.create(
        offer=kvisten.offer, buyer=factories.party(), year=this, places=1
    )  # fmt: skip
    assert "buyers_down" not in raised(kvisten.offer)


# --- Where it is shown ----------------------------------------------------------------------------


def test_the_tags_cost_the_same_however_many_offers(office: Person) -> None:
    def made(count: int) -> list[Offer]:
        found = [member_offer(f"Tilbud {count}-{n}", office).offer for n in range(count)]
        for row in found:
            lay(row, office, "occupancy", (2022, 96), (2023, 93), (2024, 91))
            lay(row, office, "places", (2023, 12), (2024, 10))
        return found

    few, many = made(2), made(12)
    office.current_roles()
    counted = []
    for rows in (few, many):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            found = briefs_of(rows, office)
        assert len(found) == len(rows)
        counted.append(len(queries))
    assert counted[0] == counted[1]
    with CaptureQueriesContext(connection) as first:
        sheets_of(few, 2024)
    with CaptureQueriesContext(connection) as second:
        sheets_of(many, 2024)
    assert len(first) == len(second)


def test_the_sheet_says_the_figures_and_the_signals(falling: Offer, office: Person) -> None:
    lay(falling, office, "result", (2024, -300_000), covers=Covers.CENTRE, what="Centret")
    part = next(
        row for row in sheets_of([falling], 2024)[falling.pk]
        if row.heading == "Tal over tid og signaler"
    )  # fmt: skip
    table = part.tables[0]
    assert [column.heading for column in table.columns] == ["Tid", "Belægning", "Resultat"]
    assert table.rows[-1] == ("2024", Decimal(91), Decimal(-300_000))
    assert "Resultat 2024 gælder centret over tilbuddet (Centret)" in table.note
    assert part.texts[0].heading == "Signal: Faldende belægning"
    assert "ikke en dom" in part.texts[-1].body
    assert [chart.title for chart in part.charts] == ["Belægning", "Resultat"]


def test_the_sheet_of_an_earlier_year_leaves_out_what_came_later(
    falling: Offer, office: Person
) -> None:
    sheet = sheets_of([falling], 2022)[falling.pk]
    part = next(row for row in sheet if row.heading == "Tal over tid og signaler")
    assert [row[0] for row in part.tables[0].rows] == ["2022", "2023"]
    assert part.texts == ()


def test_the_pages_say_why_and_where_it_is_from(client, falling: Offer, settings) -> None:
    settings.DEMO = True
    client.force_login(reporter())
    page = client.get(f"/forstaerket/opfoelgning/tilbud/{falling.pk}/").content.decode()
    assert "Belægningen falder år for år" in page
    assert "Årsrapport" in page
    assert "ikke en dom" in page
    shown = client.get(f"/forstaerket/tilbud/{falling.pk}/").content.decode()
    assert "Belægning falder" in shown
    url = f"/forstaerket/opfoelgning/tilbud/{falling.pk}/signal/occupancy_falling/"
    assert "Vis ikke signalet før" not in client.get(url).content.decode()
    signal = signal_now(falling, "occupancy_falling")
    assert signal is not None
    answered = client.post(
        url, {"text": "Vi har tre på vej.", "key": signal.outcome.key}, follow=True
    )
    assert "Vi har tre på vej." in answered.content.decode()
