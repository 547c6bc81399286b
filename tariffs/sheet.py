"""A submission as its page shows it: by unit and offer, each line with what is computed and found."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from dasportal.accounts.models import Unit
from dasportal.danish.numbers import format_number

from . import findings
from .calculation import JointEffect
from .facts import Book, LineFacts, effect_of
from .findings import Finding, Severity
from .findings.figures import NO_HEALTH
from .gathering import book_of
from .models import FindingAnswer, LineKind, Submission, TariffYear

TYPED = ("places", "occupancy_pct", "budget", "tariff", "health_part")
HEADINGS = {
    "places": "Pladser", "occupancy_pct": "Bel., %", "budget": "Budget, kr.",
    "tariff": "Takst, kr.", "health_part": "Heraf sundhed",
}  # fmt: skip
LABELS = {
    "places": "Pladser", "occupancy_pct": "Belægning", "budget": "Budget", "tariff": "Takst",
    "health_part": "Heraf sundhedslovsydelser",
}  # fmt: skip
MOST_FIELDS = 900  # in one post: Django refuses more than 1,000


def columns_of(year: TariffYear) -> tuple[str, ...]:
    """The figures that the year asks for. The tariff always is; what nobody uses is not."""
    return tuple(name for name in TYPED if name == "tariff" or name in year.asked_fields)


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
    """A line on the page. `boxes` are what is typed; `facts` what is computed beside; `form` the
    id of the form that saves it."""

    facts: LineFacts
    revision: int
    columns: tuple[str, ...] = TYPED
    findings: list[Finding] = field(default_factory=list)
    answers: Mapping[str, FindingAnswer] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    may_write: bool = False
    joint: JointEffect | None = None
    joint_lines: int = 0
    form: str = ""

    @property
    def pk(self) -> int:
        return self.facts.pk or 0

    @cached_property
    def boxes(self) -> list[Box]:
        return [self._box(name) for name in self.columns]

    def _box(self, name: str) -> Box:
        value: Decimal | None = getattr(self.facts, name)
        shown = self.typed.get(f"{self.pk}-{name}", format_number(value))
        label = f"{LABELS[name]}, {self.facts.offer}, {self.facts.service}"
        return Box(
            name, f"linje-{self.pk}-{name}", label, HEADINGS[name], shown,
            self.errors.get(name, ""), self._is_typed(name, value),
        )  # fmt: skip

    def _is_typed(self, name: str, value: Decimal | None) -> bool:
        if name == "tariff" or value is not None:
            return True
        if name == "health_part":
            return self.facts.basis_key not in NO_HEALTH
        return self.facts.kind != "level"

    @property
    def kind_word(self) -> str:
        """The sort of line, where its service does not say it by itself."""
        kind = LineKind(self.facts.kind)
        return "" if kind in (LineKind.AVERAGE, LineKind.LEVEL) else kind.label.lower()

    @property
    def number_of_fields(self) -> int:
        return 1 + sum(1 for box in self.boxes if box.is_typed)

    @property
    def stopping(self) -> list[Finding]:
        return [f for f in self.findings if f.severity != Severity.NOTICE]

    @property
    def notices(self) -> list[tuple[Finding, FindingAnswer | None]]:
        return [
            (f, self.answers.get(f.code)) for f in self.findings if f.severity == Severity.NOTICE
        ]

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
        if self.off is None:
            return None
        return abs(self.off) <= self.facts.year.tolerance

    @property
    def off(self) -> Decimal | None:
        """The stated tariff less the computed one, kroner."""
        if self.facts.computed is None or self.facts.tariff is None:
            return None
        return self.facts.tariff - self.facts.computed

    @cached_property
    def drivers(self) -> list[tuple[str, Decimal]]:
        """What moved the tariff in whole kroner, the parts that did; they add up to the whole."""
        parts = self.facts.drivers
        return [] if parts is None else [(WORDS[k], v) for k, v in parts.parts.items() if v]


WORDS = {
    "pl": "PL", "budget": "budget", "places": "pladser", "occupancy": "belægning", "rest": "øvrigt",
}  # fmt: skip


@dataclass
class OfferGroup:
    """The lines of one offer, of one unit. `unit` is named on the first group of each unit."""

    name: str
    pk: int | None
    is_confirmed: bool
    rows: list[SheetRow] = field(default_factory=list)
    unit: str = ""

    @property
    def missing(self) -> int:
        return sum(1 for row in self.rows for f in row.stopping if f.severity == Severity.EXPLAIN)


@dataclass
class Sheet:
    """The whole page."""

    book: Book
    groups: list[OfferGroup]
    findings: list[Finding]
    columns: tuple[str, ...] = TYPED
    answers: Mapping[str, FindingAnswer] = field(default_factory=dict)

    @cached_property
    def rows(self) -> list[SheetRow]:
        return [row for group in self.groups for row in group.rows]

    @property
    def headings(self) -> list[str]:
        return [HEADINGS[name] for name in self.columns]

    @property
    def width(self) -> int:
        return len(self.columns) + 5

    @cached_property
    def done(self) -> int:
        return sum(1 for row in self.rows if row.is_done)

    @cached_property
    def errors(self) -> list[Finding]:
        return [f for f in self.findings if f.severity == Severity.ERROR]

    @cached_property
    def to_explain(self) -> list[Finding]:
        return [f for f in self.findings if f.severity == Severity.EXPLAIN]

    @property
    def stopping(self) -> list[Finding]:
        return self.errors + self.to_explain

    @property
    def whole(self) -> list[tuple[Finding, FindingAnswer | None]]:
        return [
            (f, self.answers.get(f.code))
            for f in self.findings
            if f.pk is None and f.severity == Severity.NOTICE
        ]

    @property
    def share_done(self) -> int:
        return round(100 * self.done / len(self.rows)) if self.rows else 0

    sections: list[str] = field(default_factory=list)

    def divide(self) -> None:
        """Give each row the form that saves it: many rows at a time, and no more fields than a post
        may hold. `sections` are the forms."""
        made: list[str] = []
        room = 0
        for row in self.rows:
            if not row.may_write:
                continue
            if room < row.number_of_fields:
                made.append(f"gem-{len(made) + 1}")
                room = MOST_FIELDS
            row.form, room = made[-1], room - row.number_of_fields
        self.sections = made

    def row(self, pk: int) -> SheetRow | None:
        return next((row for row in self.rows if row.pk == pk), None)


def sheet_of(submission: Submission, writes: Collection[int | None] | None = ()) -> Sheet:
    """The page of a submission. `writes` are the units whose lines the reader may write, None for
    all. A constant number of queries."""
    book = book_of(submission)
    told = findings.find(book)
    by_line: dict[int | None, list[Finding]] = {}
    for finding in told:
        by_line.setdefault(finding.pk, []).append(finding)
    answers: dict[int | None, dict[str, FindingAnswer]] = {}
    for answer in submission.finding_answers.select_related("answered_by"):
        answers.setdefault(answer.line_id, {})[answer.code] = answer
    revisions = dict(submission.lines.values_list("pk", "revision"))
    columns = columns_of(submission.year)
    rows = [
        SheetRow(
            facts, revisions.get(facts.pk or 0, 0), columns, by_line.get(facts.pk, []),
            answers.get(facts.pk, {}),
            may_write=writes is None or facts.reporting_unit_id in writes,
        )
        for facts in book.lines
    ]  # fmt: skip
    _weigh_together(rows)
    groups = _grouped(rows, submission)
    return Sheet(book, groups, told, columns, answers.get(None, {}))


def _weigh_together(rows: list[SheetRow]) -> None:
    """What lines under one explanation move together."""
    shared: dict[int, list[SheetRow]] = {}
    for row in rows:
        if row.facts.explanation_id is not None:
            shared.setdefault(row.facts.explanation_id, []).append(row)
    for together in shared.values():
        if len(together) > 1:
            effect = effect_of(row.facts for row in together)
            for row in together:
                row.joint, row.joint_lines = effect, len(together)


def _grouped(rows: list[SheetRow], submission: Submission) -> list[OfferGroup]:
    """By unit in Danish order, those of no unit first, and then by offer as the lines stand."""
    names = dict(Unit.objects.filter(party=submission.party_id).values_list("pk", "name"))
    order = {None: 0} | {pk: place for place, pk in enumerate(names, start=1)}
    groups: dict[tuple[int, int | None], OfferGroup] = {}
    for row in sorted(rows, key=lambda row: order.get(row.facts.reporting_unit_id, 0)):
        facts = row.facts
        key = order.get(facts.reporting_unit_id, 0), facts.offer_id
        group = groups.setdefault(key, OfferGroup(facts.offer, facts.offer_id, facts.is_confirmed))
        group.rows.append(row)
    _head_units(list(groups.values()), names)
    return list(groups.values())


def _head_units(groups: list[OfferGroup], names: dict[int, str]) -> None:
    last: int | None = None
    for group in groups:
        unit = group.rows[0].facts.reporting_unit_id
        if unit is not None and unit != last:
            group.unit = names.get(unit, "")
        last = unit
