"""The slot where other parts keep an item as it is: while it is out for a vote between meetings.

A guard is asked, with the meeting locked, before the item's words, bilag or place on an agenda are
changed. Numbers and order may move all the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dasportal.accounts.slots import Slot
from dasportal.accounts.transitions import NotAllowed

from .models import AgendaItem


@dataclass(frozen=True)
class Guard:
    """`reason(item)` is the Danish sentence why it can't be changed now, or nothing."""

    name: str
    reason: Callable[[AgendaItem], str]
    position: int = 50


GUARDS: Slot[Guard] = Slot("meetings.guards")


def refuse_if_guarded(item: AgendaItem) -> None:
    """NotAllowed with the first reason that a guard gives."""
    for guard in GUARDS:
        if reason := guard.reason(item):
            raise NotAllowed(reason)
