"""The arithmetic of tariffs: formula, change, and what drove it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tariffs.calculation import (
    Figures,
    Weighed,
    computed_tariff,
    drivers,
    is_within,
    joint_effect,
    nominal_change,
    projected,
    real_change,
    whole_kroner,
)

D = Decimal
kroner = st.decimals(min_value=1, max_value=20_000, places=2)
budgets = st.decimals(min_value=100_000, max_value=90_000_000, places=0)
places = st.decimals(min_value=1, max_value=150, places=1)
shares = st.decimals(min_value=40, max_value=110, places=2)
pl = st.decimals(min_value=-5, max_value=8, places=2)


@st.composite
def figures(draw):
    budget, many, share = draw(budgets), draw(places), draw(shares)
    computed = computed_tariff(budget, many, share)
    off = draw(st.sampled_from([D(0), D(1), D("-0.4"), D(250)]))
    return Figures(budget, many, share, max(D(1), round(computed) + off))


@pytest.mark.parametrize(
    ("budget", "many", "share", "printed"),
    [
        ("25160041", "22", "98", "3197"),  # Viften Vodskov, 2023
        ("6637061", "26", "98", "714"),  # Væksthuset, a day offer on 365 days
        ("21863695", "13", "98", "4701"),  # Violen, as corrected
    ],
)
def test_formula_on_printed_lines(budget, many, share, printed):
    assert is_within(D(printed), computed_tariff(D(budget), D(many), D(share)), D(2))


@pytest.mark.parametrize(
    ("budget", "many", "share"), [(None, D(1), D(98)), (D(1), None, D(98)), (D(1), D(0), D(98)),
                                  (D(1), D(1), None), (D(1), D(1), D(0))]
)  # fmt: skip
def test_formula_needs_all_three(budget, many, share):
    assert computed_tariff(budget, many, share) is None


def test_tolerance_holds_on_both_sides_and_its_own_edge():
    assert is_within(D(100), D("101.99"), D(2))
    assert is_within(D(102), D(100), D(2))
    assert not is_within(D(100), D("102.01"), D(2))


def test_changes_of_a_printed_line():
    assert round(real_change(D(3197), D(2790), D("2.5")), 2) == D("11.79")
    assert round(nominal_change(D(3197), D(2790)), 2) == D("14.59")


def test_changes_are_unknown_without_a_base():
    assert real_change(D(1), None, D(2)) is None
    assert real_change(D(1), D(1), None) is None
    assert real_change(None, D(1), D(2)) is None
    assert nominal_change(D(1), D(0)) is None


@given(figures(), figures(), pl)
def test_drivers_add_up_to_the_whole_to_the_krone(last, now, pct):
    found = drivers(last, now, pct)
    assert sum(found.parts.values()) == found.total
    assert abs(found.total - (now.tariff - last.tariff)) <= D("0.5")
    assert all(part == part.to_integral_value() for part in found.parts.values())


@given(figures(), figures(), pl)
def test_the_rest_is_what_the_stated_tariffs_are_off_their_budgets(last, now, pct):
    def off(one):
        return one.tariff - computed_tariff(one.budget, one.places, one.occupancy_pct)

    exact = off(now) - projected(off(last), pct)
    assert abs(drivers(last, now, pct).rest - exact) <= 1


@given(figures(), pl)
def test_nothing_but_pl_moves_a_line_whose_figures_follow_pl(last, pct):
    budget = projected(last.budget, pct)
    now = Figures(budget, last.places, last.occupancy_pct, projected(last.tariff, pct))
    found = drivers(last, now, pct)
    assert max(abs(found.budget), abs(found.places), abs(found.occupancy)) <= 1


@given(figures(), figures(), pl)
def test_what_did_not_change_drives_nothing(last, now, pct):
    same = Figures(now.budget, last.places, last.occupancy_pct, now.tariff)
    found = drivers(last, same, pct)
    assert abs(found.places) <= 1
    assert abs(found.occupancy) <= 1


def test_direction_of_each_driver():
    last = Figures(D(3_577_000), D(10), D(98), D(1000))
    fewer = drivers(last, Figures(D(3_577_000), D(8), D(98), D(1250)), D(0))
    fuller = drivers(last, Figures(D(3_577_000), D(10), D(100), D(980)), D(0))
    assert (fewer.places, fewer.budget, fewer.rest) == (250, 0, 0)
    assert (fuller.occupancy, fuller.total) == (-20, -20)


@given(kroner, kroner, pl)
def test_without_figures_all_but_pl_is_the_rest(last, now, pct):
    found = drivers(Figures(None, None, None, last), Figures(None, None, None, now), pct)
    assert (found.budget, found.places, found.occupancy) == (0, 0, 0)
    assert found.pl + found.rest == found.total


@given(
    st.dictionaries(st.text(min_size=1, max_size=3), kroner, min_size=1, max_size=6),
    st.integers(min_value=-30, max_value=30),
)
def test_whole_kroner_always_add_up(parts, off):
    total = round(sum(parts.values())) + off
    found = whole_kroner(parts, D(total))
    assert sum(found.values()) == total
    assert set(found) == set(parts)


def test_two_offers_that_hang_together():
    """Viften Vodskov rises 13.3 %, Studievej 7 falls 15.2 %: together under 2 %."""
    pair = [Weighed(D(3240), D(2790), D(22), D(98)), Weighed(D(3029), D(3485), D(16), D(98))]
    together = joint_effect(pair, D("2.5"))
    assert abs(together.real) < 2
    assert together.nominal_kroner == (450 * 22 - 456 * 16) * 365 * D("0.98") // 1 + 1
    assert joint_effect(pair, None).real is None


def test_lines_without_places_weigh_only_where_none_has():
    level, average = Weighed(D(110), D(100), None, D(98)), Weighed(D(200), D(200), D(3), D(98))
    mixed = joint_effect([level, average], D(0))
    assert (mixed.nominal, mixed.counted, mixed.left_out) == (0, 1, 1)
    alone = joint_effect([level], D(0))
    assert (alone.nominal, alone.nominal_kroner) == (D(10), None)
    assert joint_effect([], D(0)) is None
