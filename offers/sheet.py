"""One offer's sheet in plain values: the same on its page, in its PDF and in Excel.

A value is what it is: Decimal, int, date, str or None (not known). How it is written is said by the
column, and done where it is shown: Danish on page and paper, numbers as numbers in Excel.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from dasportal.documents.charts import Chart

Value = Decimal | int | date | str | None


class Form(StrEnum):
    """How a value is written."""

    TEXT = "text"
    NUMBER = "number"  # as many decimals as it has: 4,8
    KRONER = "kroner"  # whole kroner
    PERCENT = "percent"  # 102,1 %
    DATE = "date"


@dataclass(frozen=True)
class Column:
    heading: str
    form: Form = Form.TEXT


@dataclass(frozen=True)
class Fact:
    """A figure with what it covers (»kun tilbuddet«, »hele centret«) and where it is from."""

    label: str
    value: Value
    form: Form = Form.TEXT
    note: str = ""


@dataclass(frozen=True)
class Table:
    """`rows` begin with the name of the row."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    note: str = ""


@dataclass(frozen=True)
class Text:
    """Somebody's words: plain text with line breaks, and whose they are."""

    heading: str
    body: str
    by: str = ""


@dataclass(frozen=True)
class Part:
    """A part of the sheet under a heading of its own. One with nothing in it says `empty`; `short`
    is it in a sentence or two, for the agenda item that all offers stand in."""

    heading: str
    facts: tuple[Fact, ...] = ()
    texts: tuple[Text, ...] = ()
    tables: tuple[Table, ...] = ()
    charts: tuple[Chart, ...] = ()
    empty: str = ""
    short: str = ""
