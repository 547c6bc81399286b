"""Sharing by a key: it adds up to the krone, each within a krone of its due, in whatever order."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tariffs.objective import calculation
from tariffs.objective.calculation import Stated, bases_of, rate, share, split, whole
from tariffs.objective.models import Method

keys = st.dictionaries(
    st.text("0123456789", min_size=1, max_size=4), st.integers(0, 10**7), min_size=1, max_size=14
).filter(lambda rows: sum(rows.values()) > 0)
totals = st.integers(-(10**10), 10**10)
with_øre = st.decimals(-(10**8), 10**8, places=2, allow_nan=False, allow_infinity=False)


@given(total=st.one_of(totals, with_øre), keys=keys)
def test_the_largest_remainder_adds_up_and_is_within_a_krone(total, keys):
    made = share(total, keys, Method.LARGEST)
    assert sum(made.amounts.values()) == made.total == whole(total)
    assert made.difference == 0
    assert all(abs(made.amounts[code] - made.exact[code]) <= 1 for code in keys)


@given(total=totals, keys=keys)
def test_plain_rounding_shows_what_it_is_off_by(total, keys):
    made = share(total, keys, Method.PLAIN)
    assert sum(made.amounts.values()) - made.difference == total
    assert all(abs(made.amounts[code] - made.exact[code]) <= Fraction(1, 2) for code in keys)
    assert abs(made.difference) <= Fraction(len(keys), 2)


@given(total=st.one_of(totals, with_øre), keys=keys, data=st.data())
def test_the_operator_takes_what_the_others_rounding_leaves(total, keys, data):
    operator = data.draw(st.sampled_from(sorted(keys)))
    made = share(total, keys, Method.OPERATOR, operator=operator)
    assert sum(made.amounts.values()) == whole(total)
    others = keys.keys() - {operator}
    assert all(abs(made.amounts[code] - made.exact[code]) <= Fraction(1, 2) for code in others)
    most = Fraction(len(keys), 2) + Fraction(1, 2)
    assert abs(made.amounts[operator] - made.exact[operator]) <= most


@given(total=totals, keys=keys, method=st.sampled_from(list(Method)), data=st.data())
def test_the_order_of_the_rows_does_not_matter(total, keys, method, data):
    operator = sorted(keys)[0]
    turned = dict(data.draw(st.permutations(list(keys.items()))))
    first = share(total, keys, method, operator=operator)
    assert share(total, turned, method, operator=operator).amounts == first.amounts


@given(total=totals, keys=keys, method=st.sampled_from(list(Method)))
def test_a_deficit_is_shared_as_a_surplus_with_the_other_sign(total, keys, method):
    operator = max(keys)
    plus = share(total, keys, method, operator=operator).amounts
    minus = share(-total, keys, method, operator=operator).amounts
    assert minus == {code: -amount for code, amount in plus.items()}


@given(amount=totals, pct=st.decimals(0, 100, places=2))
def test_the_two_parts_of_an_amount_add_up(amount, pct):
    parts = split(amount, pct)
    assert parts.objective + parts.tariff == amount
    assert abs(parts.objective - calculation.part_of(amount, pct)) <= Fraction(1, 2)


@pytest.mark.parametrize(("amount", "objective"), [(1, 1), (-1, -1), (101, 51)])
def test_half_a_krone_goes_to_the_objective_part_and_only_there(amount, objective):
    assert split(amount, Decimal(50)) == calculation.Split(objective, amount - objective)


@pytest.mark.parametrize(
    ("keys", "operator"), [({}, "1"), ({"1": 0}, "1"), ({"1": -1, "2": 3}, "1"), ({"2": 3}, "1")]
)
def test_a_key_that_cannot_share_is_refused(keys, operator):
    with pytest.raises(ValueError, match=r"key|takes part"):
        share(100, keys, Method.OPERATOR, operator=operator)


def test_of_equal_remainders_the_larger_key_comes_first_then_the_lower_code():
    assert share(2, {"9": 1, "1": 1, "5": 1}, Method.LARGEST).amounts == {"1": 1, "5": 1, "9": 0}


def test_the_tariff_is_what_is_left_divided_by_the_cases():
    assert calculation.tariff_per_course(3_209_600, 0, 220) == 14_589
    assert calculation.tariff_per_course(3_210_000, 43_667, 230) == 13_767
    with pytest.raises(ValueError, match="case"):
        calculation.tariff_per_course(100, 0, 0)


@pytest.mark.parametrize(
    ("amount", "kroner"), [(Fraction(1, 2), 1), (Decimal("-0.5"), -1), (Decimal("2.49"), 2), (7, 7)]
)
def test_half_a_krone_is_rounded_away_from_zero(amount, kroner):
    assert whole(amount) == kroner


def test_changes_and_percentages():
    assert calculation.change_pct(105, 100) == Decimal("5.00")
    assert calculation.change_pct(5, 0) is None
    assert calculation.percent_of(22_084, [22_084, 97_261]) == Decimal("18.5")
    assert calculation.projected(1000, Decimal("2.5")) == 1025


def test_rates_follow_one_unrounded_base():
    stated = [Stated(group, heightened, rate(Decimal("46382.40"), group, heightened=heightened))
              for group in (1, 2, 3, 4) for heightened in (False, True)]  # fmt: skip
    bases = bases_of(stated)
    assert bases is not None and bases[0] <= Decimal("46382.40") < bases[1]
    assert bases_of([*stated, Stated(1, False, 50_000)]) is None
