"""Answering: a draft that saves itself and is never overwritten in silence, and handing it in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from dasportal.accounts.models import Person
from dasportal.accounts.transitions import NotAllowed
from dasportal.documents.models import StoredFile

from .. import emails, values
from ..models import (
    Answer,
    AnswerFile,
    AnswerRevision,
    Question,
    QuestionKind,
    Response,
    ResponseStatus,
    Submission,
)
from ..permissions import can_answer
from ..slots import kind_of
from .table import RESPONSE, check_window, locked, locked_response, open_for_answers

SAME_SITTING = timedelta(minutes=5)


@dataclass(frozen=True)
class Saved:
    revision: int
    saved_at: datetime


class Conflict(Exception):
    """Somebody saved since the answer was opened. Nothing has been stored; both are here."""

    def __init__(self, newest: Answer, mine: Any) -> None:
        super().__init__("Svaret er ændret af en anden imens.")
        self.newest = newest
        self.mine = mine


class Incomplete(NotAllowed):
    """The answer cannot be handed in yet; `problems` says why by the name of the field."""

    def __init__(self, problems: dict[str, str]) -> None:
        super().__init__(f"Der er {len(problems)} ting at rette, før svaret kan afleveres.")
        self.problems = problems


@transaction.atomic
def save_answer(
    response: Response, question: Question, *, raw: Any, base_revision: int, by: Person
) -> Saved:
    """Keep what is typed to one question, also when it cannot be read yet.

    Raises Conflict when another answer was saved after `base_revision`, NotAllowed when it is not
    open for `by` now, or when the question is locked.
    """
    fresh = open_for_answers(response, by)
    _check_may_change(fresh, question)
    answer = fresh.answers.filter(question=question).first()
    answer = answer or Answer(response=fresh, question=question, value="")
    both_blank = values.is_blank(question, raw) and values.is_blank(question, answer.value)
    if raw == answer.value or (both_blank and not answer.revision):
        return Saved(answer.revision, answer.saved_at)
    if answer.revision != base_revision:
        raise Conflict(answer, raw)
    _begin(fresh, by)
    return _store(answer, raw, by)


def _check_may_change(response: Response, question: Question) -> None:
    if question.enquiry_id != response.enquiry_id or question.kind in (
        QuestionKind.HEADING, QuestionKind.FILE,
    ):  # fmt: skip
        raise NotAllowed("Det spørgsmål findes ikke.")
    if question.key in kind_of(response.enquiry).locked(response):
        raise NotAllowed("Det svar er udfyldt på forhånd og kan ikke ændres her.")


def _begin(response: Response, by: Person) -> None:
    """The first to write gathers the answer; the secretariat writes on behalf."""
    if response.status != ResponseStatus.WAITING:
        return
    response.status = RESPONSE.check(response, "begin", by).target or response.status
    if can_answer(by, response):
        response.lead = response.lead or by
    else:
        response.on_behalf = True
    response.save()


def _store(answer: Answer, raw: Any, by: Person) -> Saved:
    """Write the answer and its revision. Saves of one sitting become one step of its history."""
    now = timezone.now()
    newest = answer.revisions.order_by("-number").first() if answer.pk else None
    answer.value, answer.revision = raw, answer.revision + 1
    answer.saved_by, answer.saved_at = by, now
    answer.save()
    if newest and newest.saved_by_id == by.pk and now - newest.saved_at < SAME_SITTING:
        newest.delete()
    AnswerRevision.objects.create(
        answer=answer, number=answer.revision, value=raw, saved_by=by, saved_at=now
    )
    return Saved(answer.revision, now)


@transaction.atomic
def save_answers(
    response: Response, *, given: Iterable[tuple[Question, Any, int]], by: Person
) -> list[Conflict]:
    """Keep a whole form: each question with what is typed and the revision it was opened on.
    What conflicts is left as it is and returned; the rest is saved."""
    conflicts = []
    for question, raw, base_revision in given:
        try:
            save_answer(response, question, raw=raw, base_revision=base_revision, by=by)
        except Conflict as conflict:
            conflicts.append(conflict)
    return conflicts


@transaction.atomic
def add_answer_file(
    response: Response, question: Question, *, file: StoredFile, by: Person
) -> AnswerFile:
    """One more file to a question that is answered by files."""
    fresh = open_for_answers(response, by)
    if question.enquiry_id != fresh.enquiry_id or question.kind != QuestionKind.FILE:
        raise NotAllowed("Det spørgsmål findes ikke.")
    _begin(fresh, by)
    return AnswerFile.objects.create(response=fresh, question=question, file=file, added_by=by)


@transaction.atomic
def remove_answer_file(row: AnswerFile, *, by: Person) -> None:
    """Leave it out of the next submission. One that was handed in stays with what it was part of."""
    open_for_answers(row.response, by)
    row.removed_at = timezone.now()
    row.save(update_fields=["removed_at"])


# --- Handing in -----------------------------------------------------------------------------------


@transaction.atomic
def submit(
    response: Response, *, by: Person, received_from: str = "", at: datetime | None = None
) -> Submission:
    """Hand in what stands in the draft; late when the day is past its deadline.

    Raises Incomplete with what is to be mended. `received_from` says whose answer the secretariat
    hands in. `at` is given when an earlier enquiry is laid in as it went.
    """
    locked(response.enquiry)
    fresh = locked_response(response)
    RESPONSE.check(fresh, "submit", by)
    on_behalf = not can_answer(by, fresh)
    _check_who(fresh, by, on_behalf, received_from)
    if not on_behalf and at is None:
        check_window(fresh)
    answers = _read(fresh)
    return _hand_in(fresh, answers, by, on_behalf, received_from.strip(), at or timezone.now())


def _check_who(response: Response, by: Person, on_behalf: bool, received_from: str) -> None:
    if on_behalf:
        open_for_answers(response, by)
        if not received_from.strip():
            raise NotAllowed("Skriv, hvem svaret er modtaget fra, og hvordan.")
    elif response.lead is not None and response.lead_id != by.pk:
        raise NotAllowed(
            f"{response.lead} samler svaret og afleverer det. Overtag det, hvis du skal gøre det."
        )


def _read(response: Response) -> dict[str, Any]:
    """The values of every question by key; Incomplete when they are not all there."""
    drafts = {row.question_id: row.value for row in response.answers.all()}
    files = files_of(response)
    answers: dict[str, Any] = {}
    problems: dict[str, str] = {}
    for question in response.enquiry.questions.all():
        if question.takes_an_answer:
            found = values.read(question, drafts.get(question.pk, ""), files.get(question.pk, []))
            answers[question.key] = found.value
            problems |= found.problems
    if problems:
        raise Incomplete(problems)
    return answers


def files_of(response: Response) -> dict[int, list[dict[str, str]]]:
    """The files that answer, by question."""
    found: dict[int, list[dict[str, str]]] = {}
    for row in response.files.filter(removed_at__isnull=True).select_related("file"):
        file = {"id": str(row.pk), "name": row.file.name}
        found.setdefault(row.question_id, []).append(file)
    return found


def _hand_in(
    response: Response,
    answers: dict[str, Any],
    by: Person,
    on_behalf: bool,
    received_from: str,
    at: datetime,
) -> Submission:
    day = timezone.localdate(at)
    newest = response.submissions.order_by("-number").first()
    response.status, response.submitted_at = ResponseStatus.SUBMITTED, at
    response.late = response.due is not None and day > response.due
    response.on_behalf = on_behalf
    response.lead = response.lead if on_behalf else by
    response.save()
    submission = Submission.objects.create(
        response=response, number=newest.number + 1 if newest else 1, answers=answers,
        submitted_by=by, submitted_at=at, late=response.late, on_behalf=on_behalf,
        received_from=received_from if on_behalf else "",
    )  # fmt: skip
    response.files.filter(removed_at__isnull=True).update(submitted=True)
    response.parts.filter(taken_at__isnull=True, withdrawn_at__isnull=True).update(taken_at=at)
    kind_of(response.enquiry).submitted(response, submission, by)
    emails.receipt(submission)
    emails.answered(submission)
    return submission


@transaction.atomic
def take_back(response: Response, *, by: Person) -> Response:
    """Until the deadline an answer may be taken back and mended; it does not count meanwhile."""
    locked(response.enquiry)
    fresh = locked_response(response)
    RESPONSE.check(fresh, "take_back", by)
    if can_answer(by, fresh):
        if fresh.is_over or not fresh.takes_answers(timezone.localdate()):
            raise NotAllowed(
                "Fristen er passeret, så svaret ligger fast. "
                f"Skriv til {fresh.enquiry.contact}, hvis det skal rettes."
            )
    elif not fresh.on_behalf:
        raise NotAllowed("Svaret er partens eget. Spørg dem igen i stedet.")
    fresh.status = ResponseStatus.DRAFT
    fresh.save()
    return fresh


@transaction.atomic
def take_lead(response: Response, *, by: Person) -> Response:
    """From now on `by` gathers the answer and hands it in."""
    fresh = locked_response(response)
    if not can_answer(by, fresh):
        raise NotAllowed("Kun de, der kan svare for parten, kan overtage svaret.")
    if fresh.status == ResponseStatus.SUBMITTED:
        raise NotAllowed("Svaret er afleveret.")
    fresh.lead = by
    fresh.save()
    return fresh
