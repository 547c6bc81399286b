"""The sentences of the analysis: what stands first on its pages and papers."""

from __future__ import annotations

from decimal import Decimal

from dasportal.danish.numbers import format_kroner, format_number, format_percent

from .buying import BOUGHT, Ours
from .calculation import Row

DRIVER_WORDS = {
    BOUGHT: "Flere eller færre pladser", "pl": "PL", "budget": "Budget", "places": "Pladstal",
    "occupancy": "Belægning", "rest": "Øvrigt",
}  # fmt: skip


def more_or_less(change: Decimal) -> str:
    """»1.240.000 kr. mere«, »300 kr. mindre«, »det samme«."""
    if not change:
        return "det samme"
    return f"{format_kroner(abs(change))} {'mere' if change > 0 else 'mindre'}"


def than(change: Decimal) -> str:
    return "end" if change else "som"


def ours_sentence(ours: Ours) -> str:
    """What the year means to the party, in one sentence that a director reads in ten seconds: the
    new tariffs on the places it buys; of places that are tried, the whole bill."""
    before = ours.year - 1
    if not ours.rows:
        return (
            f"Vi kan endnu ikke regne ud, hvad taksterne for {ours.year} betyder for {ours.party}."
        )
    if ours.tried:
        change = ours.change
        return f"Med de pladser, du prøver, bliver regningen {more_or_less(change)} {than(change)} i {before}."
    change = ours.price_change
    return (
        f"Taksterne for {ours.year} koster {ours.party} {more_or_less(change)} {than(change)} i "
        f"{before}."
    )


def ours_reasons(ours: Ours) -> list[str]:
    """What the change is made of, in short sentences."""
    said: list[str] = []
    pl, bought = ours.drivers["pl"], ours.drivers[BOUGHT]
    real = ours.price_change - pl
    if ours.pl_pct is not None:
        said.append(f"{format_number(pl, signed=True)} kr. er PL ({format_percent(ours.pl_pct)}).")
    if real and ours.pl_pct is not None:
        said.append(f"{format_number(real, signed=True)} kr. er reelle ændringer i taksterne.")
    if bought:
        fewer = "Flere" if bought > 0 else "Færre"
        said.append(
            f"{fewer} pladser: {format_number(bought, signed=True)} kr., så hele regningen bliver "
            f"{more_or_less(ours.change)}."
        )
    return said


def year_sentence(total: Row, year: int) -> str:
    """How the tariffs develop on the whole."""
    if total.nominal is None:
        return f"Ingen takster for {year} kan endnu holdes op imod {year - 1}."
    said = f"Taksterne for {year} er {_moves(total.nominal)} nominelt"
    if total.real is not None:
        said += f" og {_moves(total.real)} reelt"
    return f"{said}, {format_number(total.change, signed=True)} kr. for det, der er budgetteret."


def discussed_sentence(count: int, unexplained: int, limit: Decimal) -> str:
    """How much DAS is to discuss, and how much of it nobody has explained."""
    if not count:
        return f"Ingen takster ændrer sig mere end {format_percent(limit)}."
    what = "1 takst ændrer" if count == 1 else f"{count} takster ændrer"
    said = f"{what} sig mere end {format_percent(limit)}, op eller ned."
    if not unexplained:
        return f"{said} {'Den' if count == 1 else 'Alle'} er forklaret."
    return f"{said} {unexplained} er ikke forklaret."


def _moves(pct: Decimal) -> str:
    rounded = format_percent(abs(pct), 2)
    if not abs(pct).quantize(Decimal("0.01")):
        return "uændrede"
    return f"{rounded} {'højere' if pct > 0 else 'lavere'}"
