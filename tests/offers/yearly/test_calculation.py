"""What is looked at in a report: errors, what is to be explained, and what is merely told."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from offers.yearly.calculation import Figures, Level, findings_of, mean, occupancy

D = Decimal
WHOLE = Figures(
    places=D(6), used=D("4.8"), occupancy_pct=D(80), budgeted_pct=D(95), months=(D(80),) * 12,
    income=D(9_000_000), cost=D(9_100_000), result=D(-100_000), budget=D(9_000_000), waiting=0,
    professional="Ja.", economic="Ja.",
)  # fmt: skip


def said(now: Figures, before: Figures | None = None) -> dict[str, Level]:
    return {row.field: row.level for row in findings_of(now, before)}


def test_a_whole_report_has_nothing_to_be_said_of():
    assert findings_of(WHOLE) == []


def test_occupancy_is_held_against_places():
    assert said(replace(WHOLE, occupancy_pct=D(95)))["occupancy_pct"] == Level.ERROR
    assert "80" in next(iter(findings_of(replace(WHOLE, occupancy_pct=D(95))))).text
    assert findings_of(replace(WHOLE, occupancy_pct=D("80.6"))) == []


def test_result_is_income_less_cost():
    assert said(replace(WHOLE, result=D(100_000)))["result"] == Level.ERROR
    assert findings_of(replace(WHOLE, result=D(-99_999))) == []  # a krone of rounding
    assert findings_of(replace(WHOLE, income=None)) == []


def test_what_covers_more_than_the_offer_says_what():
    assert said(replace(WHOLE, economy_covers="centre"))["economy_what"] == Level.ERROR
    assert findings_of(replace(WHOLE, economy_covers="centre", economy_what="Hele centret")) == []


def test_a_jump_is_explained_or_asked_for():
    before = replace(WHOLE, used=D("3"), budget=D(9_000_000))
    assert said(WHOLE, before) == {"explanation": Level.EXPLAIN}
    assert findings_of(replace(WHOLE, explanation="To pladser kom til."), before) == []


def test_missing_words_keep_a_report_back_and_a_missing_month_does_not():
    assert said(replace(WHOLE, economic=" "))["economic"] == Level.ERROR
    assert said(replace(WHOLE, months=(None, *WHOLE.months[1:]))) == {"months": Level.NOTICE}
    assert said(replace(WHOLE, waiting=None)) == {"waiting": Level.NOTICE}


@given(st.decimals(0, 500, places=2), st.decimals(1, 500, places=2))
def test_occupancy_stated_as_it_is_reckoned_is_never_an_error(used, places):
    pct = occupancy(used, places)
    figures = replace(WHOLE, used=used, places=places, occupancy_pct=pct, months=())
    wrong = [r for r in findings_of(figures) if "pladser er" in r.text]
    assert wrong == []


def test_the_mean_of_a_year_needs_all_its_months():
    assert mean((D(100),) * 11 + (D(88),)) == D("99.0")
    assert mean((D(100),) * 11 + (None,)) is None
