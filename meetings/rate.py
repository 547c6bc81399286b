"""How often one address may knock on a door that needs no sign-in."""

from __future__ import annotations

from allauth.core import ratelimit
from django.http import HttpRequest

LIMITS = {"contribute": "60/10m/ip"}


def allowed(request: HttpRequest, action: str) -> bool:
    """Whether this call is within the limit; every call counts, over all server processes."""
    usage = ratelimit.consume(request, action=f"meetings.{action}", config=LIMITS)
    return usage is not None
