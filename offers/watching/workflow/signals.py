"""Answering a signal, silencing it for a while, and the limits that raise it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from dasportal.accounts.models import Person
from dasportal.accounts.permissions import is_secretariat
from dasportal.accounts.transitions import NotAllowed
from dasportal.register.models import Offer
from offers import workflow as offers
from offers.models import Covers
from offers.workflow import Counted

from ..models import SignalAnswer, Thresholds
from ..permissions import can_answer_signal, can_run_watching
from ..queries import signal_now

LONGEST = timedelta(days=366)


@transaction.atomic
def answer_signal(
    offer: Offer, *, rule: str, key: str, text: str, by: Person, silent_until: date | None = None
) -> SignalAnswer:
    """Say something to a signal, or (the secretariat) silence it with a reason until a day. It comes
    back by itself after the day, and at once when its figures change.

    Only the secretariat silences: who is signalled about does not turn the signal off.
    """
    if not can_answer_signal(by, offer):
        raise NotAllowed("Det kan driftsherren og sekretariatet.")
    if silent_until is not None and not is_secretariat(by):
        raise NotAllowed("Kun sekretariatet kan slå et signal fra. Skriv dit svar uden dato.")
    if not text.strip():
        raise NotAllowed("Skriv et svar." if silent_until is None else "Skriv hvorfor.")
    today = timezone.localdate()
    if silent_until is not None and not today < silent_until <= today + LONGEST:
        raise NotAllowed("Vælg en dag efter i dag, højst et år frem.")
    Offer.objects.select_for_update().get(pk=offer.pk)
    signal = signal_now(offer, rule, key)
    if signal is None:
        raise NotAllowed("Tallene har ændret sig, siden siden blev vist. Se signalet igen.")
    made, _ = SignalAnswer.objects.get_or_create(  # sent twice, it is said once
        offer=offer, rule=rule, key=key, text=text.strip(), by=by, silent_until=silent_until,
        defaults={"why": signal.outcome.why, "on_behalf": is_secretariat(by)},
    )  # fmt: skip
    return made


@transaction.atomic
def end_silence(answer: SignalAnswer, *, by: Person) -> SignalAnswer:
    """Show the signal again before its day."""
    fresh = SignalAnswer.objects.select_for_update().get(pk=answer.pk)
    if not can_run_watching(by):
        raise NotAllowed("Det kan kun sekretariatet.")
    fresh.silent_until = None
    fresh.save()
    return fresh


@transaction.atomic
def change_limits(*, by: Person, **values: Any) -> Thresholds:
    if not can_run_watching(by):
        raise NotAllowed("Det kan kun sekretariatet.")
    Thresholds.objects.get_or_create(pk=1)
    row = Thresholds.objects.select_for_update().get(pk=1)
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    return row


@transaction.atomic
def note_by_hand(
    offer: Offer,
    *,
    measure: str,
    on: date,
    value: Decimal,
    source: str,
    by: Person,
    covers: str = Covers.OFFER,
    covers_what: str = "",
) -> None:
    """A figure of the offer by the secretariat's hand, with its source and what it covers."""
    if not can_run_watching(by):
        raise NotAllowed("Det kan kun sekretariatet.")
    if not source.strip():
        raise NotAllowed("Skriv, hvor tallet er fra.")
    counted = Counted(measure, on, value, covers, covers_what.strip())
    offers.lay_figures(offer, [counted], source=source.strip(), by=by)
