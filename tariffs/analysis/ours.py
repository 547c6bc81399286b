"""What a tariff year means to one party as a buyer, read for a person. A constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from dasportal.accounts.models import Party, Person
from dasportal.register.models import Offer, Purchase

from ..models import TariffYear
from ..objective.queries import shares_of
from .buying import Bought, Ours, Share, Unpriced, price_of
from .calculation import Moved
from .queries import development_of

AWAITS = "Taksten er ikke meldt eller ikke lagt frem endnu"
NO_PRICE = "Taksterne siger ikke, hvad en plads koster"
NO_LAST = "Ingen takst sidste år at holde den op imod"


@dataclass(frozen=True)
class Places:
    """A party's places in two years by offer. `as_before`: this year's are last year's."""

    now: dict[int, Decimal]
    last: dict[int, Decimal]
    offers: dict[int, Offer]
    as_before: bool


def places_of(party: Party, year: int) -> Places:
    """What the party has said it buys. Where it has said nothing of one of the years, the other
    stands for it: what is not known is not a change."""
    by_year: dict[int, dict[int, Decimal]] = {year: {}, year - 1: {}}
    offers: dict[int, Offer] = {}
    rows = Purchase.objects.filter(buyer=party, year__in=(year, year - 1))
    for row in rows.select_related("offer__operator").order_by(
        "offer__operator__name", "offer__name"
    ):
        by_year[row.year][row.offer_id] = row.places
        offers[row.offer_id] = row.offer
    now, last = by_year[year], by_year[year - 1]
    return Places(now or last, last or now, offers, as_before=not now and bool(last))


def ours_of(
    year: TariffYear, party: Party, person: Person, tried: Mapping[int, Decimal] | None = None
) -> Ours:
    """The party's places at the year's tariffs, as far as the person may see them. `tried` are
    places by offer to be taken in place of what has been said."""
    places = places_of(party, year.year)
    lines: dict[int, list[Moved]] = defaultdict(list)
    for line in development_of(year, person, places.offers.keys()).lines:
        lines[line.offer_id].append(line)
    rows: list[Bought] = []
    unpriced: list[Unpriced] = []
    for key, offer in places.offers.items():
        made = _row(offer, lines.get(key, []), places, party, tried or {})
        if isinstance(made, Bought):
            rows.append(made)
        else:
            unpriced.append(made)
    return Ours(
        party.name, year.year, year.pl_pct, rows, unpriced, _shares(party, year.year, person),
        as_before=places.as_before, tried=bool(tried),
    )  # fmt: skip


def _row(
    offer: Offer, lines: list[Moved], places: Places, party: Party, tried: Mapping[int, Decimal]
) -> Bought | Unpriced:
    last = places.last.get(offer.pk, Decimal(0))
    now = tried.get(offer.pk, places.now.get(offer.pk, Decimal(0)))
    operator = offer.operator.name
    price = price_of(lines)
    why = ""
    if price is None:
        why = NO_PRICE if lines else AWAITS
    elif price.last is None and last:
        why = NO_LAST
    if price is None or why:
        return Unpriced(offer.pk, offer.name, operator, now or last, why)
    own = offer.operator_id == party.pk
    return Bought(offer.pk, offer.name, operator, own, now, last, price)


def _shares(party: Party, year: int, person: Person) -> list[Share]:
    now = {row.scheme.name: amount for row, amount in shares_of(party, year, person)}
    last = {row.scheme.name: amount for row, amount in shares_of(party, year - 1, person)}
    return [
        Share(name, _known(now.get(name)), _known(last.get(name)))
        for name in dict.fromkeys((*now, *last))
    ]


def _known(amount: int | None) -> Decimal | None:
    return None if amount is None else Decimal(amount)
