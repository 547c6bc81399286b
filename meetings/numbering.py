"""Numbers of agenda items. Pure: they follow the order until the agenda is sent, then they hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def running(count: int, prefix: str = "") -> list[str]:
    """»1«, »2« …, or with the parent's number before: »13.1«, »13.2« …"""
    return [f"{prefix}{n}" for n in range(1, count + 1)]


def sub_numbers(parent_number: str, count: int) -> list[str]:
    return running(count, f"{parent_number}.")


def next_free(taken: Iterable[str]) -> str:
    """The number after the highest whole number taken; sub-items and odd numbers do not count."""
    whole = [int(number) for number in taken if number.isdecimal()]
    return str(max(whole, default=0) + 1)


def next_free_sub(parent_number: str, taken: Iterable[str]) -> str:
    head = f"{parent_number}."
    tails = [n.removeprefix(head) for n in taken if n.startswith(head)]
    return f"{head}{next_free(tails)}"


def sort_key(number: str) -> tuple[int, ...] | tuple[float, ...]:
    """»9« before »10«, »13.2« before »13.10«; what is no number comes last."""
    parts = number.split(".")
    if all(part.isdecimal() for part in parts) and number:
        return tuple(int(part) for part in parts)
    return (float("inf"),)


def moved(order: Sequence[str], item: str, to: int) -> list[str]:
    """The order with `item` at index `to` (kept inside the list)."""
    rest = [other for other in order if other != item]
    place = max(0, min(to, len(rest)))
    return [*rest[:place], item, *rest[place:]]
