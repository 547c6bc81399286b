"""Twelve answers side by side: who has answered, the sums, and where they differ. No database.

From a snapshot come lines, one for each question and for each column of figures in a table, with
a cell for each of the circle. Figures are Decimal; percentages are averaged and never added up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from . import values
from .snapshot import QuestionAsked, Snapshot, questions_of


@dataclass(slots=True)
class Cell:
    """One answer to one question. `number` only where it is a figure that can be added up."""

    text: str = ""
    number: Decimal | None = None
    answered: bool = False
    files: tuple[dict[str, str], ...] = ()
    is_low: bool = False
    is_high: bool = False


@dataclass(frozen=True)
class Line:
    """A question, or a figure of a table question, with a cell for each of the circle."""

    question: QuestionAsked
    label: str
    unit: str
    cells: tuple[Cell, ...]
    is_heading: bool = False
    is_figure: bool = False
    is_part: bool = False  # of the table question above it
    total: Decimal | None = None
    average: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    differs: bool = False
    counts: tuple[tuple[str, int], ...] = ()  # how many chose what
    before: tuple[str, ...] = ()  # what each of the circle answered last time; empty: not known
    total_before: Decimal | None = None

    @property
    def answers(self) -> Iterable[tuple[Cell, str]]:
        """Each cell with what stood there last time, "" for nothing."""
        return zip(self.cells, self.before or [""] * len(self.cells), strict=True)

    @property
    def spread(self) -> Decimal | None:
        """From the lowest to the highest."""
        return None if self.low is None or self.high is None else self.high - self.low


@dataclass(frozen=True)
class Comparison:
    responses: list[dict[str, Any]]
    lines: list[Line]

    @property
    def answered(self) -> list[dict[str, Any]]:
        return [row for row in self.responses if row["answered"]]

    @property
    def missing(self) -> list[dict[str, Any]]:
        return [row for row in self.responses if not row["answered"]]

    @property
    def circle(self) -> int:
        """How many are asked, a party once however many of its units answer for it."""
        return len({_who(row) for row in self.responses})

    @property
    def complete(self) -> int:
        """How many of the circle have answered, by all of their units."""
        return self.circle - len({_who(row) for row in self.missing})


def _who(row: dict[str, Any]) -> str:
    return str(row["party"] or row["name"])


def compare(
    snapshot: Snapshot, *, only_differences: bool = False, before: Snapshot | None = None
) -> Comparison:
    """The lines of the snapshot; with `only_differences` those where the answers are not alike,
    and the headings above them. `before` is the enquiry that this one is a copy of: its answers
    are laid beside, by the questions' keys and by who answered."""
    answers = [row["answers"] if row["answered"] else None for row in snapshot["responses"]]
    lines = [line for asked in questions_of(snapshot) for line in _lines(asked, answers)]
    if only_differences:
        lines = _with_headings([line for line in lines if line.is_heading or line.differs])
    if before is not None:
        lines = _with_before(lines, snapshot["responses"], compare(before))
    return Comparison(snapshot["responses"], lines)


def _with_before(
    lines: list[Line], responses: list[dict[str, Any]], before: Comparison
) -> list[Line]:
    then = {_of_what(line): line for line in before.lines if not line.is_heading}
    places = {(row["party"], row["name"]): place for place, row in enumerate(before.responses)}
    order = [places.get((row["party"], row["name"])) for row in responses]
    found = []
    for line in lines:
        old = then.get(_of_what(line))
        if old is not None and not line.is_heading:
            said = tuple("" if place is None else old.cells[place].text for place in order)
            line = replace(line, before=said, total_before=old.total)
        found.append(line)
    return found


def _of_what(line: Line) -> tuple[str, str]:
    """A question is the same by its key, however it is worded; a figure of it by its label too."""
    return line.question.key, line.label if line.is_part else ""


def _with_headings(lines: list[Line]) -> list[Line]:
    """Without the headings that nothing stands under."""
    following = [*lines[1:], None]
    return [
        line
        for line, after in zip(lines, following, strict=True)
        if not line.is_heading or (after is not None and not after.is_heading)
    ]


def _lines(asked: QuestionAsked, answers: list[Mapping[str, Any] | None]) -> Iterable[Line]:
    if asked.kind == "heading":
        yield Line(asked, asked.text, "", (), is_heading=True)
        return
    given = [None if row is None else row.get(asked.key) for row in answers]
    known = [row is not None for row in answers]
    if asked.kind == "number":
        yield _figures(asked, asked.text, asked.unit, given, known, asked.decimals)
        return
    yield _words(asked, given, known)
    if asked.kind == "table":
        yield from _table_figures(asked, given, known)


def _words(asked: QuestionAsked, given: list[Any], known: list[bool]) -> Line:
    cells = tuple(
        Cell(
            values.text_of(asked, value),
            answered=there,
            files=tuple(value or ()) if asked.kind == "file" else (),
        )
        for value, there in zip(given, known, strict=True)
    )
    said = {" ".join(cell.text.split()).casefold() for cell in cells if cell.answered}
    counts = _counts(asked, given) if asked.kind in ("choice", "choices") else ()
    return Line(asked, asked.text, "", cells, differs=len(said) > 1, counts=counts)


def _counts(asked: QuestionAsked, given: list[Any]) -> tuple[tuple[str, int], ...]:
    chosen = Counter(
        key for value in given if value for key in ([value] if isinstance(value, str) else value)
    )
    return tuple((option["label"], chosen[option["key"]]) for option in asked.options)


def _table_figures(asked: QuestionAsked, given: list[Any], known: list[bool]) -> Iterable[Line]:
    """A line for each figure: by row where rows are fixed, else the sum of the column."""
    columns = [column for column in asked.columns if column["kind"] == "number"]
    for number, row in enumerate(asked.rows):
        for column in columns:
            label = f"{row}: {column['label']}" if len(columns) > 1 else row
            cells = [_cell(value, number, column["key"]) for value in given]
            yield _figures(
                asked, label, column["unit"], cells, known, column["decimals"], is_part=True
            )
    if asked.rows:
        return
    for column in columns:
        if column["unit"] != "%":
            sums = [_column_sum(value, column["key"]) for value in given]
            label = f"{column['label']}, i alt"
            yield _figures(
                asked, label, column["unit"], sums, known, column["decimals"], is_part=True
            )


def _cell(value: list[dict[str, str]] | None, row: int, column: str) -> str:
    return value[row].get(column, "") if value and row < len(value) else ""


def _column_sum(value: list[dict[str, str]] | None, column: str) -> str:
    numbers = [Decimal(row[column]) for row in value or [] if row.get(column)]
    return f"{sum(numbers):f}" if numbers else ""


def _figures(
    asked: QuestionAsked,
    label: str,
    unit: str,
    given: Sequence[str | None],
    known: list[bool],
    decimals: int,
    *,
    is_part: bool = False,
) -> Line:
    numbers = [Decimal(value) if value not in (None, "") else None for value in given]
    there = [number for number in numbers if number is not None]
    low, high = (min(there), max(there)) if there else (None, None)
    marks = len(there) > 2 and low != high
    cells = tuple(
        Cell(
            values.number_text(value or ""),
            number,
            answered=is_known,
            is_low=marks and number == low,
            is_high=marks and number == high,
        )
        for value, number, is_known in zip(given, numbers, known, strict=True)
    )
    answered = [number for number, is_known in zip(numbers, known, strict=True) if is_known]
    return Line(
        asked, label, unit, cells, is_figure=True, is_part=is_part,
        total=sum(there, Decimal()) if there and unit != "%" else None,
        average=_average(there, decimals),
        low=low, high=high, differs=len(set(answered)) > 1,
    )  # fmt: skip


def _average(numbers: list[Decimal], decimals: int) -> Decimal | None:
    """With one decimal more than the answers have."""
    if not numbers:
        return None
    step = Decimal(1).scaleb(-(decimals + 1))
    return (sum(numbers, Decimal()) / len(numbers)).quantize(step, ROUND_HALF_UP)
