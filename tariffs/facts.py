"""A submission in plain values: what findings, pages and commands are made of. Pure.

The same facts are made of stored lines and of a file that is not stored yet, so that both are
judged by the same rules.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from . import calculation
from .calculation import Drivers, Figures, JointEffect, Weighed
from .naming import level_number


@dataclass(frozen=True)
class YearFacts:
    """What the year decides. `decided` is true for lines that were approved before they came
    here: they are told of, but no longer stopped."""

    year: int
    pl_pct: Decimal | None = None
    explain_pct: Decimal = Decimal(2)
    discuss_pct: Decimal = Decimal(5)
    tolerance: Decimal = Decimal(2)
    decided: bool = False
    is_correction: bool = False
    asked: frozenset[str] = frozenset({"places", "occupancy_pct", "budget"})


@dataclass(frozen=True)
class LineFacts:
    """One line. `number` is its place in the list, from 1; `row` its row in a file.

    `family` is the offer that it probably is of: the register's own, or where the name is not
    confirmed the one that it is suggested to be. `last` is last year's approved figures,
    `approved` the tariff that a correction replaces.
    """

    number: int
    offer: str
    service: str
    service_key: str
    year: YearFacts
    row: int | None = None
    pk: int | None = None
    offer_id: int | None = None
    family: int | None = None
    offer_as_read: str = ""
    former_name: str = ""
    is_confirmed: bool = True
    suggestion: str = ""
    matched_by_former_name: bool = False
    filled_down: bool = False
    kind: str = "average"
    is_billed: bool = True
    basis: str = ""
    basis_key: str = ""
    basis_known: bool = True
    basis_in_force: bool = True
    basis_replaced_by: str = ""
    unit: str = "Døgn"
    unit_given: bool = True
    places: Decimal | None = None
    occupancy_pct: Decimal | None = None
    budget: Decimal | None = None
    tariff: Decimal | None = None
    explanation: str = ""
    is_explained: bool = False
    shares_explanation: bool = False
    explanation_id: int | None = None
    reporting_unit_id: int | None = None
    health_part: Decimal | None = None
    surcharge_ends_on: date | None = None
    surcharge_balance: Decimal | None = None
    causes: tuple[str, ...] = ()
    causes_total: Decimal | None = None
    last: Figures | None = None
    approved: Decimal | None = None
    ceiling: Decimal | None = None
    ceiling_exemption: str = ""

    def changed(self, **values: object) -> LineFacts:
        """The line with other values. As `dataclasses.replace`, but not by setting forty fields
        one after the other: a file has thousands of lines."""
        made = object.__new__(LineFacts)
        known = self.__dict__
        made.__dict__.update({name: known[name] for name in NAMES}, **values)
        return made

    @property
    def name(self) -> str:
        """As it is named in a message: »Botilbud Violen, Boniveau 7 (ABL § 105)«."""
        basis = f" ({self.basis})" if self.basis else ""
        return f"{self.offer_as_read or self.offer}, {self.service}{basis}"

    @cached_property
    def level(self) -> int | None:
        return level_number(self.service) if self.kind == "level" else None

    @cached_property
    def computed(self) -> Decimal | None:
        return calculation.computed_tariff(self.budget, self.places, self.occupancy_pct)

    @cached_property
    def nominal(self) -> Decimal | None:
        return calculation.nominal_change(self.tariff, self.last.tariff if self.last else None)

    @cached_property
    def real(self) -> Decimal | None:
        last = self.last.tariff if self.last else None
        return calculation.real_change(self.tariff, last, self.year.pl_pct)

    @cached_property
    def change(self) -> Decimal | None:
        """What thresholds speak of: the real change, or the nominal while PL is not known."""
        return self.real if self.year.pl_pct is not None else self.nominal

    @property
    def change_word(self) -> str:
        return "reelt" if self.year.pl_pct is not None else "nominelt"

    @cached_property
    def projected(self) -> Decimal | None:
        """Last year's tariff in this year's prices."""
        if self.last is None or self.year.pl_pct is None:
            return None
        return calculation.projected(self.last.tariff, self.year.pl_pct)

    @property
    def real_kroner(self) -> Decimal | None:
        """The tariff against last year's in this year's prices."""
        if self.tariff is None or self.projected is None:
            return None
        return self.tariff - self.projected

    @property
    def nominal_kroner(self) -> Decimal | None:
        if self.tariff is None or self.last is None:
            return None
        return self.tariff - self.last.tariff

    @property
    def drivers(self) -> Drivers | None:
        if self.last is None or self.tariff is None or self.year.pl_pct is None:
            return None
        now = Figures(self.budget, self.places, self.occupancy_pct, self.tariff)
        return calculation.drivers(self.last, now, self.year.pl_pct)


NAMES = tuple(LineFacts.__dataclass_fields__)  # not what has been computed since


@dataclass(frozen=True)
class Gone:
    """A line of last year's that is not among this year's."""

    name: str
    family: int


@dataclass(frozen=True)
class Book:
    """All lines of one submission, with what is asked of them together."""

    year: YearFacts
    lines: tuple[LineFacts, ...]
    gone: tuple[Gone, ...] = ()
    has_last_year: bool = False
    models: frozenset[str] = field(default_factory=frozenset)
    statements: int | None = None  # not known while a file is only read

    @cached_property
    def groups(self) -> dict[tuple[int | None, str], list[LineFacts]]:
        """Lines of one offer on one legal basis: an average and its levels."""
        found: dict[tuple[int | None, str], list[LineFacts]] = defaultdict(list)
        for line in self.lines:
            found[line.family, line.basis_key].append(line)
        return dict(found)

    @cached_property
    def by_text(self) -> dict[str, list[LineFacts]]:
        """Lines by their explanation, spaces apart."""
        found: dict[str, list[LineFacts]] = defaultdict(list)
        for line in self.lines:
            if line.explanation.strip():
                found[" ".join(line.explanation.split())].append(line)
        return dict(found)

    @cached_property
    def by_explanation(self) -> dict[int, list[LineFacts]]:
        """Lines that one stored explanation covers."""
        found: dict[int, list[LineFacts]] = defaultdict(list)
        for line in self.lines:
            if line.explanation_id is not None:
                found[line.explanation_id].append(line)
        return dict(found)

    @cached_property
    def bases_of(self) -> dict[int | None, set[str]]:
        found: dict[int | None, set[str]] = defaultdict(set)
        for line in self.lines:
            found[line.family].add(line.basis_key)
        return dict(found)

    @cached_property
    def first_of_offer(self) -> dict[int | None, int]:
        """The number of the first line of each offer: what is said of an offer is said there."""
        found: dict[int | None, int] = {}
        for line in self.lines:
            found.setdefault(line.offer_id, line.number)
        return found


def effect_of(lines: Iterable[LineFacts]) -> JointEffect | None:
    """What the lines move together; those without a tariff or a last year are left aside."""
    rows = list(lines)
    weighed = [
        Weighed(row.tariff, row.last.tariff, row.places, row.occupancy_pct)
        for row in rows
        if row.tariff is not None and row.last is not None
    ]
    found = calculation.joint_effect(weighed, rows[0].year.pl_pct) if weighed else None
    return replace(found, left_out=len(rows) - found.counted) if found else None


def average_of(group: Iterable[LineFacts]) -> LineFacts | None:
    """The average line of a group, where it has just one."""
    found = [line for line in group if line.kind == "average"]
    return found[0] if len(found) == 1 else None
