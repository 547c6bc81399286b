"""The way to the public pages of tariffs, from the tariffs' own page and the public front page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest


def to_public(request: HttpRequest, subject: Any) -> dict[str, Any]:
    """For anybody."""
    return {}
