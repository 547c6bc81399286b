"""A case on DAS's next agenda, and members of four parties to vote on it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from dasportal.accounts.models import Forum, Person, RoleKind
from meetings import workflow
from meetings.circulation.models import Ballot, BallotVersion, Vote
from meetings.circulation.workflow import draft_ballot, send_ballot
from meetings.deadlines import database_clock
from meetings.models import AgendaItem, Meeting
from tests import factories
from tests.meetings.conftest import case, office, plan

__all__ = ["office"]
PARTIES = {
    "aalborg": factories.AALBORG, "læsø": factories.LÆSØ, "frederikshavn": factories.FREDERIKSHAVN,
    "region": factories.REGION,
}  # fmt: skip


@pytest.fixture
def das(db: None) -> Forum:
    return factories.das()


@pytest.fixture
def people(das: Forum) -> dict[str, Person]:
    def sits(kind: str, code: str) -> Person:
        name = f"{RoleKind(kind).label} {code}"
        return factories.holder(kind, name, forum=das, party=factories.party(code))

    made = {name: sits(RoleKind.MEMBER, code) for name, code in PARTIES.items()}
    made["deputy"] = sits(RoleKind.DEPUTY, factories.AALBORG)
    made["reader"] = factories.holder(RoleKind.READER, "Læser", forum=das)
    made["fu"] = factories.member(factories.fu(), factories.AALBORG, "FU")
    return made


@pytest.fixture
def meeting(das: Forum, office: Person) -> Meeting:
    """The next one, not sent."""
    return plan(das, office, timezone.localdate() + timedelta(days=60))


@pytest.fixture
def item(meeting: Meeting, office: Person) -> AgendaItem:
    made = case(meeting, office, "Frist for indberetning")
    workflow.save_text(
        made, field="presentation", value="<p>Fristen foreslås flyttet.</p>", base_revision=0,
        by=office,
    )  # fmt: skip
    workflow.set_recommendations(made, texts=["godkender den nye frist"], by=office)
    return AgendaItem.objects.select_related("meeting__forum", "parent").get(pk=made.pk)


def in_days(days: int) -> Any:
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def out(item: AgendaItem, office: Person, people: dict[str, Person]) -> BallotVersion:
    """The case is out for ten days."""
    ballot = draft_ballot(item, by=office)
    return send_ballot(ballot, deadline=in_days(10), by=office)


@pytest.fixture
def vote_of(out: BallotVersion) -> Callable[[str], Vote]:
    """The vote of the party by its name here, fresh."""

    def of(name: str) -> Vote:
        rows = Vote.objects.select_related("party", "version__ballot__forum")
        return rows.get(version__ballot=out.ballot_id, version=out, party__code=PARTIES[name])

    return of


def past_deadline(version: BallotVersion, seconds: float = -0.001) -> None:
    """Let the deadline be so many seconds from now."""
    moment = database_clock() + timedelta(seconds=seconds)
    BallotVersion.objects.filter(pk=version.pk).update(closes_at=moment)
    Ballot.objects.filter(pk=version.ballot_id).update(closes_at=moment)
