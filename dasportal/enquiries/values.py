"""Reading what was typed into an answer, and writing an answer in Danish. No database, no HTTP.

Three shapes of one answer: *raw*, as typed, kept in the draft; *value*, as read, kept in the
submission (numbers as decimal text, choices by key); *text*, as people read it.

    raw   "4.701"   ["a", "b"]   [{"pladser": "12"}]
    value "4701"    ["a", "b"]   [{"pladser": "12"}]
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Protocol

from django.utils.text import slugify

from dasportal.danish.numbers import format_number, parse_number
from dasportal.danish.reading import Unreadable

LONGEST = {"text": 500, "long_text": 20_000}  # letters
MOST_ROWS = 60
MISSING = "Skal besvares."
UNKNOWN_CHOICE = "Vælg en af mulighederne."


class Asked(Protocol):
    """What a question must tell: a Question, or one of a snapshot."""

    @property
    def key(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def required(self) -> bool: ...
    @property
    def unit(self) -> str: ...
    @property
    def decimals(self) -> int: ...
    @property
    def options(self) -> list[dict[str, str]]: ...
    @property
    def columns(self) -> list[dict[str, Any]]: ...
    @property
    def rows(self) -> list[str]: ...


class Posted(Protocol):
    """What a form sends: a QueryDict."""

    def get(self, key: str, default: str = ...) -> str | None: ...
    def getlist(self, key: str) -> list[str]: ...
    def __contains__(self, key: object) -> bool: ...


@dataclass
class Read:
    """An answer as read: its value, and what is wrong by the name of the field."""

    value: Any
    problems: dict[str, str] = field(default_factory=dict)


# --- Names of fields, and the raw answer they make ------------------------------------------------


def field_name(question: Asked) -> str:
    """The name of the question's field, or of its first."""
    return f"s-{question.key}"


def cell_name(question: Asked, row: int, column: str) -> str:
    return f"s-{question.key}-{row}-{column}"


def first_field(question: Asked) -> str:
    """The field that a link to the question lands in."""
    if question.kind == "table":
        return cell_name(question, 0, question.columns[0]["key"])
    return field_name(question)


def raw_from(question: Asked, data: Posted) -> Any:
    """What was typed, from the fields of a form."""
    if question.kind == "choices":
        return data.getlist(field_name(question))
    if question.kind == "table":
        return _rows_from(question, data)
    return (data.get(field_name(question)) or "").replace("\r\n", "\n")


def _rows_from(question: Asked, data: Posted) -> list[dict[str, str]]:
    keys = [column["key"] for column in question.columns]
    rows: list[dict[str, str]] = []
    for number in range(len(question.rows) or MOST_ROWS):
        names = {key: cell_name(question, number, key) for key in keys}
        if not question.rows and not any(name in data for name in names.values()):
            break
        rows.append({key: (data.get(name) or "").strip() for key, name in names.items()})
    return rows if question.rows else without_last_blanks(rows)


def without_last_blanks(rows: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    kept = [dict(row) for row in rows]
    while kept and not any(kept[-1].values()):
        kept.pop()
    return kept


def data_from(question: Asked, raw: Any) -> dict[str, Any]:
    """The fields of a form that would make this raw answer."""
    if question.kind == "table":
        return {
            cell_name(question, number, key): text
            for number, row in enumerate(raw or [])
            for key, text in row.items()
        }
    return {field_name(question): raw if raw is not None else ""}


def is_blank(question: Asked, raw: Any) -> bool:
    """Whether nothing has been typed."""
    if question.kind == "table":
        return not any(text.strip() for row in raw or [] for text in row.values())
    return not raw if isinstance(raw, list) else not str(raw or "").strip()


DANISH_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "ae", "Ø": "oe", "Å": "aa"})


def free_key(label: str, taken: Collection[str], otherwise: str) -> str:
    """A short name made of the words, that none of those taken is."""
    stem = slugify(label.translate(DANISH_LETTERS))[:32].strip("-") or otherwise
    number, key = 2, stem
    while key in taken:
        key, number = f"{stem}-{number}", number + 1
    return key


# --- Raw → value ----------------------------------------------------------------------------------


def read(question: Asked, raw: Any, files: Sequence[Mapping[str, str]] = ()) -> Read:
    """The value of the answer, and what keeps it from being one. `files` answer a file question."""
    name = field_name(question)
    if question.kind == "file":
        found = Read([dict(file) for file in files])
        missing = not files
    elif question.kind == "table":
        found = _read_table(question, raw)
        missing = not found.value
    else:
        found = _read_plain(question, raw, name)
        missing = is_blank(question, raw)
    if missing and question.required and not found.problems:
        found.problems[first_field(question)] = MISSING
    return found


def _read_plain(question: Asked, raw: Any, name: str) -> Read:
    try:
        return Read(_value(question, raw))
    except Unreadable as wrong:
        return Read(None, {name: wrong.message})


def _value(question: Asked, raw: Any) -> Any:
    if question.kind == "number":
        return _number(raw, question.unit, question.decimals)
    if question.kind == "choice":
        return _choice(raw, question.options)
    if question.kind == "choices":
        return [_choice(key, question.options) for key in raw or []]
    text = str(raw or "").strip()
    most = LONGEST.get(question.kind, LONGEST["text"])
    if len(text) > most:
        raise Unreadable(
            f"Teksten er på {format_number(len(text))} tegn. Skriv højst {format_number(most)}, "
            "eller vedlæg den som fil."
        )
    return text


def _number(raw: Any, unit: str, decimals: int) -> str:
    """The number as decimal text, "" for none. Its unit may be typed after it."""
    text = str(raw or "").strip()
    if unit and unit not in ("kr.", "%"):
        text = text.removesuffix(unit).strip()
    number = parse_number(text, decimals=decimals, unit=unit if unit in ("kr.", "%") else "")
    return "" if number is None else f"{number.normalize():f}"


def _choice(raw: Any, options: Sequence[Mapping[str, str]]) -> str:
    if raw and raw not in {option["key"] for option in options}:
        raise Unreadable(UNKNOWN_CHOICE)
    return str(raw or "")


def _read_table(question: Asked, raw: Any) -> Read:
    """Rows of values. A free row that is blank is left out; a fixed row that is blank is a
    problem where the question must be answered."""
    found = Read([])
    some = not is_blank(question, raw)
    for number, row in enumerate(raw or []):
        blank = not any(text.strip() for text in row.values())
        if blank and not question.rows:
            continue
        values = {
            column["key"]: _read_cell(question, number, column, row.get(column["key"], ""), found)
            for column in question.columns
        }
        if blank and question.rows and question.required and some:
            first = cell_name(question, number, question.columns[0]["key"])
            found.problems[first] = f"Udfyld rækken »{question.rows[number]}«."
        found.value.append(values)
    if not some:
        found.value = []
    return found


def _read_cell(
    question: Asked, number: int, column: Mapping[str, Any], raw: str, found: Read
) -> str:
    try:
        if column["kind"] == "number":
            return _number(raw, column["unit"], column["decimals"])
        if column["kind"] == "choice":
            return _choice(raw, column["options"])
    except Unreadable as wrong:
        name = cell_name(question, number, column["key"])
        found.problems[name] = f"{row_label(question, number)}, {column['label']}: {wrong.message}"
        return ""
    return raw.strip()


def row_label(question: Asked, number: int) -> str:
    """What a row of a table is called: its fixed label, or »Række 2«."""
    return question.rows[number] if number < len(question.rows) else f"Række {number + 1}"


# --- Value → text ---------------------------------------------------------------------------------


def text_of(question: Asked, value: Any) -> str:
    """The answer in words: »12 pladser«, »Ja, Nej«, the table as lines."""
    if not value:
        return ""
    if question.kind == "number":
        return number_text(value, question.unit)
    if question.kind == "choice":
        return label_of(value, question.options)
    if question.kind == "choices":
        return ", ".join(label_of(key, question.options) for key in value)
    if question.kind == "file":
        return ", ".join(file["name"] for file in value)
    if question.kind == "table":
        return "\n".join(_row_text(question, number, row) for number, row in enumerate(value))
    return str(value)


def _row_text(question: Asked, number: int, row: Mapping[str, str]) -> str:
    cells = [
        f"{column['label']}: {cell_text(column, row.get(column['key'], ''))}"
        for column in question.columns
        if row.get(column["key"])
    ]
    head = [row_label(question, number)] if question.rows else []
    return " · ".join([*head, *cells])


def cell_text(column: Mapping[str, Any], value: str) -> str:
    """A cell of a table in words."""
    if not value:
        return ""
    if column["kind"] == "number":
        return number_text(value, column["unit"])
    if column["kind"] == "choice":
        return label_of(value, column["options"])
    return value


def number_text(value: str, unit: str = "") -> str:
    """»1.234,5 kr.« of "1234.5"."""
    if value == "":
        return ""
    words = {"%": "\N{NO-BREAK SPACE}%"}.get(unit, f"\N{NO-BREAK SPACE}{unit}" if unit else "")
    return format_number(Decimal(value)) + words


def label_of(key: str, options: Sequence[Mapping[str, str]]) -> str:
    return next((option["label"] for option in options if option["key"] == key), key)


def retyped(question: Asked, value: Any) -> Any:
    """The raw answer that reads as this value: how last year's answer is typed in for one."""
    if question.kind == "number":
        return "" if value in (None, "") else format_number(Decimal(value))
    if question.kind == "table":
        return [dict(_retyped_row(question, row)) for row in value or []]
    return value


def _retyped_row(question: Asked, row: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for column in question.columns:
        value = row.get(column["key"], "")
        number = column["kind"] == "number" and value != ""
        yield column["key"], format_number(Decimal(value)) if number else value
