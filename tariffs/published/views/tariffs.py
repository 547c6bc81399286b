"""The tariffs that apply on a day, and offers beside each other. For anybody."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django_tables2 import RequestConfig

from dasportal.danish.dates import format_date
from dasportal.danish.numbers import format_number

from ..filters import TariffFilter
from ..history import compared, compared_charts, history
from ..queries import history_of, published_on, successors, years
from ..tables import TariffTable
from .fetching import chosen, day_of, open_page, query_of

PER_PAGE = 25
MOST = 4  # offers beside each other: what a screen and a chart can hold


@open_page
def tariff_list(request: HttpRequest) -> HttpResponse:
    """What applies on a day, searched, narrowed and sorted by what the address says."""
    day = day_of(request)
    narrowed = TariffFilter(request.GET or None, day=day)
    rows = narrowed.qs
    lines, offers = rows.count(), rows.order_by().values("offer").distinct().count()
    caption = f"{_count(lines, 'takst', 'takster')} hos {_count(offers, 'tilbud', 'tilbud')}"
    table = TariffTable(rows, day=query_of(day), caption=caption)
    RequestConfig(request, paginate={"per_page": PER_PAGE, "silent": True}).configure(table)
    context = {
        "filter": narrowed, "table": table, "day": day, "found": caption, "lines": lines,
        "years": _years(request, day), "query": _query(request),
        "dato": "" if not query_of(day) else format_date(day),
    }  # fmt: skip
    return render(request, "published/list.html", context)


def _count(number: int, one: str, many: str) -> str:
    return f"{format_number(number)} {one if number == 1 else many}"


def _years(request: HttpRequest, day: date) -> list[tuple[int, str, bool]]:
    """Each year with the address that shows it, all else that is chosen kept."""
    kept = {name: value for name, value in request.GET.items() if value and name not in ("dato", "side")}  # fmt: skip
    return [
        (year, "?" + urlencode({**kept, "dato": format_date(last)}), year == day.year)
        for year, last in years()
    ]


def _query(request: HttpRequest) -> str:
    """What was chosen, for the files: without the page."""
    kept = [(name, value) for name, value in request.GET.items() if value and name != "side"]
    return "?" + urlencode(kept) if kept else ""


@open_page
def compare(request: HttpRequest) -> HttpResponse:
    """Up to four offers side by side on a day, and their tariffs through ten years."""
    day = day_of(request)
    asked = chosen(request)
    # One more query tells what can be added: every offer that has a tariff on the day.
    everything = list(published_on(day))
    names = {row.offer_id: row.offer_name for row in everything}
    picked = [pk for pk in asked if pk in names][:MOST]
    rows = [row for row in everything if row.offer_id in picked]
    context = {
        "day": day, "dato": format_date(day) if query_of(day) else "", "back": query_of(day),
        "too_many": len([pk for pk in asked if pk in names]) > MOST,
        "offers": [_head(pk, rows, picked, day) for pk in picked],
        "table": compared(picked, rows), "charts": _charts(picked, names, day),
        "to_add": _to_add(everything, picked) if len(picked) < MOST else {},
    }  # fmt: skip
    return render(request, "published/compare.html", context)


def _head(pk: int, rows: list[Any], picked: list[int], day: date) -> dict[str, Any]:
    own = [row for row in rows if row.offer_id == pk]
    others = [("tilbud", other) for other in picked if other != pk]
    kept = [("dato", format_date(day))] if query_of(day) else []
    return {
        "pk": pk, "name": own[0].offer_name, "operator": own[0].operator.name,
        "bases": sorted({row.basis_key for row in own}),
        "groups": own[0].offer.target_groups,
        "without": "?" + urlencode([*others, *kept]) if others or kept else "?",
    }  # fmt: skip


def _to_add(rows: list[Any], picked: list[int]) -> dict[str, dict[int, str]]:
    """By driftsherre, the offers that are not chosen."""
    found: dict[str, dict[int, str]] = {}
    for row in rows:
        if row.offer_id not in picked:
            found.setdefault(row.operator.name, {})[row.offer_id] = row.offer_name
    return found


def _charts(picked: list[int], names: dict[int, str], day: date) -> list[Any]:
    rows = list(history_of(picked, day.year)) if picked else []
    if not rows:
        return []
    taken_over = successors()
    return compared_charts(
        [(names[pk], history((r for r in rows if r.offer_id == pk), taken_over)) for pk in picked]
    )
