"""What tests of the review share: Aalborg's tariffs handed in, with last year's approved."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dasportal.accounts.models import Person
from tariffs import workflow
from tariffs.models import Submission
from tariffs.workflow import Stage
from tests.tariffs.conftest import aalborg, line, office, people, take

__all__ = ["aalborg", "office", "people"]


@pytest.fixture
def draft(office: Person) -> Submission:
    """Violen rises 14,66 % really and is explained, its level is new, Hobbitten falls a little."""
    before = [line(takst="4000", budget="18601000"), line("Hobbitten", takst="4600")]
    take(before, year=2026, stage=Stage.APPROVED)
    workflow.open_year(2027, by=office, pl_pct=Decimal("2.5"))
    rows = [line(forklaring="Ny afdeling."), line(service="Boniveau 5", takst="2918"),
            line("Hobbitten", takst="4701")]  # fmt: skip
    return take(rows, year=2027).submission


@pytest.fixture
def handed_in(draft: Submission, people: dict[str, Person]) -> Submission:
    return workflow.submit(draft, by=people["reporter"])
