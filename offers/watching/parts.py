"""Watching on the pages of others: tags, the sheet, the timeline."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils import timezone

from dasportal.accounts.models import Person
from dasportal.danish.dates import format_date
from dasportal.register.models import Offer
from offers.models import Measure
from offers.queries import decided_cases
from offers.sheet import Column, Form, Part, Table, Text
from offers.slots import Brief, Happening

from .calculation import NAMED, Facts, Point, occupancies
from .models import EarlyWarning, Monitoring, MonitoringStatus, RequestStatus, WarningStatus
from .models.warnings import WARNING_CASE
from .queries import (
    HALF,
    MAIN_CHARTS,
    charts_of,
    facts_of,
    limits,
    open_warnings,
    points_of,
    running_monitoring,
    signals_of,
)

MOST_DAYS = 6  # in the table; the charts have them all
NO_FIGURES = "Der er ingen tal endnu."
NOT_A_VERDICT = "Et signal er et forslag ud fra tallene, ikke en dom."


def briefs(offers: Sequence[Offer], person: Person) -> dict[int, list[Brief]]:
    """Warnings and monitoring that the person may know of, and the signals; a constant number of
    queries."""
    signals, warned = signals_of(offers), open_warnings(offers, person)
    monitored = running_monitoring(offers, person)
    today = timezone.localdate()
    found: dict[int, list[Brief]] = {}
    for offer in offers:
        rows = [
            Brief("Tidlig varsling", row.tone, row.get_absolute_url())
            for row in warned.get(offer.pk, [])
        ]
        monitoring = monitored.get(offer.pk)
        if monitoring is not None:
            late = any(
                row.status == RequestStatus.ASKED and row.is_late(today)
                for row in monitoring.requests.all()
            )
            label = "Følges tættere: tal mangler" if late else "Følges tættere"
            rows.append(Brief(label, "bad" if late else "info", monitoring.get_absolute_url()))
        url = reverse("watching:offer", args=[offer.pk])
        rows += [
            Brief(NAMED[signal.outcome.rule].brief, "attention", f"{url}#signaler")
            for signal in signals[offer.pk].raised
        ]
        if rows:
            found[offer.pk] = rows
    return found


# --- The sheet ------------------------------------------------------------------------------------


def sheet_parts(offers: Sequence[Offer], year: int) -> dict[int, Part]:
    """Figures over time and signals, as known until the end of the year after: a year is discussed
    in the year that follows it. Warnings are not in it: the sheet is for all parties."""
    until = date(year + 1, 12, 31)
    points = points_of(offers, until=until)
    facts = facts_of(offers, until=until, points=points)
    signals = signals_of(offers, facts=facts)
    found = {}
    for offer in offers:
        own = facts[offer.pk]
        table = _table(own, points.get(offer.pk, {}))
        drawn = charts_of(own, {}, MAIN_CHARTS, HALF)
        texts = tuple(
            Text(f"Signal: {row.outcome.title}", row.outcome.why)
            for row in signals[offer.pk].raised
        )
        texts += (Text("Om signaler", NOT_A_VERDICT),) if texts else ()
        found[offer.pk] = Part(
            "Tal over tid og signaler", texts=texts, tables=(table,) if table else (),
            charts=tuple(row.chart for row in drawn), empty="" if table else NO_FIGURES,
        )  # fmt: skip
    return found


def _table(facts: Facts, points: dict[str, list[Point]]) -> Table | None:
    columns: list[tuple[str, Form, Sequence[Point]]] = [
        ("Pladser", Form.NUMBER, facts.places),
        ("I brug", Form.NUMBER, facts.used),
        ("Belægning", Form.PERCENT, occupancies(facts)),
        ("Venteliste", Form.NUMBER, points.get(Measure.WAITING, [])),
        ("Købere", Form.NUMBER, facts.buyers),
        ("Resultat", Form.KRONER, facts.result),
        ("Forventet", Form.KRONER, facts.expected),
        ("Medarbejdere", Form.NUMBER, points.get(Measure.STAFF, [])),
    ]
    columns = [row for row in columns if row[2]]
    days = sorted({point.on for _, _, column in columns for point in column})[-MOST_DAYS:]
    if not days:
        return None
    rows = []
    for day in days:
        cells: list[Any] = [_name_of(day)]
        for _, _, column in columns:
            value = {point.on: point.value for point in column}.get(day)
            cells.append(Decimal(value) if value is not None else None)
        rows.append(tuple(cells))
    covers = {
        f"{title} {point.when} gælder {point.covers}"
        for title, _, column in columns for point in column if point.covers and point.on in days
    }  # fmt: skip
    return Table(
        "Tal over tid", (Column("Tid"), *(Column(title, form) for title, form, _ in columns)),
        tuple(rows), note=". ".join(sorted(covers)) + ("." if covers else ""),
    )  # fmt: skip


def _name_of(day: date) -> str:
    return str(day.year) if (day.month, day.day) == (12, 31) else format_date(day)


# --- The timeline ---------------------------------------------------------------------------------


def happenings(offer: Offer, person: Person) -> list[Happening]:
    """Warnings and monitoring, to those who may know of them."""
    rows = []
    for warning in EarlyWarning.objects.visible_to(person).filter(offer=offer):
        url = warning.get_absolute_url()
        sent = timezone.localtime(warning.sent_at).date()
        cases = decided_cases(WARNING_CASE, warning.pk)
        rows.append(
            Happening(sent, "Tidlig varsling", warning.get_kind_display(), url,
                      label=warning.short, tone=warning.tone)
        )  # fmt: skip
        rows += [
            Happening(case.decided_on, "Varslingen behandlet i DAS", case.decided, url, case.item)
            for case in cases if case.decided_on
        ]  # fmt: skip
        if warning.status == WarningStatus.CLOSED and warning.closed_at is not None:
            day = timezone.localtime(warning.closed_at).date()
            rows.append(Happening(day, "Varslingen afsluttet", warning.outcome, url))
    for row in (
        Monitoring.objects.visible_to(person).filter(offer=offer).select_related("case__item")
    ):
        url = row.get_absolute_url()
        said = f"{row.get_every_display()} til og med {format_date(row.until)}. {row.agreed}"
        day = timezone.localtime(row.agreed_at).date()
        item = row.case.item if row.case is not None else None
        rows.append(Happening(day, "Tættere opfølgning aftalt", said, url, item))
        if row.status == MonitoringStatus.ENDED and row.ended_on is not None:
            rows.append(Happening(row.ended_on, "Tættere opfølgning slut", row.ended_why, url))
    return rows


__all__ = ["briefs", "happenings", "limits", "sheet_parts"]
