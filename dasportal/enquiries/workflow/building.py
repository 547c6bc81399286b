"""Building an enquiry: its frame, its files, its questions, and taking last year's along."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from dasportal.accounts.models import Person
from dasportal.accounts.transitions import NotAllowed
from dasportal.documents.models import StoredFile

from .. import values
from ..models import Enquiry, EnquiryFile, Question, QuestionKind, Response
from ..slots import KINDS, kind_of
from .table import ENQUIRY, open_for_building

FRAME = (
    "kind", "title", "intro", "opens_on", "closes_on", "accepts_late", "is_shared",
    "is_confidential", "contact",
)  # fmt: skip
MADE_OF = (
    "kind", "text", "help", "required", "unit", "decimals", "options", "columns", "rows",
    "free_rows", "shows_previous",
)  # fmt: skip
REMARK = "bemaerkninger"
MOST_FIELDS = 800  # of a form that is posted whole, without JavaScript


@transaction.atomic
def create_enquiry(
    *, title: str, by: Person, about: str = "", copied_from: Enquiry | None = None, **frame: Any
) -> Enquiry:
    """A draft with the form of its kind, and the one question that every hearing ends with:
    remarks. A copy takes the questions and the circle of the other along."""
    ENQUIRY.check(None, "create", by)
    _check_frame(frame)
    frame.setdefault("contact", by)
    made = Enquiry.objects.create(
        title=_titled(title), about=about, copied_from=copied_from, **frame
    )
    if copied_from is None:
        Question.objects.create(
            enquiry=made, key=REMARK, position=1, kind=QuestionKind.LONG_TEXT,
            text="Bemærkninger i øvrigt", required=False,
        )  # fmt: skip
        for asked in kind_of(made).form:
            add_question(made, by=by, **asked)
    else:
        _take_along(made, copied_from)
    return made


def _titled(title: str) -> str:
    if not title.strip():
        raise NotAllowed("Skriv, hvad høringen hedder.")
    return title.strip()


def _check_frame(frame: Mapping[str, Any]) -> None:
    opens: date | None = frame.get("opens_on")
    closes: date | None = frame.get("closes_on")
    if opens and closes and closes < opens:
        raise NotAllowed("Svarfristen ligger før den dag, høringen åbner.")
    if "kind" in frame and frame["kind"] not in {kind.name for kind in KINDS}:
        raise NotAllowed("Den art af høring findes ikke.")


def _take_along(made: Enquiry, other: Enquiry) -> None:
    for question in other.questions.all():
        question.pk, question.enquiry = None, made
        question._state.adding = True
        question.save()
    Response.objects.bulk_create(
        Response(enquiry=made, party_id=row.party_id, unit_id=row.unit_id, person_id=row.person_id)
        for row in other.responses.all()
    )


@transaction.atomic
def change_enquiry(
    enquiry: Enquiry, *, by: Person, base_revision: int | None = None, **frame: Any
) -> Enquiry:
    """Change what frames the questions. `base_revision` is what the form was opened on."""
    fresh = open_for_building(enquiry, by)
    if base_revision is not None and base_revision != fresh.revision:
        raise NotAllowed(
            "Høringen er ændret af en anden, mens du skrev. Det, du har skrevet, står her endnu. "
            "Åbn høringen i et nyt faneblad, sammenlign, og gem igen."
        )
    changed = {name: value for name, value in frame.items() if name in FRAME}
    _check_frame({"opens_on": fresh.opens_on, "closes_on": fresh.closes_on, **changed})
    if "title" in changed:
        changed["title"] = _titled(changed["title"])
    for name, value in changed.items():
        setattr(fresh, name, value)
    fresh.revision += 1
    fresh.save()
    return fresh


@transaction.atomic
def remove_enquiry(enquiry: Enquiry, *, by: Person) -> None:
    """Delete a draft that nobody has been asked by."""
    fresh = open_for_building(enquiry, by)
    if fresh.sent_at is not None:
        raise NotAllowed("Høringen er sendt. Træk den tilbage i stedet.")
    fresh.questions.all().delete()
    fresh.delete()


@transaction.atomic
def add_file(enquiry: Enquiry, *, file: StoredFile, by: Person, title: str = "") -> EnquiryFile:
    """A file that goes with the question."""
    fresh = open_for_building(enquiry, by)
    stem = file.name.rsplit(".", 1)[0].replace("_", " ").strip()
    return EnquiryFile.objects.create(
        enquiry=fresh, file=file, title=title.strip() or stem or "Fil", added_by=by
    )


@transaction.atomic
def remove_file(row: EnquiryFile, *, by: Person) -> None:
    open_for_building(row.enquiry, by)
    row.delete()


# --- Questions ------------------------------------------------------------------------------------


@transaction.atomic
def add_question(
    enquiry: Enquiry, *, by: Person, text: str, kind: str, key: str = "", **made_of: Any
) -> Question:
    """A question, last but before the closing remarks. `key` is given by a part of the portal that
    acts on the answer."""
    fresh = open_for_building(enquiry, by)
    rows = list(fresh.questions.all())
    named = values.free_key(key or text, {row.key for row in rows}, "spoergsmaal")
    question = Question(
        enquiry=fresh, key=named, kind=kind, text=text.strip(),
        **{name: v for name, v in made_of.items() if name in MADE_OF},
    )  # fmt: skip
    _check_question(question)
    question.save()
    place = len(rows) - 1 if rows and rows[-1].key == REMARK else len(rows)
    rows.insert(place, question)
    _number(rows)
    return question


def _number(rows: Sequence[Question]) -> None:
    for place, row in enumerate(rows, start=1):
        row.position = place
    Question.objects.bulk_update(rows, ["position"])


def _check_question(question: Question) -> None:
    if not question.text:
        raise NotAllowed("Skriv spørgsmålet.")
    if question.kind in (QuestionKind.CHOICE, QuestionKind.CHOICES) and len(question.options) < 2:
        raise NotAllowed("Skriv mindst to muligheder at vælge imellem.")
    if question.kind == QuestionKind.TABLE and not question.columns:
        raise NotAllowed("Giv tabellen mindst én kolonne.")


@transaction.atomic
def change_question(question: Question, *, by: Person, **made_of: Any) -> Question:
    open_for_building(question.enquiry, by)
    fresh = Question.objects.select_for_update().get(pk=question.pk)
    for name, value in made_of.items():
        if name in MADE_OF:
            setattr(fresh, name, copy.deepcopy(value))
    fresh.text = fresh.text.strip()
    _check_question(fresh)
    fresh.save()
    return fresh


@transaction.atomic
def remove_question(question: Question, *, by: Person) -> None:
    fresh = open_for_building(question.enquiry, by)
    Question.objects.filter(pk=question.pk, enquiry=fresh).delete()
    _number(list(fresh.questions.all()))


@transaction.atomic
def order_questions(enquiry: Enquiry, *, order: Sequence[str], by: Person) -> None:
    """Put the questions in this order of their keys in the database."""
    fresh = open_for_building(enquiry, by)
    rows = {str(row.pk): row for row in fresh.questions.all()}
    if set(order) != set(rows) or len(order) != len(rows):
        raise NotAllowed("Spørgsmålene er ændret af en anden imens. Genindlæs siden.")
    _number([rows[key] for key in order])


def fields_in(questions: Sequence[Question]) -> int:
    """How many fields the whole form has."""
    return sum(
        max(1, len(row.columns) * (len(row.rows) or row.free_rows + 10))
        if row.kind == QuestionKind.TABLE
        else max(1, len(row.options))
        for row in questions
    )
