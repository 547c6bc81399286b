"""One way in for a workbook of ours, another's file and a pasted block: rehearsed, then done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from dasportal.accounts.models import Person
from dasportal.accounts.transitions import NotAllowed
from dasportal.danish.dates import format_date
from tariffs.models import Submission
from tariffs.reading import Columns, UnreadableFile
from tariffs.reading.table import LETTERS
from tariffs.workflow import Imported, Stage, import_lines
from tariffs.workflow.importing import RowChange
from tariffs.workflow.table import locked

from ..edits import Edits, read_block, read_own
from ..queries import lines_of
from ..stamp import Stamp, plain_number, values_of, version_of
from ..taken import FIGURES, CellChange, LineChange, Taken, differences, told_of
from .merging import take_edits


class Moved(NotAllowed):
    """Somebody has saved in the draft since the preview was shown."""

    def __init__(self) -> None:
        super().__init__(
            "Nogen har gemt i indberetningen, siden du så ændringerne. Her er de igen, som de nu er."
        )


@dataclass(frozen=True)
class Block:
    """Where a block of figures alone is laid: from this line down, from this field to the right."""

    line: int
    field: str


@dataclass(frozen=True)
class Source:
    """What is taken in. `columns` for a file that is read as somebody has said."""

    content: bytes
    columns: Columns | None = None
    block: Block | None = None


@transaction.atomic
def take(
    submission: Submission,
    source: Source,
    *,
    by: Person,
    expected: str = "",
    remove: bool = False,
    dry_run: bool = False,
) -> Taken:
    """Take it into the draft, or with `dry_run` only tell what would come of it.

    `expected` is the version of the draft that the preview was of. Raises Moved when it is another
    now, UnreadableFile when the file is not to be read or is not of this draft, NotAllowed when
    nothing can be written now.
    """
    if expected and version_of(locked(submission)) != expected:
        raise Moved
    edits = _edits(submission, source)
    if edits is not None:
        return take_edits(submission, edits, by=by, remove=remove, dry_run=dry_run)
    result = import_lines(
        source.content,
        year=submission.year.year,
        party=submission.party,
        by=by,
        stage=Stage.CORRECTION if submission.is_correction else Stage.DRAFT,
        columns=source.columns,
        dry_run=dry_run,
    )
    return taken_of(result)


def _edits(submission: Submission, source: Source) -> Edits | None:
    if source.block is not None:
        lines = lines_in_order(submission)
        start = next((n for n, line in enumerate(lines) if line.pk == source.block.line), None)
        if start is None:
            raise UnreadableFile("Linjen, blokken skulle begynde ved, er taget ud. Vælg en anden.")
        base = {line.pk: values_of(line) for line in lines}
        return read_block(source.content, lines[start:], source.block.field, base)
    if source.columns is not None:
        return None
    edits = read_own(source.content)
    if edits is not None and edits.stamp is not None:
        check_stamp(edits.stamp, submission)
    return edits


def lines_in_order(submission: Submission) -> list[Any]:
    """The draft's lines as the page shows them: by offer, in the order that the offers come."""
    lines = lines_of(submission)
    order: dict[int, int] = {}
    for line in lines:
        order.setdefault(line.offer_id, len(order))
    return sorted(lines, key=lambda line: order[line.offer_id])


def check_stamp(stamp: Stamp, submission: Submission) -> None:
    """Refuse a workbook of another party, year or submission by its name."""
    made = f"Regnearket er fra den {format_date(stamp.made_at.date())}"
    if stamp.party != submission.party.code:
        raise UnreadableFile(
            f"Regnearket er {stamp.party_name}s, men indberetningen er {submission.party}s. "
            f"Hent {submission.party}s regneark, og udfyld det."
        )
    if stamp.year != submission.year.year:
        raise UnreadableFile(
            f"Regnearket er til takster for {stamp.year}, men indberetningen er for "
            f"{submission.year.year}. Hent regnearket for {submission.year.year}, og udfyld det."
        )
    if stamp.submission != submission.pk:
        raise UnreadableFile(
            f"{made} og hører til en anden indberetning for {stamp.year} end {submission}. "
            "Hent regnearket fra denne side, og udfyld det."
        )


def taken_of(result: Imported) -> Taken:
    """What came of a file that was read by its headings, in the same words as the rest."""
    columns = result.columns

    def address(row: int | None, name: str) -> str:
        place = columns.places.get(name) if columns else None
        return f"{LETTERS[place]}{row}" if row and place is not None else ""

    changes = [_change(change, address) for change in result.changes]
    told = [told_of(f, address(f.row, f.field), f.row) for f in result.findings]
    return Taken(
        [change for change in changes if change.is_new or change.cells], told=told,
        unchanged=result.counts["lines"] - len(changes), lines=result.counts["lines"],
    )  # fmt: skip


def _change(change: RowChange, address: Any) -> LineChange:
    before, after = _texts(change.before), _texts(change.after)
    cells = [
        CellChange(cell.name, address(change.row, cell.name), cell.old, cell.new)
        for cell in differences(before, after, list(after))
    ]
    return LineChange(change.row, change.name, change.line, cells, is_new=change.line is None)


def _texts(values: Mapping[str, Any]) -> dict[str, str]:
    return {
        name: plain_number(value) if name in FIGURES else str(value or "")
        for name, value in values.items()
    }
