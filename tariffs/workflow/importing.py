"""Taking a party's file in: the upload's and the command's one way.

What can be stored is stored, row by row on what makes a line the same, so that the same file twice
changes nothing; what cannot is told of by its cell. Lines that the submission holds and the file
does not are left alone: a party's two units may each have a file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.utils import timezone

from dasportal.accounts.models import Party, Person, Unit
from dasportal.accounts.transitions import NotAllowed
from dasportal.register.models import LegalBasis, Offer
from dasportal.worker.collecting import no_collection

from .. import findings, queries
from ..facts import Book, LineFacts
from ..findings import Finding, Severity
from ..findings.figures import DAY_BASES
from ..gathering import FILLED_DOWN, Surroundings, family_of
from ..models import Explanation, Line, LineKind, Submission, SubmissionStatus, TariffYear
from ..naming import basis_key, kind_of_service, service_key
from ..permissions import can_write_line
from ..queries import Key
from ..reading import Columns, Problem, ReadLine, find_columns, read_lines, read_table
from .handing_in import approve_as_laid
from .matching import Found, Offers
from .reporting import begin, begin_correction
from .table import SUBMISSION, check, locked, open_for_writing
from .years import open_year


class Stage(StrEnum):
    DRAFT = "draft"
    APPROVED = "approved"
    CORRECTION = "correction"


@dataclass(frozen=True)
class RowChange:
    """What a row does to a line: its values before and after, by field. `line` is None for a new
    one."""

    row: int
    line: int | None
    name: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]


@dataclass
class Imported:
    """What came of a file. `lines` are the rows as read with their facts, in the file's order."""

    submission: Submission
    book: Book
    lines: list[tuple[ReadLine, LineFacts]]
    findings: list[Finding]
    counts: dict[str, int] = field(default_factory=dict)
    changes: list[RowChange] = field(default_factory=list)
    columns: Columns | None = None


@transaction.atomic
@no_collection()  # thousands of lines, each of many parts, and none of them goes before the end
def import_lines(
    content: bytes,
    *,
    year: int,
    party: Party,
    by: Person | None,
    stage: Stage = Stage.DRAFT,
    mapping: Mapping[str, str] | None = None,
    columns: Columns | None = None,
    reason: str = "",
    dry_run: bool = False,
) -> Imported:
    """Read the file into the party's submission of that year; all of it or nothing.

    The columns are found by their headings, by a `mapping` of field to heading, or are given. A
    field that has no column stays as it is; an empty cell empties it. `dry_run` tells what would come of it, and stores nothing. Raises UnreadableFile when it is no
    table of tariffs, NotAllowed when the submission cannot be written in now.
    """
    rows = read_table(content)
    columns = columns or find_columns(rows, stage=stage, mapping=mapping)
    lines = read_lines(rows, columns)
    tariff_year = TariffYear.objects.filter(year=year).first() or open_year(year, by=by)
    submission = _submission(tariff_year, party, stage, reason, by)
    result = _Import(submission, stage, by, columns, dry_run=dry_run).take(lines)
    if stage == Stage.APPROVED and not dry_run:
        result.submission = approve_as_laid(submission, by=by)
    if dry_run:
        transaction.set_rollback(True)
    return result


def _submission(
    year: TariffYear, party: Party, stage: Stage, reason: str, by: Person | None
) -> Submission:
    if stage == Stage.CORRECTION:
        made = begin_correction(year, party=party, by=by, reason=reason)
        return open_for_writing(made, by)
    made = begin(year, party=party, by=by, carry_over=False)
    if stage == Stage.DRAFT:
        if made.status == SubmissionStatus.APPROVED:
            raise NotAllowed(
                f"{party}s takster for {year.year} er godkendt. Nye tal lægges ind som en rettelse."
            )
        return open_for_writing(made, by)
    fresh = locked(made)
    check(SUBMISSION, fresh, "lay", by)
    return fresh


COMPARED = (
    "position", "kind", "is_billed", "service", "legal_basis_id", "basis_text", "unit", "places",
    "occupancy_pct", "budget", "tariff", "health_part", "offer_as_read", "service_as_read",
    "source_row", "reporting_unit_id", "replaces_id",
)  # fmt: skip
FIGURES = ("places", "occupancy_pct", "budget", "tariff")


@dataclass
class _Row:
    """A row on its way in: what was read, whose it is, and the line that it becomes."""

    read: ReadLine
    found: Found | None
    basis: LegalBasis | None
    unit: str
    kind: str

    @property
    def key(self) -> Key | None:
        if self.found is None or not self.read.service:
            return None
        basis = self.basis.code if self.basis else basis_key(self.read.legal_basis)
        return self.found.offer.pk, service_key(self.read.service), basis, self.unit


class _Import:
    """One file's way into one submission."""

    def __init__(
        self,
        submission: Submission,
        stage: Stage,
        by: Person | None,
        columns: Columns,
        *,
        dry_run: bool,
    ) -> None:
        self.submission, self.stage, self.by, self.dry_run = submission, stage, by, dry_run
        self.columns = columns
        self.year, self.party = submission.year, submission.party
        self.around = Surroundings(
            self.year, self.party, decided=stage == Stage.APPROVED, submission=submission
        )
        self.units = {name.casefold(): unit for unit in self.party.units.all()
                      for name in (unit.name, unit.short_name) if name}  # fmt: skip
        lines = submission.lines.select_related(
            "offer", "legal_basis", "explanation", "reporting_unit"
        )
        self.there = {line.key: line for line in lines}
        self.levelled: set[tuple[int, str]] = set()
        self.changes: list[RowChange] = []

    def take(self, lines: list[ReadLine]) -> Imported:
        offers = Offers(self.party, f"Takster {self.year.year}", dry_run=self.dry_run)
        found = offers.find_all(lines)
        self._complete(lines, found)
        rows = [self._row(line, found.get(line.row)) for line in lines]
        self.levelled = self._levelled(rows)
        self._refuse_doubles(rows)
        self._refuse_other_units(rows)
        counts = self._store([row for row in rows if self._is_storable(row)])
        facts = [self._facts(row, number) for number, row in enumerate(rows, start=1)]
        book = self.around.book(facts, list(self.there))
        told = self._problems(rows, facts) + findings.find(book)
        counts = self._counts(facts, told, found, len(rows)) | counts
        told.sort(key=lambda f: (f.line is None, f.line or 0, ORDER[f.severity]))
        pairs = list(zip((row.read for row in rows), facts, strict=True))
        return Imported(
            self.submission, book, pairs, _once(told), counts, self.changes, self.columns
        )

    def _complete(self, lines: list[ReadLine], found: Mapping[int, Found]) -> None:
        """What the file has no column for is as the line has it. Without a column of legal bases or
        of units a row is the one line of its offer and service."""
        absent = [name for name in KEPT if name not in self.columns]
        by_name: dict[tuple[int, str], list[Line]] = defaultdict(list)
        for line in self.there.values():
            by_name[line.offer_id, line.service_key].append(line)
        for read in lines:
            offer = found[read.row].offer.pk if read.row in found else 0
            same = [line for line in by_name[offer, service_key(read.service)]
                    if self._may_be(read, line)]  # fmt: skip
            if len(same) == 1:
                for name in absent:
                    setattr(read, name, kept_value(same[0], name))
                if "unit" in absent:
                    read.unit_text = same[0].unit

    def _may_be(self, read: ReadLine, line: Line) -> bool:
        if "unit" in self.columns and read.unit and read.unit != line.unit:
            return False
        if "legal_basis" not in self.columns:
            return True
        basis = self.around.bases.find(read.legal_basis, self.year.year)
        return line.basis_key == (basis.code if basis else basis_key(read.legal_basis))

    def _row(self, line: ReadLine, found: Found | None) -> _Row:
        basis = self.around.bases.find(line.legal_basis, self.year.year)
        code = basis.code if basis else basis_key(line.legal_basis)
        unit = line.unit or ("Dag" if code in DAY_BASES else "Døgn")
        return _Row(line, found, basis, unit, kind_of_service(line.service))

    def _levelled(self, rows: list[_Row]) -> set[tuple[int, str]]:
        """Offers and legal bases that have levels, in the file or in the draft: there, and there
        alone, an average may merely inform."""
        keys = [row.key for row in rows if row.key and row.kind == LineKind.LEVEL]
        keys += [key for key, line in self.there.items() if line.kind == LineKind.LEVEL]
        return {(offer, basis) for offer, _, basis, _ in keys}

    def _is_billed(self, row: _Row, unit: Unit | None) -> bool:
        if row.read.is_billed is not None:
            return row.read.is_billed
        if row.key is None or (row.key[0], row.key[2]) not in self.levelled:
            return True
        return queries.is_billed(row.kind, _pk(unit), self.around.models)

    def _refuse_doubles(self, rows: list[_Row]) -> None:
        seen: dict[Key, int] = {}
        for row in rows:
            if row.key is None:
                continue
            first = seen.setdefault(row.key, row.read.row)
            if first != row.read.row:
                why = f"Række {row.read.row}: Den samme linje står også i række {first}."
                row.read.problems.append(Problem("duplicate_line", "service", why))

    def _refuse_other_units(self, rows: list[_Row]) -> None:
        if self.by is None:
            return
        for row in rows:
            line = self.there.get(row.key) if row.key else None
            unit = self.units.get(row.read.reporting_unit.casefold())
            for one in (line, Line(reporting_unit=unit)):
                if one is not None and not can_write_line(self.by, self.submission, one):
                    why = (
                        f"Række {row.read.row}: Linjen hører til en anden enhed, som du ikke "
                        "indberetter for."
                    )
                    row.read.problems.append(Problem("other_unit", "reporting_unit", why))
                    break

    def _is_storable(self, row: _Row) -> bool:
        """A draft keeps a line whose legal basis is still to be chosen; it cannot be handed in. A
        line that is laid in as approved must have one."""
        has_basis = bool(row.read.legal_basis) or self.stage != Stage.APPROVED
        return row.read.can_be_stored and row.key is not None and has_basis

    # --- Storing ----------------------------------------------------------------------------------

    def _store(self, rows: list[_Row]) -> dict[str, int]:
        there = self.there
        valid = self._applying()
        new: list[Line] = []
        changed: list[Line] = []
        explained: list[tuple[Line, str]] = []
        unchanged = made = 0
        for position, row in enumerate(rows, start=1):
            if row.key is None:
                continue
            line = there.get(row.key)
            if line is None and self.dry_run:
                made += 1
                self._note(row, None)
                continue
            line = line or Line(submission=self.submission)
            values = self._values(row, position)
            if line.pk in valid:
                unchanged += self._keep_approved(row, line, values)
                continue
            differs = any(getattr(line, name) != values[name] for name in COMPARED)
            has_text = (line.explanation.text if line.explanation else "") == row.read.explanation
            if line.pk and not differs and has_text:
                unchanged += 1
                continue
            self._note(row, line if line.pk else None)
            self._set(line, row, values)
            (changed if line.pk else new).append(line)
            if not has_text:
                explained.append((line, row.read.explanation))
        counts = {"created": len(new) + made, "updated": len(changed), "unchanged": unchanged}
        if self.dry_run:
            return counts
        Line.objects.bulk_create(new)
        fields = [*(name.removesuffix("_id") for name in COMPARED), "service_key", "basis_key",
                  "revision", "saved_by", "saved_at"]  # fmt: skip
        Line.objects.bulk_update(changed, fields, batch_size=500)
        self._explain(explained)
        return counts

    def _note(self, row: _Row, line: Line | None) -> None:
        """What the row changes, for the preview. Its place in the file is no change of the line."""
        basis = row.basis.code if row.basis else row.read.legal_basis
        after = {
            "service": row.read.service, "legal_basis": basis, "unit": row.unit,
            "explanation": row.read.explanation,
            **{name: getattr(row.read, name) for name in (*FIGURES, "health_part")},
        }  # fmt: skip
        before = {name: kept_value(line, name) if line else None for name in after}
        name = f"{_offer(row)}, {row.read.service}{f' ({basis})' if basis else ''}"
        self.changes.append(RowChange(row.read.row, line.pk if line else None, name, before, after))

    def _applying(self) -> set[int]:
        rows = self.submission.lines.filter(valid_tariff__isnull=False)
        return set(rows.values_list("pk", flat=True))

    def _keep_approved(self, row: _Row, line: Line, values: dict[str, Any]) -> int:
        """What applies is never changed by a file: a difference is told, and is a correction."""
        if all(getattr(line, name) == values[name] for name in FIGURES):
            return 1
        why = (
            f"Række {row.read.row}: Linjen er godkendt med andre tal. Læg de nye ind som en "
            "rettelse."
        )
        row.read.problems.append(Problem("already_approved", "tariff", why))
        return 0

    def _values(self, row: _Row, position: int) -> dict[str, Any]:
        read = row.read
        unit = self.units.get(read.reporting_unit.casefold())
        replaced = self._replaced(row)
        return {
            "position": position, "kind": row.kind, "is_billed": self._is_billed(row, unit),
            "service": read.service,
            "legal_basis_id": row.basis.pk if row.basis else None,
            "basis_text": read.legal_basis, "unit": row.unit, "places": read.places,
            "occupancy_pct": read.occupancy_pct, "budget": read.budget, "tariff": read.tariff,
            "health_part": read.health_part, "offer_as_read": read.offer,
            "service_as_read": read.service, "source_row": read.row,
            "reporting_unit_id": _pk(unit), "replaces_id": replaced,
        }  # fmt: skip

    def _replaced(self, row: _Row) -> int | None:
        if self.stage != Stage.CORRECTION or row.key is None:
            return None
        average = row.kind == "average"
        old = self.around.approved.find(row.key, self.around.bases, is_average=average)
        return old.line_id if old else None

    def _set(self, line: Line, row: _Row, values: dict[str, Any]) -> None:
        for name, value in values.items():
            setattr(line, name, value)
        line.offer, line.legal_basis = _offer(row), row.basis
        line.set_keys()
        line.revision += 1
        line.saved_by, line.saved_at = self.by, timezone.now()

    def _explain(self, texts: list[tuple[Line, str]]) -> None:
        """One text a line, as the file has it; joining them is for a person to say."""
        made = [Explanation(submission=self.submission, text=text) for _, text in texts if text]
        Explanation.objects.bulk_create(made)
        fresh = iter(made)
        for line, text in texts:
            line.explanation = next(fresh) if text else None
        Line.objects.bulk_update([line for line, _ in texts], ["explanation"], batch_size=500)
        self.submission.explanations.filter(lines__isnull=True).delete()

    # --- Telling ----------------------------------------------------------------------------------

    def _facts(self, row: _Row, number: int) -> LineFacts:
        read, offer = row.read, row.found.offer if row.found else None
        unit = self.units.get(read.reporting_unit.casefold())
        facts = LineFacts(
            number=number, row=read.row, year=self.around.facts, offer=read.offer,
            offer_as_read=read.offer, service=read.service, service_key=service_key(read.service),
            kind=row.kind, is_billed=self._is_billed(row, unit), basis=read.legal_basis,
            basis_key=row.basis.code if row.basis else basis_key(read.legal_basis), unit=row.unit,
            unit_given=bool(read.unit_text), places=read.places, occupancy_pct=read.occupancy_pct,
            budget=read.budget, tariff=read.tariff, explanation=read.explanation,
            is_explained=bool(read.explanation),
        )  # fmt: skip
        if offer is not None:
            facts = facts.changed(
                offer=offer.name, offer_id=offer.pk, family=family_of(offer),
                is_confirmed=offer.confirmed,
                suggestion=offer.suggestion.name if offer.suggestion else "",
                filled_down=offer.suggestion_reason == FILLED_DOWN,
                matched_by_former_name=bool(row.found and row.found.by_former_name),
            )  # fmt: skip
        return self.around.judge(facts, row.basis)

    def _problems(self, rows: list[_Row], facts: list[LineFacts]) -> list[Finding]:
        return [
            Finding(
                Severity.NOTICE if problem.is_doubt else Severity.ERROR,
                problem.code, problem.message, line.number, row.read.row, problem.field,
            )
            for row, line in zip(rows, facts, strict=True)
            for problem in row.read.problems
        ]  # fmt: skip

    def _counts(
        self, facts: list[LineFacts], told: list[Finding], found: dict[int, Found], lines: int
    ) -> dict[str, int]:
        refused = {f.line for f in told if f.severity == Severity.ERROR and f.line}
        severities = [f.severity for f in _once(told)]
        computed = [f for f in facts if f.computed is not None and f.tariff is not None]
        return {
            "lines": lines,
            "with_errors": len(refused),
            "offers": len({one.offer.pk for one in found.values()}),
            "new_offers": len({one.offer.pk for one in found.values() if one.is_new}),
            "with_budget": sum(1 for f in facts if f.budget is not None),
            "formula_tested": len(computed),
            "with_last_year": sum(1 for f in facts if f.last is not None),
            "errors": severities.count(Severity.ERROR),
            "to_explain": severities.count(Severity.EXPLAIN),
            "notices": severities.count(Severity.NOTICE),
        }


KEPT = ("legal_basis", "unit", *FIGURES, "health_part", "explanation", "reporting_unit")


def kept_value(line: Line, name: str) -> Any:
    """A line's value as a row of a file would have it."""
    if name == "legal_basis":
        return line.basis
    if name == "explanation":
        return line.explanation.text if line.explanation else ""
    if name == "reporting_unit":
        return line.reporting_unit.short_name if line.reporting_unit else ""
    return getattr(line, name)


ORDER = {Severity.ERROR: 0, Severity.EXPLAIN: 1, Severity.NOTICE: 2}


def _once(told: list[Finding]) -> list[Finding]:
    """A missing tariff is found both in its cell and on its line: the cell's word stands."""
    seen: set[tuple[int | None, str]] = set()
    cells = {(f.line, f.field) for f in told if f.message.startswith("Celle")}
    kept = []
    for finding in told:
        of_cell = finding.message.startswith("Celle")
        double = finding.code == "tariff_missing" and (finding.line, "tariff") in cells
        if double and (not of_cell or (finding.line, finding.code) in seen):
            continue
        seen.add((finding.line, finding.code))
        kept.append(finding)
    return kept


def _pk(unit: Unit | None) -> int | None:
    return unit.pk if unit else None


def _offer(row: _Row) -> Offer:
    assert row.found is not None  # a row without an offer is not stored
    return row.found.offer
