"""The form that a party answers in: every question with what is typed, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms

from .. import values
from ..models import Answer, Question, QuestionKind
from ..queries import Previous

INPUT_MODES = {0: "numeric"}
SPARE_ROWS = 2  # blank rows below those that are filled in


@dataclass(frozen=True)
class Field:
    """One input. `error` is what is wrong with what stands in it."""

    name: str
    label: str
    column: str
    value: str
    kind: str
    error: str = ""
    unit: str = ""
    mode: str = "decimal"
    options: list[dict[str, str]] = field(default_factory=list)

    @property
    def id(self) -> str:
        return f"id_{self.name}"


@dataclass(frozen=True)
class TableRow:
    label: str
    fields: list[Field]
    number: int


@dataclass(frozen=True)
class Part:
    """A question of the form as it stands."""

    question: Question
    number: int
    name: str
    value: Any
    error: str = ""
    revision: int = 0
    is_locked: bool = False
    is_answered: bool = False
    previous: str = ""
    saved_by: str = ""
    rows: list[TableRow] = field(default_factory=list)
    files: list[dict[str, str]] = field(default_factory=list)
    suggestions: list[dict[str, Any]] = field(default_factory=list)
    conflict: dict[str, str] | None = None

    @property
    def id(self) -> str:
        return f"id_{self.name}"

    @property
    def mode(self) -> str:
        return INPUT_MODES.get(self.question.decimals, "decimal")


class Sheet:
    """The whole form. `raws` is what is typed by question; `problems` what to show as wrong."""

    def __init__(
        self,
        questions: Iterable[Question],
        *,
        drafts: Mapping[int, Answer],
        raws: Mapping[int, Any] | None = None,
        files: Mapping[int, list[dict[str, str]]] | None = None,
        locked: Iterable[str] = (),
        previous: Previous | None = None,
        suggestions: Mapping[str, list[dict[str, Any]]] | None = None,
        conflicts: Mapping[int, dict[str, str]] | None = None,
        show_problems: bool = False,
    ) -> None:
        self.questions = list(questions)
        self.drafts, self.files = drafts, files or {}
        self.raws = {key: row.value for key, row in drafts.items()} | dict(raws or {})
        self.locked, self.previous = frozenset(locked), previous
        self.suggestions, self.conflicts = suggestions or {}, conflicts or {}
        self.show_problems = show_problems
        self.problems: dict[str, str] = {}
        self._labels: dict[str, str] = {}
        numbers = iter(range(1, len(self.questions) + 1))
        self.parts = [
            self._part(q, next(numbers) if q.takes_an_answer else 0) for q in self.questions
        ]

    @property
    def answered(self) -> int:
        return sum(part.is_answered for part in self.parts)

    @property
    def asked(self) -> int:
        return sum(part.question.takes_an_answer for part in self.parts)

    @property
    def errors(self) -> forms.Form:
        """A form that only carries the problems, for the error summary."""
        return ProblemForm(self.problems, self._labels)

    def _part(self, question: Question, number: int) -> Part:
        draft = self.drafts.get(question.pk)
        raw = self.raws.get(question.pk, "")
        files = self.files.get(question.pk, [])
        problems = self._problems_of(question, raw, files)
        name = values.field_name(question)
        return Part(
            question, number, name, raw,
            error=problems.get(name, ""),
            revision=draft.revision if draft else 0,
            is_locked=question.key in self.locked,
            is_answered=question.takes_an_answer and _is_answered(question, raw, files),
            previous=self._previous(question),
            saved_by=draft.saved_by.name if draft and draft.saved_by else "",
            rows=_rows(question, raw, problems) if question.kind == QuestionKind.TABLE else [],
            files=files,
            suggestions=self.suggestions.get(question.key, []),
            conflict=self.conflicts.get(question.pk),
        )  # fmt: skip

    def _problems_of(
        self, question: Question, raw: Any, files: list[dict[str, str]]
    ) -> dict[str, str]:
        """What is wrong with it. What is only missing is told when one wants to hand in."""
        if not question.takes_an_answer:
            return {}
        found = values.read(question, raw, files).problems
        if not self.show_problems:
            found = {k: text for k, text in found.items() if text != values.MISSING}
        self.problems |= found
        self._labels |= dict.fromkeys(found, question.text)
        return found

    def _previous(self, question: Question) -> str:
        if self.previous is None or not question.shows_previous:
            return ""
        then = self.previous.questions.get(question.key)
        return values.text_of(then, self.previous.answers.get(question.key)) if then else ""


def _is_answered(question: Question, raw: Any, files: list[dict[str, str]]) -> bool:
    if question.kind == QuestionKind.FILE:
        return bool(files)
    return not values.is_blank(question, raw)


def _rows(question: Question, raw: Any, problems: Mapping[str, str]) -> list[TableRow]:
    typed = list(raw or [])
    count = len(question.rows) or min(
        values.MOST_ROWS, max(question.free_rows, len(typed) + SPARE_ROWS)
    )
    return [
        TableRow(
            values.row_label(question, number),
            [_field(question, number, column, typed, problems) for column in question.columns],
            number,
        )
        for number in range(count)
    ]


def _field(
    question: Question,
    number: int,
    column: Mapping[str, Any],
    typed: list[dict[str, str]],
    problems: Mapping[str, str],
) -> Field:
    name = values.cell_name(question, number, column["key"])
    value = typed[number].get(column["key"], "") if number < len(typed) else ""
    return Field(
        name, f"{values.row_label(question, number)}, {column['label']}", column["label"], value,
        column["kind"],
        error=problems.get(name, ""), unit=column["unit"],
        mode=INPUT_MODES.get(column["decimals"], "decimal"), options=column["options"],
    )  # fmt: skip


class ProblemForm(forms.Form):
    """Carries problems by the names of fields, so that the error summary can link to them."""

    def __init__(self, problems: Mapping[str, str], labels: Mapping[str, str]) -> None:
        super().__init__({})
        self._problems = problems
        for name in problems:
            self.fields[name] = forms.CharField(required=False, label=labels.get(name, ""))

    def clean(self) -> dict[str, Any]:
        for name, message in self._problems.items():
            self.add_error(name, message)
        return {}
