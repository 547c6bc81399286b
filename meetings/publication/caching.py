"""What a public page says of how long it may be kept, and how it is known to be unchanged."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime
from functools import cache, wraps
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest
from django.utils.cache import patch_cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import condition, require_safe

from meetings.publication import queries

View = TypeVar("View", bound=Callable[..., Any])

KEPT = 60  # seconds: how long a copy may outlive what is withdrawn


def public_page(view: View) -> View:
    """GET and HEAD alone, kept by anybody for a minute, and answered 304 while nothing changed."""

    @wraps(view)
    def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        stamped = queries.stamp()
        known = condition(
            lambda *a, **k: etag(request, stamped), lambda *a, **k: stamped["changed"]
        )
        response = known(view)(request, *args, **kwargs)
        patch_cache_control(response, public=True, max_age=KEPT)
        return response

    return only_read(kept)  # type: ignore[return-value]


def only_read(view: View) -> View:
    """GET and HEAD alone; a POST is refused without a word of a missing cookie."""
    return csrf_exempt(require_safe(view))


def etag(request: HttpRequest, stamped: dict[str, Any]) -> str:
    """Of the address, of what has been published, and of how the pages look."""
    changed: datetime | None = stamped["changed"]
    parts = (
        request.get_full_path(),
        changed.isoformat() if changed else "",
        str(stamped["count"]),
        str(stamped["cancelled"]),
        design(),
    )
    told = "\n".join(parts).encode()
    return f'"{hashlib.sha256(told).hexdigest()[:32]}"'


@cache
def design() -> str:
    """A hash of the templates and of what the settings put on every page."""
    folder = Path(settings.BASE_DIR) / "templates" / "meetings" / "publication"
    digest = hashlib.sha256()
    for file in sorted(folder.glob("*.html")):
        digest.update(file.read_bytes())
    digest.update(f"{settings.ACCESSIBILITY_STATEMENT_URL}{settings.CONTACT_EMAIL}".encode())
    return digest.hexdigest()
