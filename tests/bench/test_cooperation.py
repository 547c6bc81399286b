"""The overview of det forstærkede samarbejde with 60 offers and 15 years of figures against a bare
page, with its queries beside those of six offers."""

from __future__ import annotations

import sys
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dasportal.accounts.models import Person, RoleKind
from offers.models import UNITS, Figure, Measure, Series
from tests import factories
from tests.bench.test_pages import Measured, measure
from tests.factories import AALBORG, FREDERIKSHAVN, REGION
from tests.offers.conftest import member_offer

pytestmark = [pytest.mark.bench, pytest.mark.django_db]
YEARS, FEW, MANY = 15, 6, 60
MEASURES = (
    Measure.PLACES, Measure.USED, Measure.OCCUPANCY, Measure.BUDGETED, Measure.WAITING,
    Measure.BUYERS, Measure.BUDGET, Measure.RESULT, Measure.STAFF,
)  # fmt: skip
GOAL = 3.0


def lay(first: int, last: int, office: Person) -> None:
    """Offers with a figure of each sort on the last day of every year."""
    this = timezone.localdate().year
    codes = (AALBORG, FREDERIKSHAVN, REGION)
    rows = []
    for number in range(first, last):
        made = member_offer(f"Hus {number}", office, codes[number % 3], places=10).offer
        for measure_ in MEASURES:
            series = Series.objects.create(measure=measure_, offer=made, unit=UNITS[measure_])
            rows += [
                Figure(series=series, on=date(this - back, 12, 31), source="Årsrapport",
                       value=Decimal(90 - (number + back) % 7))
                for back in range(1, YEARS + 1)
            ]  # fmt: skip
    Figure.objects.bulk_create(rows)


@pytest.fixture
def office() -> Person:
    return factories.holder(RoleKind.SECRETARIAT, "Sekretær")


@pytest.fixture
def client(settings: Any, office: Person) -> Client:
    settings.DEMO = True
    settings.ROOT_URLCONF = "tests.bench.bare_urls"
    signed_in = Client(headers={"Accept-Language": "da"})
    signed_in.force_login(office)
    return signed_in


def told(row: Measured) -> str:
    return (
        f"  {row.name}: {row.ratio:.1f} x a bare page ({row.seconds * 1000:.0f} ms, goal {GOAL}), "
        f"{row.queries} queries, {row.megabytes:.1f} MB\n"
    )


def test_overview_of_60_offers_and_15_years(client: Client, office: Person) -> None:
    this = timezone.localdate().year
    pages = {
        "the overview": reverse("offers:overview"),
        "the year's status": reverse("offers:status", args=[this - 1]),
    }
    lay(0, FEW, office)
    few = {name: measure(client, name, address) for name, address in pages.items()}
    lay(FEW, MANY, office)
    many = {name: measure(client, name, address) for name, address in pages.items()}
    sys.stderr.write(f"\n{MANY} offers, {YEARS} years:\n")
    for name in pages:
        sys.stderr.write(told(many[name]))
        assert many[name].queries <= few[name].queries
