"""The arithmetic of a year's development. Pure and in Decimal: kroner, percent and days.

A year is weighed by what it costs: the tariff times the days that are paid for, this year's days in
both years, so that a change is one of prices and not of how much is bought (docs/adr/0032).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property

from dasportal.danish.numbers import format_number

from ..calculation import (
    DAYS,
    HUNDRED,
    KRONE,
    Figures,
    nominal_change,
    projected,
    real_change,
    whole_kroner,
)

NIL = Decimal(0)
TINY = Decimal(1).scaleb(-10)  # what a part is cut to, so that they add up to the last digit
PLACE_UNITS = ("Døgn", "Dag")  # these are counted in places on 365 days; the others in what is sold
DRIVERS = ("pl", "budget", "places", "occupancy", "rest")
MOVERS = {"budget": "budget", "places": "pladser", "occupancy": "belægning", "rest": "øvrigt"}


@dataclass(frozen=True)
class Moved:
    """A line of the year beside what was approved for it the year before. `pl_pct` is the year's;
    `causes` are (cause, its kroner of the tariff's real change where the party gave them)."""

    party: str
    party_name: str
    offer_id: int
    offer: str
    service: str
    basis: str
    unit: str
    kind: str
    billed: bool
    now: Figures
    last: Figures | None
    pl_pct: Decimal | None
    text: str = ""
    causes: tuple[tuple[str, Decimal | None], ...] = ()
    covers: int = 1  # lines under the same explanation

    @property
    def name(self) -> str:
        return f"{self.offer}, {self.service}"

    @cached_property
    def nominal(self) -> Decimal | None:
        return nominal_change(self.now.tariff, self.last.tariff if self.last else None)

    @cached_property
    def real(self) -> Decimal | None:
        return real_change(self.now.tariff, self.last.tariff if self.last else None, self.pl_pct)

    @property
    def change(self) -> Decimal | None:
        """What thresholds speak of: the real change, or the nominal while PL is not known."""
        return self.real if self.pl_pct is not None else self.nominal

    @cached_property
    def days(self) -> Decimal | None:
        """Paid days a year: places × 365 × occupancy. Of hours and courses, and where occupancy is
        not known, what the budget pays for: budget / tariff. None when neither is known."""
        now = self.now
        if self.unit in PLACE_UNITS and now.places and now.occupancy_pct:
            return now.places * DAYS * now.occupancy_pct / HUNDRED
        if now.budget and now.tariff:
            return now.budget / now.tariff
        return None

    @cached_property
    def parts(self) -> dict[str, Decimal]:
        """What moved the tariff, kroner a day, exactly: the parts add up to the nominal change."""
        return {} if self.last is None else driver_parts(self.last, self.now, self.pl_pct or NIL)

    @property
    def moved_by(self) -> str:
        """»budget +120, pladser −45«: what moved the tariff besides PL, in whole kroner a day. Empty
        where the figures do not tell, as of a level without a budget of its own."""
        if self.last is None or not (self.last.is_whole and self.now.is_whole):
            return ""
        return ", ".join(
            f"{word} {format_number(self.parts[name], 0, signed=True)}"
            for name, word in MOVERS.items()
            if abs(self.parts[name]) >= Decimal("0.5")
        )


def driver_parts(last: Figures, now: Figures, pl_pct: Decimal) -> dict[str, Decimal]:
    """As `tariffs.calculation.drivers`, before rounding: kroner, adding up to the change.

    The mean over all orders of three factors has a closed form: each part is what its own factor
    does, times the mean of the other two.
    """
    parts = dict.fromkeys(DRIVERS, NIL)
    parts["pl"] = projected(last.tariff, pl_pct) - last.tariff
    if last.is_whole and now.is_whole:
        pairs = {
            "budget": (projected(last.budget or NIL, pl_pct), now.budget or NIL),
            "places": (1 / (last.places or KRONE), 1 / (now.places or KRONE)),
            "occupancy": (HUNDRED / (last.occupancy_pct or KRONE), HUNDRED / (now.occupancy_pct or KRONE)),
        }  # fmt: skip
        for name, (before, after) in pairs.items():
            (x0, x1), (y0, y1) = (pair for other, pair in pairs.items() if other != name)
            mean = (x0 * y0 + x1 * y1) / 3 + (x0 * y1 + x1 * y0) / 6
            parts[name] = ((after - before) * mean / DAYS).quantize(TINY)
    parts["rest"] = now.tariff - last.tariff - sum(parts.values(), NIL)
    return parts


# --- Which lines are weighed ----------------------------------------------------------------------


def weighing(lines: Iterable[Moved]) -> list[Moved]:
    """The lines that stand for their offer: where it has one average with days of its own on a legal
    basis, that; else each line whose days are known. A level without places has no weight."""
    groups: dict[tuple[str, str, str, str], list[Moved]] = defaultdict(list)
    for line in lines:
        groups[line.party, line.offer, line.basis, line.unit].append(line)
    found: list[Moved] = []
    for group in groups.values():
        known = [line for line in group if line.days]
        averages = [line for line in known if line.kind == "average"]
        found.extend(averages if len(averages) == 1 else known)
    return found


# --- Sums -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Row:
    """What some lines come to. Kroner are a year's: `now` at this year's tariffs, `last` the same
    days at last year's. Lines without a tariff last year are new and count in neither."""

    key: str
    name: str
    lines: int = 0
    weighed: int = 0
    new: int = 0
    rising: int = 0
    falling: int = 0
    above: int = 0
    now: Decimal = NIL
    last: Decimal = NIL
    pl_pct: Decimal | None = None
    drivers: Mapping[str, Decimal] = field(default_factory=dict)

    @property
    def change(self) -> Decimal:
        """Whole kroner a year; the drivers add up to it."""
        return (self.now - self.last).quantize(KRONE, ROUND_HALF_UP)

    @property
    def nominal(self) -> Decimal | None:
        return nominal_change(self.now, self.last or None)

    @property
    def real(self) -> Decimal | None:
        return real_change(self.now, self.last or None, self.pl_pct)

    @property
    def driver_list(self) -> list[Decimal]:
        """The drivers in their order, whole kroner a year."""
        return [self.drivers[part] for part in DRIVERS]


def sum_of(name: str, lines: Iterable[Moved], discuss_pct: Decimal, *, key: str = "") -> Row:
    """The lines together."""
    rows = list(lines)
    pl = rows[0].pl_pct if rows else None
    stand = [line for line in weighing(rows) if line.last is not None]
    now = sum((line.now.tariff * (line.days or NIL) for line in stand), NIL)
    last = sum((line.last.tariff * (line.days or NIL) for line in stand if line.last), NIL)
    changes = [line.change for line in rows if line.change is not None]
    exact = {
        part: sum((line.parts[part] * (line.days or NIL) for line in stand), NIL)
        for part in DRIVERS
    }
    total = (now - last).quantize(KRONE, ROUND_HALF_UP)
    return Row(
        key=key or name, name=name, lines=len(rows), weighed=len(stand),
        new=sum(1 for line in rows if line.last is None),
        rising=sum(1 for change in changes if change > 0),
        falling=sum(1 for change in changes if change < 0),
        above=sum(1 for change in changes if abs(change) > discuss_pct),
        now=now, last=last, pl_pct=pl, drivers=whole_kroner(exact, total),
    )  # fmt: skip


def grouped(
    lines: Iterable[Moved], by: Callable[[Moved], tuple[str, str]], discuss_pct: Decimal
) -> list[Row]:
    """A row for each key and name that `by` says of a line, in the order the lines come."""
    found: dict[tuple[str, str], list[Moved]] = {}
    for line in lines:
        found.setdefault(by(line), []).append(line)
    return [sum_of(name, rows, discuss_pct, key=key) for (key, name), rows in found.items()]


def by_party(line: Moved) -> tuple[str, str]:
    return line.party, line.party_name


def by_basis(line: Moved) -> tuple[str, str]:
    return line.basis, line.basis or "Uden lovgrundlag"


def by_offer(line: Moved) -> tuple[str, str]:
    return str(line.offer_id or line.offer), line.offer


# --- What stands out ------------------------------------------------------------------------------


def largest(lines: Iterable[Moved], count: int, *, falls: bool = False) -> list[Moved]:
    """The lines that rise, or fall, most in percent; of an offer only what stands for it."""
    rows = [line for line in weighing(lines) if line.change is not None]
    rows = [line for line in rows if (line.change or NIL) < 0] if falls else [
        line for line in rows if (line.change or NIL) > 0
    ]  # fmt: skip
    rows.sort(key=lambda line: (line.change or NIL, line.name), reverse=not falls)
    return rows[:count]


def to_discuss(lines: Iterable[Moved], discuss_pct: Decimal) -> list[Moved]:
    """Billed lines that move by more than DAS's threshold, up or down, in the order they come."""
    return [
        line
        for line in lines
        if line.billed and line.change is not None and abs(line.change) > discuss_pct
    ]


@dataclass(frozen=True)
class CauseRow:
    """What is explained by a cause: lines, the parties that name it, and kroner a year of the real
    change, where it is the only cause or the party gave its part; `unsaid` lines have no amount."""

    cause: str
    lines: int
    parties: tuple[str, ...]
    kroner: Decimal
    unsaid: int


def by_cause(lines: Iterable[Moved]) -> list[CauseRow]:
    """The causes by how many lines name them. Lines that do not weigh count without kroner."""
    rows = list(lines)
    stand = {id(line) for line in weighing(rows)}
    found: dict[str, list[tuple[Moved, Decimal | None]]] = defaultdict(list)
    for line in rows:
        for cause, amount in line.causes:
            found[cause].append((line, _of_cause(line, amount, id(line) in stand)))
    made = [
        CauseRow(
            cause,
            len(named),
            tuple(dict.fromkeys(line.party_name for line, _ in named)),
            sum((part or NIL for _, part in named), NIL).quantize(KRONE, ROUND_HALF_UP),
            sum(1 for _, part in named if part is None),
        )
        for cause, named in found.items()
    ]
    return sorted(made, key=lambda row: (-row.lines, row.cause))


def _of_cause(line: Moved, amount: Decimal | None, weighs: bool) -> Decimal | None:
    """Kroner a year; amounts under an explanation of several lines are theirs together."""
    if not weighs or line.last is None or line.pl_pct is None or line.days is None:
        return None
    if len(line.causes) == 1:
        return (line.now.tariff - projected(line.last.tariff, line.pl_pct)) * line.days
    return amount * line.days if amount is not None and line.covers == 1 else None


@dataclass(frozen=True)
class ExplainRow:
    """How many of a party's billed lines move by more than what is to be explained, how many of
    them are explained, and how many by more than what DAS discusses."""

    party: str
    name: str
    due: int
    explained: int
    above: int

    @property
    def missing(self) -> int:
        return self.due - self.explained


def who_explains(
    lines: Iterable[Moved], explain_pct: Decimal, discuss_pct: Decimal
) -> list[ExplainRow]:
    """By party, in the order they come; parties with nothing to explain too."""
    found: dict[tuple[str, str], list[Moved]] = {}
    for line in lines:
        found.setdefault(by_party(line), []).append(line)
    made = []
    for (party, name), rows in found.items():
        due = to_discuss(rows, explain_pct)
        explained = sum(1 for line in due if line.text)
        made.append(
            ExplainRow(party, name, len(due), explained, len(to_discuss(rows, discuss_pct)))
        )
    return made
