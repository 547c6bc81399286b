"""A made-up full year: twelve parties, 3,000 lines with what they were last year, ten years back,
and who buys where. The same every time.

It is laid in bulk, as the verbs would leave it: by the verbs one year alone takes minutes.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone

from dasportal.accounts.models import Party, PartyKind
from dasportal.register.models import LegalBasis, Offer, Purchase
from tariffs import workflow
from tariffs.models import (
    Explanation,
    Line,
    LineKind,
    Submission,
    SubmissionStatus,
    TariffYear,
    ValidTariff,
)

YEAR = 2027
WEIGHTS = {
    "810": 6, "813": 9, "860": 10, "849": 6, "825": 1, "846": 7, "773": 4, "840": 6, "787": 7,
    "820": 6, "1081": 14, "851": 24,
}  # fmt: skip
DRAFTING = "860"  # a tenth of the lines, 300 of 3,000, and not handed in
WORDS = ("Birke", "Ege", "Bøge", "Linde", "Aske", "Elle", "Pile", "Lyng", "Mose", "Klit", "Fjord",
         "Hede", "Bakke", "Skov", "Eng", "Kilde", "Sø", "Valmue", "Kornblomst", "Kastanje")  # fmt: skip
ENDS = ("huset", "gården", "parken", "vænget", "lunden", "toften", "marken", "stedet", "hjemmet")
BASES = ("SEL § 103", "SEL § 104", "SEL § 107", "SEL § 108", "ABL § 105")
LEVELS = 9
PL = Decimal("2.5")
WHY = "Normeringen er hævet om natten, fordi målgruppen har større behov for støtte."


@dataclass(frozen=True)
class Service:
    """A line through the years: an average with its places, or a level of it."""

    offer: Offer
    basis: LegalBasis
    name: str
    places: int | None
    first: int  # the tariff of the first year, kroner

    def figures(self, year: int, first_year: int) -> tuple[Decimal, Decimal | None, int]:
        """Tariff, budget and places of a year; it drifts by up to 8 % a year around PL."""
        dice = random.Random(f"{self.offer.pk}-{self.name}")
        tariff = float(self.first)
        for _ in range(first_year, year):
            tariff *= 1 + dice.uniform(-0.03, 0.08)
        whole = Decimal(round(tariff))
        budget = None if self.places is None else whole * self.places * 365 * 98 / 100
        return whole, budget, self.places or 0


def build(lines: int = 3000, earlier: int = 10) -> TariffYear:
    """The year with about so many lines, and the years before it approved."""
    parties = list(Party.objects.exclude(kind=PartyKind.OTHER))
    services = {party: _services(party, lines) for party in parties}
    for year in range(YEAR - earlier, YEAR):
        _lay(_year(year), services, YEAR - earlier)
    made = _year(YEAR)
    _lay(made, services, YEAR - earlier)
    _buy(parties, services)
    return made


def _year(year: int) -> TariffYear:
    return workflow.open_year(year, by=None, pl_pct=PL, pl_source="Opdigtet")


def _services(party: Party, lines: int) -> list[Service]:
    dice = random.Random(party.code)
    bases = {row.code: row for row in LegalBasis.objects.filter(code__in=BASES)}
    count = max(1, lines * WEIGHTS[party.code] // 100)
    names = [f"{word}{end}" for end in ENDS for word in WORDS]
    offers = [
        Offer(name=name, name_key=name.casefold(), operator=party, confirmed=True)
        for name in names[: -(-count // (LEVELS + 1))]
    ]
    made: list[Service] = []
    for offer in Offer.objects.bulk_create(offers):
        basis, first = bases[dice.choice(BASES)], dice.randint(900, 4000)
        made.append(Service(offer, basis, "Botilbud", dice.randint(4, 40), first))
        made += [
            Service(offer, basis, f"Boniveau {n}", None, first * (60 + 8 * n) // 100)
            for n in range(1, LEVELS + 1)
        ]
    return made[:count]


def _lay(year: TariffYear, services: dict[Party, list[Service]], first: int) -> None:
    decided = year.year < YEAR
    for party, rows in services.items():
        status = SubmissionStatus.APPROVED if decided else SubmissionStatus.ACCEPTED
        if not decided and party.code == DRAFTING:
            status = SubmissionStatus.DRAFT
        submission = Submission.objects.create(
            year=year, party=party, status=status, valid_from=date(year.year, 1, 1),
            submitted_at=None if status == SubmissionStatus.DRAFT else timezone.now(),
        )  # fmt: skip
        why = Explanation.objects.create(submission=submission, text=WHY)
        lines = [
            _line(row, submission, why, number, first) for number, row in enumerate(rows, start=1)
        ]
        Line.objects.bulk_create(lines)
        if decided:
            ValidTariff.objects.bulk_create([_valid(line, year, party) for line in lines])


def _line(row: Service, submission: Submission, why: Explanation, number: int, first: int) -> Line:
    tariff, budget, places = row.figures(submission.year.year, first)
    average = row.places is not None
    line = Line(
        submission=submission, offer=row.offer, position=number, service=row.name,
        kind=LineKind.AVERAGE if average else LineKind.LEVEL, is_billed=not average,
        legal_basis=row.basis, unit="Døgn", places=places or None,
        occupancy_pct=98 if average else None, budget=budget, tariff=tariff, explanation=why,
    )  # fmt: skip
    line.set_keys()
    return line


def _valid(line: Line, year: TariffYear, party: Party) -> ValidTariff:
    return ValidTariff(
        year=year, line=line, operator=party, offer=line.offer, offer_name=line.offer.name,
        service=line.service, service_key=line.service_key, basis_key=line.basis_key,
        unit=line.unit, kind=line.kind, is_billed=line.is_billed, places=line.places,
        occupancy_pct=line.occupancy_pct, budget=line.budget, tariff=line.tariff,
        valid=(date(year.year, 1, 1), date(year.year + 1, 1, 1)),
        decision=f"DAS, oktober {year.year - 1}",
    )  # fmt: skip


def _buy(parties: list[Party], services: dict[Party, list[Service]]) -> None:
    """Each party uses places of its own and at two offers of every other, in the two years."""
    bought = []
    for buyer in parties:
        for operator, rows in services.items():
            offers = [row.offer for row in rows if row.places is not None]
            for offer in offers if operator == buyer else offers[:2]:
                bought += [
                    Purchase(offer=offer, buyer=buyer, year=year, places=2, source="Opdigtet")
                    for year in (YEAR - 1, YEAR)
                ]
    Purchase.objects.bulk_create(bought)
