"""Beside an item that is being written: earlier items about the same."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from ..models import AgendaItem, ItemKind

STANDING = set(ItemKind) - {ItemKind.ORDINARY, ItemKind.THEME}


def related(request: HttpRequest, item: AgendaItem) -> dict[str, Any] | None:
    """The panel fetches its list when it comes into view, so that writing never waits for it."""
    return None if item.kind in STANDING else {"item": item}
