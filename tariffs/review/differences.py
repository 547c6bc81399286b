"""What differs between two frozen versions of a submission, line by line. Pure.

Snapshots are those of `tariffs/snapshot.py`. A line is found by its key in the database, and where
that is another (taken out and put in again), by offer, service, legal basis and unit.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from dasportal.danish.numbers import format_kroner, format_number, format_percent
from tariffs.models import Cause

HUNDRED = Decimal(100)
FIGURES = {
    "places": "Pladser", "occupancy_pct": "Belægning, %", "budget": "Budget, kr.",
    "tariff": "Takst, kr.", "health_part": "Heraf sundhedslovsydelser, kr.",
    "surcharge_balance": "Tillæggets restbeløb, kr.",
}  # fmt: skip
WORDS = {
    "offer": "Tilbud", "service": "Ydelse", "legal_basis": "Lovgrundlag", "unit": "Takstenhed",
    "reporting_unit": "Enhed", "explanation": "Forklaring",
    "ceiling_exemption": "Undtaget fra loftet, fordi", "surcharge_ends_on": "Tillægget ophører",
}  # fmt: skip
CAUSES = {str(cause.value): str(cause.label) for cause in Cause}
FRAME = {"reason": "Hvorfor der rettes", "valid_from": "Gælder fra"}


@dataclass(frozen=True)
class Cell:
    """One value that is another now. `pct` is the change in percent, of figures that had one."""

    label: str
    old: str
    new: str
    pct: str = ""


@dataclass(frozen=True)
class ChangedLine:
    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Difference:
    """`added` and `removed` are lines in words with their figures; `same` is how many are alike."""

    added: tuple[ChangedLine, ...]
    removed: tuple[ChangedLine, ...]
    changed: tuple[ChangedLine, ...]
    same: int
    frame: tuple[Cell, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.removed or self.changed or self.frame)


def difference(old: dict[str, Any] | None, new: dict[str, Any]) -> Difference:
    """From the old version to the new; all is added where there was none."""
    before = list(old["lines"]) if old else []
    pairs, removed = _paired(before, new["lines"])
    added, changed, same = [], [], 0
    for was, now in pairs:
        if was is None:
            added.append(ChangedLine(name_of(now), tuple(_figures(now))))
            continue
        cells = tuple(_cells(was, now))
        if cells:
            changed.append(ChangedLine(name_of(now), cells))
        else:
            same += 1
    gone = tuple(ChangedLine(name_of(row), tuple(_figures(row))) for row in removed)
    frame = tuple(
        Cell(label, old.get(name) or "–", new.get(name) or "–")
        for name, label in FRAME.items()
        if old and (old.get(name) or "") != (new.get(name) or "")
    ) if old else ()  # fmt: skip
    return Difference(tuple(added), gone, tuple(changed), same, frame)


def name_of(row: dict[str, Any]) -> str:
    """»Violen, Boniveau 7 (ABL § 105)«."""
    basis = f" ({row['legal_basis']})" if row.get("legal_basis") else ""
    return f"{row['offer']}, {row['service']}{basis}"


def _paired(before: list[Any], after: list[Any]) -> tuple[list[tuple[Any, Any]], list[Any]]:
    by_id = {row["id"]: row for row in before}
    by_key = {_key(row): row for row in before}
    taken: set[Any] = set()
    pairs = []
    for row in after:
        was = by_id.get(row["id"]) or by_key.get(_key(row))
        if was is not None and was["id"] in taken:
            was = None
        if was is not None:
            taken.add(was["id"])
        pairs.append((was, row))
    return pairs, [row for row in before if row["id"] not in taken]


def _key(row: dict[str, Any]) -> tuple[Any, ...]:
    return row["offer_id"], row["service"], row["legal_basis"], row["unit"]


def _cells(was: dict[str, Any], now: dict[str, Any]) -> Iterable[Cell]:
    for name, label in FIGURES.items():
        old, new = _number(was.get(name)), _number(now.get(name))
        if old != new:
            yield Cell(label, format_number(old) or "–", format_number(new) or "–", _pct(old, new))
    for name, label in WORDS.items():
        if (was.get(name) or "") != (now.get(name) or ""):
            yield Cell(label, was.get(name) or "–", now.get(name) or "–")
    if (said := _causes(was)) != (says := _causes(now)):
        yield Cell("Årsager", said or "–", says or "–")
    if bool(was.get("is_billed")) != bool(now.get("is_billed")):
        yield Cell("Afregnes", _yes(was.get("is_billed")), _yes(now.get("is_billed")))


def _causes(row: dict[str, Any]) -> str:
    """»Pladser 120.000 kr., Ledelse«."""
    said = []
    for cause in row.get("causes") or []:
        amount = _number(cause.get("amount"))
        label = CAUSES.get(cause["cause"], cause["cause"])
        said.append(label if amount is None else f"{label} {format_kroner(amount)}")
    return ", ".join(said)


def _figures(row: dict[str, Any]) -> Iterable[Cell]:
    for name in ("places", "occupancy_pct", "budget", "tariff"):
        if (value := _number(row.get(name))) is not None:
            yield Cell(FIGURES[name], "", format_number(value))


def _number(value: Any) -> Decimal | None:
    return None if value in (None, "") else Decimal(value)


def _pct(old: Decimal | None, new: Decimal | None) -> str:
    if not old or new is None:
        return ""
    return format_percent((new / old - 1) * HUNDRED, 2, signed=True)


def _yes(value: Any) -> str:
    return "Ja" if value else "Nej"
