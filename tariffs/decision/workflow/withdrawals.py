"""An offer that is to leave styringsaftalen: notified, and taken back before it is decided."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from dasportal.accounts.models import Person
from dasportal.accounts.transitions import NotAllowed
from dasportal.register.models import Offer
from tariffs.models import TariffYear

from ..models import Leaving, Withdrawal
from .table import WITHDRAWAL, locked_withdrawal, locked_year


@transaction.atomic
def notify_withdrawal(
    offer: Offer,
    *,
    year: TariffYear,
    leaves_on: date,
    reason: str,
    by: Person,
    how: str = Leaving.EXEMPT,
) -> Withdrawal:
    """Say that the offer leaves; it is decided with the year's takstbilag. Said again before that,
    it is changed."""
    fresh_year = locked_year(year)
    WITHDRAWAL.check(offer, "notify", by)
    if not reason.strip():
        raise NotAllowed("Skriv, hvorfor tilbuddet udtræder.")
    if offer.closed_on is not None and offer.closed_on < leaves_on:
        raise NotAllowed(f"{offer} er allerede lukket i registret.")
    if leaves_on.year not in (fresh_year.year - 1, fresh_year.year):
        raise NotAllowed(f"Vælg en dag i {fresh_year.year}, eller sidst i året før.")
    if not offer.confirmed:
        raise NotAllowed(f"{offer} er ikke bekræftet i registret endnu.")
    made, _ = Withdrawal.objects.update_or_create(
        offer=offer, status="notified",
        defaults={"year": fresh_year, "how": how, "leaves_on": leaves_on,
                  "reason": reason.strip(), "notified_by": by},
    )  # fmt: skip
    return made


@transaction.atomic
def take_back_withdrawal(withdrawal: Withdrawal, *, by: Person) -> Withdrawal:
    fresh = locked_withdrawal(withdrawal)
    fresh.status = WITHDRAWAL.check(fresh, "take_back", by).target or fresh.status
    fresh.save()
    return fresh
