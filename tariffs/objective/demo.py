"""The two schemes of the region with the figures of their real tables, and proposals for next year.

The tables of 2022–2023 and 2025–2026 are as they were printed. The proposals, and the deficit of a
new offer, are made up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from dasportal.accounts.models import Party, Person, RoleKind
from dasportal.register.models import Population

from . import workflow
from .models import KeyKind, Method, Scenario, Scheme
from .reading import RateLine
from .workflow import Figures

CODES = ("810", "813", "860", "849", "825", "846", "773", "840", "787", "820", "851", "740")
PEOPLE = {
    date(2021, 1, 1): (7725, 10301, 12271, 7719, 225, 7954, 3733, 7276, 8477, 7126, 39370, None),
    date(2022, 1, 1): (7737, 10155, 12129, 7682, 223, 7888, 3700, 7239, 8412, 7091, 39584, None),
    date(2024, 4, 1): (7672, 9782, None, 7384, 209, 7759, 3557, 7284, 8189, 6764, 39821, 22077),
    date(2025, 4, 1): (7602, 9494, None, 7233, 197, 7654, 3471, 7222, 8064, 6625, 39699, 22084),
}
GROUPS = ("1-7", "8-24", "25-49", "50+")
RATES = {  # area, service: 2025 in 2026 prices, 2026
    ("Tilbudsområdet", "Almindelige tilsyn"): (
        (46382, 55659, 92765, 139147), (37783, 45340, 75566, 113349)),
    ("Tilbudsområdet", "Skærpet tilsyn"): ((4638, 5566, 9276, 13915), (3778, 4534, 7557, 11335)),
    ("Tilbudsområdet", "Nygodkendelser"): (
        (43378, 52053, 86756, 130134), (46264, 55517, 92528, 138792)),
    ("Tilbudsområdet", "Væsentlig ændring"): ((8710, 10452, 17420, 26129), (9019, 10823, 18038, 27058)),
}  # fmt: skip
SINGLE = (
    ("Tilbudsområdet", "Væsentlig ændring", "Administrativ tilretning", 3619, 3750),
    ("Plejefamilieområdet", "", "Objektiv finansiering", 20968418, 16982302),
    ("Plejefamilieområdet", "", "Gennemsnitspris pr. plejefamilie", 21956, 18662),
    ("BPA-området", "", "Nygodkendelser og tilsyn med godkendte, timepris", 724, 749),
)
SOURCE = "Danmarks Statistik"


def build() -> None:
    """After the parties and people are there."""
    _Objective().build()


class _Objective:
    def __init__(self) -> None:
        self.office = Person.objects.filter(roles__kind=RoleKind.SECRETARIAT).order_by("pk")[0]
        self.parties = {party.code: party for party in Party.objects.all()}

    def build(self) -> None:
        for day, people in PEOPLE.items():
            rows = zip(CODES, people, strict=True)
            workflow.record_populations(
                group=KeyKind.CHILDREN, counted_on=day, source=SOURCE, by=self.office,
                people={self.parties[code].pk: number for code, number in rows if number},
            )  # fmt: skip
        self._house()
        self._inspection()
        self._deficit()

    # --- Børnehus Nord ----------------------------------------------------------------------------

    def _house(self) -> None:
        scheme = self._open(
            name="Børnehus Nord", operator=self.parties["851"], objective_pct=Decimal(60), unit="sag",
            about="Samler hjælpen til børn, der har været udsat for overgreb.",
            codes=[code for code in CODES if code != "740"],
        )  # fmt: skip
        first = Figures(
            year=2022, name="Budget 2022", method=Method.OPERATOR, key_date=date(2021, 1, 1),
            key_source=SOURCE, price_level=2022, budget=8_025_000, objective_pct=Decimal(60),
            earlier_result=109_168, earlier_pct=Decimal(60), cases=230, exact=True,
        )  # fmt: skip
        second = Figures(
            year=2023, name="Budget 2023", method=Method.OPERATOR, key_date=date(2022, 1, 1),
            key_source=SOURCE, price_level=2023, budget=8_024_000, objective_pct=Decimal(60),
            earlier_pct=Decimal(60), cases=220,
        )  # fmt: skip
        self._lay(scheme, first, "DAS, 2021")
        self._lay(scheme, second, "DAS, 2022")
        third = Figures(
            year=2024, name="Samme aktivitet", method=Method.OPERATOR, key_date=date(2022, 1, 1),
            key_source=SOURCE, price_level=2024, budget=8_230_000, objective_pct=Decimal(60),
            earlier_pct=Decimal(60), cases=220, pl_pct=Decimal("2.5"),
        )  # fmt: skip
        draft = self._draft(scheme, third)
        workflow.choose_scenario(draft, by=self.office)
        fewer = replace(
            third, name="Færre sager og et underskud", cases=205, earlier_result=-96_500,
            earlier_year=2022,
        )  # fmt: skip
        self._draft(scheme, fewer)

    # --- Socialtilsyn Nord ------------------------------------------------------------------------

    def _inspection(self) -> None:
        scheme = self._open(
            name="Socialtilsyn Nord", operator=None, objective_pct=None, unit="",
            about="Tilsynet med plejefamilier deles efter nøgle. Tilbuddene betaler efter takstbladet.",
            codes=[code for code in CODES if code != "860"],
        )  # fmt: skip
        for year, day, total in (
            (2025, date(2024, 4, 1), 20_968_418),
            (2026, date(2025, 4, 1), 16_982_302),
        ):
            figures = Figures(
                year=year, name="Tilsynets tabel", method=Method.PLAIN, key_date=day,
                key_source=SOURCE, price_level=2026, total=total,
            )  # fmt: skip
            self._lay(scheme, figures, f"DAS, {year - 1}")
            self._sheet(scheme, year, place=year - 2025)
        base = Figures(
            year=2027, name="Almindelig afrunding", method=Method.PLAIN, key_date=date(2025, 4, 1),
            key_source=SOURCE, price_level=2027, total=17_390_000, pl_pct=Decimal("2.4"),
        )  # fmt: skip
        self._draft(scheme, base)
        self._draft(scheme, replace(base, name="Summen passer", method=Method.LARGEST))

    def _sheet(self, scheme: Scheme, year: int, *, place: int) -> None:
        lines = [
            RateLine(area, service, f"Takstgruppe {group}", group, GROUPS[group - 1], amount)
            for (area, service), years in RATES.items()
            for group, amount in enumerate(years[place], start=1)
        ]
        lines += [
            RateLine(area, service, name, None, "", (before, now)[place])
            for area, service, name, before, now in SINGLE
        ]
        made = workflow.open_sheet(
            scheme, year=year, price_level=2026, source="Socialtilsyn Nords takstblad",
            lines=lines, by=self.office,
        )  # fmt: skip
        workflow.approve_sheet(made, by=self.office)

    # --- a new offer ------------------------------------------------------------------------------

    def _deficit(self) -> None:
        scheme = self._open(
            name="Underskudsdækning, nyt tilbud", operator=None, objective_pct=None, unit="",
            about="Det første års underskud deles efter de pladser, hver part har bedt om.",
            codes=("851", "860", "846"), key_kind=KeyKind.TYPED, key_label="Ønskede pladser",
        )  # fmt: skip
        figures = Figures(
            year=2027, name="Halvt belagt", method=Method.LARGEST, key_date=date(2026, 9, 1),
            key_source="Rundspørge til parterne", price_level=2027, total=1_250_000,
        )  # fmt: skip
        keys = {
            self.parties[code].pk: Decimal(n) for code, n in (("851", 4), ("860", 2), ("846", 1))
        }
        workflow.draft_scenario(scheme, figures, keys, by=self.office)

    # --- for all ----------------------------------------------------------------------------------

    def _open(
        self,
        *,
        name: str,
        about: str,
        operator: Party | None,
        objective_pct: Decimal | None,
        unit: str,
        codes: Sequence[str],
        key_kind: str = KeyKind.CHILDREN,
        key_label: str = "",
    ) -> Scheme:
        return workflow.open_scheme(
            by=self.office, name=name, about=about, key_kind=key_kind, key_label=key_label,
            operator=operator, objective_pct=objective_pct, unit=unit,
            participants=[self.parties[code] for code in codes],
        )  # fmt: skip

    def _draft(self, scheme: Scheme, figures: Figures) -> Scenario:
        rows = Population.objects.filter(
            group=scheme.key_kind, counted_on=figures.key_date, party__in=scheme.participants.all()
        )
        keys = dict(rows.values_list("party", "people"))
        return workflow.draft_scenario(scheme, figures, keys, by=self.office)

    def _lay(self, scheme: Scheme, figures: Figures, decision: str) -> None:
        draft = workflow.choose_scenario(self._draft(scheme, figures), by=self.office)
        workflow.approve_scenario(draft, decision=decision, by=self.office)
