"""An offer's tariffs through the years, and offers beside each other. Pure: rows come in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from dasportal.documents.charts import Chart, Series, line_chart

from ..models import ValidTariff
from ..naming import level_number

DRAWN = 4  # lines in a chart
ORDER = {"average": 0, "basic": 1, "course": 2, "activity": 3, "level": 4, "surcharge": 5}
EACH = {"Døgn": "kr. pr. døgn", "Dag": "kr. pr. dag", "Time": "kr. pr. time", "Forløb": "kr. pr. forløb"}  # fmt: skip


@dataclass
class Line:
    """One service through the years; `values` by year, in that year's prices."""

    service: str
    basis: str
    unit: str
    kind: str
    values: dict[int, Decimal] = field(default_factory=dict)

    @property
    def label(self) -> str:
        return f"{self.service}, {self.basis}"

    @property
    def order(self) -> tuple[str, int, int, str]:
        return self.basis, ORDER.get(self.kind, 9), level_number(self.service) or 0, self.service


@dataclass(frozen=True)
class History:
    """The lines of an offer and the years that it has tariffs in, without those before and after."""

    years: list[int]
    lines: list[Line]

    @property
    def rows(self) -> list[tuple[Line, list[Decimal | None]]]:
        return [(line, [line.values.get(year) for year in self.years]) for line in self.lines]

    def charts(self, name: str) -> list[Chart]:
        """One for each unit, as kroner a day and kroner an hour have no axis in common."""
        found: dict[str, list[Line]] = {}
        for line in sorted(self.lines, key=_first_drawn):
            found.setdefault(line.unit, []).append(line)
        return [self._chart(name, unit, lines[:DRAWN]) for unit, lines in found.items()]

    def _chart(self, name: str, unit: str, lines: Sequence[Line]) -> Chart:
        return line_chart(
            [str(year) for year in self.years],
            [Series(line.label, [line.values.get(year) for year in self.years]) for line in lines],
            title=f"{name}, takst {span(self.years)}",
            unit=EACH.get(unit, "kr."),
        )


def _first_drawn(line: Line) -> tuple[int, int, int, str]:
    """The newest and the principal come first; levels by number."""
    newest = -max(line.values, default=0)
    return newest, ORDER.get(line.kind, 9), level_number(line.service) or 0, line.service


def span(years: Sequence[int]) -> str:
    return f"{years[0]}–{years[-1]}" if len(years) > 1 else "".join(map(str, years))


def history(rows: Iterable[ValidTariff], successors: Mapping[str, str]) -> History:
    """An offer's lines by year, as they stood at the end of it, corrections taken in. `rows` are in
    the order of time; a line goes on under the legal basis that took over, and an average under
    the label that it has got, where the offer has one alone."""
    rows = list(rows)
    alone = _alone(rows, successors)
    lines: dict[tuple[str, ...], Line] = {}
    for row in rows:
        basis = successors.get(row.basis_key, row.basis_key)
        service = "" if (row.kind, basis, row.unit) in alone else row.service_key
        line = lines.setdefault(
            (row.kind, basis, row.unit, service), Line(row.service, basis, row.unit, row.kind)
        )
        line.service = row.service
        line.values[row.year.year] = row.tariff
    known = [year for line in lines.values() for year in line.values]
    years = list(range(min(known), max(known) + 1)) if known else []
    return History(years, sorted(lines.values(), key=lambda line: line.order))


def _alone(rows: Iterable[ValidTariff], successors: Mapping[str, str]) -> set[tuple[str, str, str]]:
    """The kinds that have one service at most in every year: its label may drift."""
    seen: dict[tuple[str, str, str], dict[int, set[str]]] = {}
    for row in rows:
        if row.kind == "average":
            place = row.kind, successors.get(row.basis_key, row.basis_key), row.unit
            seen.setdefault(place, {}).setdefault(row.year.year, set()).add(row.service_key)
    return {place for place, years in seen.items() if all(len(v) == 1 for v in years.values())}


# --- Beside each other ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Compared:
    """Offers beside each other: for each row of the table the lines that each offer has there."""

    rows: list[tuple[str, list[list[ValidTariff]]]]


def compared(offers: Sequence[int], tariffs: Iterable[ValidTariff]) -> Compared:
    """Averages stand beside averages whatever they are called, levels beside the same level."""
    cells: dict[tuple[int, int, str], dict[int, list[ValidTariff]]] = {}
    for row in tariffs:
        key = ORDER.get(row.kind, 9), level_number(row.service) or 0, _row_label(row)
        cells.setdefault(key, {}).setdefault(row.offer_id, []).append(row)
    return Compared([(key[2], [cells[key].get(pk, []) for pk in offers]) for key in sorted(cells)])


def _row_label(row: ValidTariff) -> str:
    if row.kind == "average":
        return "Gennemsnitstakst"
    number = level_number(row.service)
    return row.service if number is None else f"Boniveau {number}"


def compared_charts(named: Sequence[tuple[str, History]]) -> list[Chart]:
    """The principal line of each offer, by unit."""
    lines = [(name, min(found.lines, key=_first_drawn)) for name, found in named if found.lines]
    charts = []
    for unit in dict.fromkeys(line.unit for _, line in lines):
        same = [(name, line) for name, line in lines if line.unit == unit]
        known = [year for _, line in same for year in line.values]
        years = list(range(min(known), max(known) + 1))
        charts.append(
            line_chart(
                [str(year) for year in years],
                [Series(name, [line.values.get(year) for year in years]) for name, line in same],
                title=f"Takst {span(years)}, {unit.lower()}",
                unit=EACH.get(unit, "kr."),
            )
        )
    return charts
