"""Answering what was found before something is sent: looked at, or overruled with a reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from dasportal.accounts.models import Person
from dasportal.accounts.transitions import NotAllowed

from ..models import AnswerKind, FindingAnswer, Meeting
from ..permissions import can_prepare_meetings
from .table import locked


@dataclass(frozen=True)
class Reply:
    """An answer to the finding of this key. `what` says what it is, without its words."""

    key: str
    what: str
    kind: str = AnswerKind.SEEN
    comment: str = ""


@transaction.atomic
def answer(meeting: Meeting, *, replies: Iterable[Reply], by: Person) -> list[FindingAnswer]:
    """Keep who looked at what, and why something was overruled. A finding that has a standing
    answer keeps it."""
    fresh = locked(meeting)
    if not can_prepare_meetings(by, fresh):
        raise NotAllowed("Kun sekretariatet svarer på det, der er fundet.")
    made = []
    for reply in replies:
        if reply.kind == AnswerKind.OVERRULED and not reply.comment.strip():
            raise NotAllowed("Skriv, hvorfor fundet kan tilsidesættes.")
        row, _ = FindingAnswer.objects.standing().get_or_create(
            meeting=fresh,
            key=reply.key,
            defaults={
                "kind": reply.kind,
                "what": reply.what[:300],
                "comment": reply.comment.strip(),
                "answered_by": by,
            },
        )
        made.append(row)
    return made


@transaction.atomic
def take_back(row: FindingAnswer, *, by: Person) -> FindingAnswer:
    """Ask anew: the answer stays in the history and counts no longer."""
    fresh = FindingAnswer.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if not can_prepare_meetings(by, fresh.meeting):
        raise NotAllowed("Kun sekretariatet kan fortryde et svar.")
    if fresh.taken_back_at is None:
        fresh.taken_back_at, fresh.taken_back_by = timezone.now(), by
        fresh.save()
    return fresh
