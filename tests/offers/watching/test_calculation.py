"""The rules, by examples at their edges and by what must hold for any figures."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offers.watching.calculation import (
    RULES,
    Facts,
    Outcome,
    Point,
    Price,
    goes_on_by_itself,
    months_on,
    occupancies,
    outcomes,
)


@dataclass(frozen=True)
class Limits:
    below_reports: int = 2
    budgeted_pct: Decimal | None = None
    falling_years: int = 3
    fewer_buyers: int = 1
    deficit_pct: Decimal = Decimal(5)
    cut_places: Decimal = Decimal(1)
    tariff_pct: Decimal = Decimal(5)


LIMITS = Limits()


def years(*values: str | int, first: int = 2022, covers: str = "") -> list[Point]:
    return [
        Point(date(first + n, 12, 31), Decimal(value), "Årsrapport", covers)
        for n, value in enumerate(values)
    ]


def of(rule: str, facts: Facts, limits: Limits = LIMITS) -> Outcome:
    return next(row for row in outcomes(facts, limits) if row.rule == rule)


def test_below_means_below_and_every_time() -> None:
    budgeted = years(90, 90, 90)
    below = Facts(occupancy=years(95, 89, 89), budgeted=budgeted)
    assert of("occupancy_below", below).raised
    assert not of("occupancy_below", replace(below, occupancy=years(95, 90, 89))).raised
    assert not of("occupancy_below", replace(below, occupancy=years(80, 80, 91))).raised
    assert not of("occupancy_below", replace(below, occupancy=years(80))).known
    assert of("occupancy_below", below, replace(LIMITS, below_reports=1)).raised


def test_what_was_budgeted_is_assumed_only_where_the_office_says_so() -> None:
    facts = Facts(occupancy=years(70, 71))
    assert not of("occupancy_below", facts).known
    found = of("occupancy_below", facts, replace(LIMITS, budgeted_pct=Decimal(95)))
    assert found.raised
    assert any("Antaget" in row.source for row in found.figures)


def test_a_quarter_is_held_up_against_the_years_budget_or_the_last_one() -> None:
    quarters = [Point(date(2023, month, 1), Decimal(80), "Kvartal") for month in (4, 7)]
    for budgeted in (years(70, 90), years(90)):  # of 2023, else of 2022
        assert of("occupancy_below", Facts(occupancy=quarters, budgeted=budgeted)).raised
    later = years(90, first=2024)
    assert not of("occupancy_below", Facts(occupancy=quarters, budgeted=later)).known


def test_falling_needs_each_year_and_none_missing() -> None:
    assert of("occupancy_falling", Facts(occupancy=years(96, 95, 94))).raised
    assert not of("occupancy_falling", Facts(occupancy=years(96, 95, 95))).raised
    assert not of("occupancy_falling", Facts(occupancy=years(96, 95))).known
    gap = [*years(96, 95), Point(date(2025, 12, 31), Decimal(90), "Årsrapport")]
    assert not of("occupancy_falling", Facts(occupancy=gap)).known


def test_a_quarter_is_not_compared_with_a_year() -> None:
    rows = [*years(96, 95), Point(date(2024, 3, 31), Decimal(60), "Kvartal")]
    assert not of("occupancy_falling", Facts(occupancy=rows)).known


def test_occupancy_is_reckoned_from_places_where_it_is_not_reported() -> None:
    facts = Facts(used=years("4.8", "5.6"), places=years(6))
    assert [row.value for row in occupancies(facts)] == [Decimal("80.00"), Decimal("93.33")]
    reported = replace(facts, occupancy=years(81))
    assert [row.value for row in occupancies(reported)] == [Decimal(81), Decimal("93.33")]
    assert occupancies(Facts(used=years(3), places=years(0))) == []


def test_a_deficit_is_over_the_share_and_not_at_it() -> None:
    facts = Facts(result=years(-500), budget=years(10000))
    assert not of("deficit", facts).raised
    assert of("deficit", replace(facts, result=years(-501))).raised
    expected = Facts(
        result=years(100), budget=years(10000), expected=years(-900, first=2023)
    )  # fmt: skip
    assert of("deficit", expected).raised
    passed = replace(expected, result=years(100, 50))  # what was expected has become known
    assert not of("deficit", passed).raised


def test_a_centres_result_is_not_held_up_against_the_offers_budget() -> None:
    facts = Facts(result=years(-5000, covers="centret"), budget=years(6000))
    assert not of("deficit", facts).known
    assert of("deficit", replace(facts, budget=years(6000, covers="centret"))).raised


def test_places_and_buyers() -> None:
    assert of("capacity_cut", Facts(places=years(12, 11))).raised
    assert not of("capacity_cut", Facts(places=years(12, "11.5"))).raised
    assert not of("capacity_cut", Facts(places=years(11, 12))).raised
    assert of("buyers_down", Facts(buyers=years(6, 5))).raised
    assert not of("buyers_down", Facts(buyers=years(6, 5)), replace(LIMITS, fewer_buyers=2)).raised


def test_a_tariff_is_held_up_against_last_years_in_this_years_prices() -> None:
    rows = [
        Price("Botilbud", 2026, Decimal(1000)),
        Price("Botilbud", 2027, Decimal(1070), pl=Decimal("2.5"), limit=Decimal(5)),
    ]
    silent = of("tariff_rising", Facts(prices=rows))
    assert not silent.raised
    assert "reelt" in silent.why
    assert of("tariff_rising", Facts(prices=[rows[0], replace(rows[1], pl=None)])).raised
    assert of("tariff_rising", Facts(prices=[rows[0], replace(rows[1], limit=Decimal(4))])).raised
    assert not of("tariff_rising", Facts(prices=rows[1:])).known


def test_the_worst_of_several_services_is_told() -> None:
    rows = [
        Price(name, year, Decimal(tariff))
        for name, year, tariff in (
            ("A", 2026, 100), ("A", 2027, 101), ("B", 2026, 100), ("B", 2027, 120)
        )
    ]  # fmt: skip
    found = of("tariff_rising", Facts(prices=rows))
    assert found.raised
    assert "»B«" in found.why
    assert "»A«" not in found.why


# --- What must hold for any figures ---------------------------------------------------------------

amounts = st.decimals(min_value=-10_000, max_value=10_000, places=1)
shares = st.decimals(min_value=0, max_value=150, places=1)
counts = st.integers(min_value=0, max_value=60)


def series(values: st.SearchStrategy) -> st.SearchStrategy:
    rows = st.lists(values, max_size=6)
    return rows.map(lambda found: years(*(str(value) for value in found)))


facts = st.builds(
    Facts,
    places=series(counts), used=series(counts), occupancy=series(shares), budgeted=series(shares),
    buyers=series(counts), budget=series(counts), result=series(amounts), expected=series(amounts),
)  # fmt: skip


@given(facts)
def test_each_rule_always_answers_and_says_why(found: Facts) -> None:
    rows = outcomes(found, LIMITS)
    assert [row.rule for row in rows] == [rule.name for rule in RULES]
    for row in rows:
        assert row.why
        assert row.known or not row.raised
        if row.raised:  # a signal shows its figures and where they are from
            assert row.figures
            assert all(figure.source and figure.text for figure in row.figures)


@given(facts)
def test_the_same_figures_make_the_same_signal(found: Facts) -> None:
    again = outcomes(found, LIMITS)
    assert [row.key for row in outcomes(found, LIMITS)] == [row.key for row in again]


@given(
    st.lists(shares, min_size=2, max_size=2), st.decimals(min_value="0.1", max_value=50, places=1)
)
def test_fuller_never_raises_what_was_silent(values: list[Decimal], more: Decimal) -> None:
    budgeted = years(90, 90)
    before = of("occupancy_below", Facts(occupancy=years(*map(str, values)), budgeted=budgeted))
    fuller = years(*(str(value + more) for value in values))
    after = of("occupancy_below", Facts(occupancy=fuller, budgeted=budgeted))
    assert before.raised or not after.raised


@given(amounts, st.integers(min_value=1, max_value=10_000), st.integers(min_value=0, max_value=50))
def test_a_deficit_signal_is_just_that_the_share_is_over_the_limit(
    result: Decimal, budget: int, limit: int
) -> None:
    found = of(
        "deficit", Facts(result=years(str(result)), budget=years(budget)),
        replace(LIMITS, deficit_pct=Decimal(limit)),
    )  # fmt: skip
    assert found.raised == (-result * 100 > Decimal(limit) * budget and result < 0)


@given(shares, shares)
def test_other_figures_are_another_signal(one: Decimal, other: Decimal) -> None:
    def key(value: Decimal) -> str:
        rows = Facts(occupancy=years(str(value), str(value)), budgeted=years(151, 151))
        return of("occupancy_below", rows).key

    assert (key(one) == key(other)) == (one == other)


# --- The rule of what is followed, and times ------------------------------------------------------


@pytest.mark.parametrize(("newest", "said"), [(8, True), (9, False), (11, False), (None, None)])
def test_below_nine_goes_on_by_itself(newest: int | None, said: bool | None) -> None:
    value = None if newest is None else Decimal(newest)
    assert goes_on_by_itself(Decimal(9), value) is said
    assert goes_on_by_itself(None, value) is None


def test_months_keep_the_day_that_was_meant() -> None:
    assert months_on(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert months_on(date(2026, 2, 28), 1, 31) == date(2026, 3, 31)
    assert months_on(date(2026, 3, 1), -3) == date(2025, 12, 1)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.sampled_from([1, 3, 6, 12]))
def test_the_next_time_is_later_and_in_the_month_that_is_meant(day: date, months: int) -> None:
    after = months_on(day, months)
    assert after > day
    assert (after.year * 12 + after.month) - (day.year * 12 + day.month) == months
    assert after - day <= timedelta(days=366)
