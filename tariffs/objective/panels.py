"""Objective financing on the tariffs' own page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from dasportal.accounts.models import Person

from .permissions import can_read


def schemes(request: HttpRequest, person: Person) -> dict[str, Any] | None:
    """The way to the schemes, for those who may read them."""
    return {} if can_read(person) else None
