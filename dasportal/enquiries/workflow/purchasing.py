"""Taking what the parties answered of bought places into the register of offers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from dasportal.accounts.models import Party, Person
from dasportal.accounts.transitions import NotAllowed
from dasportal.register.models import Offer, Purchase
from dasportal.register.workflow import remember_alias, report_purchase

from ..models import Enquiry
from ..permissions import can_ask
from ..purchases import KIND, rows_of, year_of
from .table import locked


@dataclass(frozen=True)
class Taken:
    """How many purchases were laid, and how many rows were left since nobody said what they mean."""

    laid: int
    left: int


@transaction.atomic
def take_purchases(enquiry: Enquiry, *, chosen: Mapping[str, Offer], by: Person) -> Taken:
    """Lay the answers as purchases: what is used now in the year of the deadline, what is expected
    in the next. `chosen` says which offer a row means, by its key; a name so confirmed is
    remembered. Done again, what this enquiry laid before is replaced, and what others laid stays
    where it says nothing."""
    fresh = locked(enquiry)
    if not can_ask(by):
        raise NotAllowed("Svarene lægges i registret af sekretariatet.")
    year = year_of(fresh)
    if fresh.kind != KIND or fresh.opened_at is None or year is None:
        raise NotAllowed("Kun svar på »Køb af pladser« kan lægges i registret.")
    source = f"Høring {fresh.pk}: {fresh}"[:200]
    places: dict[tuple[Offer, Party, int], Decimal] = defaultdict(Decimal)
    left = 0
    for row in rows_of(fresh):
        offer = row.found or chosen.get(row.key)
        if offer is None:
            left += 1
            continue
        if row.found is None:
            remember_alias(offer, name=row.offer, source=source, by=by)
        for when, number in ((year, row.now), (year + 1, row.later)):
            if number is not None:
                places[offer, row.buyer, when] += number
    _clear(source)
    for (offer, buyer, when), number in places.items():
        report_purchase(offer, buyer=buyer, year=when, places=number, by=by, source=source)
    return Taken(sum(1 for number in places.values() if number), left)


def _clear(source: str) -> None:
    """What this enquiry laid before: an answer may since have been mended."""
    Purchase.objects.filter(source=source).delete()
