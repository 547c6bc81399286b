"""Laying edits over a draft: cell by cell, against what stood there when the person began.

A cell that others have changed since, to something else, is refused and shown with both figures; the
rest is taken. A preview is the whole thing done and rolled back, so that it cannot say otherwise
than what is then stored.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from dasportal.accounts.models import Person
from tariffs.findings import Severity, find
from tariffs.gathering import book_of
from tariffs.models import Line, Submission
from tariffs.permissions import can_write_line
from tariffs.reading import ReadLine
from tariffs.workflow.table import open_for_writing

from ..edits import Edits
from ..queries import lines_of
from ..stamp import plain_number, values_of
from ..taken import (
    FIGURES,
    ORDER,
    CellChange,
    Clash,
    LineChange,
    Taken,
    Told,
    differences,
    same,
    told_of,
)
from .laying import Laying

FIELDS = ("service", "legal_basis", "unit", "reporting_unit", "places", "occupancy_pct", "budget",
          "tariff", "health_part", "explanation")  # fmt: skip


@transaction.atomic
def take_edits(
    submission: Submission, edits: Edits, *, by: Person, remove: bool = False, dry_run: bool = False
) -> Taken:
    """Lay the edits over the draft. Lines that the workbook leaves out go only where `remove` says
    so. Raises NotAllowed when the submission cannot be written in now."""
    fresh = open_for_writing(submission, by)
    result = _Merge(fresh, edits, by).take(remove=remove)
    if dry_run:
        transaction.set_rollback(True)
    return result


@dataclass
class _Mended:
    """A line of the draft with the cells that are taken."""

    line: Line
    row: int
    cells: list[CellChange]


class _Merge:
    def __init__(self, submission: Submission, edits: Edits, by: Person) -> None:
        self.submission, self.edits, self.by = submission, edits, by
        self.lines = {line.pk: line for line in lines_of(submission)}
        self.now = {key: values_of(line) for key, line in self.lines.items()}
        self.row_of = {key: row for row, key in edits.keys.items()}
        self.names = [name for name in FIELDS if name in edits.columns]
        self.taken = Taken(lines=len(edits.lines))
        self.laying = Laying(submission, by, [*self.lines.values()])

    def take(self, *, remove: bool) -> Taken:
        self._tell_what_changed_meanwhile()
        gone = self._gone()
        mended: list[_Mended] = []
        new: list[ReadLine] = []
        for read in self.edits.lines:
            key = self.edits.keys.get(read.row)
            if key is not None and key in gone:
                continue
            if key is not None and key in self.lines:
                mended += self._mended(read, self.lines[key])
            elif key is not None:
                self._refuse_vanished(read)
            elif read.row in self.edits.repeated:
                self._refuse_repeated(read)
            elif read.row not in self.edits.gone:
                new.append(read)
        rows = self._store(mended) | self._add(new)
        if remove:
            self.laying.remove([self.lines[key] for key in gone])
        self._judge(rows, gone if remove else {})
        return self.taken

    # --- What others have done --------------------------------------------------------------------

    def _tell_what_changed_meanwhile(self) -> None:
        """Lines that read otherwise than the workbook was made with, and lines that have come."""
        if self.edits.stamp is None:
            return
        for key, line in self.lines.items():
            base = self.edits.base.get(key)
            cells = differences(base or {}, self.now[key], list(FIELDS)) if base else []
            if cells or base is None:
                change = LineChange(None, _name(line), key, cells, is_new=base is None)
                self.taken.meanwhile.append(change)

    def _refuse_vanished(self, read: ReadLine) -> None:
        self._say(read, "line_gone", "offer", "Linjen er taget ud på portalen imens, og kommer ikke "
                  "med. Skriv den i en tom række, hvis den alligevel skal med.")  # fmt: skip

    def _refuse_repeated(self, read: ReadLine) -> None:
        first = self.edits.repeated[read.row]
        self._say(read, "row_copied", "offer", f"Rækken er en kopi af række {first}. Skriv den i en "
                  "tom række i stedet.")  # fmt: skip

    def _say(self, read: ReadLine, code: str, name: str, why: str) -> None:
        address = self.edits.address(read.row, name) or f"række {read.row}"
        message = f"Celle {address}: {why}"
        self.taken.told.append(Told(Severity.ERROR, code, message, address, read.row))

    # --- Lines that are there ---------------------------------------------------------------------

    def _mended(self, read: ReadLine, line: Line) -> list[_Mended]:
        cells = self._cells(read, line)
        if not cells:
            self.taken.unchanged += 1
            return []
        if not can_write_line(self.by, self.submission, line):
            self._say(read, "other_unit", cells[0].name, "Linjen hører til en anden enhed, som du "
                      "ikke indberetter for.")  # fmt: skip
            return []
        return [_Mended(line, read.row, cells)]

    def _cells(self, read: ReadLine, line: Line) -> list[CellChange]:
        """The cells to be taken: those that can be read, have been changed, and clash with nobody."""
        base, now = self.edits.base.get(line.pk, {}), self.now[line.pk]
        wrong = self._unreadable(read)
        if "offer" in self.edits.columns and not same(read.offer, base.get("offer", read.offer)):
            self._say(read, "offer_changed", "offer", "Tilbuddet kan ikke skiftes på en linje, der er "
                      "der. Skriv den nye i en tom række, og ja under Udgår for den gamle.")  # fmt: skip
        cells = []
        for name in self.names:
            mine, before, theirs = value_of(read, name), base.get(name, ""), now[name]
            if name in wrong or same(mine, before) or same(mine, theirs):
                continue
            if name in ("unit", "service") and not mine:
                continue  # a line always has one; an emptied cell leaves it
            address = self.edits.address(read.row, name)
            if same(theirs, before):
                cells.append(CellChange(name, address, theirs, mine))
            else:
                by = line.saved_by.name if line.saved_by else "en anden"
                self.taken.clashes.append(
                    Clash(name, _name(line), address, before, mine, theirs, by)
                )
        return cells

    def _unreadable(self, read: ReadLine) -> set[str]:
        """The cells that are left out, and why. A draft may well lack a tariff still."""
        wrong = set()
        for problem in read.problems:
            missing = problem.code in ("tariff_missing", "offer_missing", "service_missing")
            if missing and read.row in self.edits.keys:
                continue
            if not problem.is_doubt:
                wrong.add(problem.field)
            severity = Severity.NOTICE if problem.is_doubt else Severity.ERROR
            address = self.edits.address(read.row, problem.field)
            self.taken.told.append(Told(severity, problem.code, problem.message, address, read.row))
        return wrong

    def _store(self, mended: list[_Mended]) -> dict[int, int]:
        """Save the lines; what they are refused for is told of by its cell."""
        for one in mended:
            values = {cell.name: cell.new for cell in one.cells}
            refused = self.laying.change(one.line, values)
            if refused:
                name, why = refused
                read = next(r for r in self.edits.lines if r.row == one.row)
                self._say(read, "refused", name, why)
                continue
            change = LineChange(one.row, _name(one.line), one.line.pk, one.cells)
            self.taken.changes.append(change)
        self.laying.save()
        return self.row_of

    # --- New lines --------------------------------------------------------------------------------

    def _add(self, new: list[ReadLine]) -> dict[int, int]:
        """New rows as lines; one that is there already is filled in where it is empty."""
        rows: dict[int, int] = {}
        offers = self.laying.offers_of(new)
        for read in new:
            wrong = self._unreadable(read) - {"tariff", *FIGURES}
            bad_figures = {p.field for p in read.problems if not p.is_doubt} & FIGURES
            values = {name: "" if name in bad_figures else value_of(read, name) for name in FIELDS}
            if wrong or read.row not in offers:
                continue
            line, there = self.laying.new(read, offers[read.row].offer, values)
            if there is not None and there.pk in self.row_of:
                self._say(read, "duplicate_line", "service", "Den samme linje står også i række "
                          f"{self.row_of[there.pk]}.")  # fmt: skip
                continue
            if there is not None:
                for mended in self._mended(read, there):
                    self._store([mended])
                rows[there.pk] = read.row
                continue
            if line is None:
                continue
            cells = [
                CellChange(name, self.edits.address(read.row, name), "", value)
                for name, value in values.items() if value
            ]  # fmt: skip
            self.taken.changes.append(
                LineChange(read.row, _name(line), line.pk, cells, is_new=True)
            )
            rows[line.pk] = read.row
        return rows

    # --- Lines that are left out ------------------------------------------------------------------

    def _gone(self) -> dict[int, int | None]:
        """Lines whose row says that they go, or whose row is gone; with the row."""
        marked = {key: row for key, row in self.row_of.items() if row in self.edits.gone}
        found: dict[int, int | None] = {**marked, **dict.fromkeys(self.edits.missing)}
        there = {key: row for key, row in found.items() if key in self.lines}
        for key, row in there.items():
            self.taken.gone.append(LineChange(row, _name(self.lines[key]), key))
        return there

    # --- Judging ----------------------------------------------------------------------------------

    def _judge(self, rows: Mapping[int, int], gone: Mapping[int, int | None]) -> None:
        """Every finding on the draft as it would then be, with the cell where the file has one."""
        for finding in find(book_of(self.submission)):
            row = rows.get(finding.pk or 0)
            told = told_of(finding, self.edits.address(row, finding.field), row)
            self.taken.told.append(told)
        self.taken.told.sort(
            key=lambda told: (told.row is None, told.row or 0, ORDER[told.severity])
        )


def value_of(read: ReadLine, name: str) -> str:
    """What a row says of a field, as it is compared."""
    if name in FIGURES:
        return plain_number(getattr(read, name))
    value: Any = getattr(read, name)
    return value or ""


def _name(line: Line) -> str:
    basis = f" ({line.basis})" if line.basis else ""
    return f"{line.offer}, {line.service}{basis}"
