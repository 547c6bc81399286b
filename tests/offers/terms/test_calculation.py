"""Each scheme's arithmetic by hand, and that everything adds up to the krone, whoever joins."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offers.terms.calculation import Spec, reckon, tariff_of
from offers.terms.models import Declined, Reckoning
from tariffs.objective.models import Method

# Inhabitants on 1 January 2022 but for the region's, which has a key that the parties agree on.
PEOPLE = {
    "773": 20_000, "787": 43_500, "810": 36_300, "813": 58_700, "820": 36_700, "825": 1_800,
    "840": 30_500, "846": 41_500, "849": 38_000, "851": 221_000, "860": 63_700, "1081": 60_000,
}  # fmt: skip
TWELVE = tuple(PEOPLE)
KEYS = {code: Decimal(people) for code, people in PEOPLE.items()}
METHODS = (Method.LARGEST, Method.OPERATOR)


def guarantee(**changed) -> Spec:
    """Østerskoven's deficit of 2024, shared by all twelve by inhabitants."""
    spec = Spec(Reckoning.GUARANTEE, "1081", TWELVE, amount=6_700_000, keys=KEYS)
    return replace(spec, **changed)


# --- Shared deficit guarantee and objective financing ---------------------------------------------


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("kind", [Reckoning.GUARANTEE, Reckoning.OBJECTIVE])
def test_the_deficit_of_6_7_million_adds_up_by_every_method(kind, method):
    made = reckon(guarantee(reckoning=kind, method=method), TWELVE)
    assert sum(made.amounts.values()) == 6_700_000 == made.total
    assert made.left == 0
    # 221,000 of 651,700 inhabitants: 2,272,057.7; Læsø 1,800: 18,505.45
    assert made.amounts["851"] in (2_272_057, 2_272_058)
    assert made.amounts["825"] == 18_505


def test_who_takes_the_rest_is_a_choice():
    three = {"a": Decimal(1), "b": Decimal(1), "c": Decimal(1)}
    spec = Spec(Reckoning.GUARANTEE, "c", ("a", "b", "c"), amount=100, keys=three)
    assert reckon(spec, spec.parties).amounts == {"a": 34, "b": 33, "c": 33}
    operator = reckon(replace(spec, method=Method.OPERATOR), spec.parties)
    assert operator.amounts == {"a": 33, "b": 33, "c": 34}


def test_a_party_that_declines_is_shared_by_those_who_join():
    joined = [code for code in TWELVE if code != "851"]
    made = reckon(guarantee(), joined)
    assert "851" not in made.amounts and made.left == 0
    assert sum(made.amounts.values()) == 6_700_000
    # 60,000 of 430,700 instead of 60,000 of 651,700
    assert reckon(guarantee(), TWELVE).amounts["1081"] == 616_848
    assert made.amounts["1081"] == 933_364


def test_or_its_share_stays_with_the_operator():
    joined = [code for code in TWELVE if code != "851"]
    spec = guarantee(declined=Declined.OPERATOR)
    full, made = reckon(spec, TWELVE), reckon(spec, joined)
    assert made.amounts == {code: full.amounts[code] for code in joined}
    assert made.left == full.amounts["851"]


def test_when_nobody_joins_all_of_it_stays_with_the_operator():
    for declined in Declined:
        made = reckon(guarantee(declined=declined), [])
        assert (made.amounts, made.left) == ({}, 6_700_000)


def test_a_party_without_people_pays_nothing_and_the_rest_is_still_all_of_it():
    made = reckon(guarantee(keys={k: v for k, v in KEYS.items() if k != "1081"}), TWELVE)
    assert made.amounts["1081"] == 0
    assert sum(made.amounts.values()) == 6_700_000
    assert made.cells["1081"][0] is None


# --- Binding purchase -----------------------------------------------------------------------------


def test_places_are_paid_whether_they_are_used_or_not():
    spec = Spec(
        Reckoning.PURCHASE, "1081", ("851", "813", "1081"), tariff=4_000, days=365,
        typed={"851": Decimal(3), "813": Decimal("1.5")},
        used={"851": Decimal("2.2"), "813": Decimal(2)},
    )  # fmt: skip
    made = reckon(spec, spec.parties)
    assert made.amounts == {"851": 4_380_000, "813": 2_190_000, "1081": 0}
    assert made.total == 6_570_000
    assert made.cells["851"] == (Decimal(3), Decimal("2.2"), Decimal("0.8"), 1_168_000)
    assert made.cells["813"] == (Decimal("1.5"), Decimal(2), Decimal(0), 0)
    without = reckon(spec, ["813", "1081"])
    assert (without.amounts, without.left) == ({"813": 2_190_000, "1081": 0}, 4_380_000)


# --- Subscription ---------------------------------------------------------------------------------


def test_a_fee_for_each_that_joins():
    spec = Spec(Reckoning.SUBSCRIPTION, "1081", TWELVE, fee=75_000)
    assert reckon(spec, TWELVE).total == 900_000
    made = reckon(spec, TWELVE[:8])
    assert set(made.amounts.values()) == {75_000} and len(made.amounts) == 8
    assert made.left == 300_000


def test_or_an_amount_that_those_who_join_part_equally():
    spec = Spec(Reckoning.SUBSCRIPTION, "1081", TWELVE, amount=1_000_000)
    made = reckon(spec, TWELVE)
    assert sorted(set(made.amounts.values())) == [83_333, 83_334]
    assert sum(made.amounts.values()) == 1_000_000
    fewer = reckon(spec, TWELVE[:7])
    assert sum(fewer.amounts.values()) == 1_000_000 and fewer.left == 0
    assert sorted(set(fewer.amounts.values())) == [142_857, 142_858]


# --- Tariffs --------------------------------------------------------------------------------------


def test_a_tariff_is_the_budget_on_the_days_that_are_paid_for():
    assert tariff_of(30_000_000, Decimal(24), Decimal(95)) == 3_605  # 30,000,000 / 8,322
    assert tariff_of(30_000_000, Decimal(24), Decimal(80)) == 4_281  # 30,000,000 / 7,008
    for places, occupancy in ((Decimal(0), Decimal(90)), (Decimal(4), Decimal(0))):
        with pytest.raises(ValueError):
            tariff_of(1, places, occupancy)


def test_a_lower_occupancy_is_a_higher_tariff_for_each_place_in_use():
    spec = Spec(
        Reckoning.OCCUPANCY, "1081", ("851", "813"), amount=30_000_000, places=Decimal(24),
        occupancy_before=Decimal(95), occupancy=Decimal(80),
        used={"851": Decimal("4.5"), "813": Decimal("0.25")},
    )  # fmt: skip
    made = reckon(spec, spec.parties)
    # 4,281 − 3,605 = 676 kr. a day: 4.5 × 365 × 676 = 1,110,330; 0.25 × 365 × 676 = 61,685
    assert made.amounts == {"851": 1_110_330, "813": 61_685}
    assert made.total == 1_172_015
    assert [fact[1] for fact in made.facts] == [3_605, 4_281]


def test_a_mix_takes_a_part_by_the_key_and_lowers_the_tariff():
    spec = Spec(
        Reckoning.MIX, "1081", ("851", "813"), amount=30_000_000, pct=Decimal(40),
        places=Decimal(24), occupancy=Decimal(95), keys={"851": Decimal(3), "813": Decimal(1)},
        used={"851": Decimal(4), "813": Decimal(2)},
    )  # fmt: skip
    made = reckon(spec, spec.parties)
    # 12,000,000 by the key, 18,000,000 / 8,322 = 2,163; 2,163 − 3,605 = −1,442 a day
    assert made.amounts == {
        "851": 9_000_000 - 4 * 365 * 1_442,
        "813": 3_000_000 - 2 * 365 * 1_442,
    }
    assert made.total == 12_000_000 - 6 * 365 * 1_442
    assert made.cells["851"] == (Decimal(3), 9_000_000, Decimal(4), -2_105_320)
    alone = reckon(spec, ["851"])
    assert alone.amounts == {"851": 12_000_000 - 4 * 365 * 1_442}
    assert alone.left == -2 * 365 * 1_442  # the tariff that the other keeps paying as before


def test_what_is_not_money_has_no_amounts():
    assert reckon(Spec(Reckoning.NONE, "1081", TWELVE), TWELVE).total == 0


# --- Always ---------------------------------------------------------------------------------------


places_ = st.decimals(min_value=0, max_value=40, places=2)
CODES = ("773", "787", "810", "813", "825", "851", "1081")


@given(
    kind=st.sampled_from([kind for kind in Reckoning if kind != Reckoning.NONE]),
    amount=st.integers(min_value=1, max_value=10**8),
    keys=st.dictionaries(st.sampled_from(CODES), places_, max_size=7),
    used=st.dictionaries(st.sampled_from(CODES), places_, max_size=7),
    joined=st.sets(st.sampled_from(CODES)),
    method=st.sampled_from(METHODS),
    declined=st.sampled_from(list(Declined)),
    fee=st.none() | st.integers(min_value=1, max_value=10**6),
    tariff=st.integers(min_value=1, max_value=20_000),
    pct=st.decimals(min_value=1, max_value=100, places=2),
)
def test_what_is_paid_and_what_is_left_are_always_all_of_it(
    kind, amount, keys, used, joined, method, declined, fee, tariff, pct
):
    spec = Spec(
        kind, "1081", CODES, amount=amount, keys=keys, used=used, typed=keys, method=method,
        declined=declined, fee=fee, tariff=tariff, places=Decimal(24), occupancy=Decimal("82.5"),
        occupancy_before=Decimal(95), pct=pct,
    )  # fmt: skip
    for bound in (CODES, joined):
        made = reckon(spec, bound)
        assert set(made.amounts) == set(bound)
        assert sum(made.amounts.values()) + made.left == made.total
    full = reckon(spec, CODES)
    if kind in (Reckoning.GUARANTEE, Reckoning.OBJECTIVE) and any(keys.values()):
        assert full.left == 0 and full.total == amount
    if kind == Reckoning.SUBSCRIPTION:
        assert full.left == 0
