"""One finding, and how figures are said in its message."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from dasportal.danish.numbers import format_number, format_percent
from tariffs.facts import Book, LineFacts

FIGURES = ("places", "occupancy_pct", "budget", "tariff", "health_part")


class Severity(StrEnum):
    ERROR = "error"
    EXPLAIN = "explain"
    NOTICE = "notice"


@dataclass(frozen=True)
class Finding:
    """`line` is the line's number in its list, `row` its row in the file; both are None for what
    is about the whole. `message` is Danish, `why` the same without the line's name. `field` is
    where it is mended."""

    severity: Severity
    code: str
    message: str
    line: int | None = None
    row: int | None = None
    field: str = ""
    pk: int | None = None
    why: str = ""

    @property
    def anchor(self) -> str:
        """Where it is mended on the submission's page: the field, else the line."""
        return f"linje-{self.pk}-{self.field}" if self.field in FIGURES else f"linje-{self.pk}"


Rule = Callable[[LineFacts, Book], Iterator[Finding]]
BookRule = Callable[[Book], Iterator[Finding]]


def about(line: LineFacts, severity: Severity, code: str, why: str, field: str = "") -> Finding:
    """A finding on the line; its name comes first in the message."""
    why = why.replace("kr..", "kr.")
    message = f"{line.name}: {why}"
    return Finding(severity, code, message, line.number, line.row, field, line.pk, why)


def error(line: LineFacts, code: str, why: str, field: str = "") -> Finding:
    return about(line, Severity.ERROR, code, why, field)


def explain(line: LineFacts, code: str, why: str, field: str = "explanation") -> Finding:
    return about(line, Severity.EXPLAIN, code, why, field)


def notice(line: LineFacts, code: str, why: str, field: str = "") -> Finding:
    return about(line, Severity.NOTICE, code, why, field)


def moves(change: Decimal) -> str:
    """»stiger 10,09 %«, »falder 4,39 %«."""
    way = "stiger" if change > 0 else "falder"
    return f"{way} {format_percent(abs(change), 2)}"


def kroner(value: Decimal) -> str:
    """»4.701 kr.«; øre only where there are any."""
    whole = value == value.to_integral_value()
    return f"{format_number(value, 0 if whole else 2)} kr."
