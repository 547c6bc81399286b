"""What other pages say of an approval: the minutes, the meeting, the item that approves them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from dasportal.accounts.models import Person
from dasportal.accounts.permissions import is_secretariat
from dasportal.danish.dates import format_date
from meetings.models import AgendaItem, ItemKind, Meeting, MeetingStatus

from .models import AnswerStatus, ApprovalRound
from .queries import Standing, deadline_words, own_answer, round_of, standing

DONE, NOW, TO_COME = "done", "now", "to_come"
APPROVED_BY_MEETING = (MeetingStatus.MINUTES_APPROVED, MeetingStatus.SEALED)


@dataclass(frozen=True)
class Rung:
    """A step on the minutes' way: what it is called, what is true of it, and whether it is taken."""

    label: str
    text: str
    state: str


def ladder(round_: ApprovalRound, now: Standing) -> list[Rung]:
    """Draft, approved by whom, approved at the meeting, sealed: four things with a name each."""
    meeting = round_.meeting
    decided = meeting.status in APPROVED_BY_MEETING
    sealed = meeting.status == MeetingStatus.SEALED
    sent = format_date(timezone.localdate(round_.version.created_at))
    parties = now.short + (f": {', '.join(now.approved)}" if now.approved else "")
    limit = "fristen var" if now.over else "senest"
    return [
        Rung("Udkast", f"Version {round_.version.number}, sendt {sent}", DONE if decided else NOW),
        Rung(
            "Parternes godkendelse",
            f"{parties} ({limit} {deadline_words(round_)})",
            DONE if now.over else NOW,
        ),
        Rung(
            "Godkendt på mødet",
            "Ja" if decided else "Sker på det næste møde",
            DONE if decided else TO_COME,
        ),
        Rung("Forseglet", "Ja" if sealed else "Ikke endnu", DONE if sealed else TO_COME),
    ]


def minutes(request: HttpRequest, meeting: Meeting) -> dict[str, Any] | None:
    """Above the minutes: how far they are, and what this person has to do."""
    person = request.user
    assert isinstance(person, Person)
    round_ = round_of(meeting, person)
    if round_ is None:
        return None
    now = standing(round_)
    return {
        **_own(round_, person, now),
        "rungs": ladder(round_, now),
        "office": is_secretariat(person),
    }


def meeting(request: HttpRequest, subject: Meeting) -> dict[str, Any] | None:
    """On the meeting's page, while its draft minutes are out."""
    person = request.user
    assert isinstance(person, Person)
    round_ = round_of(subject, person)
    if round_ is None or subject.status != MeetingStatus.MINUTES_SENT:
        return None
    return _own(round_, person, standing(round_))


def _own(round_: ApprovalRound, person: Person, now: Standing) -> dict[str, Any]:
    answer = own_answer(round_, person)
    asked = answer is not None and not now.over
    return {
        "round": round_,
        "standing": now,
        "deadline": deadline_words(round_),
        "answer": answer,
        "to_approve": asked and answer is not None and answer.status == AnswerStatus.WAITING,
        "to_approve_again": asked and answer is not None and answer.status == AnswerStatus.STALE,
    }


def item(request: HttpRequest, subject: AgendaItem) -> dict[str, Any] | None:
    """Beside the item that approves the last minutes: what the parties have said in writing."""
    person = request.user
    assert isinstance(person, Person)
    if subject.kind != ItemKind.APPROVE_MINUTES or subject.approves_minutes_of is None:
        return None
    round_ = round_of(subject.approves_minutes_of, person)
    if round_ is None:
        return None
    may_insert = is_secretariat(person) and subject.meeting.agenda_can_change
    return {
        "round": round_,
        "standing": standing(round_),
        "deadline": deadline_words(round_),
        "item": subject,
        "may_insert": may_insert,
    }
