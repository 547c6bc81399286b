"""The rules of the signals, one a function, and the times that are due: plain values in and out.

A signal is a suggestion with its figures, never a verdict. Each rule answers with an `Outcome` also when
it is silent, and says why: a figure that is not known is not a good one.
"""

from __future__ import annotations

import calendar
import hashlib
import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple, Protocol

from dasportal.danish.dates import format_date
from dasportal.danish.numbers import format_kroner, format_number, format_percent

HUNDRED = Decimal(100)
OFFER = "offer"


class Limits(Protocol):
    """What the secretariat may change: `models.Thresholds`."""

    below_reports: int
    budgeted_pct: Decimal | None
    falling_years: int
    fewer_buyers: int
    deficit_pct: Decimal
    cut_places: Decimal
    tariff_pct: Decimal


class Point(NamedTuple):
    """A value on a day, where it is from, and what it covers in words; "" is the offer. A tuple, as
    a page may read thousands."""

    on: date
    value: Decimal
    source: str
    covers: str = ""
    how: str = ""  # how it was reckoned, where it is not as reported

    @property
    def is_yearly(self) -> bool:
        """Of a year: it stands on its last day."""
        return (self.on.month, self.on.day) == (12, 31)

    @property
    def when(self) -> str:
        return str(self.on.year) if self.is_yearly else f"pr. {format_date(self.on)}"

    @property
    def in_words(self) -> str:
        return f"i {self.on.year}" if self.is_yearly else self.when


@dataclass(frozen=True)
class Price:
    """A billed tariff of a service in a year. `limit` is DAS's for that year, `pl` its PL, pct."""

    service: str
    year: int
    tariff: Decimal
    pl: Decimal | None = None
    limit: Decimal | None = None
    source: str = ""


@dataclass(frozen=True)
class Facts:
    """What is known of an offer, each list by date."""

    places: Sequence[Point] = ()
    used: Sequence[Point] = ()
    occupancy: Sequence[Point] = ()
    budgeted: Sequence[Point] = ()
    buyers: Sequence[Point] = ()
    budget: Sequence[Point] = ()
    result: Sequence[Point] = ()
    expected: Sequence[Point] = ()
    prices: Sequence[Price] = ()


@dataclass(frozen=True)
class Shown:
    """A figure that an outcome rests on, as it is read."""

    label: str
    text: str
    source: str


@dataclass(frozen=True)
class Outcome:
    """What a rule says: raised, silent, or not able to say (`known` False)."""

    rule: str
    title: str
    raised: bool
    why: str
    figures: tuple[Shown, ...] = ()
    known: bool = True

    @property
    def key(self) -> str:
        """Names the figures: other figures make another signal."""
        parts = (self.rule, *(f"{row.label}\0{row.text}" for row in self.figures))
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()


@dataclass(frozen=True)
class Rule:
    name: str
    title: str
    brief: str  # the tag on the overview
    ask: Callable[[Facts, Limits], tuple[bool | None, str, list[Shown]]] = field(repr=False)


def percent(value: Decimal) -> str:
    """With one decimal where there is one: »93,3 %«."""
    return format_percent(value.quantize(Decimal("0.1"), ROUND_HALF_UP))


# --- Occupancy ------------------------------------------------------------------------------------


def occupancies(facts: Facts) -> list[Point]:
    """As reported; of days without it reckoned from places in use and places."""
    found = {point.on: point for point in facts.occupancy}
    for used in facts.used:
        places = _latest(facts.places, used.on)
        if used.on in found or places is None or not places.value:
            continue
        pct = (used.value / places.value * HUNDRED).quantize(Decimal("0.01"), ROUND_HALF_UP)
        said = f"{format_number(used.value)} af {format_number(places.value)} pladser"
        found[used.on] = Point(used.on, pct, used.source, used.covers, said)
    return [found[day] for day in sorted(found)]


def occupancy_below(facts: Facts, limits: Limits) -> tuple[bool | None, str, list[Shown]]:
    """Below what was budgeted in as many reports running."""
    rows = occupancies(facts)[-limits.below_reports :]
    if len(rows) < limits.below_reports:
        return None, f"Der er færre end {limits.below_reports} tal for belægning.", []
    pairs = [(row, _budgeted(facts, row, limits)) for row in rows]
    if any(budget is None for _, budget in pairs):
        return None, "Det er ikke oplyst, hvilken belægning der er budgetteret med.", []
    shown = [
        Shown(f"Belægning {row.when}", percent(row.value), _source(row)) for row, _ in pairs
    ] + [Shown(f"Budgetteret {b.when}", percent(b.value), b.source) for row, b in pairs if b]
    said = " og ".join(
        f"{percent(row.value)} {row.in_words} mod {percent(b.value)} i budgettet"
        for row, b in pairs if b
    )  # fmt: skip
    if all(b is not None and row.value < b.value for row, b in pairs):
        count = "to rapporter" if len(pairs) == 2 else f"{len(pairs)} rapporter"
        return True, f"Belægningen er under det budgetterede {count} i træk: {said}.", shown
    return False, f"Belægningen er ikke under det budgetterede hver gang: {said}.", shown


def _budgeted(facts: Facts, row: Point, limits: Limits) -> Point | None:
    """What was budgeted for the year, which stands on its last day; else last before."""
    known = _latest(facts.budgeted, date(row.on.year, 12, 31))
    if known is not None:
        return known
    if limits.budgeted_pct is None:
        return None
    return Point(row.on, limits.budgeted_pct, "Antaget: sekretariatets indstilling")


def occupancy_falling(facts: Facts, limits: Limits) -> tuple[bool | None, str, list[Shown]]:
    """As many year's figures running, each lower than the year before. Shorter periods are left
    out: a quarter is not compared with a year."""
    rows = [point for point in occupancies(facts) if point.is_yearly][-limits.falling_years :]
    shown = [Shown(f"Belægning {row.when}", percent(row.value), _source(row)) for row in rows]
    said = " → ".join(percent(row.value) for row in rows)
    if len(rows) < limits.falling_years:
        return None, f"Der er færre end {limits.falling_years} års belægning.", shown
    if rows[-1].on.year - rows[0].on.year != len(rows) - 1:
        return None, "Der mangler et år i rækken af belægninger.", shown
    if all(later.value < sooner.value for sooner, later in _pairs(rows)):
        years = f"{rows[0].on.year}–{rows[-1].on.year}"
        return True, f"Belægningen falder år for år, {years}: {said}.", shown
    return False, f"Belægningen falder ikke hvert år: {said}.", shown


# --- Buyers, capacity -----------------------------------------------------------------------------


def buyers_down(facts: Facts, limits: Limits) -> tuple[bool | None, str, list[Shown]]:
    """Fewer parties buy than the year before. How many, never who: a few places may tell of one
    citizen."""
    rows = [point for point in facts.buyers if point.is_yearly][-2:]
    if len(rows) < 2 or rows[1].on.year - rows[0].on.year != 1:
        return None, "Antallet af købere er ikke kendt for to år i træk.", []
    before, now = rows
    shown = [Shown(f"Købere {row.when}", format_number(row.value), row.source) for row in rows]
    said = f"{format_number(before.value)} i {before.on.year}, {format_number(now.value)} i {now.on.year}"
    if before.value - now.value >= limits.fewer_buyers:
        return True, f"Færre parter køber pladser end året før: {said}.", shown
    return False, f"Antallet af købere er ikke faldet: {said}.", shown


def capacity_cut(facts: Facts, limits: Limits) -> tuple[bool | None, str, list[Shown]]:
    """Fewer places than the figure before said."""
    rows = list(facts.places)[-2:]
    if len(rows) < 2:
        return None, "Pladstallet er ikke kendt to gange.", []
    before, now = rows
    shown = [
        Shown(f"Pladser {row.when}", format_number(row.value), _source(row)) for row in rows
    ]  # fmt: skip
    said = f"{format_number(before.value)} {before.in_words}, {format_number(now.value)} {now.in_words}"
    if before.value - now.value >= limits.cut_places:
        return True, f"Tilbuddet har skåret ned i pladser: {said}.", shown
    return False, f"Der er ikke skåret i pladserne: {said}.", shown


# --- Money ----------------------------------------------------------------------------------------


def deficit(facts: Facts, limits: Limits) -> tuple[bool | None, str, list[Shown]]:
    """The newest result, and what is expected after it, below zero by more than a share of the
    budget of the same (offer or centre)."""
    if not facts.result and not facts.expected:
        return None, "Resultatet er ikke oplyst.", []
    last = facts.result[-1] if facts.result else None
    rows = [("Resultat", last)] if last else []
    after = [row for row in facts.expected if last is None or row.on > last.on]
    rows += [("Forventet resultat", after[-1])] if after else []
    shown, said, over, judged = [], [], False, False
    for label, row in rows:
        assert row is not None
        shown.append(Shown(f"{label} {row.when}", format_kroner(row.value), _source(row)))
        budget = _budget_of(facts, row)
        text = f"{label.lower()} {row.in_words} {format_kroner(row.value)}"
        if budget is None or budget.value <= 0:
            judged = judged or row.value >= 0
            said.append(text)
            continue
        judged = True
        share = -row.value / budget.value * HUNDRED
        shown.append(
            Shown(f"Budget {budget.when}", format_kroner(budget.value), _source(budget))
        )  # fmt: skip
        if share > 0:
            text += f", det er {percent(share)} af budgettet"
        over = over or share > limits.deficit_pct
        said.append(text)
    words = "; ".join(said)
    if over:
        limit = percent(limits.deficit_pct)
        return True, f"Underskuddet er over {limit} af budgettet: {words}.", shown
    if not judged:
        return None, f"Budgettet er ikke oplyst, så underskuddet kan ikke måles: {words}.", shown
    return False, f"Intet underskud over grænsen: {words}.", shown


def _budget_of(facts: Facts, row: Point) -> Point | None:
    same = [budget for budget in facts.budget if budget.covers == row.covers]
    return _latest(same, row.on)


def tariff_rising(facts: Facts, limits: Limits) -> tuple[bool | None, str, list[Shown]]:
    """A billed tariff above last year's by more than DAS's limit: against the tariff in this year's
    prices and wages where PL is known, as everywhere in the portal."""
    if not facts.prices:
        return None, "Taksterne er ikke kendt i portalen.", []
    year = max(price.year for price in facts.prices)
    before = {p.service: p for p in facts.prices if p.year == year - 1}
    rises = [
        (*_rise(before[p.service], p), before[p.service], p)
        for p in facts.prices
        if p.year == year and p.service in before
    ]
    if not rises:
        return None, f"Der er ingen takst for {year} at holde op mod året før.", []
    rises.sort(key=lambda row: -row[0])
    change, how, last, now = rises[0]
    limit = now.limit if now.limit is not None else limits.tariff_pct
    shown = [
        Shown(f"{row.service} {row.year}", format_kroner(row.tariff), row.source or "Takstbilaget")
        for row in (last, now)
    ]
    said = (
        f"»{now.service}« {format_kroner(last.tariff)} i {last.year}, {format_kroner(now.tariff)} i "
        f"{now.year} ({format_percent(change, 1, signed=True)} {how})"
    )
    if change > limit:
        return True, f"Taksten stiger mere end {percent(limit)}: {said}.", shown
    return False, f"Taksten stiger ikke mere end {percent(limit)}: {said}.", shown


def _rise(last: Price, now: Price) -> tuple[Decimal, str]:
    if not last.tariff:
        return Decimal(0), "nominelt"
    if now.pl is None:
        return (now.tariff / last.tariff - 1) * HUNDRED, "nominelt, da PL ikke er kendt"
    return (now.tariff / (last.tariff * (HUNDRED + now.pl) / HUNDRED) - 1) * HUNDRED, "reelt"


# --- All of them ----------------------------------------------------------------------------------

RULES = (
    Rule("occupancy_below", "Belægning under budgettet", "Lav belægning", occupancy_below),
    Rule("occupancy_falling", "Faldende belægning", "Belægning falder", occupancy_falling),
    Rule("buyers_down", "Færre købere", "Færre købere", buyers_down),
    Rule("deficit", "Underskud", "Underskud", deficit),
    Rule("capacity_cut", "Færre pladser", "Færre pladser", capacity_cut),
    Rule("tariff_rising", "Stigende takst", "Takst stiger", tariff_rising),
)
NAMED: Mapping[str, Rule] = {rule.name: rule for rule in RULES}


def outcomes(facts: Facts, limits: Limits) -> list[Outcome]:
    """What each rule says, in their order."""
    found = []
    for rule in RULES:
        raised, why, shown = rule.ask(facts, limits)
        found.append(
            Outcome(rule.name, rule.title, bool(raised), why, tuple(shown), raised is not None)
        )
    return found


def _latest(rows: Sequence[Point], on: date) -> Point | None:
    """The newest on or before the day."""
    return next((row for row in reversed(rows) if row.on <= on), None)


def _pairs(rows: Sequence[Point]) -> list[tuple[Point, Point]]:
    return list(itertools.pairwise(rows))


def _source(row: Point) -> str:
    said = f"{row.source}: {row.how}" if row.how else row.source
    return f"{said}. Gælder {row.covers}" if row.covers else said


# --- What is followed beside ----------------------------------------------------------------------


def goes_on_by_itself(threshold: Decimal | None, newest: Decimal | None) -> bool | None:
    """True: below the limit, nothing is to be decided. False: it must be. None: nobody can say yet,
    or there is no such rule."""
    if threshold is None or newest is None:
        return None
    return newest < threshold


def months_on(day: date, months: int, anchor: int | None = None) -> date:
    """The same day so many months on; the last of a shorter month. `anchor` is the day of the month
    that is meant, so that 31 January, 28 February is followed by 31 March."""
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(anchor or day.day, last))
