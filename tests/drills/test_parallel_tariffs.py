"""Quality 13: fifty who open, begin, take in, hand in or approve at the same moment make one."""

from __future__ import annotations

import pytest

from dasportal.accounts.models import RoleKind
from dasportal.register.models import Offer
from tariffs import workflow
from tariffs.models import Line, Submission, SubmissionVersion, TariffYear, ValidTariff
from tariffs.workflow import Conflict
from tests import factories
from tests.drills.test_parallel_submits import MANY, at_once
from tests.tariffs.conftest import line, take

pytestmark = pytest.mark.drill
FEWER = 12  # each reads a whole file


@pytest.fixture
def people(own_database):
    reporter = factories.holder(RoleKind.TARIFF_REPORTER, party=factories.party())
    return factories.secretary("Sekretær"), reporter


def test_fifty_who_open_a_year_open_one(people):
    office, _ = people
    assert at_once(lambda: workflow.open_year(2027, by=office)) == {"done": MANY}
    assert TariffYear.objects.count() == 1


def test_fifty_who_begin_begin_one(people):
    _, reporter = people
    year = workflow.open_year(2027, by=None)
    party = factories.party()
    assert at_once(lambda: workflow.begin(year, party=party, by=reporter)) == {"done": MANY}
    assert Submission.objects.count() == 1


def test_the_same_file_at_once_is_taken_in_once(people):
    rows = [line(), line(service="Boniveau 5", takst="2918"), line("Hobbitten")]
    assert at_once(lambda: take(rows, year=2027), FEWER) == {"done": FEWER}
    assert Line.objects.count() == 3
    assert Offer.objects.count() == 2


def test_fifty_submits_make_one_version(people):
    _, reporter = people
    made = take([line()], year=2027).submission
    ended = at_once(lambda: workflow.submit(made, by=reporter))
    assert ended == {"done": 1, "not allowed": MANY - 1}
    assert SubmissionVersion.objects.count() == 1


def test_fifty_approvals_lay_each_tariff_once(people):
    office, reporter = people
    made = take([line(), line("Hobbitten")], year=2027).submission
    workflow.submit(made, by=reporter)
    workflow.accept(made, by=office)
    ended = at_once(lambda: workflow.approve(made, decision="DAS", by=office))
    assert ended == {"done": 1, "not allowed": MANY - 1}
    assert ValidTariff.objects.count() == 2


def test_fifty_saves_on_one_revision_keep_one(people):
    _, reporter = people
    made = take([line()], year=2027).submission
    row, numbers, conflicts = made.lines.get(), iter(range(5000, 5000 + MANY)), []

    def save() -> None:
        try:
            workflow.save_line(
                made, by=reporter, line=row, base_revision=row.revision,
                values={"tariff": next(numbers)},
            )  # fmt: skip
        except Conflict as conflict:
            conflicts.append(conflict)

    at_once(save)
    assert len(conflicts) == MANY - 1
    assert made.lines.get().revision == row.revision + 1
