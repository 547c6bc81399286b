"""All figures of the sheets as Excel and CSV: numbers as numbers, text as text."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from dasportal.register.models import Offer
from tariffs.exports import Column, Table, Value

from .queries import sheets_of
from .sheet import Form, Part
from .sheet import Table as SheetTable

LOOKS = {Form.NUMBER: "places", Form.KRONER: "kroner", Form.PERCENT: "pct", Form.DATE: "date"}
LONG = (
    Column("Tilbud", 34), Column("Driftsherre", 20), Column("Del", 30), Column("Tabel", 30),
    Column("Række", 34), Column("Kolonne", 24), Column("Tal", 14, "places"),
    Column("Tekst", 40),
)  # fmt: skip


def figures_table(offers: Sequence[Offer], year: int) -> Table:
    """Every figure of every offer on a line of its own, and each sort of table on a sheet beside."""
    sheets = sheets_of(offers, year)
    rows: list[tuple[Value, ...]] = []
    kinds: dict[tuple[str, tuple[str, ...]], tuple[SheetTable, list[tuple[Value, ...]]]] = {}
    for offer in offers:
        for part in sheets[offer.pk]:
            rows.extend((offer.name, offer.operator.name, *row) for row in _long(part))
            for table in part.tables:
                key = (table.title, tuple(column.heading for column in table.columns))
                kept = kinds.setdefault(key, (table, []))[1]
                kept.extend((offer.name, *row) for row in table.rows)
    about = (f"Det forstærkede samarbejde {year}", "Kilde: DAS-portalen, Nordjysk Socialaftale.")
    return Table("Alle tal", LONG, rows, about, _sheets(kinds))


def _long(part: Part) -> list[tuple[Value, ...]]:
    rows: list[tuple[Value, ...]] = [
        (part.heading, "", fact.label, fact.note, *_cell(fact.value)) for fact in part.facts
    ]
    for table in part.tables:
        for row in table.rows:
            for column, value in zip(table.columns[1:], row[1:], strict=True):
                if value is not None and value != "":
                    name = str(row[0])
                    rows.append((part.heading, table.title, name, column.heading, *_cell(value)))
    return rows


def _cell(value: Value) -> tuple[Value, Value]:
    """The number, or the text."""
    return (value, "") if isinstance(value, Decimal | int) else (None, str(value or ""))


def _sheets(
    kinds: dict[tuple[str, tuple[str, ...]], tuple[SheetTable, list[tuple[Value, ...]]]],
) -> tuple[Table, ...]:
    made, taken = [], {"alle tal"}
    for table, rows in kinds.values():
        name = _free(table.title, taken)
        columns = tuple(
            Column(column.heading, 30 if place == 0 else 14, LOOKS.get(column.form, ""))
            for place, column in enumerate(table.columns)
        )
        made.append(Table(name, (Column("Tilbud", 34), *columns), rows))
    return tuple(made)


def _free(title: str, taken: set[str]) -> str:
    """A sheet's name that Excel takes: at most 31 signs, none of []:*?/\\, once."""
    bare = "".join(" " if sign in "[]:*?/\\" else sign for sign in title).strip("' ")[:28] or "Tal"
    name, number = bare, 2
    while name.lower() in taken:
        name, number = f"{bare[:26]} {number}", number + 1
    taken.add(name.lower())
    return name
