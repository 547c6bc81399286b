"""The plain values of a proposal as people read them: on a page, on paper, in an item's text."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from dasportal.danish.numbers import format_number
from offers.sheet import Form

from .queries import Snapshot

HIDDEN = "kun parten selv"


def written(value: Any, form: str) -> str:
    """One value: »5,3«, »6.700.000«, »12,4 %«; nothing known is a dash."""
    if value is None:
        return "–"
    if form == Form.TEXT:
        return str(value)
    number = format_number(Decimal(value))
    return f"{number} %" if form == Form.PERCENT else number


def laid_out(made: Snapshot) -> Snapshot:
    """The consequences with every cell written, ready for a template."""
    return {**made, "scenarios": [_scenario(row) for row in made["scenarios"]]}


def _scenario(row: Snapshot) -> Snapshot:
    return {**row, "terms": [_term(term) for term in row["terms"]]}


def _term(term: Snapshot) -> Snapshot:
    if not term["is_money"]:
        return term
    forms = [column["form"] for column in term["columns"]]
    return {
        **term,
        "facts": [
            {"label": f["label"], "text": written(f["value"], f["form"]),
             "unit": " kr." if f["form"] == Form.KRONER else ""}
            for f in term["facts"]
        ],
        "rows": [
            {**r, "texts": [
                "–" if r.get("hidden") else written(v, form)
                for v, form in zip(r["cells"], forms, strict=False)
            ]}
            for r in term["rows"]
        ],
    }  # fmt: skip


def side_by_side(made: Snapshot) -> list[Snapshot]:
    """A row a party, an amount a scenario that is money."""
    money = [row for row in made["scenarios"] if row["is_money"]]
    if not money:
        return []
    return [
        {"party": rows[0]["party"], "code": rows[0]["code"], "amounts": list(rows)}
        for rows in zip(*(row["rows"] for row in money), strict=True)
    ]
