"""Reading what is pasted from a spreadsheet or lies in a CSV: populations, old tables, takstblade.

Nothing is dropped in silence: a line that cannot be used is told with its number, and the rest is
read. Numbers are read by the strict Danish rule, a point of thousands never as a comma.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from dasportal.accounts.models import Party
from dasportal.danish.numbers import parse_number, parse_whole
from dasportal.danish.reading import Unreadable

from .names import PartyNames

SUMS = {"i alt", "ialt", "sum", "total", "samlet beløb til fordeling", "samlet"}
NAME_HEADERS = ("kommune", "part", "navn")
KEY_HEADERS = ("boern_0_17", "0-17", "0–17", "indbyggere", "befolkning", "noegle", "nøgle")

LARGEST_KEY = 10**9
LONGEST = {"area": 80, "service": 120, "name": 160, "places": 20}
NOT_WITH = "ikke_med"  # a line of our own CSV, of a party that took part the year before only


def rows_of(text: str) -> list[tuple[int, list[str]]]:
    """The lines with their numbers, cut at tabs (Excel), else semicolons, else commas; empty ones
    left out."""
    mark = next((mark for mark in "\t;" if mark in text), ",")
    lines = csv.reader(io.StringIO(text.replace("\ufeff", "")), delimiter=mark)
    return [
        (number, [cell.strip() for cell in cells])
        for number, cells in enumerate(lines, start=1)
        if any(cell.strip() for cell in cells)
    ]


# --- Populations ----------------------------------------------------------------------------------


@dataclass
class PeopleRead:
    """Figures as typed by the party's primary key, and what could not be used, in Danish."""

    people: dict[int, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def read_people(text: str, names: PartyNames) -> PeopleRead:
    """A block of a name and a number on each line. Sums and a line of headings are passed over."""
    read = PeopleRead()
    for number, cells in rows_of(text):
        if cells[0].casefold() in (*SUMS, *NAME_HEADERS):
            continue
        party = names.find(cells[0])
        figures = [cell for cell in cells[1:] if cell]
        if party is None:
            read.problems.append(_unknown(number, cells[0], names))
        elif not figures:
            read.problems.append(f"Linje {number}: {party} har intet tal.")
        elif party.pk in read.people:
            read.problems.append(f"Linje {number}: {party} står der to gange.")
        else:
            read.people[party.pk] = figures[0]
    return read


def _unknown(number: int, text: str, names: PartyNames) -> str:
    near = names.suggestion(text)
    hint = f" Mener du {near}? Så skriv det." if near else ""
    return f"Linje {number}: “{text}” er ikke en kendt part.{hint}"


# --- An old table of shares -----------------------------------------------------------------------


@dataclass(frozen=True)
class ShareLine:
    """A party's line: its key and its share in whole kroner, as printed."""

    party: Party
    key: Decimal
    amount: int


@dataclass
class TableRead:
    """An old table. `counted_on`, `key_source` and `price_level` are what its headings say."""

    lines: list[ShareLine] = field(default_factory=list)
    total: int | None = None
    counted_on: date | None = None
    key_source: str = ""
    price_level: int | None = None
    problems: list[str] = field(default_factory=list)

    @property
    def sum(self) -> int:
        return sum(line.amount for line in self.lines)


@dataclass(frozen=True)
class _Columns:
    name: int
    key: int
    amount: int


def read_table(text: str, year: int, names: PartyNames) -> TableRead:
    """The year's key and shares out of a table that may hold several years side by side.

    Without headings the columns are name, key, share. A total that is printed is taken as the
    amount shared; without one it is the sum of the shares.
    """
    read, rows = TableRead(), rows_of(text)
    if not rows:
        read.problems.append("Der er ingen linjer at læse.")
        return read
    heads = [cell.casefold() for cell in rows[0][1]]
    columns, headed = _columns(heads, year), heads[0] in NAME_HEADERS
    if columns is not None:
        read.counted_on, read.key_source = _date_of(heads[columns.key])
        read.price_level = _price_level(heads[columns.amount])
    elif headed and re.search(r"\d{4}", " ".join(heads)):
        read.problems.append(f"Tabellen har ingen kolonne med andele for {year}.")
        return read
    columns = columns or _Columns(0, 1, 2)
    rows = rows[1:] if headed else rows
    for number, cells in rows:
        _table_line(read, number, cells, columns, names)
    if not read.lines and not read.problems:
        read.problems.append("Tabellen har ingen parter.")
    return read


def _columns(heads: Sequence[str], year: int) -> _Columns | None:
    """Where the year's figures stand: its share, and the key nearest before it."""
    name = next((i for i, head in enumerate(heads) if head in NAME_HEADERS), None)
    amount = next((i for i, head in enumerate(heads) if _is_share(head, year)), None)
    if name is None or amount is None:
        return None
    # The key stands before its share with no other year's share between them.
    key = next((i for i in reversed(range(amount)) if heads[i].startswith(KEY_HEADERS)), None)
    if key is None or any(_is_share(heads[i], None) for i in range(key, amount)):
        return None
    return _Columns(name, key, amount)


def _is_share(head: str, year: int | None) -> bool:
    """Whether the heading is of the year's shares (of any year's, for None): not of a change or a
    percentage, and not of another year told in this year's prices."""
    plain = re.sub(r"_i_\d{4}_priser", "", head)
    if any(word in plain for word in ("aendring", "ændring", "pct")):
        return False
    wanted = year or r"\d{4}"
    return re.search(rf"(objektiv|andel|beløb).*{wanted}(?!\d)", plain) is not None


def _date_of(head: str) -> tuple[date | None, str]:
    """The day in a heading, such as »boern_0_17_2022_01_01«; a quarter begins on its first day."""
    if match := re.search(r"(\d{4})[_-](\d{2})[_-](\d{2})$", head):
        return date(*map(int, match.groups())), ""
    if match := re.search(r"(\d{4})[_-]?k([1-4])$", head):
        year, quarter = int(match[1]), int(match[2])
        return date(year, 3 * quarter - 2, 1), f"{quarter}. kvartal {year}"
    return None, ""


def _price_level(head: str) -> int | None:
    match = re.search(r"i_(\d{4})_priser", head)
    return int(match[1]) if match else None


def _table_line(
    read: TableRead, number: int, cells: list[str], columns: _Columns, names: PartyNames
) -> None:
    if cells[-1] == NOT_WITH:
        return
    cells = [*cells, *[""] * (1 + max(columns.key, columns.amount) - len(cells))]
    name = cells[columns.name]
    try:
        amount = parse_whole(cells[columns.amount], unit="kr.")
        if name.casefold() in SUMS:
            read.total = read.total if read.total is not None else amount
            return
        key = parse_number(cells[columns.key], decimals=4)
    except Unreadable as error:
        read.problems.append(f"Linje {number}, {name}: {error.message}")
        return
    party = names.find(name)
    if party is None:
        read.problems.append(_unknown(number, name, names))
    elif key is None or amount is None:
        read.problems.append(f"Linje {number}: {party} mangler nøgle eller andel.")
    elif not 0 <= key < LARGEST_KEY:
        read.problems.append(f"Linje {number}: Nøglen for {party} kan ikke være rigtig.")
    elif any(line.party.pk == party.pk for line in read.lines):
        read.problems.append(f"Linje {number}: {party} står der to gange.")
    else:
        read.lines.append(ShareLine(party, key, amount))


# --- A takstblad ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class RateLine:
    """A line of a takstblad, whole kroner."""

    area: str
    service: str
    name: str
    group: int | None
    places: str
    amount: int


@dataclass
class RatesRead:
    lines: list[RateLine] = field(default_factory=list)
    price_level: int | None = None
    problems: list[str] = field(default_factory=list)


RATE_HEADERS = ("omraade", "ydelse", "takst_navn", "takstgruppe", "pladser")
ALSO = {"område": "omraade", "takst": "takst_navn", "gruppe": "takstgruppe"}


def read_rates(text: str, year: int) -> RatesRead:
    """The year's rates out of a takstblad with the headings område, ydelse, takst_navn,
    takstgruppe, pladser and takst_<year>; several years may stand side by side."""
    read, rows = RatesRead(), rows_of(text)
    heads = [ALSO.get(cell.casefold(), cell.casefold()) for cell in rows[0][1]] if rows else []
    amount = next((i for i, h in enumerate(heads) if re.match(rf"takst[_ ]{year}(?!\d)", h)), None)
    missing = [head for head in RATE_HEADERS if head not in heads]
    if amount is None or missing:
        read.problems.append(
            f"Den første linje skal have overskrifterne {', '.join(RATE_HEADERS)} og takst_{year}."
        )
        return read
    read.price_level = _price_level(heads[amount])
    places = [heads.index(head) for head in RATE_HEADERS]
    for number, cells in rows[1:]:
        for line in _rate_line(read, number, [*cells, *[""] * len(heads)], places, amount):
            read.lines.append(line)
    return read


def _rate_line(
    read: RatesRead, number: int, cells: list[str], places: list[int], amount: int
) -> Iterator[RateLine]:
    area, service, name, group, size = (cells[place] for place in places)
    try:
        kroner, group_number = parse_whole(cells[amount], unit="kr."), parse_whole(group)
    except Unreadable as error:
        read.problems.append(f"Linje {number}, {name}: {error.message}")
        return
    line = RateLine(area, service, name, group_number, size, kroner or 0)
    if kroner is None:
        read.problems.append(f"Linje {number}: {name} mangler en takst for året.")
    elif any(len(getattr(line, field)) > most for field, most in LONGEST.items()):
        read.problems.append(f"Linje {number}: {name[:40]} har en tekst, der er for lang.")
    elif not area or not name:
        read.problems.append(f"Linje {number} mangler område eller navn.")
    elif group_number is not None and not 1 <= group_number <= 4:
        read.problems.append(f"Linje {number}: takstgruppe {group} findes ikke. Der er 1–4.")
    elif any((r.area, r.service, r.name) == (area, service, name) for r in read.lines):
        read.problems.append(f"Linje {number}: {name} står der to gange.")
    else:
        yield line
