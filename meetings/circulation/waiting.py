"""What waits because a case is out for a decision in writing."""

from __future__ import annotations

from collections.abc import Iterator

from dasportal.accounts.models import Person
from dasportal.accounts.slots import Task
from dasportal.documents.models import PrintState
from meetings.models import Meeting
from meetings.slots import Asked

from .models import Ballot, BallotStatus, BallotVersion, DecisionSheet, Vote
from .queries import newest_version


def tasks_of(person: Person) -> Iterator[Task]:
    """A vote to give, until the deadline; for the secretariat what is stuck."""
    if person.is_of_secretariat():
        yield from _office_tasks()
    mine = Vote.objects.visible_to(person).silent()
    out = mine.filter(
        version__ballot__status=BallotStatus.OUT, version__closes_at__isnull=False
    ).select_related("version__ballot__forum", "party")
    for vote in out:
        ballot = vote.version.ballot
        text = f"Svar for {vote.party}: {ballot.named}"
        yield Task(
            text, ballot.get_absolute_url(), vote.version.closes_at, note="Skriftlig behandling",
            tone="info",
        )  # fmt: skip


def _office_tasks() -> Iterator[Task]:
    for ballot in Ballot.objects.filter(status=BallotStatus.WITHDRAWN, item__isnull=False):
        text = f"Ret sagen, og send den ud igen: {ballot.named}"
        yield Task(text, ballot.get_absolute_url(), note="Trukket tilbage", tone="attention")
    failed = DecisionSheet.objects.filter(state=PrintState.FAILED).select_related("version__ballot")
    for sheet in failed[:5]:
        url = sheet.version.ballot.get_absolute_url()
        yield Task(f"Lav PDF'en igen: {sheet}", url, note="Mislykkedes", tone="bad")


def asked(meeting: Meeting) -> Iterator[Asked]:
    """The cases of this agenda that are out, and which parties have not answered."""
    for ballot in Ballot.objects.out().filter(item__meeting=meeting).select_related("forum"):
        version: BallotVersion | None = newest_version(ballot)
        if version is not None:
            votes = list(version.votes.in_order())
            yield Asked(
                text=f"Skriftlig behandling: {ballot.title}",
                url=ballot.get_absolute_url(),
                asked=len(votes),
                silent=tuple(vote.party.name for vote in votes if not vote.answer),
                until=version.closes_at,
            )
