"""What the sheet reckons while one types: the same arithmetic as `tariffs.calculation`."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from tariffs.calculation import DAYS
from tariffs.models import TariffYear


def formulas(
    at: Mapping[str, str], row: int, year: TariffYear, *, is_billed: bool
) -> dict[str, str]:
    """The formulas of one row, by column. `at` are the letters of the columns."""
    c = {name: f"{letter}{row}" for name, letter in at.items()}
    base = c.get("projected", c["last"])
    made = {
        "change": (
            f"=IF(AND(ISNUMBER({c['tariff']}),ISNUMBER({base})),"
            f'IF({base}>0,({c["tariff"]}/{base}-1)*100,""),"")'
        ),
        "check": _check(c, year, is_billed=is_billed),
    }
    return made | (_reckoned(c) if "computed" in c else {})


def _reckoned(c: Mapping[str, str]) -> dict[str, str]:
    """The tariff that follows from the budget, where the year asks for all it is made of."""
    numbers = f"ISNUMBER({c['budget']}),ISNUMBER({c['places']}),ISNUMBER({c['occupancy_pct']})"
    product = f"{c['places']}*{c['occupancy_pct']}"
    return {
        "computed": (
            f'=IF(AND({numbers}),IF({product}>0,{c["budget"]}*100/({product}*{DAYS}),""),"")'
        ),
        "off": (
            f"=IF(AND(ISNUMBER({c['computed']}),ISNUMBER({c['tariff']})),"
            f'ROUND({c["tariff"]}-{c["computed"]},2),"")'
        ),
    }


MISSING, OFF, EXPLAIN, FINE = (
    "Takst mangler", "Passer ikke med budget", "Skal forklares", "I orden",
)  # fmt: skip


def _check(c: Mapping[str, str], year: TariffYear, *, is_billed: bool) -> str:
    by_day = f'OR({c["unit"]}="Døgn",{c["unit"]}="Dag")'
    unexplained = f'TRIM({c["explanation"]})=""'
    off = "FALSE"
    if "off" in c:
        off = (
            f"AND(ISNUMBER({c['off']}),{by_day},{unexplained},"
            f"ABS(N({c['off']}))>{_plain(year.tolerance)})"
        )
    moved = (
        f"AND(ISNUMBER({c['change']}),{unexplained},"
        f"ABS(N({c['change']}))>{_plain(year.explain_pct)})"
    )
    last = f'IF({moved},"{EXPLAIN}","{FINE}")' if is_billed else f'"{FINE}"'
    return (
        f'=IF(TRIM({c["offer"]})="","",IF({c["gone"]}="ja","Udgår",IF(ISNUMBER({c["tariff"]}),'
        f'IF({off},"{OFF}",{last}),"{MISSING}")))'
    )


def _plain(value: Decimal) -> str:
    """As a formula is stored: with a point, whatever the language."""
    return f"{value.normalize():f}"
