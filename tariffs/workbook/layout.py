"""The columns of the workbook: what each holds, and its heading, which `tariffs.reading` knows."""

from __future__ import annotations

from dataclasses import dataclass

from xlsxwriter.utility import xl_col_to_name

from tariffs.models import AskedField, TariffYear

HEADER_ROW = 4  # as a spreadsheet counts: title, what to do and when it was made stand above
EMPTY_ROWS = 25
KEY = "key"
KEY_HEADER = "Nøgle"
GONE, GONE_HEADER = "gone", "Udgår"
FIGURES = ("places", "occupancy_pct", "budget", "tariff", "health_part")


FORMULA = (AskedField.PLACES, AskedField.OCCUPANCY, AskedField.BUDGET)


@dataclass(frozen=True)
class Column:
    """`name` is the field; computed columns have names of their own. Width in characters."""

    name: str
    header: str
    width: float
    help: str = ""


def columns_for(year: TariffYear, *, has_units: bool) -> list[Column]:
    """Only what the year asks for. The key is last, and hidden."""
    last = year.year - 1
    asked = set(year.asked_fields)
    pl = f"Takst {last} i {year.year}-priser"
    found = [
        Column("offer", "Tilbud", 26),
        Column("service", "Ydelse", 18),
        Column("legal_basis", "Lovgrundlag", 15, "Vælg fra listen, fx SEL § 107."),
        Column("unit", "Takstenhed", 11, "Døgn, Dag, Time eller Forløb."),
        Column("reporting_unit", "Enhed", 9, "Den forvaltning, der indberetter."),
        Column("last", f"Takst {last}", 10),
        Column("projected", pl, 11),
        Column("places", "Pladser", 9, "Antal pladser, fx 12 eller 12,5."),
        Column("occupancy_pct", "Belægning, pct.", 10, "I procent: 98 betyder 98 %."),
        Column("budget", "Budget, kr.", 15, "Hele budgettet for taksten, i kroner."),
        Column("tariff", "Takst, kr.", 11, "Kroner pr. takstenhed."),
        Column("health_part", "Heraf sundhedslov", 11, "Så meget af taksten, i kroner."),
        Column("computed", "Beregnet takst", 11),
        Column("off", "Afvigelse, kr.", 10),
        Column("change", f"Ændring {'reelt' if year.pl_pct is not None else 'nominelt'}, pct.", 10),
        Column("check", "Tjek", 21),
        Column("explanation", "Forklaring", 38, "Kort, og så en anden part kan forstå den."),
        Column(GONE, GONE_HEADER, 8, "Skriv ja, hvis linjen ikke skal være med."),
        Column(KEY, KEY_HEADER, 8),
    ]
    absent = {str(name) for name in FORMULA} - asked
    if absent:  # without its parts the tariff cannot be reckoned
        absent |= {"computed", "off"}
    absent |= {"reporting_unit"} if not has_units else set()
    absent |= {"health_part"} if AskedField.HEALTH not in asked else set()
    absent |= {"projected"} if year.pl_pct is None else set()
    return [column for column in found if column.name not in absent]


def letters(columns: list[Column]) -> dict[str, str]:
    """The letter of each column by its name."""
    return {column.name: xl_col_to_name(place) for place, column in enumerate(columns)}
