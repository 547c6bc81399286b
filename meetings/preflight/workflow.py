"""Ordering an examination, and answering what it found."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from dasportal.accounts.models import Person
from dasportal.accounts.transitions import NotAllowed
from meetings import workflow as meetings
from meetings.models import AnswerKind, FindingAnswer, Meeting
from meetings.preflight import tasks
from meetings.preflight.examining import Found, edition_key
from meetings.preflight.models import Examination, ExaminationState
from meetings.preflight.permissions import can_examine
from meetings.preflight.rehearsals import find
from meetings.workflow.table import locked

NOBODY_ELSE = "Fortrolighedskontrollen køres af sekretariatet."
UNDER_WAY = (ExaminationState.WAITING, ExaminationState.RUNNING)


@transaction.atomic
def order_examination(meeting: Meeting, *, step: str, by: Person) -> Examination:
    """Look through what the step would give everybody, as it stands now. One that is under way for
    the very same is returned instead; a finished one is made anew when asked."""
    rehearsal = find(step)
    fresh = locked(meeting)
    if not can_examine(by, fresh):
        raise NotAllowed(NOBODY_ELSE)
    if rehearsal is None:
        raise NotAllowed("Trinnet kan ikke kontrolleres.")
    key = edition_key(fresh, rehearsal.draft(fresh))
    waiting = Examination.objects.filter(
        meeting=fresh, step=step, draft_key=key, state__in=UNDER_WAY
    )
    if row := waiting.first():
        return row
    made = Examination.objects.create(meeting=fresh, step=step, draft_key=key, requested_by=by)
    tasks.order(made)
    return made


@transaction.atomic
def overrule(
    examination: Examination, *, secret: str, reason: str, by: Person
) -> list[FindingAnswer]:
    """Say that this closed text may stand where it was found, and why: a title that is a common
    word. It holds for those places alone; in a new place it is found again."""
    found = [Found(**row) for row in examination.found if row["secret"] == secret]
    if not found:
        raise NotAllowed("Fundet er ikke i kontrollen længere. Kør den igen.")
    if not reason.strip():
        raise NotAllowed("Skriv, hvorfor fundet kan tilsidesættes.")
    kind = AnswerKind.OVERRULED
    replies = (meetings.Reply(row.key, row.told, kind, reason) for row in found)
    return _answer(examination, replies, by)


@transaction.atomic
def look_at(
    examination: Examination, *, keys: Iterable[str], by: Person, comment: str = ""
) -> list[FindingAnswer]:
    """Say that somebody has looked at what does not block: text of other meetings, and bilag that
    the portal cannot read."""
    asked = {row["key"]: Found(**row).told for row in examination.found if row["elsewhere"]}
    asked |= {row["key"]: row["what"] for row in examination.results.get("unread", [])}
    replies = [meetings.Reply(key, asked[key], comment=comment) for key in keys if key in asked]
    return _answer(examination, replies, by)


def _answer(
    examination: Examination, replies: Iterable[meetings.Reply], by: Person
) -> list[FindingAnswer]:
    if not can_examine(by, examination.meeting):
        raise NotAllowed(NOBODY_ELSE)
    return meetings.answer(examination.meeting, replies=replies, by=by)
