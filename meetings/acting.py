"""The slot where other parts act on an item's outcome: tariffs, offers.

A part registers, in its AppConfig.ready, the item kind it acts on. Such an item cannot be left
without a structured outcome, and the handler runs when the meeting ends, in its transaction.
"""

from __future__ import annotations

from collections.abc import Callable

from dasportal.accounts.models import Person

from .models import AgendaItem, ItemKind

Handler = Callable[[AgendaItem, Person], None]
_handlers: dict[str, Handler] = {}


def register(kind: str, handler: Handler) -> None:
    """`handler(item, by)` is called when a meeting with an item of this kind ends."""
    _handlers[kind] = handler


def requires_outcome(kind: str) -> bool:
    return kind == ItemKind.APPROVE_MINUTES or kind in _handlers


def act(item: AgendaItem, by: Person) -> None:
    if handler := _handlers.get(item.kind):
        handler(item, by)
