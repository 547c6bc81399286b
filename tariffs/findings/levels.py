"""Rules on the levels (boniveauer) of an offer against its average and each other."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from tariffs.facts import Book, LineFacts, average_of

from .finding import Finding, Rule, kroner, moves, notice

ROUNDING = Decimal(1)  # whole kroner: a move within one is none


def _group(line: LineFacts, book: Book) -> list[LineFacts]:
    return book.groups[line.family, line.basis_key]


def level_against_average(line: LineFacts, book: Book) -> Iterator[Finding]:
    """Told once an offer and basis, on the first level that goes against the average: where one
    does, most do."""
    if line.kind != "level":
        return
    group = _group(line, book)
    average = average_of(group)
    if average is None or average.change is None or not _moved(average):
        return
    common = average.change
    against = [row for row in group if row.kind == "level" and _goes_against(row, common)]
    if against and line is against[0] and line.change is not None:
        others = ", ".join(row.service for row in against[1:])
        also = f" Det samme gælder {others}." if others else ""
        why = (
            f"Niveauet {moves(line.change)} {line.change_word}, mens tilbuddets gennemsnit "
            f"{moves(common)}.{also}"
        )
        yield notice(line, "level_against_average", why, "tariff")


def _goes_against(level: LineFacts, common: Decimal) -> bool:
    return _moved(level) and level.change is not None and (level.change > 0) != (common > 0)


def _moved(line: LineFacts) -> bool:
    """Whether it moved by more than rounding to whole kroner can."""
    if line.last is None or line.tariff is None:
        return False
    base = line.projected if line.projected is not None else line.last.tariff
    return abs(line.tariff - base) > ROUNDING


def average_above_highest_level(line: LineFacts, book: Book) -> Iterator[Finding]:
    if line.kind != "average" or line.tariff is None or average_of(_group(line, book)) is None:
        return
    levels = [row for row in _group(line, book) if row.kind == "level" and row.tariff is not None]
    if not levels:
        return
    highest = max(levels, key=lambda row: row.tariff or 0)
    if highest.tariff is not None and line.tariff > highest.tariff:
        why = (
            f"Gennemsnittet på {kroner(line.tariff)} er over det højeste niveau, "
            f"{highest.service} på {kroner(highest.tariff)}."
        )
        yield notice(line, "average_above_highest_level", why, "tariff")


def average_below_lowest_level(line: LineFacts, book: Book) -> Iterator[Finding]:
    if line.kind != "average" or line.tariff is None or average_of(_group(line, book)) is None:
        return
    levels = [row for row in _group(line, book) if row.kind == "level" and row.tariff is not None]
    if not levels:
        return
    lowest = min(levels, key=lambda row: row.tariff or 0)
    if lowest.tariff is not None and line.tariff < lowest.tariff:
        why = (
            f"Gennemsnittet på {kroner(line.tariff)} er under det laveste niveau, "
            f"{lowest.service} på {kroner(lowest.tariff)}."
        )
        yield notice(line, "average_below_lowest_level", why, "tariff")


def level_out_of_order(line: LineFacts, book: Book) -> Iterator[Finding]:
    level = line.level
    if level is None or line.tariff is None:
        return
    for other in _group(line, book):
        lower = other.level is not None and other.level < level and other.tariff is not None
        if lower and other.tariff is not None and other.tariff >= line.tariff:
            why = (
                f"Niveauet koster {kroner(line.tariff)}, ikke mere end {other.service} "
                f"på {kroner(other.tariff)}."
            )
            yield notice(line, "level_out_of_order", why, "tariff")
            return


def levels_without_average(line: LineFacts, book: Book) -> Iterator[Finding]:
    """Told once an offer. Often the average stands under another writing of the name."""
    group = _group(line, book)
    if line.kind != "level" or line is not group[0]:
        return
    if all(row.kind == "level" for row in group):
        why = "Tilbuddet har niveauer på dette lovgrundlag, men ingen gennemsnitslinje."
        yield notice(line, "levels_without_average", why, "service")


RULES: tuple[Rule, ...] = (
    level_against_average, average_above_highest_level, average_below_lowest_level,
    level_out_of_order, levels_without_average,
)  # fmt: skip
