"""A small year to analyse: Aalborg handed in, Læsø a draft, and last year approved."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from dasportal.accounts.models import Person
from tariffs import workflow
from tariffs.models import Submission, TariffYear
from tariffs.workflow import Stage
from tests import factories
from tests.tariffs.conftest import line, take

D = Decimal
WHY = "Nattevagten er udvidet."


def of(tariff: int, places: int = 10, **values: Any) -> dict[str, Any]:
    """Figures whose formula holds at 100 % occupancy."""
    return {
        "antal_pladser": places, "belaegning_pct": "100", "takst": tariff,
        "budget": tariff * places * 365, **values,
    }  # fmt: skip


LAST = [
    line("Violen", **of(1000)), line("Violen", "Boniveau 5", takst="900"),
    line("Roligt", **of(2000, places=5)),
]  # fmt: skip
NOW = [
    line("Violen", **of(1100), forklaring=WHY),
    line("Violen", "Boniveau 5", takst="990", forklaring=WHY),
    line("Roligt", **of(2040, places=5)),
    line("Nyt", **of(500)),
]  # fmt: skip


@pytest.fixture
def year(people: dict[str, Person]) -> TariffYear:
    """2023 at 2 % PL, with 2022 of Aalborg and Læsø approved."""
    take(LAST, year=2022, stage=Stage.APPROVED)
    take([line("Havblik", **of(3000))], year=2022, code=factories.LÆSØ, stage=Stage.APPROVED)
    return workflow.open_year(2023, by=None, pl_pct=D(2))


@pytest.fixture
def handed_in(year: TariffYear, people: dict[str, Person], office: Person) -> Submission:
    """Aalborg's, handed in by the office; Læsø has only begun."""
    take([line("Havblik", **of(3300))], code=factories.LÆSØ)
    made = take(NOW).submission
    return workflow.submit(made, by=people["reporter"])


def approved(submission: Submission, by: Person) -> Submission:
    workflow.accept(submission, by=by)
    return workflow.approve(submission, decision="DAS, 12. oktober 2022", by=by)
