"""A submission as its page shows it: by offer, each line with what is computed and found; and how
far each party is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from dasportal.accounts.models import Party, PartyKind
from dasportal.danish.numbers import format_number

from . import findings
from .facts import Book, LineFacts
from .findings import Finding, Severity
from .gathering import book_of
from .models import Submission, SubmissionStatus, TariffYear

TYPED = ("places", "occupancy_pct", "budget", "tariff")
HEADINGS = {
    "places": "Pladser", "occupancy_pct": "Bel., %", "budget": "Budget, kr.", "tariff": "Takst, kr.",
}  # fmt: skip
LABELS = {"places": "Pladser", "occupancy_pct": "Belægning", "budget": "Budget", "tariff": "Takst"}


@dataclass(frozen=True)
class Box:
    """A figure in a row: its field, its id on the page, what stands in it and what is wrong. Where
    nobody types one, such as a level's budget, it is only shown."""

    name: str
    id: str
    label: str
    heading: str
    value: str
    error: str = ""
    is_typed: bool = True


@dataclass
class SheetRow:
    """A line on the page. `boxes` are what is typed; `facts` what is computed beside."""

    facts: LineFacts
    revision: int
    findings: list[Finding] = field(default_factory=list)
    typed: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)

    @property
    def pk(self) -> int:
        return self.facts.pk or 0

    @property
    def boxes(self) -> list[Box]:
        return [self._box(name) for name in TYPED]

    def _box(self, name: str) -> Box:
        value: Decimal | None = getattr(self.facts, name)
        shown = self.typed.get(name, format_number(value))
        label = f"{LABELS[name]}, {self.facts.offer}, {self.facts.service}"
        typed = self.facts.kind != "level" or name == "tariff" or value is not None
        return Box(
            name, f"linje-{self.pk}-{name}", label, HEADINGS[name], shown,
            self.errors.get(name, ""), typed,
        )  # fmt: skip

    @property
    def stopping(self) -> list[Finding]:
        return [f for f in self.findings if f.severity != Severity.NOTICE]

    @property
    def notices(self) -> list[Finding]:
        return [f for f in self.findings if f.severity == Severity.NOTICE]

    @property
    def errors_told(self) -> list[Finding]:
        return [f for f in self.findings if f.severity == Severity.ERROR]

    @property
    def is_explained(self) -> bool:
        return bool(self.facts.explanation)

    @property
    def must_be_explained(self) -> bool:
        return any(f.severity == Severity.EXPLAIN for f in self.findings)

    @property
    def is_done(self) -> bool:
        return not self.stopping and self.facts.tariff is not None

    @property
    def fits(self) -> bool | None:
        """Whether the stated tariff follows from the budget; None when it cannot be tested."""
        if self.facts.computed is None or self.facts.tariff is None:
            return None
        return abs(self.facts.tariff - self.facts.computed) <= self.facts.year.tolerance


@dataclass
class OfferGroup:
    """The lines of one offer."""

    name: str
    pk: int | None
    is_confirmed: bool
    rows: list[SheetRow] = field(default_factory=list)

    @property
    def missing(self) -> int:
        return sum(1 for row in self.rows for f in row.stopping if f.severity == Severity.EXPLAIN)


@dataclass
class Sheet:
    """The whole page."""

    book: Book
    groups: list[OfferGroup]
    findings: list[Finding]

    @property
    def rows(self) -> list[SheetRow]:
        return [row for group in self.groups for row in group.rows]

    @property
    def done(self) -> int:
        return sum(1 for row in self.rows if row.is_done)

    @property
    def errors(self) -> list[Finding]:
        return [f for f in self.findings if f.severity == Severity.ERROR]

    @property
    def to_explain(self) -> list[Finding]:
        return [f for f in self.findings if f.severity == Severity.EXPLAIN]

    @property
    def stopping(self) -> list[Finding]:
        return self.errors + self.to_explain

    @property
    def whole(self) -> list[Finding]:
        return [f for f in self.findings if f.pk is None]

    @property
    def share_done(self) -> int:
        return round(100 * self.done / len(self.rows)) if self.rows else 0

    def row(self, pk: int) -> SheetRow | None:
        return next((row for row in self.rows if row.pk == pk), None)


def sheet_of(submission: Submission) -> Sheet:
    """The page of a submission. A constant number of queries."""
    book = book_of(submission)
    told = findings.find(book)
    by_line: dict[int | None, list[Finding]] = {}
    for finding in told:
        by_line.setdefault(finding.pk, []).append(finding)
    revisions = dict(submission.lines.values_list("pk", "revision"))
    groups: dict[Any, OfferGroup] = {}
    for facts in book.lines:
        group = groups.setdefault(
            facts.offer_id, OfferGroup(facts.offer, facts.offer_id, facts.is_confirmed)
        )
        row = SheetRow(facts, revisions.get(facts.pk or 0, 0), by_line.get(facts.pk, []))
        group.rows.append(row)
    return Sheet(book, list(groups.values()), told)


# --- How far each party is ------------------------------------------------------------------------

TONES = {
    SubmissionStatus.DRAFT: "info",
    SubmissionStatus.SUBMITTED: "good",
    SubmissionStatus.RETURNED: "attention",
    SubmissionStatus.ACCEPTED: "good",
    SubmissionStatus.APPROVED: "good",
}


@dataclass(frozen=True)
class Progress:
    """One party in a year. `sheet` is only made while the party is writing."""

    party: Party
    submission: Submission | None
    sheet: Sheet | None

    @property
    def tone(self) -> str:
        if self.submission is None:
            return "neutral"
        return TONES[SubmissionStatus(self.submission.status)]

    @property
    def label(self) -> str:
        return "Ikke begyndt" if self.submission is None else self.submission.get_status_display()


def progress_of(year: TariffYear) -> list[Progress]:
    """The twelve parties in Danish order, each with how far it is. Queries do not grow with lines:
    a fixed number for each party that is still writing."""
    annual = year.submissions.annual().select_related("year", "party")
    by_party = {row.party_id: row for row in annual}
    parties = Party.objects.exclude(kind=PartyKind.OTHER)
    return [_progress(party, by_party.get(party.pk)) for party in parties]


def _progress(party: Party, submission: Submission | None) -> Progress:
    writing = submission is not None and submission.is_open_for_party
    return Progress(party, submission, sheet_of(submission) if submission and writing else None)
