"""Sending, opening, reminding, closing. What the portal does by itself is taken by the same verbs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from dasportal.accounts.models import Person
from dasportal.accounts.transitions import NotAllowed

from .. import emails
from ..models import Enquiry, EnquiryStatus, Response, ResponseStatus
from ..slots import GATES, kind_of
from .building import MOST_FIELDS, fields_in
from .prefilling import prefill
from .table import ENQUIRY, RESPONSE, locked, locked_response, take

NOT_AGAIN_WITHIN = timedelta(hours=1)


def lacking(enquiry: Enquiry) -> list[str]:
    """What keeps the enquiry from being sent, in Danish."""
    questions = list(enquiry.questions.all())
    found = []
    if not any(question.takes_an_answer for question in questions):
        found.append("Der er ingen spørgsmål.")
    if fields_in(questions) > MOST_FIELDS:
        found.append(
            "Skemaet har for mange felter. Del det i to høringer, eller gør tabellerne mindre."
        )
    if not enquiry.responses.exists():
        found.append("Kredsen er tom.")
    if enquiry.closes_on is None:
        found.append("Svarfristen mangler.")
    elif enquiry.closes_on < timezone.localdate():
        found.append("Svarfristen er passeret.")
    return found


@transaction.atomic
def send_enquiry(enquiry: Enquiry, *, by: Person, at: datetime | None = None) -> Enquiry:
    """Send it now, or on its opening day when that is later. `at` is given when an earlier
    enquiry is laid in as it went."""
    fresh = locked(enquiry)
    ENQUIRY.check(fresh, "send", by)
    missing = lacking(fresh) if at is None else []
    if missing:
        raise NotAllowed(" ".join(missing))
    if at is None:
        for gate in GATES:
            gate.ask(fresh, by)
    moment = at or timezone.now()
    day = timezone.localdate(moment)
    fresh.opens_on = fresh.opens_on or day
    fresh.sent_at, fresh.sent_by = moment, by
    fresh.save()
    if fresh.opens_on > day:
        return take(fresh, "schedule", by)
    return _open(fresh, "send", by, moment)


@transaction.atomic
def open_enquiry(enquiry: Enquiry, *, by: Person) -> Enquiry:
    """The opening day has come: the circle is asked."""
    return _open(enquiry, "open", by, timezone.now())


def _open(enquiry: Enquiry, step: str, by: Person, at: datetime) -> Enquiry:
    fresh = locked(enquiry)
    transition = ENQUIRY.check(fresh, step, by)
    fresh.status, fresh.opened_at = str(transition.target), at
    fresh.save()
    kind = kind_of(fresh)
    rows = list(fresh.responses.select_related("enquiry", "party", "unit__party", "person"))
    for response in rows:
        prefill(response, kind)
    emails.asked(fresh, rows)
    return fresh


@transaction.atomic
def withdraw_enquiry(enquiry: Enquiry, *, by: Person) -> Enquiry:
    """Back to a draft, before anybody has been asked."""
    fresh = take(enquiry, "withdraw", by)
    fresh.sent_at = fresh.sent_by = None
    fresh.save()
    return fresh


@transaction.atomic
def extend_enquiry(enquiry: Enquiry, *, closes_on: date, by: Person) -> Enquiry:
    """Move the deadline for all. What came in late under the old one is in time when it is so."""
    fresh = take(enquiry, "extend", by)
    if closes_on < timezone.localdate():
        raise NotAllowed("Den nye frist er passeret.")
    if fresh.closes_on == closes_on:
        raise NotAllowed("Det er den frist, der allerede gælder.")
    fresh.closes_on, fresh.revision = closes_on, fresh.revision + 1
    fresh.save()
    emails.moved(fresh, list(_silent(fresh)))
    return fresh


def _silent(enquiry: Enquiry) -> Sequence[Response]:
    rows = enquiry.responses.unanswered()
    return list(rows.select_related("enquiry__contact", "party", "unit__party", "person", "lead"))


@transaction.atomic
def remind(enquiry: Enquiry, *, by: Person, only: Response | None = None) -> int:
    """Remind those who have not answered, or one of them; returns how many responses."""
    fresh = take(enquiry, "remind", by)
    now = timezone.now()
    rows = [
        row
        for row in _silent(fresh)
        if (only is None or row.pk == only.pk)
        and not (row.reminded_at and now - row.reminded_at < NOT_AGAIN_WITHIN)
    ]
    if not rows:
        raise NotAllowed("Der er ingen at minde om den: alle har svaret eller er mindet for nylig.")
    fresh.reminders += 1
    fresh.save(update_fields=["reminders"])
    Response.objects.filter(pk__in=[row.pk for row in rows]).update(reminded_at=now)
    emails.reminded(fresh, rows)
    return len(rows)


@transaction.atomic
def close_enquiry(enquiry: Enquiry, *, by: Person, at: datetime | None = None) -> Enquiry:
    """No more answers, but from those who are asked again or have been given longer."""
    fresh = take(enquiry, "close", by)
    fresh.closed_at = at or timezone.now()
    fresh.save(update_fields=["closed_at"])
    rows = fresh.responses.select_related(
        "enquiry__contact", "party", "unit__party", "person", "lead"
    )
    emails.closed(fresh, list(rows))
    return fresh


@transaction.atomic
def reopen_enquiry(enquiry: Enquiry, *, closes_on: date, by: Person) -> Enquiry:
    """Open it again for all that have not answered, until another day."""
    if closes_on < timezone.localdate():
        raise NotAllowed("Den nye frist er passeret.")
    fresh = take(enquiry, "reopen", by)
    fresh.closes_on, fresh.closed_at = closes_on, None
    fresh.revision += 1
    fresh.save()
    emails.moved(fresh, list(_silent(fresh)))
    return fresh


@transaction.atomic
def cancel_enquiry(enquiry: Enquiry, *, reason: str, by: Person) -> Enquiry:
    """Call it off, and say why to those who were asked."""
    if not reason.strip():
        raise NotAllowed("Skriv, hvorfor høringen trækkes tilbage.")
    fresh = locked(enquiry)
    transition = ENQUIRY.check(fresh, "cancel", by)
    fresh.status, fresh.cancel_reason = str(transition.target), reason.strip()
    fresh.save()
    if fresh.opened_at:
        rows = fresh.responses.select_related(
            "enquiry__contact", "party", "unit__party", "person", "lead"
        )
        emails.cancelled(fresh, list(rows))
    return fresh


# --- One of the circle ----------------------------------------------------------------------------


@transaction.atomic
def ask_again(response: Response, *, reason: str, due_on: date, by: Person) -> Response:
    """Give an answer back with a reason and a day. It counts until a new one is handed in."""
    locked(response.enquiry)
    fresh = locked_response(response)
    RESPONSE.check(fresh, "ask_again", by)
    if not reason.strip():
        raise NotAllowed("Skriv, hvad de skal se på.")
    _check_day(fresh, due_on)
    fresh.status, fresh.return_reason = ResponseStatus.RETURNED, reason.strip()
    fresh.due_on, fresh.times_returned = due_on, fresh.times_returned + 1
    fresh.save()
    emails.asked_again(fresh)
    return fresh


@transaction.atomic
def give_longer(response: Response, *, due_on: date, by: Person) -> Response:
    """A deadline of its own, also when the enquiry is closed: it is open for this one alone."""
    locked(response.enquiry)
    fresh = locked_response(response)
    RESPONSE.check(fresh, "give_longer", by)
    _check_day(fresh, due_on)
    fresh.due_on = due_on
    fresh.save()
    emails.given_longer(fresh)
    return fresh


def _check_day(response: Response, due_on: date) -> None:
    if due_on < timezone.localdate():
        raise NotAllowed("Fristen er passeret.")
    if response.enquiry.status not in (
        EnquiryStatus.OPEN, EnquiryStatus.CLOSED, EnquiryStatus.COMPILED,
    ):  # fmt: skip
        raise NotAllowed("Høringen er ikke sendt.")
