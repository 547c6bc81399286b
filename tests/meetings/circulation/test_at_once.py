"""Quality 13 for votes: fifty at the same moment are one; the deadline's second is in or told no."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from dasportal.accounts.models import Person, RoleKind
from dasportal.accounts.transitions import NotAllowed
from dasportal.documents.models import RecordEntry
from dasportal.mail.models import OutgoingMail
from meetings import workflow
from meetings.approval.models import PartyApproval, PartyApprovalEvent
from meetings.approval.workflow import approve
from meetings.circulation.models import Answer, Ballot, BallotVersion, Vote, VoteEvent
from meetings.circulation.workflow import (
    close_ballot,
    draft_ballot,
    print_and_seal,
    send_ballot,
    vote,
)
from meetings.deadlines import database_clock
from tests import factories

MANY = 50
CODES = (factories.AALBORG, factories.LÆSØ, factories.FREDERIKSHAVN, factories.REGION)


def at_once(acts: list[Callable[[], object]]) -> Counter[str]:
    """Do them all at the same moment, each in its own session. Counts how they ended."""
    start = threading.Barrier(len(acts))
    ended: Counter[str] = Counter()

    def one(act: Callable[[], object]) -> None:
        start.wait()
        try:
            act()
        except NotAllowed as refusal:
            ended[refusal.message] += 1
        else:
            ended["done"] += 1
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ended.total() == len(acts), f"some ended otherwise: {dict(ended)}"
    return ended


@pytest.fixture
def office(own_database: str) -> Person:
    return factories.secretary("Sekretær")


@pytest.fixture
def people(office: Person) -> dict[str, Person]:
    since = date(2020, 1, 1)
    return {
        code: factories.holder(
            RoleKind.MEMBER, f"Medlem {code}", forum=factories.das(),
            party=factories.party(code), start=since,
        )
        for code in CODES
    }  # fmt: skip


@pytest.fixture
def out(office: Person, people: dict[str, Person]) -> BallotVersion:
    day = timezone.localdate() + timedelta(days=60)
    meeting = workflow.plan_meeting(factories.das(), by=office, date=day)
    item = workflow.add_item(meeting, title="En sag", by=office)
    ballot = draft_ballot(item, by=office)
    return send_ballot(ballot, deadline=timezone.localdate() + timedelta(days=5), by=office)


def row_of(version: BallotVersion, code: str) -> Vote:
    rows = Vote.objects.select_related("party", "version__ballot__forum")
    return rows.get(version=version, party__code=code)


def test_fifty_votes_of_one_party_are_one(out, people) -> None:
    row, person = row_of(out, "825"), people["825"]
    ended = at_once([lambda: vote(row, answer=Answer.FOR, by=person)] * MANY)
    assert ended == {"done": MANY}
    given = Vote.objects.filter(version=out).exclude(answer="")
    assert [(v.party.code, v.answer) for v in given] == [("825", Answer.FOR)]
    assert VoteEvent.objects.filter(pgh_obj=row).exclude(answer="").count() == 1
    assert OutgoingMail.objects.filter(subject__startswith="Kvittering").count() == 1


def test_fifty_that_differ_leave_one_vote_and_a_whole_history(out, people) -> None:
    row, person = row_of(out, "825"), people["825"]
    at_once(
        [
            lambda n=n: vote(row, answer=Answer.REMARK, words=f"Bemærkning {n}", by=person)
            for n in range(MANY)
        ]
    )
    row.refresh_from_db()
    said = list(
        VoteEvent.objects.filter(pgh_obj=row).exclude(answer="").order_by("pgh_id")
        .values_list("words", flat=True)
    )  # fmt: skip
    assert sorted(said) == sorted(f"Bemærkning {n}" for n in range(MANY))
    assert said[-1] == row.words
    assert Vote.objects.filter(version=out).count() == len(CODES)


def test_fifty_who_ask_for_a_meeting_move_it_once(out, people) -> None:
    row, person = row_of(out, "825"), people["825"]
    ended = at_once([lambda: vote(row, answer=Answer.MEETING, by=person)] * MANY)
    assert ended["done"] == 1
    ballot = Ballot.objects.get()
    assert ballot.status == "to_meeting"
    assert ballot.noted_on.statements.filter(body="Skriftlig behandling").count() == 1
    assert OutgoingMail.objects.filter(subject__startswith="Drøftes på møde").count() == 5


def test_fifty_closings_decide_and_seal_once(out, people) -> None:
    vote(row_of(out, "825"), answer=Answer.FOR, by=people["825"])
    _deadline_in(out, -1)
    assert at_once([lambda: close_ballot(out.ballot)] * MANY) == {"done": MANY}
    assert OutgoingMail.objects.filter(subject__startswith="Afgjort skriftligt").count() == 5
    assert at_once([lambda: print_and_seal.func(out.ballot_id)] * 4) == {"done": 4}
    assert RecordEntry.objects.filter(kind="circulation").count() == 1


def _deadline_in(version: BallotVersion, seconds: float) -> None:
    moment = database_clock() + timedelta(seconds=seconds)
    BallotVersion.objects.filter(pk=version.pk).update(closes_at=moment)
    Ballot.objects.filter(pk=version.ballot_id).update(closes_at=moment)


@pytest.mark.parametrize("round_", range(5))
def test_votes_in_the_deadlines_very_second_are_in_or_told_no(out, people, round_: int) -> None:
    """Votes and closings pour in around the last moment. What was taken in is in the outcome, and
    what was not was told so: nothing between."""
    _deadline_in(out, 0.15)
    taken: list[str] = []

    def cast(code: str) -> None:
        vote(row_of(out, code), answer=Answer.FOR, by=people[code])
        taken.append(code)

    def close() -> None:
        while close_ballot(out.ballot).status == "out":
            pass

    ended = at_once([*(lambda code=code: cast(code) for code in CODES), close, close, close])
    ballot = Ballot.objects.get()
    said_no = ended.total() - ended["done"]
    assert len(taken) + said_no == len(CODES)
    assert all("ikke taget med" in words for words in ended if words != "done")
    counted = Vote.objects.filter(version=out).exclude(answer="")
    assert {row.party.code for row in counted} == set(taken)
    assert f"{len(taken)} af 4 parter tilsluttede sig" in ballot.outcome
    assert ballot.status == ("adopted" if len(taken) == 4 else "rejected")
    assert all(row.voted_at <= ballot.closes_at < ballot.over_at for row in counted)


def test_fifty_approvals_of_one_party_are_one(office, people) -> None:
    meeting = workflow.plan_meeting(factories.das(), by=office, date=date(2026, 3, 5))
    workflow.add_item(meeting, title="En sag", by=office)
    workflow.send_agenda(meeting, by=office)
    workflow.start_meeting(meeting, by=office)
    for item in meeting.items.filter(kind="approve_minutes"):
        workflow.set_outcome(item, outcome="postponed", by=office)
    workflow.end_meeting(meeting, by=office)
    workflow.send_minutes(meeting, by=office)
    rows = PartyApproval.objects.select_related("party", "round__meeting__forum")
    row = rows.get(party__code="825")
    seen = row.round.full_sha256
    assert at_once([lambda: approve(row, seen=seen, by=people["825"])] * MANY) == {"done": MANY}
    events = PartyApprovalEvent.objects.filter(pgh_obj=row, status="approved")
    assert events.count() == 1
    assert PartyApproval.objects.filter(status="approved").count() == 1
