"""Both tables, exhaustively: role × status × step. And which rows each role sees."""

from __future__ import annotations

import pytest

from dasportal.accounts.models import RoleKind
from tariffs import workflow
from tariffs.models import Line, Submission, SubmissionStatus, YearStatus
from tariffs.permissions import can_report
from tariffs.workflow import SUBMISSION, YEAR
from tests import factories
from tests.factories import AALBORG
from tests.tariffs.conftest import line, take

S, Y = SubmissionStatus, YearStatus
pytestmark = pytest.mark.django_db
PARTY_STEPS = {
    S.DRAFT: {"write", "submit"}, S.SUBMITTED: set(), S.RETURNED: {"write", "submit"},
    S.ACCEPTED: set(), S.APPROVED: set(),
}  # fmt: skip
OFFICE_STEPS = {
    S.DRAFT: {"write", "submit", "lay"}, S.SUBMITTED: {"return", "accept"},
    S.RETURNED: {"write", "submit"}, S.ACCEPTED: {"return", "approve"}, S.APPROVED: {"approve_rest", "lay"},
}  # fmt: skip
OFFICE_YEAR = {Y.OPEN: {"change", "close", "remind"}, Y.CLOSED: {"change", "reopen"}}
OWN = {"reporter", "member", "deputy", "unit"}


@pytest.fixture
def everyone(people, office):
    return {
        **people,
        "office": office,
        "administrator": factories.administrator(),
        "chair": factories.holder(
            RoleKind.CHAIR, forum=factories.das(), party=factories.party(AALBORG)
        ),
        "expert": factories.holder(RoleKind.EXPERT),
        "nobody": factories.person(),
    }


@pytest.fixture
def submission():
    return take([line()]).submission


@pytest.mark.parametrize("status", S)
def test_steps_of_a_submission_per_role(submission, everyone, status):
    submission.status = status
    for who, person in everyone.items():
        found = {step.name for step in SUBMISSION.available(submission, person)}
        expected = {"office": OFFICE_STEPS[status]} | dict.fromkeys(OWN, PARTY_STEPS[status])
        assert found == expected.get(who, set()), who


@pytest.mark.parametrize("status", Y)
def test_steps_of_a_year_per_role(submission, everyone, status):
    submission.year.status = status
    for who, person in everyone.items():
        found = {step.name for step in YEAR.available(submission.year, person)}
        assert found == (OFFICE_YEAR[status] if who == "office" else set()), who


def test_a_party_sees_and_touches_its_own_alone(submission, everyone):
    for who, person in everyone.items():
        sees = Submission.objects.visible_to(person).exists()
        assert sees == (who in OWN | {"office"}), who
        assert Line.objects.visible_to(person).exists() == sees, who
        assert can_report(person, submission) == (who in OWN), who


def test_who_begins(everyone):
    year = workflow.open_year(2030, by=None)
    party = factories.party(AALBORG)
    for who, person in everyone.items():
        allowed = SUBMISSION.get("begin").allowed(person, party)
        assert allowed == (who in OWN | {"office"}), who
    begun = workflow.begin(year, party=party, by=everyone["reporter"])
    assert workflow.begin(year, party=party, by=everyone["office"]) == begun
    assert not begun.on_behalf
