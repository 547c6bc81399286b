"""How far each party is in a year, on one page.

What a submission still lacks is reckoned out of all its lines. That is done once for each state of
it and kept on its row: `edition` grows with every writing, in it or in the frame of its year, and
numbers of another edition are not believed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from dasportal.accounts.models import Party, PartyKind

from . import findings
from .findings import Severity
from .gathering import book_of
from .models import OPEN_FOR_PARTY, Submission, SubmissionStatus, TariffYear

TONES = {
    SubmissionStatus.DRAFT: "info",
    SubmissionStatus.SUBMITTED: "good",
    SubmissionStatus.RETURNED: "attention",
    SubmissionStatus.ACCEPTED: "good",
    SubmissionStatus.APPROVED: "good",
}


@dataclass(frozen=True)
class Counted:
    """Of a submission: its lines, those that are done, errors, and explanations that are missing."""

    lines: int
    done: int
    errors: int
    to_explain: int

    @property
    def missing(self) -> int:
        return self.lines - self.done


@dataclass(frozen=True)
class Progress:
    """One party in a year. `counted` is only made while the party is writing."""

    party: Party
    submission: Submission | None
    counted: Counted | None
    reminded: datetime | None = None

    @property
    def tone(self) -> str:
        if self.submission is None:
            return "neutral"
        return TONES[SubmissionStatus(self.submission.status)]

    @property
    def label(self) -> str:
        return "Ikke begyndt" if self.submission is None else self.submission.get_status_display()

    @property
    def is_handed_in(self) -> bool:
        return self.submission is not None and not self.submission.is_open_for_party


def progress_of(year: TariffYear, reminded: Mapping[str, datetime] | None = None) -> list[Progress]:
    """The twelve parties in Danish order, each with how far it is. Two queries, and a fixed number
    more for each party that has written since it was last asked."""
    annual = year.submissions.annual().select_related("year", "party")
    by_party = {row.party_id: row for row in annual}
    parties = Party.objects.exclude(kind=PartyKind.OTHER)
    return [
        _progress(party, by_party.get(party.pk), (reminded or {}).get(party.code))
        for party in parties
    ]


def _progress(party: Party, submission: Submission | None, at: datetime | None) -> Progress:
    writing = submission is not None and submission.is_open_for_party
    kept = counted(submission) if submission and writing else None
    return Progress(party, submission, kept, at)


def counted(submission: Submission) -> Counted:
    """The kept numbers, or where they are of another edition new ones, which are kept."""
    kept = submission.progress
    if kept and kept.get("edition") == submission.edition:
        return Counted(kept["lines"], kept["done"], kept["errors"], kept["to_explain"])
    made = _count(submission)
    Submission.objects.filter(pk=submission.pk).update(
        progress={"edition": submission.edition, **vars(made)}
    )
    return made


def _count(submission: Submission) -> Counted:
    book = book_of(submission)
    told = findings.find(book)
    stopped = {f.pk for f in told if f.severity != Severity.NOTICE}
    done = sum(1 for row in book.lines if row.tariff is not None and row.pk not in stopped)
    errors = sum(1 for f in told if f.severity == Severity.ERROR)
    to_explain = sum(1 for f in told if f.severity == Severity.EXPLAIN)
    return Counted(len(book.lines), done, errors, to_explain)


def forget(year: TariffYear) -> None:
    """The year's frame has changed, so that what its submissions lack is reckoned anew."""
    rows = Submission.objects.filter(year=year, status__in=OPEN_FOR_PARTY)
    rows.update(edition=F("edition") + 1)
