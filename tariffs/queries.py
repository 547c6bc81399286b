"""Reads across submissions: what was approved before, and what a submission's lines are judged by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dasportal.accounts.models import Party
from dasportal.register.matching import likeness
from dasportal.register.models import LegalBasis
from dasportal.register.queries import LegalBases, is_in_force

from .calculation import Figures
from .facts import YearFacts
from .models import Ceiling, TariffModel, TariffYear, UnitModel, ValidTariff
from .naming import service_key

Key = tuple[int, str, str, str]  # offer, service_key, basis_key, unit
SAME_SERVICE = 0.8


def key_of(row: ValidTariff) -> Key:
    return row.offer_id, row.service_key, row.basis_key, row.unit


def valid_on(party: Party, day: date) -> list[ValidTariff]:
    """The party's tariffs that apply on the day."""
    return list(ValidTariff.objects.on(day).filter(operator=party).order_by("pk"))


@dataclass(frozen=True)
class Approved:
    """What was approved before, to be found by what makes a line the same."""

    rows: dict[Key, ValidTariff]

    @classmethod
    def on(cls, party: Party, day: date) -> Approved:
        return cls({key_of(row): row for row in valid_on(party, day)})

    @classmethod
    def last_year(cls, party: Party, year: int) -> Approved:
        """As they stood at the end of last year, after its corrections."""
        return cls.on(party, date(year - 1, 12, 31))

    def of_line(self, line: int | None) -> ValidTariff | None:
        """What a line that this one was mapped to was approved as."""
        return next((row for row in self.rows.values() if row.line_id == line), None)

    def find(self, key: Key, bases: LegalBases, *, is_average: bool = False) -> ValidTariff | None:
        """The same line, also on the legal basis that this one took over from. The service of an
        average is a label that drifts (»Hobitten«, »Hobbitten«): where one is much alike and none
        is the same, it is that one."""
        offer, service, basis, unit = key
        for code in (basis, *bases.before(basis)):
            if row := self.rows.get((offer, service, code, unit)):
                return row
        if not is_average:
            return None
        alike = [
            row
            for (other, _, code, counted), row in self.rows.items()
            if (other, counted) == (offer, unit)
            and code in (basis, *bases.before(basis))
            and row.kind == "average"
            and likeness(row.service_key, service) >= SAME_SERVICE
        ]
        return alike[0] if len(alike) == 1 else None


def figures_of(row: ValidTariff) -> Figures:
    return Figures(row.budget, row.places, row.occupancy_pct, row.tariff)


# --- What a year decides --------------------------------------------------------------------------


def year_facts(
    year: TariffYear, *, decided: bool = False, is_correction: bool = False
) -> YearFacts:
    return YearFacts(
        year=year.year,
        pl_pct=year.pl_pct,
        explain_pct=year.explain_pct,
        discuss_pct=year.discuss_pct,
        tolerance=year.tolerance,
        decided=decided,
        is_correction=is_correction,
        asked=frozenset(year.asked_fields),
    )


@dataclass(frozen=True)
class Ceilings:
    """The year's ceilings: one of the service itself goes before one of the whole basis."""

    rows: dict[tuple[int, str, str], Decimal]

    @classmethod
    def of(cls, year: TariffYear) -> Ceilings:
        rows = Ceiling.objects.filter(year=year)
        return cls({(row.legal_basis_id, row.service_key, row.unit): row.projected for row in rows})

    def find(self, basis: LegalBasis | None, service: str, unit: str) -> Decimal | None:
        if basis is None:
            return None
        own = self.rows.get((basis.pk, service_key(service), unit))
        return own if own is not None else self.rows.get((basis.pk, "", unit))


def models_of(year: TariffYear, party: Party) -> dict[int | None, str]:
    """The tariff model by unit; None is the party as a whole."""
    rows = UnitModel.objects.filter(year=year, party=party)
    return {row.unit_id: row.model for row in rows}


def is_billed(kind: str, unit: int | None, models: dict[int | None, str]) -> bool:
    """Under levels the average only informs; without a model said, everything is billed: a
    threshold is never lifted by a guess."""
    model = models.get(unit, models.get(None))
    return not (model == TariffModel.LEVELS and kind == "average")


def basis_state(basis: LegalBasis | None, year: int) -> tuple[bool, str]:
    """Whether it is in force that year, and what took over from it."""
    if basis is None:
        return True, ""
    instead = basis.replaced_by.code if basis.replaced_by else ""
    return is_in_force(basis, year), instead
