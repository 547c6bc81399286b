"""The way to the list, on the overview of det forstærkede samarbejde."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest


def overview(request: HttpRequest, person: Any) -> dict[str, Any] | None:
    return {}
