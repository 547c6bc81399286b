"""The list as one table, for Excel and CSV."""

from __future__ import annotations

from decimal import Decimal

from dasportal.danish.numbers import format_number
from tariffs.exports import Column, Table

from .queries import Snapshot


def table(made: Snapshot) -> Table:
    columns = [
        Column("Styringsaftalen", 22), Column("Driftsherre", 20), Column("Tilbud", 38),
        Column("Pladser", 10, "places"), Column("Hvorfor", 40), Column("Andre parter køber", 12, "whole"),
        Column("Pladser købt af andre", 12, "places"),
    ]  # fmt: skip
    if made.get("sees_some"):
        columns.append(Column("Hvem", 40))
    rows = []
    for group in made["groups"]:
        for row in group["rows"]:
            cells = [
                group["label"], row["operator"], row["offer"], _number(row["places"]),
                row["reason"], row["others"], _number(row["bought"]),
            ]  # fmt: skip
            if made.get("sees_some"):
                cells.append(named(row["which"]))
            rows.append(tuple(cells))
    about = ("Overblik over tilbud i styringsaftalen", f"Køb i {made['year'] or 'intet år'}")
    return Table("Tilbud", tuple(columns), rows, about=about)


def named(which: list[tuple[str, str | None]]) -> str:
    """»Aalborg 1,5, Hjørring 2«."""
    return ", ".join(f"{name} {format_number(_number(places))}" for name, places in which)


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
