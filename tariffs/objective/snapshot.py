"""A year's table in plain values: what a page, a PDF, a workbook and a frozen table all say.

    {"scheme", "slug", "year", "name", "price_level", "operator", "participants",
     "method", "method_label", "method_words", "stated", "note",
     "budget": {"amount", "pct", "objective", "tariff"} | null, "typed_total": kr. | null,
     "earlier": {"amount", "year", "pct", "objective", "tariff", "objective_effect",
                 "tariff_effect"} | null, "total": kr., "tariff_part": kr. | null,
     "tariff": {"part", "cases", "amount", "unit"} | null,
     "key": {"label", "date" (ISO), "source", "total"},
     "last": {"year", "price_level", "pl_pct", "total"} | null,
     "rows": [{"party", "code", "key", "pct", "amount", "computed", "last", "change", "change_pct", "operator"}],
     "sum": kr., "difference": kr.}

Amounts are whole kroner, keys and percentages decimals as strings. `last` is null where the party
took no part; a row whose key is null is of one that took part last year only.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from dasportal.accounts.models import Party

from .amounts import Amounts, amounts_of
from .calculation import change_pct, percent_of, projected, share
from .models import Method, Scenario
from .queries import last_year, uses_population

Snapshot = dict[str, Any]


@dataclass(frozen=True)
class Around:
    """What the tables of one scheme and year share: last year's that holds, the parties in order."""

    before: Scenario | None
    parties: list[Party]


def around(scenario: Scenario) -> Around:
    """Asked once for all scenarios of a year."""
    return Around(last_year(scenario), list(Party.objects.order_by("name")))


def table_of(scenario: Scenario, beside: Around | None = None) -> Snapshot:
    """The table: as it was frozen when it was laid fast, else as it stands."""
    return scenario.snapshot if scenario.snapshot is not None else live(scenario, beside)


def live(scenario: Scenario, beside: Around | None = None) -> Snapshot:
    """The table as the rows say now, with last year's that holds beside it."""
    scheme, amounts = scenario.scheme, amounts_of(scenario)
    beside = beside or around(scenario)
    before = beside.before
    rows = _rows(scenario, amounts, beside)
    total = sum(row["amount"] for row in rows)
    return {
        "scheme": scheme.name,
        "slug": scheme.slug,
        "year": scenario.year,
        "name": scenario.name,
        "price_level": scenario.price_level,
        "operator": scheme.operator.name if scheme.operator else "",
        "participants": sum(row["key"] is not None for row in rows),
        "method": scenario.method,
        "method_label": scenario.get_method_display(),
        "method_words": method_words(scenario),
        "stated": scenario.stated,
        "note": scenario.note,
        **_amounts(scenario, amounts),
        "key": {
            "label": scheme.get_key_kind_display() if uses_population(scheme) else scheme.key_label,
            "date": scenario.key_date.isoformat(),
            "source": scenario.key_source,
            "total": _text(sum((Decimal(row["key"] or 0) for row in rows), Decimal(0))),
        },
        "last": _last(scenario, before, rows),
        "rows": rows,
        "sum": total,
        "difference": total - amounts.total,
    }


def method_words(scenario: Scenario) -> str:
    """How the shares were rounded, in a Danish sentence."""
    operator = scenario.scheme.operator
    words = {
        Method.PLAIN: "Hver andel er rundet af for sig, så summen kan afvige nogle kroner fra beløbet.",
        Method.LARGEST: "Andelene er rundet ned, og de kroner, der er tilovers, er givet til dem med "
        "de største rester, så summen passer.",
        Method.OPERATOR: f"De andre andele er rundet af, og {operator} tager resten, så summen passer.",
    }[Method(scenario.method)]
    return f"{words} Der er regnet på beløbet med øre." if scenario.exact else words


def _amounts(scenario: Scenario, amounts: Amounts) -> Snapshot:
    budget = earlier = tariff = None
    if scenario.budget is not None:
        budget = {
            "amount": scenario.budget,
            "pct": _text(scenario.objective_pct),
            "objective": amounts.budget.objective,
            "tariff": amounts.budget.tariff,
        }
    if scenario.earlier_result:
        earlier = {
            "amount": scenario.earlier_result,
            "year": scenario.earlier_year,
            "pct": _text(scenario.earlier_pct),
            "objective": amounts.earlier.objective,
            "tariff": amounts.earlier.tariff,
            "objective_effect": -amounts.earlier.objective,
            "tariff_effect": -amounts.earlier.tariff,
        }
    if amounts.tariff is not None:
        tariff = {
            "part": amounts.tariff_part,
            "cases": scenario.cases,
            "amount": amounts.tariff,
            "unit": scenario.scheme.unit,
        }
    return {
        "budget": budget,
        "typed_total": scenario.total,
        "earlier": earlier,
        "total": amounts.total,
        "tariff_part": amounts.tariff_part if budget else None,
        "tariff": tariff,
    }


def _rows(scenario: Scenario, amounts: Amounts, beside: Around) -> list[Snapshot]:
    codes = {party.pk: party.code for party in beside.parties}
    shares = {codes[row.party_id]: row for row in scenario.shares.all()}
    earlier = _of_last_year(scenario, beside.before)
    keys = {code: row.key for code, row in shares.items()}
    operator = scenario.scheme.operator
    code_of_operator = operator.code if operator else ""
    computed = (
        share(amounts.shared, keys, scenario.method, operator=code_of_operator).amounts
        if scenario.stated
        else {}
    )
    parties = [party for party in beside.parties if party.code in {*shares, *earlier}]
    return [
        {
            "party": party.name,
            "code": party.code,
            "key": _text(keys[party.code]) if party.code in keys else None,
            "pct": _text(percent_of(keys[party.code], keys.values())) if party.code in keys else None,
            "amount": shares[party.code].amount if party.code in shares else 0,
            "computed": computed.get(party.code),
            "operator": party.code == code_of_operator,
            **_change(shares[party.code].amount if party.code in shares else 0, earlier, party.code),
        }
        for party in parties
    ]  # fmt: skip


def _of_last_year(scenario: Scenario, before: Scenario | None) -> dict[str, int]:
    """Last year's shares by the party's code, in this year's prices where a percentage says how."""
    if before is None or before.snapshot is None:
        return {}
    pct = scenario.pl_pct or Decimal(0)
    rows = (row for row in before.snapshot["rows"] if row["key"] is not None)
    return {row["code"]: projected(row["amount"], pct) for row in rows}


def _change(now: int, earlier: dict[str, int], code: str) -> Snapshot:
    if code not in earlier:
        return {"last": None, "change": None, "change_pct": None}
    last = earlier[code]
    pct = change_pct(now, last)
    return {
        "last": last,
        "change": now - last,
        "change_pct": None if pct is None else str(pct),
    }


def _last(scenario: Scenario, before: Scenario | None, rows: list[Snapshot]) -> Snapshot | None:
    if before is None or before.snapshot is None:
        return None
    total = sum(row["last"] or 0 for row in rows)
    pct, now = scenario.pl_pct, sum(row["amount"] for row in rows)
    change = change_pct(now, total)
    return {
        "year": before.year,
        "price_level": scenario.price_level if pct else before.snapshot["price_level"],
        "pl_pct": _text(pct),
        "total": total,
        "change": now - total,
        "change_pct": None if change is None else str(change),
    }


def _text(value: Decimal | None) -> str | None:
    """A decimal as text without needless zeros: the same figure is always the same text."""
    if value is None:
        return None
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
