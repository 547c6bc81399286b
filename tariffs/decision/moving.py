"""What stands on an offer of a case goes along when it turns out to be another offer."""

from __future__ import annotations

from dasportal.accounts.transitions import NotAllowed
from dasportal.register.models import Offer

from .models import CaseException, Withdrawal


def move_cases(offer: Offer, to: Offer) -> None:
    """Exceptions and withdrawals move; where both are notified as leaving, one is taken back
    first."""
    notified = Withdrawal.objects.waiting()
    if notified.filter(offer=offer).exists() and notified.filter(offer=to).exists():
        raise NotAllowed("Begge tilbud er meldt ud af styringsaftalen. Tag den ene tilbage først.")
    Withdrawal.objects.filter(offer=offer).update(offer=to)
    there = CaseException.objects.filter(offer=to, line=None).values("case")
    CaseException.objects.filter(offer=offer, line=None, case__in=there).delete()
    CaseException.objects.filter(offer=offer).update(offer=to)
