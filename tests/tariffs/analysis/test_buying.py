"""What a party pays for its places: prices, drivers to the krone, and what is not known."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dasportal.register.models import Offer, Purchase
from tariffs.analysis.buying import BOUGHT, PARTS, Bought, Ours, Share, price_of
from tariffs.analysis.ours import AWAITS, NO_LAST, ours_of
from tariffs.analysis.words import ours_reasons, ours_sentence
from tests import factories
from tests.tariffs.analysis.conftest import approved, of
from tests.tariffs.analysis.test_calculation import moved
from tests.tariffs.conftest import line, take

D = Decimal
places = st.decimals(min_value=0, max_value=40, places=2)


def bought(price, now=5, last=5, **values):
    return Bought(1, "Violen", "Aalborg", False, D(now), D(last), price, **values)


def made(*rows, shares=(), **values):
    shown = {"party": "Læsø", "year": 2023, "pl_pct": D(2), "rows": list(rows), "unpriced": []}
    return Ours(**(shown | values), shares=list(shares))


def test_price_is_that_of_the_average():
    level = moved(1500, kind="level", service="Boniveau 5", places=None)
    price = price_of([moved(1100, 1000), level])
    assert (price.now, price.last, price.of) == (1100, 1000, 1)


def test_price_of_several_legal_bases_is_their_mean_by_days():
    price = price_of([moved(1000, 1000, 30), moved(2000, 1000, 10, basis="SEL § 107")])
    assert (price.now, price.last, price.of) == (1250, 1000, 2)
    assert sum(price.parts.values()) == 250


def test_hours_and_levels_alone_have_no_price_of_a_place():
    assert price_of([moved(unit="Time")]) is None
    assert price_of([moved(kind="level", places=None)]) is None
    assert price_of([]) is None


def test_average_without_places_still_says_the_price():
    assert price_of([moved(1100, 1000, places=None)]).now == 1100


def test_a_place_costs_its_tariff_every_day():
    row = bought(price_of([moved(1100, 1000)]))
    assert (row.cost, row.cost_last) == (5 * 365 * 1100, 5 * 365 * 1000)
    assert row.drivers["pl"] == 5 * 365 * 20
    assert row.drivers[BOUGHT] == 0


@given(
    st.integers(1, 9999), st.one_of(st.none(), st.integers(1, 9999)), places, places,
    st.one_of(st.none(), st.integers(1, 40)),
)  # fmt: skip
def test_drivers_of_what_is_bought_add_up_to_the_krone(now, last, wanted, before, there):
    row = bought(price_of([moved(now, last, there)]), wanted, before if last else 0)
    assert sum(row.drivers.values()) == row.change
    assert set(row.drivers) == set(PARTS)
    whole = made(row, row)
    assert sum(whole.drivers.values()) == whole.change


def test_fewer_places_are_the_partys_own_driver():
    row = bought(price_of([moved(1000, 1000, pl_pct=D(0))]), now=4, last=5)
    assert row.drivers == {**dict.fromkeys(PARTS, D(0)), BOUGHT: -365_000}


def test_sentence_says_it_in_kroner_and_what_is_pl():
    ours = made(bought(price_of([moved(1100, 1000)])))
    assert ours_sentence(ours).replace("\xa0", " ") == (
        "Taksterne for 2023 koster Læsø 182.500 kr. mere end i 2022."
    )
    assert [said.replace("\xa0", " ") for said in ours_reasons(ours)] == [
        "+36.500 kr. er PL (2 %).", "+146.000 kr. er reelle ændringer i taksterne.",
    ]  # fmt: skip


def test_fewer_places_do_not_make_the_tariffs_look_cheaper():
    ours = made(bought(price_of([moved(1100, 1000)]), now=4, last=5))
    assert "146.000" in ours_sentence(ours).replace("\xa0", " ")
    assert ours_reasons(ours)[-1].replace("\xa0", " ") == (
        "Færre pladser: −365.000 kr., så hele regningen bliver 219.000 kr. mindre."
    )
    tried = made(bought(price_of([moved(1100, 1000)]), now=4, last=5), tried=True)
    assert "bliver regningen 219.000 kr. mindre" in ours_sentence(tried).replace("\xa0", " ")


def test_sentence_when_nothing_moves_or_is_known():
    same = made(bought(price_of([moved(1000, 1000)])))
    assert ours_sentence(same) == "Taksterne for 2023 koster Læsø det samme som i 2022."
    assert "endnu ikke regne ud" in ours_sentence(made())


def test_shares_have_a_sum_only_when_all_are_known():
    known, open_ = Share("Børnehus", D(110), D(100)), Share("Tilsyn", None, D(50))
    assert (made(shares=[known]).share_change, known.change) == (10, 10)
    assert made(shares=[known]).shares_are_known
    assert not made(shares=[known, open_]).shares_are_known
    assert open_.change is None


# --- Read from the register -----------------------------------------------------------------------

pytestmark = pytest.mark.django_db


@pytest.fixture
def buy():
    def _buy(name, count, year, code=factories.LÆSØ):
        offer = Offer.objects.get(name=name)
        Purchase.objects.create(
            offer=offer, buyer=factories.party(code), year=year, places=D(count)
        )

    return _buy


@pytest.fixture
def decided(handed_in, office):
    return approved(handed_in, office)


def test_places_of_last_year_stand_where_nothing_is_said(year, decided, people, buy):
    buy("Violen", 2, 2022)
    ours = ours_of(year, factories.party(factories.LÆSØ), people["other"])
    assert ours.as_before
    assert (ours.change, ours.cost_last) == (2 * 365 * 100, 2 * 365 * 1000)


def test_both_years_said_are_taken_as_they_are(year, decided, people, buy):
    buy("Violen", 2, 2022)
    buy("Roligt", 1, 2023)
    ours = ours_of(year, factories.party(factories.LÆSØ), people["other"])
    violen, roligt = ours.rows if ours.rows[0].offer == "Violen" else reversed(ours.rows)
    assert not ours.as_before
    assert (violen.places, violen.drivers[BOUGHT]) == (0, -2 * 365 * 1000)
    assert (roligt.places_last, roligt.change) == (0, 365 * 2040)


def test_what_is_not_seen_is_said_and_not_counted(year, handed_in, people, buy):
    """Aalborg has handed in, and nothing is laid before Læsø's people."""
    buy("Violen", 2, 2022)
    ours = ours_of(year, factories.party(factories.LÆSØ), people["other"])
    assert ours.rows == []
    (violen,) = ours.unpriced
    assert (violen.offer, violen.places, violen.why) == ("Violen", 2, AWAITS)


def test_a_tariff_without_one_last_year_is_not_compared(year, decided, people, buy):
    buy("Nyt", 1, 2022)
    ours = ours_of(year, factories.party(factories.LÆSØ), people["other"])
    assert [(row.offer, row.why) for row in ours.unpriced] == [("Nyt", NO_LAST)]


def test_tried_places_change_the_sum_and_nothing_else(year, decided, people, buy):
    buy("Violen", 2, 2022)
    læsø = factories.party(factories.LÆSØ)
    key = Offer.objects.get(name="Violen").pk
    tried = ours_of(year, læsø, people["other"], {key: D(0)})
    assert tried.tried
    assert tried.change == -2 * 365 * 1000
    assert ours_of(year, læsø, people["other"]).change == 2 * 365 * 100


def test_queries_do_not_grow_with_purchases(
    year, handed_in, office, people, buy, django_assert_max_num_queries
):
    approved(handed_in, office)
    take([line(f"Sted {n}", **of(1000)) for n in range(12)], year=2022, code="860",
         stage="approved")  # fmt: skip
    for n in range(12):
        buy(f"Sted {n}", 1, 2022)
    læsø = factories.party(factories.LÆSØ)
    people["other"].is_of_secretariat()
    with django_assert_max_num_queries(14):
        assert len(ours_of(year, læsø, people["other"]).unpriced) == 12
