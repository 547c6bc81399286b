"""Rows of a file as lines: what each cell said, and what could not be read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from dasportal.danish.reading import quoted

from . import columns as c
from .columns import Columns
from .figures import KRONER, PERCENT, PLACES, Figure, Sort, read_column
from .table import Cell, Row

UNITS = {
    "døgn": "Døgn", "doegn": "Døgn", "døgntakst": "Døgn", "nat": "Døgn",
    "dag": "Dag", "dage": "Dag", "dagtakst": "Dag", "hverdag": "Dag",
    "time": "Time", "timer": "Time", "timetakst": "Time",
    "forløb": "Forløb", "forloeb": "Forløb", "sag": "Forløb", "cpr": "Forløb",
}  # fmt: skip
_FIGURES: dict[str, Sort] = {
    c.PLACES: PLACES, c.OCCUPANCY: PERCENT, c.BUDGET: KRONER, c.TARIFF: KRONER, c.HEALTH: KRONER,
}  # fmt: skip
_TOTALS = re.compile(r"(?:i alt|sum|total)\b", re.IGNORECASE)
MOST_OCCUPANCY = 200
LONGEST = {"offer": 200, "service": 200, "legal_basis": 80}


@dataclass(frozen=True)
class Problem:
    """Why a line could not be taken in as it stands. `is_doubt` means it was, with a remark."""

    code: str
    field: str
    message: str
    is_doubt: bool = False


@dataclass
class ReadLine:
    """A row as read. Texts are as written, on one line; figures that could not be read are None
    and told of in `problems`."""

    row: int
    offer: str
    service: str
    legal_basis: str
    unit_text: str
    unit: str | None
    explanation: str
    places: Decimal | None = None
    occupancy_pct: Decimal | None = None
    budget: Decimal | None = None
    tariff: Decimal | None = None
    health_part: Decimal | None = None
    is_billed: bool | None = None
    reporting_unit: str = ""
    problems: list[Problem] = field(default_factory=list)

    @property
    def can_be_stored(self) -> bool:
        return all(problem.is_doubt for problem in self.problems)


def read_lines(rows: Sequence[Row], columns: Columns) -> list[ReadLine]:
    """The lines below the headers. Rows without an offer and a service, such as sums, are left
    out only when they hold no tariff."""
    below = [row for row in rows if row.number > columns.header_row and not _is_total(row, columns)]
    figures = {
        name: read_column([_cell(row, columns, name) for row in below], sort)
        for name, sort in _FIGURES.items()
        if name in columns
    }
    lines = []
    for index, row in enumerate(below):
        line = _line(row, columns)
        for name, column in figures.items():
            _set(line, name, column[index])
        _check(line, row, columns)
        lines.append(line)
    return lines


def _cell(row: Row, columns: Columns, name: str) -> Cell:
    place = columns.places.get(name)
    if place is None or place >= len(row.cells):
        return Cell(None, "")
    return row.cells[place]


def _text(row: Row, columns: Columns, name: str) -> str:
    return _cell(row, columns, name).text


def _is_total(row: Row, columns: Columns) -> bool:
    if c.OFFER not in columns and c.SERVICE not in columns:
        return False  # a block of figures alone
    service, tariff = _text(row, columns, c.SERVICE), _text(row, columns, c.TARIFF)
    offer = _text(row, columns, c.OFFER)
    return not tariff and not service and (not offer or bool(_TOTALS.match(offer)))


def _line(row: Row, columns: Columns) -> ReadLine:
    unit_text = _text(row, columns, c.UNIT)
    word = re.sub(r"^(?:kr\.?\s*)?(?:/|pr\.?)\s*", "", unit_text.casefold()).strip(" .")
    return ReadLine(
        row=row.number,
        offer=_text(row, columns, c.OFFER),
        service=_text(row, columns, c.SERVICE),
        legal_basis=_text(row, columns, c.BASIS),
        unit_text=unit_text,
        unit=UNITS.get(word),
        explanation=str(_cell(row, columns, c.EXPLANATION).value or "").strip(),
        is_billed=_yes_or_no(_text(row, columns, c.BILLED)),
        reporting_unit=_text(row, columns, c.REPORTING_UNIT),
    )


def _yes_or_no(text: str) -> bool | None:
    return {"ja": True, "x": True, "1": True, "nej": False, "0": False}.get(text.casefold())


def _set(line: ReadLine, name: str, figure: Figure) -> None:
    setattr(line, name, figure.value)
    if figure.problem:
        line.problems.append(Problem(figure.code, name, figure.problem))
    elif figure.doubt:
        line.problems.append(Problem("number_doubtful", name, figure.doubt, is_doubt=True))


def _check(line: ReadLine, row: Row, columns: Columns) -> None:
    def problem(code: str, name: str, message: str) -> None:
        address = _cell(row, columns, name).address or f"række {row.number}"
        line.problems.append(Problem(code, name, f"Celle {address}: {message}"))

    if not line.offer:
        problem("offer_missing", c.OFFER, "Tilbuddets navn mangler.")
    if not line.service:
        problem("service_missing", c.SERVICE, "Ydelsen mangler.")
    for name, most in LONGEST.items():
        if len(getattr(line, name)) > most:
            problem("too_long", name, f"Teksten er længere end {most} tegn.")
    if line.unit_text and line.unit is None:
        problem(
            "unit_unknown", c.UNIT,
            f"{quoted(line.unit_text)} er ikke en takstenhed. Skriv Døgn, Dag, Time eller Forløb.",
        )  # fmt: skip
    share = line.occupancy_pct
    if share is not None and not 0 < share <= MOST_OCCUPANCY:
        problem(
            "occupancy_impossible", c.OCCUPANCY,
            f"{quoted(_text(row, columns, c.OCCUPANCY))} kan ikke være en belægning i procent.",
        )  # fmt: skip
    if line.tariff is None and not any(p.field == c.TARIFF for p in line.problems):
        problem("tariff_missing", c.TARIFF, "Taksten mangler.")
    if line.health_part is not None and line.tariff is not None and line.health_part > line.tariff:
        problem("health_part_too_large", c.HEALTH, "Delen er større end taksten.")
