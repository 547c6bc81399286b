"""Reads of the register that other parts need."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from django.db.models import QuerySet

from dasportal.accounts.models import Party

from .matching import Known
from .models import LegalBasis, Offer, Purchase

_LAWS = {
    "sel": "SEL", "serviceloven": "SEL", "servicelov": "SEL",
    "abl": "ABL", "almenboligloven": "ABL", "almenbolig": "ABL",
    "bl": "Barnets lov", "barnets lov": "Barnets lov", "barnetslov": "Barnets lov",
}  # fmt: skip
_BASIS = re.compile(
    r"(?:lov om )?(?P<law>[a-zæøå][a-zæøå. ]*?)?[\s.,]*§*\s*(?P<number>[0-9]{1,3})\s*"
    r"(?P<letter>[a-z])?(?![a-zæøå0-9]).*",
    re.IGNORECASE,
)


def known_offers(operator: Party) -> list[Known]:
    """The operator's offers by all their names, for `matching.match`. Two queries."""
    rows = Offer.objects.run_by(operator).prefetch_related("other_names").order_by("pk")
    return [Known(row.pk, row.name, [n.name for n in row.other_names.all()]) for row in rows]


@lru_cache(maxsize=1024)
def normal_basis(text: str) -> str:
    """»sel §107, stk. 1« as »SEL § 107«; what cannot be read so comes back with single spaces."""
    bare = " ".join(text.split())
    match = _BASIS.fullmatch(bare)
    if match is None:
        return bare
    paragraph = match["number"] + (f" {match['letter'].lower()}" if match["letter"] else "")
    law = (match["law"] or "").strip(" .").casefold()
    if not law:
        return f"§ {paragraph}"
    return f"{_LAWS[law]} § {paragraph}" if law in _LAWS else bare


class LegalBases:
    """All legal bases, read once, and found by what a file or a person writes."""

    def __init__(self) -> None:
        self.rows = list(LegalBasis.objects.select_related("replaced_by"))
        self._found: dict[tuple[str, int], LegalBasis | None] = {}
        self._before: dict[str, list[str]] = {}
        for row in self.rows:
            if row.replaced_by is not None:
                self._before.setdefault(row.replaced_by.code, []).append(row.code)

    def find(self, text: str, year: int) -> LegalBasis | None:
        """The one meant, in force that year where there is a choice; None when none is known, or
        when »§ 107« alone could be of two laws."""
        if (text, year) not in self._found:
            self._found[text, year] = self._find(text, year)
        return self._found[text, year]

    def _find(self, text: str, year: int) -> LegalBasis | None:
        normal = normal_basis(text)
        if normal.startswith("§ "):
            found = [row for row in self.rows if f"§ {row.paragraph}" == normal]
        else:
            found = [row for row in self.rows if row.code == normal]
        now = [row for row in found if is_in_force(row, year)]
        chosen = now or found
        return chosen[0] if len(chosen) == 1 else None

    def before(self, code: str) -> list[str]:
        """The codes that this one took over from, the nearest first: »SEL § 66« of
        »Barnets lov § 43«."""
        return self._before.get(code, [])


def is_in_force(basis: LegalBasis, year: int) -> bool:
    return basis.valid_from_year <= year and (
        basis.valid_to_year is None or year <= basis.valid_to_year
    )


# --- Who buys where -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Bought:
    """One offer's row in the matrix of a year: each buyer's places, in the order of the columns."""

    offer: Offer
    places: list[tuple[Party, Decimal | None]]
    total: Decimal
    before: Decimal


@dataclass(frozen=True)
class Matrix:
    """Who buys how many places where in a year. `before` of a row is the year before's total."""

    year: int
    buyers: list[Party]
    rows: list[Bought]

    @property
    def totals(self) -> list[tuple[Party, Decimal]]:
        return [
            (party, _sum(row.places[n][1] for row in self.rows))
            for n, party in enumerate(self.buyers)
        ]

    @property
    def total(self) -> Decimal:
        return _sum(row.total for row in self.rows)


def _sum(places: Iterable[Decimal | None]) -> Decimal:
    return sum((number or Decimal(0) for number in places), Decimal(0))


def purchases_of(year: int, rows: QuerySet[Purchase]) -> Matrix:
    """The matrix of those rows that the reader may see. Two queries."""
    found = list(
        rows.filter(year__in=(year - 1, year))
        .select_related("offer__operator")
        .order_by("offer__operator__name", "offer__name")
    )
    used = {row.buyer_id for row in found if row.year == year}
    buyers = list(Party.objects.filter(pk__in=used))
    by_offer: dict[Offer, dict[tuple[int, int], Decimal]] = {}
    for row in found:
        by_offer.setdefault(row.offer, {})[row.year, row.buyer_id] = row.places
    return Matrix(
        year, buyers, [_bought(offer, places, year, buyers) for offer, places in by_offer.items()]
    )


def _bought(
    offer: Offer, places: dict[tuple[int, int], Decimal], year: int, buyers: list[Party]
) -> Bought:
    now = [(party, places.get((year, party.pk))) for party in buyers]
    then = _sum(number for (when, _), number in places.items() if when == year - 1)
    return Bought(offer, now, _sum(number for _, number in now), then)


def years_of(rows: QuerySet[Purchase]) -> list[int]:
    """The years that somebody has said anything of, the newest first."""
    return list(rows.order_by("-year").values_list("year", flat=True).distinct())
