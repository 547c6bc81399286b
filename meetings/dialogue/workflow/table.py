"""The way of a question, in one table. Everything that sets Question.status is a row here."""

from __future__ import annotations

from typing import Any

from dasportal.accounts.models import Person
from dasportal.accounts.transitions import NotAllowed, Transition, Workflow
from meetings.models import AgendaItem, MeetingStatus

from ..models import Question, QuestionStatus
from ..permissions import can_answer, can_ask, can_hide, can_reply, is_author

S = QuestionStatus
OFFICE = "sekretariatet"
SITS = "dem, der sidder i forummet, og sekretariatet"
OPEN_WHILE = (MeetingStatus.AGENDA_SENT, MeetingStatus.IN_SESSION)

QUESTION = Workflow(
    name="question",
    title="Spørgsmål til et punkt",
    status_field="status",
    states=QuestionStatus,
    transitions=(
        # name, label, from, to, who may, what is asked first, who (in words)
        Transition("ask", "Stil spørgsmål", (), S.WAITING, can_ask, None, SITS),
        Transition("comment", "Skriv kommentar", (), S.COMMENT, can_ask, None, SITS),
        Transition(
            "answer", "Svar", (S.WAITING, S.ANSWERED), S.ANSWERED, can_answer, None, OFFICE),
        Transition(
            "ask_again", "Spørg igen", (S.ANSWERED,), S.WAITING, is_author, None,
            "den, der spurgte"),
        Transition(
            "reply", "Skriv til", (S.WAITING, S.ANSWERED, S.COMMENT), None, can_reply, None,
            "dem, der kan læse det og sidder i forummet, og sekretariatet"),
        Transition(
            "settle", "Jeg har fået svar", (S.WAITING,), S.ANSWERED, is_author, None,
            "den, der spurgte"),
        Transition(
            "hide", "Skjul", (S.WAITING, S.ANSWERED, S.COMMENT), None, can_hide,
            "Andre end den, der skrev det, kan ikke længere læse det. Grunden vises for den, der "
            "skrev det.", OFFICE),
        Transition(
            "show", "Vis igen", (S.WAITING, S.ANSWERED, S.COMMENT), None, can_hide, None, OFFICE),
    ),
)  # fmt: skip


def is_open_for_words(item: AgendaItem) -> bool:
    """Whether the meeting is still to come or going on, and the item is still on its agenda."""
    return item.meeting.status in OPEN_WHILE and not item.withdrawn


def check_time(item: AgendaItem) -> None:
    """NotAllowed once the meeting has been held, before its agenda is sent, or without the item."""
    if item.withdrawn:
        raise NotAllowed("Punktet er udgået, og der kan ikke længere skrives til det.")
    if item.meeting.status not in OPEN_WHILE:
        now = item.meeting.get_status_display()
        raise NotAllowed(
            "Spørgsmål kan stilles og besvares, fra dagsordenen er sendt, til mødet er slut. "
            f"Mødets status er »{now}«."
        )


def locked(question: Question) -> Question:
    """The question read anew and held until the transaction ends. Must run inside one."""
    rows = Question.objects.select_for_update(of=("self",))
    return rows.select_related("item__meeting__forum", "author", "party").get(pk=question.pk)


def take(question: Question, step: str, by: Person, **changes: Any) -> Question:
    """One step of the table: lock, check who and when, set status and `changes`, save."""
    fresh = locked(question)
    transition = QUESTION.check(fresh, step, by)
    if transition.target:
        fresh.status = transition.target
    for name, value in changes.items():
        setattr(fresh, name, value)
    fresh.save()
    return fresh
