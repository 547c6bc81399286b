"""Danish dates and times. A day that could be two is refused; what is written is read back."""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo

from .reading import Unreadable, quoted

MONTHS = (
    *("januar", "februar", "marts", "april", "maj", "juni"),
    *("juli", "august", "september", "oktober", "november", "december"),
)
WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
FIRST_YEAR, LAST_YEAR = 1900, 2199

_WORDS = re.compile(
    r"(?:(?P<weekday>[a-zæøå]+?dag),?\s+)?(?:(?:d\.|den)\s*)?"
    r"(?P<day>[0-9]{1,2})\.?\s+(?P<month>[a-zæøå]+)\.?\s+(?P<year>[0-9]{4})",
    re.IGNORECASE,
)
_DIGITS = re.compile(
    r"(?P<day>[0-9]{1,2})(?:\.\s?(?P<m1>[0-9]{1,2})\.\s?|-(?P<m2>[0-9]{1,2})-|/(?P<m3>[0-9]{1,2})-)"
    r"(?P<year>[0-9]{4})"
)
_ISO = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})")
_SLASHES = re.compile(r"(?P<day>[0-9]{1,2})/(?P<month>[0-9]{1,2})/(?P<year>[0-9]{4})")
_SHORT_YEAR = re.compile(r"[0-9]{1,2}[./-]\s?[0-9]{1,2}[./-]\s?[0-9]{2}")
_TIME = re.compile(r"(?:kl\.?\s*)?(?P<hour>[0-9]{1,2})(?:[.:](?P<minute>[0-9]{2}))?", re.IGNORECASE)
_HOW = "Skriv den som 2. oktober 2025 eller 2.10.2025."


def parse_date(value: object) -> dt.date | None:
    """The day that a person or a workbook meant; ``None`` for nothing. Raises ``Unreadable``."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, dt.datetime):
        if value.time() != dt.time():
            raise Unreadable(f"{quoted(value)} har et klokkeslæt. {_HOW}")
        value = value.date()
    if isinstance(value, dt.date):
        return _checked(value, value)
    if not isinstance(value, str):
        raise Unreadable(f"{quoted(value)} er ikke en dato. {_HOW}")
    return _from_text(re.sub(r"\s+", " ", value.strip()))


def _from_text(text: str) -> dt.date:
    if match := _WORDS.fullmatch(text):
        return _from_words(match, text)
    if match := _DIGITS.fullmatch(text):
        return _date(match["year"], match["m1"] or match["m2"] or match["m3"], match["day"], text)
    if match := _ISO.fullmatch(text):
        return _date(match["year"], match["month"], match["day"], text)
    if match := _SLASHES.fullmatch(text):
        day, month = int(match["day"]), int(match["month"])
        if day != month and day <= 12 and month <= 12:
            raise Unreadable(
                f"{quoted(text)} kan være to datoer. Skriv den som {day}.{month}.{match['year']} "
                f"eller {month}.{day}.{match['year']} (dag, måned, år)."
            )
        return _date(match["year"], month, day, text)
    if _SHORT_YEAR.fullmatch(text):
        raise Unreadable(f"{quoted(text)} mangler årets fire cifre. {_HOW}")
    raise Unreadable(f"{quoted(text)} er ikke en dato. {_HOW}")


def _from_words(match: re.Match[str], text: str) -> dt.date:
    word = match["month"].lower()
    months = [i for i, name in enumerate(MONTHS, 1) if name == word or name[:3] == word]
    months += [9] if word == "sept" else []
    if not months:
        raise Unreadable(f"{quoted(text)} nævner ikke en kendt måned. {_HOW}")
    date = _date(match["year"], months[0], match["day"], text)
    weekday = (match["weekday"] or "").lower()
    if weekday and weekday != WEEKDAYS[date.weekday()]:
        raise Unreadable(f"{format_date(date)} er en {WEEKDAYS[date.weekday()]}, ikke {weekday}.")
    return date


def _date(year: int | str, month: int | str, day: int | str, text: str) -> dt.date:
    try:
        return _checked(dt.date(int(year), int(month), int(day)), text)
    except ValueError as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(f"{quoted(text)} findes ikke i kalenderen.") from None


def _checked(date: dt.date, value: object) -> dt.date:
    if not FIRST_YEAR <= date.year <= LAST_YEAR:
        raise Unreadable(f"{quoted(value)} ligger uden for årene {FIRST_YEAR}–{LAST_YEAR}.")
    return date


def parse_time(value: object) -> dt.time | None:
    """A time of day: ``13.30``, ``13:30``, ``kl. 9``; ``None`` for nothing."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, dt.datetime):
        value = value.time()
    if isinstance(value, dt.time):
        return value.replace(second=0, microsecond=0)
    match = _TIME.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None or int(match["hour"]) > 23 or int(match["minute"] or 0) > 59:
        raise Unreadable(f"{quoted(value)} er ikke et klokkeslæt. Skriv det som 13.30.")
    return dt.time(int(match["hour"]), int(match["minute"] or 0))


def end_of_day(day: dt.date) -> dt.datetime:
    """The last second of the day in Denmark, 23.59.59: when a deadline that names a day ends."""
    return dt.datetime.combine(day, dt.time(23, 59, 59), tzinfo=ZoneInfo("Europe/Copenhagen"))


def format_date(value: dt.date | None) -> str:
    """``2. oktober 2025``"""
    return "" if value is None else f"{value.day}. {MONTHS[value.month - 1]} {value.year}"


def format_weekday_date(value: dt.date | None) -> str:
    """``torsdag den 2. oktober 2025``"""
    return "" if value is None else f"{WEEKDAYS[value.weekday()]} den {format_date(value)}"


def format_short_date(value: dt.date | None) -> str:
    """``02.10.2025``, for tables."""
    return "" if value is None else f"{value.day:02}.{value.month:02}.{value.year}"


def format_time(value: dt.time | dt.datetime | None) -> str:
    """``13.30``"""
    return "" if value is None else f"{value.hour:02}.{value.minute:02}"
