"""Danish numbers: point (or space) parts thousands, comma parts decimals.

``"2.322"`` is 2322 and never 2,322; what could be read in two ways is refused. For every finite
decimal ``parse_number(format_number(x)) == x``.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from .reading import Unreadable, quoted

MINUS = "\N{MINUS SIGN}"
NO_BREAK = "\N{NO-BREAK SPACE}"
_SPACES = "\u00a0\u202f\u2009 "
_NUMBER = re.compile(
    r"(?P<sign>[-+\u2212\u2013]?)"
    rf"(?P<whole>[0-9]+|[0-9]{{1,3}}(?P<mark>[.{_SPACES}])[0-9]{{3}}(?:(?P=mark)[0-9]{{3}})*)"
    r"(?:,(?P<decimals>[0-9]+))?"
)
_UNITS = {"kr.": re.compile(r"\s*(?:kr\.?|,-)$", re.IGNORECASE), "%": re.compile(r"\s*%$")}
_MOST_DIGITS = 18


def parse_number(value: object, *, decimals: int | None = None, unit: str = "") -> Decimal | None:
    """The number that a person or a workbook meant; ``None`` for nothing.

    ``decimals`` is how many decimals the field allows (``None``: any). ``unit`` is ``"kr."`` or
    ``"%"`` when that may stand after the number. Raises ``Unreadable``.
    """
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    number = _from_text(value, unit) if isinstance(value, str) else _from_cell(value)
    _check_decimals(number, value, decimals)
    return number


def parse_whole(value: object, *, unit: str = "") -> int | None:
    """As ``parse_number``, for whole numbers: ``"4.701"`` is 4701, ``"4,7"`` is refused."""
    number = parse_number(value, decimals=0, unit=unit)
    return None if number is None else int(number)


def _from_text(value: str, unit: str) -> Decimal:
    text = value.strip()
    if unit:
        text = _UNITS[unit].sub("", text).strip()
    match = _NUMBER.fullmatch(text)
    if match is None:
        raise Unreadable(_why(value, text))
    whole = re.sub(rf"[.{_SPACES}]", "", match["whole"])
    if len(whole) > 1 and whole.startswith("0"):
        raise Unreadable(f"{quoted(value)} begynder med et nul. Skriv tallet uden nul foran.")
    if len(whole) + len(match["decimals"] or "") > _MOST_DIGITS:
        raise Unreadable(f"{quoted(value)} har for mange cifre.")
    sign = "-" if match["sign"] in {"-", MINUS, "–"} else ""
    return Decimal(f"{sign}{whole}.{match['decimals'] or 0}") + 0


def _from_cell(value: object) -> Decimal:
    """A number as a workbook stores it; a float is read as the shortest decimal that it shows."""
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        raise Unreadable(f"{quoted(value)} er ikke et tal.")
    try:
        number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    except InvalidOperation:  # pragma: no cover - repr of a float is always a decimal
        raise Unreadable(f"{quoted(value)} er ikke et tal.") from None
    if not number.is_finite() or abs(number) >= Decimal(10) ** _MOST_DIGITS:
        raise Unreadable(f"{quoted(value)} er ikke et tal.")
    return number + 0


def _why(value: str, text: str) -> str:
    if re.fullmatch(r"[-+\u2212]?[0-9]+\.[0-9]+", text):
        return (
            f"{quoted(value)} kan læses på to måder. Skriv komma foran decimaler "
            f"({text.replace('.', ',')}) og punktum kun mellem tusinder (1.234)."
        )
    if re.fullmatch(r"[-+\u2212]?[0-9]{1,3}(,[0-9]{3})+\.[0-9]+", text):
        return f"{quoted(value)} er skrevet på engelsk. Skriv det som 1.234,50."
    return f"{quoted(value)} er ikke et tal. Skriv det som 1234, 1.234 eller 1.234,5."


def _check_decimals(number: Decimal, value: object, decimals: int | None) -> None:
    if decimals is None or number == number.quantize(Decimal(1).scaleb(-decimals)):
        return
    if decimals == 0:
        raise Unreadable(f"{quoted(value)} har decimaler. Skriv et helt tal.")
    raise Unreadable(f"{quoted(value)} har for mange decimaler. Skriv højst {decimals}.")


def format_number(
    value: Decimal | float | int | None, decimals: int | None = None, *, signed: bool = False
) -> str:
    """``1.234,5`` with a real minus sign; ``decimals=None`` shows as many as there are.

    ``signed`` puts a plus before what rises.
    """
    if value is None:
        return ""
    number = _from_cell(value)
    if decimals is not None:
        number = number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    whole, _, rest = f"{abs(number):,f}".partition(".")
    if decimals is None:
        rest = rest.rstrip("0")
    text = whole.replace(",", ".") + (f",{rest}" if rest else "")
    if number < 0:
        return MINUS + text
    return f"+{text}" if signed and number > 0 else text


def format_kroner(value: Decimal | float | int | None, decimals: int | None = None) -> str:
    """``1.234.567,89 kr.``; whole kroner without decimals, others with two, unless told."""
    if value is None:
        return ""
    if decimals is None:
        number = _from_cell(value)
        decimals = 0 if number == number.to_integral_value() else 2
    return f"{format_number(value, decimals)}{NO_BREAK}kr."


def format_percent(
    value: Decimal | float | int | None, decimals: int | None = None, *, signed: bool = False
) -> str:
    """``98 %``; ``signed`` for a change: ``+10,09 %``, ``−4,39 %``. The value is in percent."""
    if value is None:
        return ""
    return f"{format_number(value, decimals, signed=signed)}{NO_BREAK}%"
