"""Who did it: what history events remember of the request that made them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from pghistory import middleware


class HistoryMiddleware(middleware.HistoryMiddleware):
    """Remembers the person alone. The address is left out: a personal link carries a secret."""

    def get_context(self, request: HttpRequest) -> dict[str, Any]:
        user = getattr(request, "user", None)
        return {"user": user.pk if user is not None and user.is_authenticated else None}
