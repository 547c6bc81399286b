"""The groups of a takstblad: which lines follow one base rate, and whether they do. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Generic, Protocol, TypeVar

from .calculation import Stated, bases_of, rate

ORDINARY, HEIGHTENED = "Almindelige tilsyn", "Skærpet tilsyn"  # as Socialtilsyn Nord names them


class Line(Protocol):
    """A line of a takstblad, stored or read."""

    area: str
    service: str
    group: int | None
    amount: int


@dataclass(frozen=True)
class Family:
    """The lines that follow one unrounded rate of group 1: a service, and of ordinary inspections
    their tenth. `low` and `high` are the rates (kr.) that give them all; None where none does."""

    area: str
    service: str
    with_tenth: bool
    low: Fraction | None
    high: Fraction | None

    @property
    def follows(self) -> bool:
        return self.low is not None


def base_service(service: str) -> str:
    """The service whose base the lines of this one follow."""
    return ORDINARY if service == HEIGHTENED else service


def families(lines: Sequence[Line]) -> list[Family]:
    """Each service with size groups, in the order of the lines."""
    grouped: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        if line.group is not None:
            grouped.setdefault((line.area, base_service(line.service)), []).append(line)
    return [_family(area, service, rows) for (area, service), rows in grouped.items()]


def _family(area: str, service: str, rows: Iterable[Line]) -> Family:
    stated = [Stated(row.group or 1, row.service == HEIGHTENED, row.amount) for row in rows]
    bases = bases_of(stated)
    low, high = bases if bases is not None else (None, None)
    return Family(area, service, any(row.heightened for row in stated), low, high)


def from_base(line: Line, base: Decimal) -> int:
    """The line's rate in whole kroner from its family's unrounded base."""
    return rate(base, line.group or 1, heightened=line.service == HEIGHTENED)


L = TypeVar("L")


@dataclass(frozen=True)
class Group(Generic[L]):
    """The lines of one service that stand together, under its heading."""

    area: str
    service: str
    lines: list[L]


def grouped(lines: Iterable[tuple[Line, L]]) -> list[Group[L]]:
    """What is shown of each line, under the heading of its area and service, in their order."""
    made: list[Group[L]] = []
    for line, shown in lines:
        if not made or (made[-1].area, made[-1].service) != (line.area, line.service):
            made.append(Group(line.area, line.service, []))
        made[-1].lines.append(shown)
    return made
