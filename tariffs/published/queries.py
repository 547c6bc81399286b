"""What anybody may read of the tariffs: those that were approved, and nothing around them.

A draft, a submission, an explanation or a name that only a file has used is never fetched here.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.contrib.postgres.search import SearchQuery, SearchVector, TrigramWordSimilarity
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Greatest
from django.utils import timezone

from dasportal.register.models import LegalBasis, NameKind, Offer, OfferName

from ..models import ValidTariff
from ..models.valid import ValidTariffQuerySet

YEARS = 10  # how far back the history of an offer goes
ALIKE = 0.6  # word similarity from which a word may be the one that was meant
MOST_WORDS = 8


def published() -> ValidTariffQuerySet:
    """Every tariff that came to apply, or will. One that was corrected from its very first day
    never did."""
    rows: ValidTariffQuerySet = ValidTariff.objects.filter(valid__isempty=False)
    return rows.select_related("operator", "offer")


def published_on(day: date) -> ValidTariffQuerySet:
    """Those that apply on the day, by driftsherre and offer."""
    return published().on(day).order_by("operator__name", "offer_name", "basis_key", "pk")


def years() -> list[tuple[int, date]]:
    """The years that have tariffs, newest first, each with the day to show it by: today in this
    year, the last day of an earlier one, after its corrections, and the first of one to come."""
    today = timezone.localdate()
    found = published().order_by("-year__year").values_list("year__year", flat=True).distinct()
    return [(year, _day_of(year, today)) for year in found]


def _day_of(year: int, today: date) -> date:
    if year == today.year:
        return today
    return date(year, 12, 31) if year < today.year else date(year, 1, 1)


def search(rows: ValidTariffQuerySet, text: str) -> ValidTariffQuerySet:
    """Rows that have every word: in its Danish forms, within a longer one, or much like it; in the
    offer's names, also former ones, the service, the legal basis or the driftsherre."""
    words = text.split()[:MOST_WORDS]
    if not words:
        return rows
    said = SearchVector("offer_name", "service", "basis_key", "operator__name", config="danish")
    rows = rows.annotate(said=said)
    for word in words:
        once = OfferName.objects.filter(
            offer=OuterRef("offer"), kind=NameKind.FORMER, name__icontains=word
        )
        near = Greatest(
            TrigramWordSimilarity(word, "offer_name"), TrigramWordSimilarity(word, "service")
        )
        rows = rows.alias(near=near).filter(
            Q(said=SearchQuery(word, config="danish"))
            | Q(offer_name__icontains=word)
            | Q(service__icontains=word)
            | Q(basis_key__icontains=word)
            | Q(operator__name__icontains=word)
            | Q(near__gte=ALIKE)
            | Exists(once)
        )
    return rows


def successors() -> dict[str, str]:
    """Legal bases that another took over from: »SEL § 66« is now »Barnets lov § 43«."""
    rows = LegalBasis.objects.filter(replaced_by__isnull=False)
    return dict(rows.values_list("code", "replaced_by__code"))


def history_of(offers: Iterable[Offer | int], until: int) -> ValidTariffQuerySet:
    """The tariffs of some offers in the ten years that end with `until`."""
    rows = published().filter(offer__in=offers, year__year__lte=until, year__year__gt=until - YEARS)
    return rows.select_related("year").order_by("year__year", "valid", "pk")


def former_names(offer: Offer) -> list[str]:
    """What it was called before, oldest first."""
    rows = offer.other_names.filter(kind=NameKind.FORMER)
    return list(rows.values_list("name", flat=True))
