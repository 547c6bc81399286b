"""Quality 13 for decisions: fifty who put on, refresh or decide at the same moment make one."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dasportal.mail.models import OutgoingMail
from tariffs import workflow as tariffs
from tariffs.decision import workflow
from tariffs.decision.models import AppendixVersion, TariffCase
from tariffs.models import SubmissionVersion, ValidTariff
from tests import factories
from tests.drills.test_parallel_submits import MANY, at_once
from tests.tariffs.conftest import line
from tests.tariffs.decision.conftest import THIS, meeting_of, met, reported

pytestmark = pytest.mark.drill


@pytest.fixture
def ready(own_database):
    office = factories.secretary("Lene Bak")
    factories.member()
    year = tariffs.open_year(THIS, by=office, pl_pct=Decimal("2.5"))
    reported(factories.AALBORG, office, [line(), line("Sonjavej")])
    return year, meeting_of(factories.das(), office), office


def test_fifty_who_put_the_year_on_put_it_on_once(ready):
    year, meeting, office = ready
    ended = at_once(lambda: workflow.put_on_agenda(year, meeting=meeting, by=office))
    assert ended == {"done": 1, "not allowed": MANY - 1}
    assert TariffCase.objects.count() == 1
    assert meeting.items.filter(title=f"Takstbilag {THIS}").count() == 1


def test_fifty_who_decide_make_one_version_and_one_mail(ready):
    year, meeting, office = ready
    case = workflow.put_on_agenda(year, meeting=meeting, by=office)
    met(case.item, office)
    assert at_once(lambda: workflow.decide(case, by=office)) == {"done": MANY}
    assert AppendixVersion.objects.count() == 1
    assert ValidTariff.objects.count() == 2
    assert SubmissionVersion.objects.filter(step="approve").count() == 1
    assert OutgoingMail.objects.filter(subject__contains="er besluttet").count() == 1
