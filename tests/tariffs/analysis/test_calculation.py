"""What a year comes to: weights, drivers to the krone, what stands out and what explains it."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tariffs.analysis.calculation import (
    DRIVERS,
    Moved,
    by_cause,
    by_party,
    driver_parts,
    grouped,
    largest,
    sum_of,
    to_discuss,
    weighing,
    who_explains,
)
from tariffs.calculation import Figures, drivers, whole_kroner

D = Decimal
FIVE, TWO = D(5), D(2)
whole = st.decimals(min_value=1, max_value=9999, places=0)
known = st.builds(
    Figures,
    st.decimals(min_value=1000, max_value=99_000_000, places=0),
    st.decimals(min_value=1, max_value=60, places=1),
    st.decimals(min_value=50, max_value=120, places=1),
    whole,
)
unknown = st.builds(Figures, st.none(), st.none(), st.none(), whole)
pls = st.decimals(min_value=-2, max_value=9, places=2)


def moved(now=1100, last=1000, places=10, **values):
    """A line at 100 % occupancy whose budgets follow the formula."""

    def figures(tariff):
        if isinstance(tariff, Figures):
            return tariff
        budget = None if places is None else D(tariff * places * 365)
        return Figures(budget, places and D(places), D(100) if places else None, D(tariff))

    shown = {
        "party": "851", "party_name": "Aalborg", "offer_id": 1, "offer": "Violen",
        "service": "Botilbud", "basis": "ABL § 105", "unit": "Døgn", "kind": "average",
        "billed": True, "now": figures(now), "last": None if last is None else figures(last),
        "pl_pct": D(2),
    }  # fmt: skip
    return Moved(**(shown | values))


lines = st.lists(
    st.builds(
        moved, now=st.integers(1, 9999), last=st.one_of(st.none(), st.integers(1, 9999)),
        places=st.one_of(st.none(), st.integers(1, 40)), offer=st.sampled_from("ABCD"),
        party=st.sampled_from(("851", "825")),
        kind=st.sampled_from(("average", "level")), basis=st.sampled_from(("SEL § 107", "")),
    ),
    max_size=12,
)  # fmt: skip


@given(st.one_of(known, unknown), st.one_of(known, unknown), pls)
def test_parts_are_those_of_the_tariff_itself(last, now, pl):
    """The closed form is the mean over all orders that `tariffs.calculation` takes one by one."""
    exact = driver_parts(last, now, pl)
    assert sum(exact.values()) == now.tariff - last.tariff
    core = drivers(last, now, pl)
    assert whole_kroner(exact, core.total) == core.parts or all(
        abs(exact[part] - core.parts[part]) <= 1 for part in DRIVERS
    )


@given(lines)
def test_drivers_add_up_to_the_whole_to_the_krone(rows):
    total = sum_of("I alt", rows, FIVE)
    assert sum(total.drivers.values()) == total.change
    assert all(part == part.to_integral_value() for part in total.drivers.values())


@given(lines)
def test_parties_add_up_to_the_whole(rows):
    total, parts = sum_of("I alt", rows, FIVE), grouped(rows, by_party, FIVE)
    assert sum(row.lines for row in parts) == total.lines
    assert sum(row.now for row in parts) == total.now
    assert abs(sum(row.change for row in parts) - total.change) <= len(parts)


def test_weight_is_what_is_paid_for():
    """Ten places up 10 % and one down 10 %: not nil, as the mean of the two would be."""
    rows = [moved(1100, 1000, 10), moved(900, 1000, 1, offer="Roligt")]
    total = sum_of("I alt", rows, FIVE)
    assert round(total.nominal, 2) == D("8.18")
    assert round(total.real, 2) == D("6.06")
    assert total.change == (100 * 10 - 100) * 365
    assert total.drivers["pl"] == 20 * 11 * 365


def test_more_places_are_not_a_rise():
    """Twice as many places at the same price: the price has not moved."""
    last = Figures(D(1000 * 10 * 365), D(10), D(100), D(1000))
    now = Figures(D(1000 * 20 * 365), D(20), D(100), D(1000))
    total = sum_of("I alt", [moved(now, last)], FIVE)
    assert total.change == 0
    assert total.drivers["places"] == -total.drivers["budget"] - total.drivers["pl"]


def test_average_stands_for_its_levels_and_a_level_without_places_has_no_weight():
    average = moved()
    level = moved(kind="level", service="Boniveau 5", places=None)
    counted = moved(kind="level", service="Boniveau 6", places=3)
    assert weighing([average, level, counted]) == [average]
    assert weighing([level, counted]) == [counted]


def test_hours_weigh_by_what_the_budget_pays_for():
    figures = Figures(D(50_000), None, None, D(500))
    assert moved(unit="Time", now=figures).days == 100
    assert moved(unit="Time", places=10).days == 10 * 365  # its budget, not its places
    assert moved(places=None).days is None


def test_new_lines_are_counted_and_not_compared():
    total = sum_of("I alt", [moved(), moved(last=None, offer="Nyt")], FIVE)
    assert (total.new, total.lines, total.weighed) == (1, 2, 1)
    assert total.change == 100 * 10 * 365


def test_without_pl_only_the_nominal_is_known():
    total = sum_of("I alt", [moved(pl_pct=None)], FIVE)
    assert total.real is None
    assert total.drivers["pl"] == 0
    assert sum(total.drivers.values()) == total.change


def test_what_moves_a_tariff_in_words():
    assert moved().moved_by == "budget +80"
    assert moved(last=None).moved_by == ""
    assert moved(places=None).moved_by == ""  # a level: its budget is the average's


def test_largest_are_by_the_real_change():
    """+1 % nominally is a fall when PL is 2 %."""
    rows = [moved(1100), moved(1010, offer="Roligt"), moved(1300, offer="Stejl")]
    assert [line.offer for line in largest(rows, 5)] == ["Stejl", "Violen"]
    assert [line.offer for line in largest(rows, 5, falls=True)] == ["Roligt"]
    assert [line.offer for line in largest(rows, 1)] == ["Stejl"]


def test_only_what_is_billed_is_discussed_both_ways():
    rows = [moved(1100), moved(900, offer="Ned"), moved(1100, billed=False), moved(1020)]
    assert [line.offer for line in to_discuss(rows, FIVE)] == ["Violen", "Ned"]
    # 5 % over the projected tariff to the krone is not more than 5 %
    assert to_discuss([moved(1071)], FIVE) == []


def test_causes_have_the_kroner_of_the_real_change():
    alone = moved(causes=(("Bygning", None),))
    parted = moved(offer="To", causes=(("Bygning", D(30)), ("Ledelse", None)), covers=1)
    joint = moved(offer="Tre", causes=(("Bygning", D(30)), ("Ledelse", D(50))), covers=2)
    bygning, ledelse = by_cause([alone, parted, joint])
    assert (bygning.cause, bygning.lines, bygning.unsaid) == ("Bygning", 3, 1)
    assert bygning.kroner == (80 + 30) * 10 * 365
    assert (ledelse.kroner, ledelse.unsaid) == (0, 2)


def test_who_explains_counts_what_is_due():
    rows = [moved(text="Derfor."), moved(1000, offer="Ned"), moved(1020, offer="Stille")]
    aalborg = who_explains(rows, TWO, FIVE)
    assert [(r.due, r.explained, r.missing, r.above) for r in aalborg] == [(1, 1, 0, 1)]
    rows.append(moved(900, offer="Fald"))
    assert who_explains(rows, TWO, FIVE)[0].missing == 1
