"""All offers by where they stand in styringsaftalen, in plain values: page, PDF, Excel and the case
before DAS are made of the same."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F, Max, Q

from dasportal.accounts.models import Party, PartyKind, Person
from dasportal.register.models import Coverage, Offer, Purchase

from .calculation import ABOUT, Standing, standing

Snapshot = dict[str, Any]


def newest_year() -> int | None:
    """The newest year that parties have said anything of."""
    year: int | None = Purchase.objects.aggregate(year=Max("year"))["year"]
    return year


def from_others(year: int | None) -> dict[int, list[tuple[Party, Decimal]]]:
    """By the offer's key: the other North Jutland parties that buy there in the year. For counting;
    who they are is shown by `with_buyers` alone."""
    found: dict[int, list[tuple[Party, Decimal]]] = defaultdict(list)
    if year is None:
        return found
    rows = Purchase.objects.filter(year=year).exclude(buyer=F("offer__operator"))
    for row in rows.exclude(buyer__kind=PartyKind.OTHER).select_related("buyer"):
        found[row.offer_id].append((row.buyer, row.places))
    return found


def coverage(today: date, operator: Party | None = None) -> Snapshot:
    """The groups with their offers, and how many each has. Names nobody that buys. Three queries."""
    year = newest_year()
    others = from_others(year)
    offers = Offer.objects.filter(confirmed=True).exclude(operator__kind=PartyKind.OTHER)
    offers = offers.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=today))
    if operator is not None:
        offers = offers.filter(operator=operator)
    groups: dict[Standing, list[Snapshot]] = {kind: [] for kind in Standing}
    for offer in offers.select_related("operator").order_by("operator__name", "name"):
        bought = others.get(offer.pk, [])
        groups[standing(offer.coverage, len(bought))].append(_row(offer, bought))
    return {
        "on": today.isoformat(),
        "year": year,
        "operator": operator.name if operator else "",
        "groups": [
            {
                "key": str(kind),
                "label": kind.label,
                "about": ABOUT[kind],
                "rows": rows,
                "has_reasons": any(row["reason"] for row in rows),
                "sold": any(row["others"] for row in rows),
            }
            for kind, rows in groups.items()
        ],
    }


def _row(offer: Offer, bought: list[tuple[Party, Decimal]]) -> Snapshot:
    return {
        "pk": offer.pk,
        "offer": offer.name,
        "operator": offer.operator.name,
        "places": _plain(offer.places),
        "exempt": offer.coverage == Coverage.EXEMPT,
        "reason": offer.coverage_reason,
        "others": len(bought),
        "bought": _plain(sum((places for _, places in bought), Decimal(0))),
    }


def _plain(value: Decimal | None) -> str | None:
    """As text, since it is kept as JSON: no zeros that the database fills in."""
    if value is None:
        return None
    return f"{value.normalize():f}" if value else "0"


def with_buyers(made: Snapshot, person: Person) -> Snapshot:
    """The same with who buys, as far as the person may see it: a party itself, and those that buy
    at its own offers. One query more."""
    rows = Purchase.objects.visible_to(person).filter(year=made["year"])
    seen: dict[int, list[tuple[str, str | None]]] = defaultdict(list)
    bought = rows.exclude(buyer=F("offer__operator")).select_related("buyer")
    for row in bought.exclude(buyer__kind=PartyKind.OTHER).order_by("buyer__name"):
        seen[row.offer_id].append((row.buyer.name, _plain(row.places)))
    groups = [
        {**group, "rows": [{**row, "which": seen.get(row["pk"], [])} for row in group["rows"]]}
        for group in made["groups"]
    ]
    return {**made, "groups": groups, "sees_some": bool(seen)}


def operators() -> list[Party]:
    """Those that run offers, in Danish order."""
    rows = Party.objects.exclude(kind=PartyKind.OTHER).filter(offers__confirmed=True)
    return list(rows.distinct().order_by("name"))
