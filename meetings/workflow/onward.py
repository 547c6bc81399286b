"""Sending a decision onward to others, and their answer."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from dasportal.accounts.models import Person
from dasportal.accounts.transitions import NotAllowed, Transition, Workflow
from dasportal.documents.models import StoredFile

from ..models import AgendaItem, OnwardStatus, Recipient, SentOnward
from ..permissions import can_prepare_meetings
from .decisions import decision_of
from .table import OFFICE, locked, open_for_minutes

S = OnwardStatus

ONWARD = Workflow(
    name="onward",
    title="Sendt videre",
    status_field="status",
    states=OnwardStatus,
    transitions=(
        # name, label, from, to, who may, what is asked first, who (in words)
        Transition("note", "Notér", (), S.TO_SEND, can_prepare_meetings, None, OFFICE),
        Transition(
            "send", "Meld sendt", (S.TO_SEND,), S.SENT, can_prepare_meetings, None, OFFICE),
        Transition(
            "answer", "Skriv svaret", (S.SENT,), S.ANSWERED, can_prepare_meetings, None, OFFICE),
        Transition(
            "close", "Afslut uden svar", (S.TO_SEND, S.SENT), S.CLOSED, can_prepare_meetings,
            None, OFFICE),
        Transition(
            "reopen", "Genåbn", (S.ANSWERED, S.CLOSED), S.TO_SEND, can_prepare_meetings, None,
            OFFICE),
    ),
)  # fmt: skip


@transaction.atomic
def note_onward(
    item: AgendaItem, *, recipient: str, what: str, by: Person, recipient_name: str = "",
    answer_due: date | None = None,
) -> SentOnward:  # fmt: skip
    """Note that the decision goes on to somebody. While the minutes are written it stands in
    them; later it is only kept here."""
    meeting = locked(item.meeting)
    if not can_prepare_meetings(by, meeting):
        raise NotAllowed(f"Det kan kun {OFFICE}.")
    if not meeting.is_being_minuted and not meeting.has_been_held:
        raise NotAllowed("Mødet er ikke holdt, så der er ikke noget at sende videre endnu.")
    name = " ".join(recipient_name.split())
    if recipient == Recipient.OTHER and not name:
        raise NotAllowed("Skriv, hvem det sendes til.")
    if not what.strip():
        raise NotAllowed("Skriv, hvad der sendes videre.")
    return SentOnward.objects.create(
        decision=decision_of(item), recipient=recipient, recipient_name=name, what=what.strip(),
        answer_due=answer_due, in_minutes=meeting.is_being_minuted,
    )  # fmt: skip


@transaction.atomic
def remove_onward(row: SentOnward, *, by: Person) -> None:
    """Take it out again, as long as nothing has been sent."""
    fresh = _locked(row)
    if fresh.in_minutes:
        open_for_minutes(fresh.decision.item.meeting, by)
    if not can_prepare_meetings(by, fresh):
        raise NotAllowed(f"Det kan kun {OFFICE}.")
    if fresh.status != S.TO_SEND:
        raise NotAllowed("Det er sendt. Afslut det uden svar i stedet.")
    fresh.delete()


def _locked(row: SentOnward) -> SentOnward:
    rows = SentOnward.objects.select_for_update(of=("self",))
    return rows.select_related("decision__item__meeting__forum").get(pk=row.pk)


def _take(row: SentOnward, step: str, by: Person) -> SentOnward:
    fresh = _locked(row)
    fresh.status = str(ONWARD.check(fresh, step, by).target)
    return fresh


@transaction.atomic
def send_onward(row: SentOnward, *, on: date, by: Person) -> SentOnward:
    """It was sent on that day."""
    fresh = _take(row, "send", by)
    if on > timezone.localdate():
        raise NotAllowed("Datoen ligger i fremtiden. Skriv den dag, det er sendt.")
    fresh.sent_on = on
    fresh.save()
    return fresh


@transaction.atomic
def answer_onward(
    row: SentOnward, *, on: date, answer: str, by: Person, file: StoredFile | None = None
) -> SentOnward:
    """The answer came on that day, as words, as a file, or both."""
    fresh = _take(row, "answer", by)
    if not answer.strip() and file is None:
        raise NotAllowed("Skriv svaret, eller læg det ved som fil.")
    if fresh.sent_on is not None and on < fresh.sent_on:
        raise NotAllowed("Svaret kan ikke være kommet, før det blev sendt.")
    fresh.answered_on, fresh.answer, fresh.answer_file = on, answer.strip(), file
    fresh.save()
    return fresh


@transaction.atomic
def close_onward(row: SentOnward, *, by: Person) -> SentOnward:
    """No answer is waited for any longer."""
    fresh = _take(row, "close", by)
    fresh.save()
    return fresh


@transaction.atomic
def reopen_onward(row: SentOnward, *, by: Person) -> SentOnward:
    """Back to where it was: sent when it has been sent, else still to send. The answer stays to
    be written over."""
    fresh = _take(row, "reopen", by)
    if fresh.sent_on is not None:
        fresh.status = S.SENT
    fresh.answered_on = None
    fresh.save()
    return fresh
