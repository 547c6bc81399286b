"""A year's status of all offers, and one offer's sheet, as they are shown and frozen: the sheet's
values written in Danish, so that page, PDF and record say the same.

    {"year", "offers": [{"id", "name", "operator", "entered_on", "left_on", "as_new", "short",
      "parts": [{"heading", "empty",
                 "facts": [{"label", "text", "note"}], "texts": [{"heading", "body", "by"}],
                 "tables": [{"title", "note", "columns": [{"heading", "number"}], "rows": [[text]]}],
                 "charts": [{"title", "unit", "svg", "headings", "rows"}]}]}]}
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.safestring import mark_safe

from dasportal.danish.dates import format_date
from dasportal.danish.numbers import format_number
from dasportal.documents.charts import Chart
from dasportal.register.models import Offer

from .models import Membership
from .queries import offers_in, sheets_of
from .sheet import Form, Part, Table, Value

UNKNOWN = "–"


def status_of(year: int) -> dict[str, Any]:
    """Every offer that was in at some time of the year, in the lasting order."""
    return {"year": year, "offers": _shown(offers_in(year), year)}


def sheet_of(offer: Offer, year: int) -> dict[str, Any]:
    """One offer's, whether it was in that year or not."""
    return _shown([offer], year)[0]


def _shown(offers: Sequence[Offer], year: int) -> list[dict[str, Any]]:
    sheets = sheets_of(offers, year)
    members: dict[int, Membership] = {}
    for row in Membership.objects.filter(offer__in=offers).order_by("entered_on"):
        members[row.offer_id] = row
    return [_offer(offer, members.get(offer.pk), sheets[offer.pk]) for offer in offers]


def _offer(offer: Offer, member: Membership | None, parts: list[Part]) -> dict[str, Any]:
    return {
        "id": offer.pk,
        "name": offer.name,
        "operator": offer.operator.name,
        "entered_on": member.entered_on.isoformat() if member else None,
        "left_on": member.left_on.isoformat() if member and member.left_on else None,
        "as_new": bool(member and member.as_new),
        "short": " ".join(part.short for part in parts if part.short),
        "parts": [_part(part) for part in parts],
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "heading": part.heading,
        "empty": part.empty,
        "facts": [
            {"label": fact.label, "text": written(fact.value, fact.form), "note": fact.note}
            for fact in part.facts
        ],
        "texts": [{"heading": t.heading, "body": t.body, "by": t.by} for t in part.texts],
        "tables": [_table(table) for table in part.tables],
        "charts": [
            {"title": c.title, "unit": c.unit, "svg": str(c.svg), "headings": list(c.headings),
             "rows": [list(row) for row in c.rows]}
            for c in part.charts
        ],
    }  # fmt: skip


def _table(table: Table) -> dict[str, Any]:
    return {
        "title": table.title,
        "note": table.note,
        "columns": [
            {"heading": column.heading, "number": column.form not in (Form.TEXT, Form.DATE)}
            for column in table.columns
        ],
        "rows": [
            [written(value, column.form) for value, column in zip(row, table.columns, strict=True)]
            for row in table.rows
        ],
    }


def written(value: Value, form: Form) -> str:
    """The value in Danish; what is not known is a dash."""
    if value is None or value == "":
        return UNKNOWN if form is not Form.TEXT else ""
    if isinstance(value, datetime | date):
        return format_date(value)
    if isinstance(value, str):
        return value
    text = format_number(Decimal(value))
    return {Form.KRONER: f"{text} kr.", Form.PERCENT: f"{text} %"}.get(form, text)


def for_showing(offers: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """What was frozen, as templates draw it: cells know their column, and drawings are markup again.
    The drawings are our own: `charts` escaped every word that it drew."""
    return [{**offer, "parts": [_showing(part) for part in offer["parts"]]} for offer in offers]


def _showing(part: dict[str, Any]) -> dict[str, Any]:
    tables = [
        {
            **table,
            "rows": [
                [
                    {"text": text, **column}
                    for text, column in zip(row, table["columns"], strict=True)
                ]
                for row in table["rows"]
            ],
        }
        for table in part["tables"]
    ]
    charts = [
        Chart(mark_safe(row["svg"]), row["title"], row["unit"], tuple(row["headings"]),
              tuple(map(tuple, row["rows"])))
        for row in part["charts"]
    ]  # fmt: skip
    return {**part, "tables": tables, "charts": charts}
