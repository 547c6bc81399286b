"""A lead answer gathered from several in the party: who may answer, and parts from colleagues."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from dasportal.accounts.models import Person
from dasportal.accounts.transitions import NotAllowed

from .. import emails, values
from ..models import Delegate, PartAnswer, Question, QuestionKind, Response
from ..permissions import can_answer, can_answer_in_role
from .answering import Saved, save_answer
from .table import check_window, locked_response, open_for_answers


@transaction.atomic
def name_answerer(response: Response, *, email: str, by: Person) -> Delegate:
    """Let somebody with access to the portal answer this one for the party."""
    fresh = locked_response(response)
    if not can_answer_in_role(by, fresh):
        raise NotAllowed("Kun partens egne medlemmer og indberettere kan udpege andre.")
    person = Person.objects.filter(email__iexact=email.strip(), is_active=True).first()
    if person is None or not person.current_roles():
        raise NotAllowed(
            "Den adresse har ikke adgang til portalen. Bed om et bidrag til svaret i stedet; "
            "det kan gives uden adgang."
        )
    if can_answer(person, fresh):
        raise NotAllowed(f"{person} kan allerede svare.")
    try:
        with transaction.atomic():
            return Delegate.objects.create(response=fresh, person=person, named_by=by)
    except IntegrityError as error:
        raise NotAllowed(f"{person} kan allerede svare.") from error


@transaction.atomic
def unname_answerer(delegate: Delegate, *, by: Person) -> None:
    fresh = locked_response(delegate.response)
    if not can_answer_in_role(by, fresh):
        raise NotAllowed(
            "Kun partens egne medlemmer og indberettere kan fjerne en, der er udpeget."
        )
    if fresh.lead_id == delegate.person_id:
        raise NotAllowed(f"{delegate.person} samler svaret. Overtag det først.")
    delegate.delete()


@transaction.atomic
def ask_colleague(
    response: Response,
    *,
    name: str,
    email: str,
    questions: Sequence[Question],
    by: Person,
    message: str = "",
    due_on: date | None = None,
) -> tuple[PartAnswer, str]:
    """Ask a colleague for a part of the answer; returns the row and the token of its link.

    Somebody with access to the portal finds it on Min side; others get a personal link.
    """
    fresh = open_for_answers(response, by)
    if not can_answer(by, fresh):
        raise NotAllowed("Kun de, der kan svare for parten, kan bede kolleger om bidrag.")
    asked = [q for q in questions if q.takes_an_answer and q.kind != QuestionKind.FILE]
    if not asked:
        raise NotAllowed("Vælg mindst ét spørgsmål, kollegaen skal hjælpe med.")
    person = Person.objects.filter(email__iexact=email.strip(), is_active=True).first()
    person = person if person and person.current_roles() else None
    token = secrets.token_urlsafe(32)
    part = PartAnswer.objects.create(
        response=fresh, person=person, name=person.name if person else name.strip(),
        email=email.strip(), message=message.strip(), due_on=due_on or fresh.due,
        token_hash=None if person else hash_of(token), asked_by=by,
    )  # fmt: skip
    part.questions.set(asked)
    emails.part_asked(part, token)
    return part, token


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def part_by(token: str) -> PartAnswer | None:
    """The open request the link belongs to; None when unknown, withdrawn, or handed in."""
    rows = PartAnswer.objects.open().filter(token_hash=hash_of(token))
    part = rows.select_related(
        "response__enquiry", "response__party", "response__unit__party"
    ).first()
    if part is None or not part.response.takes_answers(timezone.localdate()):
        return None
    return part


@transaction.atomic
def deliver_part(part: PartAnswer, *, given: dict[str, Any], by: Person | None) -> PartAnswer:
    """What the colleague has typed, by the questions' keys. It may be sent again until the answer
    is handed in. `by` is None for whoever came by the link."""
    locked_response(part.response)
    fresh = PartAnswer.objects.select_for_update(of=("self",)).select_related(
        "response__enquiry", "response__lead", "asked_by"
    ).get(pk=part.pk)  # fmt: skip
    if by is not None and fresh.person_id != by.pk:
        raise NotAllowed("Bidraget er bedt om hos en anden.")
    if fresh.withdrawn_at or fresh.taken_at:
        raise NotAllowed("Svaret er afleveret, eller bidraget er ikke længere nødvendigt.")
    check_window(fresh.response)
    asked = {row.key: row for row in fresh.questions.all()}
    kept = {key: raw for key, raw in given.items() if key in asked}
    if all(values.is_blank(asked[key], raw) for key, raw in kept.items()):
        raise NotAllowed("Skriv dit bidrag, før du sender det.")
    fresh.values, fresh.delivered_at = kept, timezone.now()
    fresh.save()
    emails.part_delivered(fresh)
    return fresh


@transaction.atomic
def withdraw_part(part: PartAnswer, *, by: Person) -> PartAnswer:
    """It is not needed after all; a link stops working."""
    fresh = locked_response(part.response)
    if not can_answer(by, fresh):
        raise NotAllowed("Kun de, der kan svare for parten, kan gøre det.")
    part.withdrawn_at = timezone.now()
    part.save(update_fields=["withdrawn_at"])
    return part


@transaction.atomic
def use_part(part: PartAnswer, question: Question, *, base_revision: int, by: Person) -> Saved:
    """Put the colleague's words to one question into the answer. A text goes below what stands
    there; anything else takes its place, and the earlier one stays in the history."""
    raw = part.values.get(question.key)
    if raw is None:
        raise NotAllowed("Bidraget har ikke et svar på det spørgsmål.")
    response = locked_response(part.response)
    if question.kind == QuestionKind.LONG_TEXT:
        there = response.answers.filter(question=question).first()
        if there and there.value and raw not in there.value:
            raw = f"{there.value}\n\n{raw}"
    return save_answer(response, question, raw=raw, base_revision=base_revision, by=by)
