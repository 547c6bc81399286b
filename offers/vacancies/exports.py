"""The overview as a table for files."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tariffs.exports import Column, Table, Value

from .queries import Shown

COLUMNS = (
    Column("Tilbud", 34), Column("Kommune eller region", 22), Column("Målgrupper", 34),
    Column("Lovgrundlag", 24), Column("Adresse", 34), Column("Ledige pladser", 10, "whole"),
    Column("Oplyst", 24), Column("Bemærkning", 30), Column("Laveste takst", 12, "kroner"),
    Column("Højeste takst", 12, "kroner"), Column("Takst pr", 10),
)  # fmt: skip


def overview_table(rows: Iterable[Shown], day: date) -> Table:
    """An offer a row; one that is billed in two units has two."""
    made: list[tuple[Value, ...]] = []
    for row in rows:
        known = (
            row.offer.name, row.offer.operator.name, row.offer.target_groups,
            ", ".join(row.bases), row.offer.address, row.free, row.fresh.text,
            getattr(row.offer, "free_note", "") or "",
        )  # fmt: skip
        prices = row.prices or (None,)
        made.extend(
            (*known, *((p.low, p.high, p.unit) if p is not None else (None, None, "")))
            for p in prices
        )
    return Table("Tilbud", COLUMNS, made, (f"Tilbudsoverblik {day:%d.%m.%Y}",))
