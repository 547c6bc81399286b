"""Which offers the overview shows, their free places and what a place costs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F, Min, OuterRef, Q, Subquery
from django.utils import timezone

from dasportal.accounts.models import Person
from dasportal.register.models import LegalBasis, Offer, OfferQuerySet
from tariffs.models import ValidTariff
from tariffs.published.queries import published_on

from .calculation import Freshness, freshness
from .models import Vacancy


def shown(day: date) -> OfferQuerySet:
    """The confirmed offers that are open on the day, with the newest free places (`free`,
    `free_note`, `free_at`) and the lowest tariff that is billed (`cheapest`)."""
    newest = Vacancy.objects.filter(offer=OuterRef("pk")).order_by("-pk")
    billed = published_on(day).order_by().filter(offer=OuterRef("pk"), is_billed=True)
    lowest = billed.values("offer").annotate(low=Min("tariff")).values("low")
    rows: OfferQuerySet = Offer.objects.filter(
        Q(opened_on__isnull=True) | Q(opened_on__lte=day),
        Q(closed_on__isnull=True) | Q(closed_on__gt=day),
        confirmed=True,
    )
    return rows.select_related("operator").annotate(
        free=Subquery(newest.values("free")[:1]),
        free_note=Subquery(newest.values("note")[:1]),
        free_at=Subquery(newest.values("confirmed_at")[:1]),
        cheapest=Subquery(lowest[:1]),
    )


@dataclass(frozen=True)
class Price:
    """What a place costs: »2.485–3.640 kr. pr. døgn«; lowest and highest are the same for one."""

    low: Decimal
    high: Decimal
    unit: str


@dataclass(frozen=True)
class Shown:
    """An offer as the overview tells of it."""

    offer: Offer
    bases: tuple[str, ...]
    prices: tuple[Price, ...]
    fresh: Freshness

    @property
    def free(self) -> int | None:
        found: int | None = getattr(self.offer, "free", None)
        return found


def told(offers: Sequence[Offer], day: date) -> list[Shown]:
    """The offers of a page with bases and prices; a constant number of queries."""
    keys = [offer.pk for offer in offers]
    bases: dict[int, list[str]] = defaultdict(list)
    rows = LegalBasis.objects.in_year(day.year).filter(offers__in=keys)
    for code, key in rows.order_by("position").values_list("code", "offers"):
        bases[key].append(code)
    prices = prices_of(published_on(day).filter(offer__in=keys, is_billed=True))
    return [
        Shown(
            offer, tuple(bases[offer.pk]), tuple(prices[offer.pk]),
            freshness(_day(getattr(offer, "free_at", None)), day),
        )
        for offer in offers
    ]  # fmt: skip


def _day(moment: object) -> date | None:
    return timezone.localdate(moment) if moment is not None else None  # type: ignore[arg-type]


def prices_of(rows: Iterable[ValidTariff]) -> dict[int, list[Price]]:
    """By offer, one for each unit that is billed in."""
    found: dict[int, dict[str, list[Decimal]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        found[row.offer_id][row.unit].append(row.tariff)
    made: dict[int, list[Price]] = defaultdict(list)
    for key, units in found.items():
        made[key] = [Price(min(many), max(many), unit) for unit, many in units.items()]
    return made


def groups_of(rows: OfferQuerySet) -> list[str]:
    """The target groups, each once; an offer has them in one text, comma between."""
    texts = rows.exclude(target_groups="").values_list("target_groups", flat=True)
    return sorted({group.strip() for text in texts for group in text.split(",") if group.strip()})


# --- Those who confirm ----------------------------------------------------------------------------


def own_offers(person: Person) -> OfferQuerySet:
    """The open offers whose places the person may confirm; of the secretariat all."""
    rows = shown(timezone.localdate())
    if not person.is_of_secretariat():
        kinds = ("offer_reporter", "member", "deputy")
        mine = [r.party_id for r in person.current_roles() if r.kind in kinds and r.party_id]
        rows = rows.filter(operator__in=mine)
    return rows.order_by("operator__name", F("free_at").asc(nulls_first=True), "name")
