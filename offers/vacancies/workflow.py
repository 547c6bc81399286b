"""Confirming free places. There is no status: each confirmation is a row, and the newest counts."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from dasportal.accounts.models import Person
from dasportal.accounts.transitions import NotAllowed
from dasportal.danish.numbers import format_number
from dasportal.register.models import Offer
from offers.permissions import can_answer_for

from .models import Vacancy
from .permissions import can_confirm

SAME = timedelta(minutes=2)  # within which the same said again is a second press of the button
MOST = 999


@transaction.atomic
def confirm(offer: Offer, *, free: int, by: Person, note: str = "") -> Vacancy:
    """So many are free now. The same said twice at once is one confirmation."""
    held = Offer.objects.select_for_update(of=("self",)).select_related("operator").get(pk=offer.pk)
    if not can_confirm(by, held):
        raise NotAllowed("Det kan kun driftsherren og sekretariatet.")
    if not 0 <= free <= MOST:
        raise NotAllowed("Skriv et helt antal pladser.")
    if held.closed_on is not None and held.closed_on <= timezone.localdate():
        raise NotAllowed(f"{held} er lukket i registret.")
    if held.places is not None and free > held.places:
        has = format_number(held.places)
        raise NotAllowed(f"{held} har kun {has} pladser i registret. Ret tallet.")
    now, note = timezone.now(), note.strip()[:120]
    last = Vacancy.objects.filter(offer=held).order_by("-pk").first()
    if last and (last.free, last.note) == (free, note) and now - last.confirmed_at < SAME:
        return last
    return Vacancy.objects.create(
        offer=held, free=free, note=note, confirmed_by=by, confirmed_at=now,
        on_behalf=not can_answer_for(by, held.operator),
    )  # fmt: skip
