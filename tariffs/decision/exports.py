"""»Synliggørelse af ændringer« as Excel and CSV: old and new side by side, with percentage points."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from dasportal.danish.dates import format_date
from tariffs.exports import Column, Table, Value

from .changes import ChangeLine, ChangeSnapshot

COLUMNS = (
    Column("Driftsherre", 20), Column("Tilbud", 38), Column("Ydelse", 30),
    Column("Lovgrundlag", 17), Column("Takstenhed", 11), Column("Afregnes", 9),
    Column("Antal pladser før", 11, "places"), Column("Antal pladser ny", 11, "places"),
    Column("Belægning pct før", 11, "pct"), Column("Belægning pct ny", 11, "pct"),
    Column("Budget før", 15, "kroner"), Column("Budget ny", 15, "kroner"),
    Column("Takst før", 12, "kroner"), Column("Takst ny", 12, "kroner"),
    Column("Forskel", 12, "kroner"), Column("Real ændring pct før", 11, "change"),
    Column("Real ændring pct ny", 11, "change"), Column("Procentpoint", 11, "change"),
    Column("Udfald", 18), Column("Forklaring", 60),
)  # fmt: skip
BOTH = ("places", "occupancy_pct", "budget", "tariff")


def change_table(change: ChangeSnapshot) -> Table:
    """Every line of a correction, or of what is new in a version, as it was frozen."""
    rows = [
        (offer["party"], offer["name"], *_line(line))
        for offer in change["offers"]
        for line in offer["lines"]
    ]
    from_day = format_date(date.fromisoformat(change["valid_from"]))
    about = (
        change["title"],
        f"Gælder fra {from_day}. Besluttet: {change['decided'] or 'endnu ikke'}.",
        *([f"Hvorfor: {change['reason']}"] if change["reason"] else []),
    )
    return Table("Ændringer", COLUMNS, rows, about)


def _line(line: ChangeLine) -> tuple[Value, ...]:
    old, new = line["old"], line["new"]
    sides = [_number(side[name]) for name in BOTH for side in (old, new)]  # type: ignore[literal-required]
    return (
        line["service"], line["legal_basis"], line["unit"], line["billed"], *sides,
        _number(line["difference"]), _number(old["real_pct"]), _number(new["real_pct"]),
        _number(line["points"]), line["outcome"], line["explanation"],
    )  # fmt: skip


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
