"""How a ballot ends: by the rule at its deadline, or at a meeting; and where that is noted."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.html import format_html, format_html_join

from dasportal.accounts.models import Party, Person
from dasportal.documents.models import StoredFile
from meetings.deadlines import database_clock
from meetings.models import IN_WRITING, AgendaItem, Concerns, Meeting, Outcome, Stance
from meetings.workflow import (
    Bilag,
    can_note_on,
    next_agenda,
    note_case,
    note_decision,
    note_information,
    note_statement,
)

from .. import emails
from ..calculation import decide, tally
from ..models import Answer, Ballot, BallotStatus, BallotVersion, Vote
from ..queries import casts, day_of, newest_version, votes_of
from ..snapshot import case_of
from .sealing import order_seal
from .table import BALLOT, locked_ballot

STANCES = {
    Answer.FOR: Stance.FOR, Answer.REMARK: Stance.RESERVATION, Answer.AGAINST: Stance.AGAINST,
}  # fmt: skip
DECIDED = "<p>Sagen er afgjort ved skriftlig behandling mellem møderne.</p>"


@transaction.atomic
def close_ballot(ballot: Ballot) -> Ballot:
    """Decide by the rule once the last moment has passed. Does nothing before, or a second time.

    Whoever holds the ballot's lock first is first: no vote is taken in after the outcome is
    counted, and none that came in time is left out.
    """
    fresh = locked_ballot(ballot)
    now = database_clock()
    if fresh.status != BallotStatus.OUT or fresh.closes_at is None or now <= fresh.closes_at:
        return fresh
    version = _version(fresh)
    votes = votes_of(version)
    result = decide(version.rule, version.at_least, casts(votes))
    step = BALLOT.get("adopt" if result.adopted else "reject")
    fresh.status, fresh.over_at = str(step.target), now
    fresh.outcome = (
        f"{BallotStatus(fresh.status).label} ved skriftlig behandling med frist "
        f"{day_of(version.closes_at)}. {result.why} {tally(casts(votes))}"
    )
    fresh.save()
    note_outcome(fresh)
    emails.decided(version)
    order_seal(fresh)
    return fresh


def close_due_ballots() -> int:
    """Decide every ballot whose deadline has passed, each on its own. Returns how many."""
    due = list(Ballot.objects.due(database_clock()))
    for ballot in due:
        close_ballot(ballot)
    return len(due)


def end_with_meeting(ballot: Ballot, asked: Vote, now: datetime) -> None:
    """A party has asked for a meeting: the locked ballot ends, and the case goes on the agenda."""
    version = _version(ballot)
    ballot.status, ballot.over_at = str(BALLOT.get("ask_for_meeting").target), now
    why = f" Begrundelse: {asked.words}" if asked.words else ""
    ballot.outcome = (
        f"{asked.party} har bedt om drøftelse på møde.{why} Indtil da: "
        f"{tally(casts(votes_of(version)))}"
    )
    ballot.save()
    note_outcome(ballot)
    emails.to_meeting(version)


def _version(ballot: Ballot) -> BallotVersion:
    version = newest_version(ballot)
    assert version is not None, "a case that is out has been sent"
    version.ballot = ballot  # the one that is held and changed: mails say how it ends
    return version


# --- On the agenda --------------------------------------------------------------------------------


def note_outcome(ballot: Ballot) -> AgendaItem | None:
    """Note it where the item stands, when that agenda is still to come; else on the forum's next
    agenda. None while there is no such: it is noted when a meeting is planned."""
    home = ballot.item
    version = _version(ballot)
    if home is not None and can_note_on(home):
        noted: AgendaItem | None = home
    else:
        meeting = next_agenda(ballot.forum)
        noted = _put_on(meeting, ballot, version) if meeting else None
    if noted is not None:
        note_statement(noted, body=IN_WRITING, html=in_html(version, ballot.outcome))
        if ballot.is_decided:
            _note_decision(noted, ballot, version)
        ballot.noted_on = noted
        ballot.save()
    return noted


def note_waiting(meeting: Meeting, by: Person) -> None:
    """A meeting is planned: what waited for an agenda is noted there."""
    for row in Ballot.objects.waiting_for_agenda().filter(forum=meeting.forum).order_by("pk"):
        ballot = locked_ballot(row)
        if ballot.noted_on_id is None:
            note_outcome(ballot)


def _put_on(meeting: Meeting, ballot: Ballot, version: BallotVersion) -> AgendaItem:
    if ballot.is_decided:
        return note_information(meeting, title=ballot.title, is_open=version.is_open, html=DECIDED)
    case = case_of(version.snapshot, closed=True)
    return note_case(
        meeting,
        title=case["title"],
        recommendations=[row["text"] for row in case["recommendations"]],
        parties=_chosen(version),
        bilag=_bilag(case),
        by=version.sent_by,
        is_open=version.is_open,
        concerns=version.snapshot["concerns"],
        lead_text=case["lead"],
        presenter=case["presenter"],
        case_number=case["case_number"],
        summary=case["summary"],
        background=case["background"],
        presentation=case["presentation"],
        continues=ballot.item,
    )


def _chosen(version: BallotVersion) -> list[Party]:
    if version.snapshot["concerns"] != Concerns.SOME:
        return []
    return [vote.party for vote in votes_of(version)]


def _bilag(case: dict[str, Any]) -> list[Bilag]:
    rows = [row for row in case["attachments"] if row["file"]]
    files = {str(f.pk): f for f in StoredFile.objects.filter(pk__in=[r["file"] for r in rows])}
    return [
        Bilag(row["title"], row["closed"], files[row["file"]])
        for row in rows
        if row["file"] in files
    ]


def _note_decision(item: AgendaItem, ballot: Ballot, version: BallotVersion) -> None:
    """The outcome as the item's decision, with the parties that said something in their own words:
    the minutes tell it there, and leave out what the agenda told of it."""
    adopted = ballot.status == BallotStatus.ADOPTED
    note_decision(
        item,
        html=str(format_html("<p>{}</p>", ballot.outcome)),
        outcome=Outcome.APPROVED if adopted else Outcome.REJECTED,
        settled=adopted,
        positions=[
            (vote.party, STANCES[Answer(vote.answer)], vote.words)
            for vote in votes_of(version)
            if vote.words and vote.answer in STANCES
        ],
    )


def in_html(version: BallotVersion, outcome: str) -> str:
    """The outcome with every party's own words, as rich text."""
    said = [vote for vote in votes_of(version) if vote.words]
    lines = format_html_join(
        "",
        "<li>{}, {}: {}</li>",
        ((vote.party.name, vote.get_answer_display().lower(), vote.words) for vote in said),
    )
    words = format_html("<ul>{}</ul>", lines) if said else ""
    return str(format_html("<p>{}</p>{}", outcome, words))
