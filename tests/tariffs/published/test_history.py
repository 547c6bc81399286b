"""How an offer's lines go on through the years."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from tariffs.naming import service_key
from tariffs.published.history import compared, history


def tariff(year: int, amount: int, service: str = "Botilbud", **values: Any) -> Any:
    row = {
        "year": SimpleNamespace(year=year), "tariff": Decimal(amount), "service": service,
        "service_key": service_key(service), "basis_key": "SEL § 107", "unit": "Døgn",
        "kind": "average", "offer_id": 1,
    }  # fmt: skip
    return SimpleNamespace(**{**row, **values})


def lines(
    rows: list[Any], successors: dict[str, str] | None = None
) -> list[tuple[str, dict[int, int]]]:
    told = history(rows, successors or {})
    return [(line.label, {y: int(v) for y, v in line.values.items()}) for line in told.lines]


def test_the_last_of_a_year_counts():
    assert lines([tariff(2024, 100), tariff(2024, 110), tariff(2025, 120)]) == [
        ("Botilbud, SEL § 107", {2024: 110, 2025: 120})
    ]


def test_a_line_goes_on_under_the_legal_basis_that_took_over():
    rows = [
        tariff(2023, 100, basis_key="SEL § 66"), tariff(2024, 110, basis_key="Barnets lov § 43"),
    ]  # fmt: skip
    assert lines(rows, {"SEL § 66": "Barnets lov § 43"}) == [
        ("Botilbud, Barnets lov § 43", {2023: 100, 2024: 110})
    ]


def test_an_average_goes_on_though_its_label_drifts():
    assert lines([tariff(2024, 100, "Hobitten"), tariff(2025, 110, "Hobbitten")]) == [
        ("Hobbitten, SEL § 107", {2024: 100, 2025: 110})
    ]


def test_two_averages_in_one_year_stay_two():
    rows = [tariff(2024, 100, "Hus A"), tariff(2024, 200, "Hus B"), tariff(2025, 110, "Hus A")]
    assert lines(rows) == [
        ("Hus A, SEL § 107", {2024: 100, 2025: 110}), ("Hus B, SEL § 107", {2024: 200}),
    ]  # fmt: skip


def test_levels_come_in_the_order_of_their_numbers():
    rows = [tariff(2024, n, f"Boniveau {n}", kind="level") for n in (10, 2, 9)]
    assert [label for label, _ in lines(rows)] == [
        "Boniveau 2, SEL § 107", "Boniveau 9, SEL § 107", "Boniveau 10, SEL § 107",
    ]  # fmt: skip


def test_a_year_without_tariffs_is_a_gap_and_each_unit_has_its_chart():
    told = history(
        [tariff(2022, 100), tariff(2024, 120), tariff(2024, 9, "Støtte", unit="Time")], {}
    )
    assert told.years == [2022, 2023, 2024]
    charts = told.charts("Violen")
    assert [chart.unit for chart in charts] == ["kr. pr. døgn", "kr. pr. time"]
    assert charts[0].rows[1] == ("2023", "–")
    assert history([], {}).charts("Violen") == []


def test_four_lines_are_drawn_the_newest_and_principal_first():
    rows = [tariff(2024, 1, f"Boniveau {n}", kind="level") for n in range(1, 7)]
    rows += [tariff(2024, 5), tariff(2020, 3, "Gammelt", unit="Døgn", kind="course")]
    chart = history(rows, {}).charts("Violen")[0]
    assert [name.split(",")[0] for name in chart.headings[1:]] == [
        "Botilbud", "Boniveau 1", "Boniveau 2", "Boniveau 3",
    ]  # fmt: skip


def test_averages_stand_beside_averages_whatever_they_are_called():
    rows = [
        tariff(2026, 1, "Hus A"), tariff(2026, 2, "Hus B", offer_id=2),
        tariff(2026, 3, "Bboniveau 7", kind="level"),
        tariff(2026, 4, "Boniveau 7", kind="level", offer_id=2),
    ]  # fmt: skip
    told = [
        (label, [[int(t.tariff) for t in cell] for cell in cells])
        for label, cells in compared([1, 2], rows).rows
    ]
    assert told == [("Gennemsnitstakst", [[1], [2]]), ("Boniveau 7", [[3], [4]])]
