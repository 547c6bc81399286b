"""In and out of det forstærkede samarbejde, by a decision."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import Max

from dasportal.accounts.models import Person
from dasportal.accounts.transitions import NotAllowed
from dasportal.register.models import Offer

from ..models import Membership, OfferCase
from ..permissions import can_run_cooperation


def _ask(by: Person) -> None:
    if not can_run_cooperation(by):
        raise NotAllowed("Det kan kun sekretariatet.")


@transaction.atomic
def take_in(
    offer: Offer,
    *,
    on: date,
    by: Person,
    case: OfferCase | None = None,
    as_new: bool = False,
    note: str = "",
) -> Membership:
    """The offer is in from the day, last in the order. One taken in before the portal has no case.
    NotAllowed where it is in already."""
    _ask(by)
    Offer.objects.select_for_update().get(pk=offer.pk)
    if Membership.objects.filter(offer=offer, left_on__isnull=True).exists():
        raise NotAllowed(f"{offer} er allerede med i det forstærkede samarbejde.")
    last = Membership.objects.aggregate(last=Max("position"))["last"] or 0
    return Membership.objects.create(
        offer=offer, entered_on=on, entered_case=case, as_new=as_new, note=note.strip(),
        position=last + 1,
    )  # fmt: skip


@transaction.atomic
def let_out(
    membership: Membership, *, on: date, by: Person, case: OfferCase | None = None
) -> Membership:
    """The offer is out from the day."""
    _ask(by)
    fresh = Membership.objects.select_for_update(of=("self",)).select_related("offer").get(
        pk=membership.pk
    )  # fmt: skip
    if fresh.left_on is not None:
        raise NotAllowed(f"{fresh} er allerede ude.")
    if on <= fresh.entered_on:
        raise NotAllowed("Vælg en dag efter den, tilbuddet kom med.")
    fresh.left_on, fresh.left_case = on, case
    fresh.save()
    return fresh


@transaction.atomic
def order_memberships(keys: Sequence[int], *, by: Person) -> None:
    """The lasting order of the offers, in lists and on paper."""
    _ask(by)
    rows = Membership.objects.select_for_update().in_bulk(keys)
    for place, key in enumerate(keys, start=1):
        if key in rows:
            rows[key].position = place
    Membership.objects.bulk_update(rows.values(), ["position"])
