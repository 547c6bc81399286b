"""The consequences as Excel and CSV: the scenarios side by side, then a sheet for each term."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from offers.sheet import Form
from tariffs.exports import Column, Table

from .queries import Snapshot

LOOKS = {Form.KRONER: "kroner", Form.NUMBER: "places", Form.PERCENT: "pct"}


def table(made: Snapshot) -> Table:
    money = [row for row in made["scenarios"] if row["is_money"]]
    columns = [Column("Part", 22), Column("Kode", 8)]
    for row in money:
        columns.append(Column(f"{row['name']}, kr.", 18, "kroner", True))
        if not made["all_bound"]:
            columns.append(Column(f"{row['name']}, når alle er med, kr.", 18, "kroner", True))
    parties = money[0]["rows"] if money else []
    rows = []
    for place, party in enumerate(parties):
        cells: list[Any] = [party["party"], party["code"]]
        for row in money:
            cells.append(row["rows"][place]["amount"])
            if not made["all_bound"]:
                cells.append(row["rows"][place]["full"])
        rows.append(tuple(cells))
    left = ", ".join(f"{row['name']} {row['left']} kr." for row in money if row["left"])
    about = [
        f"Særlige vilkår for {made['offer']}",
        made["title"],
        f"{made['from']} til {made['to']}",
    ]
    if left:
        about.append(f"Bliver hos driftsherren: {left}")
    more = [
        _term(row, term, number)
        for number, (row, term) in enumerate(
            ((row, term) for row in money for term in row["terms"] if term["is_money"]), start=1
        )
    ]
    return Table("Parterne", tuple(columns), rows, about=tuple(about), more=tuple(more))


def _term(scenario: Snapshot, term: Snapshot, number: int) -> Table:
    columns = [Column("Part", 22), Column("Kode", 8), Column("Bundet", 9)]
    columns += [Column(c["heading"], 16, LOOKS.get(Form(c["form"]), "")) for c in term["columns"]]
    columns.append(Column("Beløb i kr.", 16, "kroner", True))
    rows = [
        (row["party"], row["code"], row["bound"], *map(_value, row["cells"]), row["amount"])
        for row in term["rows"]
    ]
    about = (f"{scenario['name']}: {term['name']}", term["basis"])
    return Table(f"Vilkår {number}", tuple(columns), rows, about=about)


def _value(value: Any) -> Any:
    return Decimal(value) if isinstance(value, str) else value
