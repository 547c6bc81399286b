"""What every page's frame needs besides its own content."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from dasportal.accounts import slots


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor: the main menu for this person, whether the people are made up, and what
    stands at the foot."""
    return {
        "demo": settings.DEMO,
        "menu": SimpleLazyObject(lambda: menu(request)),
        "contact_email": settings.CONTACT_EMAIL,
        "accessibility_url": settings.ACCESSIBILITY_STATEMENT_URL,
    }


def menu(request: HttpRequest) -> list[dict[str, Any]]:
    """The entries of the main menu that this person may use; the deepest match is current."""
    person = getattr(request, "user", None)
    if person is None or not person.is_authenticated:
        return []
    entries = [
        {
            "label": entry.label,
            "url": reverse(entry.url_name),
            "current": False,
            "aside": entry.aside,
        }
        for entry in slots.MENU
        if entry.allowed(person)
    ]
    around = [entry for entry in entries if _is_within(request.path, entry["url"])]
    if around:
        max(around, key=lambda entry: len(entry["url"]))["current"] = True
    return entries


def _is_within(path: str, url: str) -> bool:
    """Whether the page is in that part of the portal; the front page is no part but a page."""
    return path == url or (url != "/" and path.startswith(url))
