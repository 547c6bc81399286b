"""The two schemes of the region, with the parties that take part in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from dasportal.accounts.models import Party, Person
from tariffs.objective import workflow
from tariffs.objective.models import Method, Scenario, Scheme
from tariffs.objective.names import PartyNames
from tariffs.objective.workflow import Figures
from tests import factories

CHILDREN_2022 = {
    "Brønderslev": 7737, "Frederikshavn": 10155, "Hjørring": 12129, "Jammerbugt": 7682, "Læsø": 223,
    "Mariagerfjord": 7888, "Morsø": 3700, "Rebild": 7239, "Thisted": 8412, "Vesthimmerlands": 7091,
    "Aalborg": 39584,
}  # fmt: skip


@pytest.fixture
def office(db: None) -> Person:
    return factories.secretary("Lene Bak")


@pytest.fixture
def member(db: None) -> Person:
    return factories.member(name="Direktør i Aalborg")


@pytest.fixture
def names(db: None) -> PartyNames:
    return PartyNames(Party.objects.all())


@pytest.fixture
def house(office: Person) -> Scheme:
    """Børnehus Nord: the 11 municipalities, 60 % objective, run by Aalborg."""
    return workflow.open_scheme(
        by=office,
        name="Børnehus Nord",
        about="",
        key_kind="children",
        key_label="",
        operator=factories.party(),
        objective_pct=Decimal(60),
        unit="sag",
        participants=Party.objects.filter(kind="municipality"),
    )


@pytest.fixture
def inspection(office: Person) -> Scheme:
    """Socialtilsyn Nord: 10 municipalities and Silkeborg, not Hjørring, which runs it."""
    return workflow.open_scheme(
        by=office,
        name="Socialtilsyn Nord",
        about="",
        key_kind="children",
        key_label="",
        operator=factories.party("860"),
        objective_pct=None,
        unit="",
        participants=Party.objects.exclude(kind="region").exclude(code="860"),
    )


def figures(**changes: Any) -> Figures:
    values: dict[str, Any] = {
        "year": 2023, "name": "Forslag", "method": Method.OPERATOR, "key_date": date(2022, 1, 1),
        "key_source": "Danmarks Statistik", "price_level": 2023, "budget": 8_024_000,
        "objective_pct": Decimal(60), "earlier_pct": Decimal(60), "cases": 220,
    }  # fmt: skip
    return Figures(**{**values, **changes})


def keys_of(by_name: Mapping[str, int] = CHILDREN_2022) -> dict[int, int]:
    rows = dict(Party.objects.filter(name__in=by_name).values_list("name", "pk"))
    return {rows[name]: number for name, number in by_name.items()}


@pytest.fixture
def draft(house: Scheme, office: Person) -> Callable[..., Scenario]:
    """A draft of the house's year 2023, with changes."""

    def make(**changes: Any) -> Scenario:
        return workflow.draft_scenario(house, figures(**changes), keys_of(), by=office)

    return make


def laid_fast(scenario: Scenario, by: Person) -> Scenario:
    workflow.choose_scenario(scenario, by=by)
    return workflow.approve_scenario(scenario, decision="DAS den 6. oktober 2022, punkt 8", by=by)
