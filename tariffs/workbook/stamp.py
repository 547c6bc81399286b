"""What a workbook of ours carries unseen: whose it is, of which draft, and each figure as it was.

    sheet »_das«, hidden:  A1 »das-takster«, then name and value a row; below »linjer« the key of a
                           line and its values as JSON

A sheet survives being saved by LibreOffice and Excel alike, which defined names and properties do
not always. It is no secret and no proof: who may write what is asked of the database.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tariffs.models import Line, Submission
from tariffs.reading import Row

SHEET, STAMP_SHEET, LISTS, GUIDANCE = "Takster", "_das", "Lister", "Vejledning"
MARK, FORMAT, LINES = "das-takster", 1, "linjer"

Values = Mapping[str, str]


@dataclass(frozen=True)
class Stamp:
    """`lines` are the values of each line when the workbook was made, by the line's key; amounts as
    plain decimals, nothing as an empty text."""

    year: int
    party: str
    party_name: str
    submission: int
    version: str
    made_at: datetime
    lines: Mapping[int, Values] = field(default_factory=dict)


def version_of(submission: Submission) -> str:
    """The draft's state in a word: it changes when any line or explanation is saved."""
    rows = submission.lines.order_by("pk").values_list("pk", "revision", "explanation__text")
    return hashlib.sha256(json.dumps(list(rows)).encode()).hexdigest()[:16]


def values_of(line: Line) -> dict[str, str]:
    """A line's values as they are compared. Needs its basis, unit and explanation at hand."""
    figures = ("places", "occupancy_pct", "budget", "tariff", "health_part")
    return {
        "offer": line.offer.name,
        "service": line.service,
        "legal_basis": line.basis,
        "unit": line.unit,
        "reporting_unit": line.reporting_unit.short_name if line.reporting_unit else "",
        **{name: plain_number(getattr(line, name)) for name in figures},
        "explanation": line.explanation.text if line.explanation else "",
    }


def plain_number(value: Any) -> str:
    """»4701« of 4701.00: a figure as it is compared."""
    return "" if value is None else f"{value.normalize():f}"


def rows_of(stamp: Stamp) -> list[list[str | int]]:
    """The hidden sheet."""
    head: list[list[str | int]] = [
        [MARK, FORMAT], ["year", stamp.year], ["party", stamp.party],
        ["party_name", stamp.party_name], ["submission", stamp.submission],
        ["version", stamp.version], ["made_at", stamp.made_at.isoformat()], [LINES],
    ]  # fmt: skip
    lines: list[list[str | int]] = [
        [key, json.dumps(values, ensure_ascii=False)] for key, values in stamp.lines.items()
    ]
    return head + lines


def read_stamp(rows: Sequence[Row]) -> Stamp | None:
    """The stamp of a hidden sheet; None where it is not one of ours, or has been changed."""
    cells = [[cell.text for cell in row.cells] for row in rows]
    if not cells or cells[0] != [MARK, str(FORMAT)]:
        return None
    try:
        end = cells.index([LINES])
        head = dict(row for row in cells[1:end] if len(row) == 2)
        # Not Cell.text: an explanation may be of several lines.
        lines = {int(row.cells[0].value): json.loads(row.cells[1].value) for row in rows[end + 1 :]}
        return Stamp(
            int(head["year"]), head["party"], head["party_name"], int(head["submission"]),
            head["version"], datetime.fromisoformat(head["made_at"]), lines,
        )  # fmt: skip
    except (KeyError, ValueError, TypeError, IndexError):
        return None
