"""What is looked at in a report before it is handed in. Pure: plain values in, findings out.

An error keeps the report back; the rest is told, and a jump wants an explanation.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from dasportal.danish.numbers import format_number

TOLERANCE_PCT = Decimal("1")  # percentage points between stated and reckoned occupancy
JUMP_PCT = Decimal("15")  # percent from last year, of what is asked to be explained
MOST_PCT = Decimal("200")


class Level(StrEnum):
    ERROR = "error"
    EXPLAIN = "explain"
    NOTICE = "notice"


@dataclass(frozen=True)
class Finding:
    """`field` is the report's field that it is about; `text` is Danish and says what to do."""

    level: Level
    field: str
    text: str


@dataclass(frozen=True)
class Figures:
    """A report's figures. Unknown is None."""

    places: Decimal | None = None
    used: Decimal | None = None
    occupancy_pct: Decimal | None = None
    budgeted_pct: Decimal | None = None
    months: tuple[Decimal | None, ...] = ()
    income: Decimal | None = None
    cost: Decimal | None = None
    result: Decimal | None = None
    budget: Decimal | None = None
    staff: Decimal | None = None
    waiting: int | None = None
    economic: str = ""
    professional: str = ""
    explanation: str = ""
    figures_cover: str = "offer"
    figures_what: str = ""
    economy_covers: str = "offer"
    economy_what: str = ""


LABELS = {
    "places": "Pladser", "used": "Pladser i brug", "occupancy_pct": "Belægning",
    "budget": "Budget", "cost": "Udgifter", "income": "Indtægter", "staff": "Medarbejdere",
}  # fmt: skip


def occupancy(used: Decimal | None, places: Decimal | None) -> Decimal | None:
    """Places in use of the places, in percent with one decimal."""
    if used is None or not places:
        return None
    return (used / places * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)


def mean(months: tuple[Decimal | None, ...]) -> Decimal | None:
    """The mean of twelve months; None until all are known."""
    known = [month for month in months if month is not None]
    if len(known) != 12:
        return None
    return (sum(known, Decimal(0)) / 12).quantize(Decimal("0.1"), ROUND_HALF_UP)


def findings_of(now: Figures, before: Figures | None = None) -> list[Finding]:
    """All that is to be said of a report, errors first."""
    rows = [*_missing(now), *_sums(now), *_covers(now), *_jumps(now, before)]
    order = list(Level)
    return sorted(rows, key=lambda row: order.index(row.level))


def _missing(now: Figures) -> Iterator[Finding]:
    for name, what in (("places", "hvor mange pladser tilbuddet har"),
                       ("used", "hvor mange pladser der var i brug i gennemsnit"),
                       ("result", "årets resultat; et underskud skrives med minus")):  # fmt: skip
        if getattr(now, name) is None:
            yield Finding(Level.ERROR, name, f"Skriv {what}.")
    for name, what in (("professional", "faglig"), ("economic", "økonomisk")):
        if not getattr(now, name).strip():
            yield Finding(Level.ERROR, name, f"Skriv om tilbuddets {what}e bæredygtighed.")
    if now.budgeted_pct is None:
        yield Finding(Level.NOTICE, "budgeted_pct", "Budgetteret belægning mangler, så det kan ikke "
                      "ses, om den er nået.")  # fmt: skip
    if now.waiting is None:
        yield Finding(Level.NOTICE, "waiting", "Ventelisten mangler. Skriv 0, hvis den er tom.")
    if any(month is None for month in now.months) or len(now.months) not in (0, 12):
        yield Finding(Level.NOTICE, "months", "Belægningen mangler for nogle af månederne.")


def _sums(now: Figures) -> Iterator[Finding]:
    reckoned = occupancy(now.used, now.places)
    stated = now.occupancy_pct
    if reckoned is not None and stated is not None and abs(reckoned - stated) > TOLERANCE_PCT:
        yield Finding(
            Level.ERROR, "occupancy_pct",
            f"Belægningen er skrevet som {_n(stated)} %, men {_n(now.used)} af {_n(now.places)} "
            f"pladser er {_n(reckoned)} %. Ret det, der er forkert.",
        )  # fmt: skip
    average = mean(now.months)
    if average is not None and reckoned is not None and abs(average - reckoned) > 2:
        yield Finding(
            Level.NOTICE, "months",
            f"Månederne giver {_n(average)} % i gennemsnit, men pladserne giver {_n(reckoned)} %.",
        )  # fmt: skip
    if now.income is not None and now.cost is not None and now.result is not None:
        result = now.income - now.cost
        if abs(result - now.result) > 1:
            yield Finding(
                Level.ERROR, "result",
                f"Resultatet er skrevet som {_n(now.result)} kr., men indtægter minus udgifter er "
                f"{_n(result)} kr. Ret det, der er forkert.",
            )  # fmt: skip
    for name in ("occupancy_pct", "budgeted_pct"):
        value = getattr(now, name)
        if value is not None and not 0 <= value <= MOST_PCT:
            yield Finding(Level.ERROR, name, "Belægningen skrives i procent, fx 98.")


def _covers(now: Figures) -> Iterator[Finding]:
    for name in ("figures", "economy"):
        covers = now.figures_cover if name == "figures" else now.economy_covers
        if covers != "offer" and not getattr(now, f"{name}_what").strip():
            yield Finding(Level.ERROR, f"{name}_what", "Skriv, hvilket center eller hvilken del "
                          "tallene dækker.")  # fmt: skip


def _jumps(now: Figures, before: Figures | None) -> Iterator[Finding]:
    if before is None:
        return
    for name, label in LABELS.items():
        new, old = getattr(now, name), getattr(before, name)
        if new is None or not old:
            continue
        pct = (new - old) / abs(old) * 100
        if abs(pct) > JUMP_PCT and not now.explanation.strip():
            words = "steget" if pct > 0 else "faldet"
            yield Finding(
                Level.EXPLAIN, "explanation",
                f"{label} er {words} fra {_n(old)} til {_n(new)} ({_n(abs(pct), 1)} %). Forklar det.",
            )  # fmt: skip


def _n(value: Decimal | None, decimals: int | None = None) -> str:
    if value is None:
        return "?"
    return format_number(
        value.quantize(Decimal(10) ** -decimals) if decimals is not None else value
    )
