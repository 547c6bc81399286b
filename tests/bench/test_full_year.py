"""Quality 20: the pages of a full year of 3,000 lines against a bare page, with their memory.

A page of another part joins by a line in PAGES.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from time import perf_counter
from typing import Any

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from dasportal.accounts.models import RoleKind
from tariffs.models import Line, TariffYear, ValidTariff
from tests import factories
from tests.bench import full_year
from tests.bench.test_pages import Measured, measure

pytestmark = [pytest.mark.bench, pytest.mark.django_db]
GOAL = 3.0


def of_year(year: TariffYear) -> list[Any]:
    return [year.year]


def drafting(year: TariffYear) -> list[Any]:
    return [year.submissions.get(party__code=full_year.DRAFTING).pk]


# What is measured: its name, its address and what the address names.
PAGES: tuple[tuple[str, str, Callable[[TariffYear], list[Any]]], ...] = (
    ("the submission, 300 rows", "tariffs:submission", drafting),
    ("the review table, 3,000 rows", "review:queue", of_year),
    ("the office's year", "tariffs:year", of_year),
    ("the analysis", "analysis:year", of_year),
    ("what DAS discusses", "analysis:discussed", of_year),
    ("all lines, 100 a page", "analysis:lines", of_year),
    ("what it means to us", "analysis:ours", lambda year: [year.year, "813"]),
)


@pytest.fixture
def client(settings: Any) -> Client:
    settings.DEMO = True
    settings.ROOT_URLCONF = "tests.bench.bare_urls"
    signed_in = Client(headers={"Accept-Language": "da"})
    signed_in.force_login(factories.holder(RoleKind.SECRETARIAT, "Sekretær"))
    return signed_in


def test_pages_of_a_full_year_against_a_bare_page(client: Client, capsys: Any) -> None:
    begun = perf_counter()
    year = full_year.build()
    laid = perf_counter() - begun
    counted = Line.objects.filter(submission__year=year).count()
    rows = []
    for label, name, of in PAGES:
        try:
            address = reverse(name, args=of(year))
        except NoReverseMatch:
            continue  # a part that is not there
        rows.append(measure(client, label, address))
    with capsys.disabled():
        say(rows, f"{counted} lines, {ValidTariff.objects.count()} earlier, laid in {laid:.0f} s")
    assert counted >= 2900
    assert len(rows) >= 6


def say(rows: list[Measured], what: str) -> None:
    lines = [f"\nA full year: {what}. Goal: at most {GOAL:.0f} x a bare page."]
    lines += [
        f"  {row.ratio:6.2f} x {'(over)' if row.ratio > GOAL else '      '} {row.seconds * 1000:7.1f} ms"
        f" (bare {row.bare * 1000:.1f}) {row.queries:4d} queries {row.megabytes:6.2f} MB  {row.name}"
        for row in rows
    ]
    sys.stdout.write("\n".join(lines) + "\n")
