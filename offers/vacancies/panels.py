"""Free places on the offer's page in the register, and the way to the overview."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from dasportal.accounts.access import person_of
from dasportal.register.models import Offer

from .permissions import can_confirm, can_confirm_some
from .queries import shown, told


def offer(request: HttpRequest, subject: Offer) -> dict[str, Any] | None:
    today = timezone.localdate()
    found = shown(today).filter(pk=subject.pk).first()
    if found is None:
        return None
    person = person_of(request)
    return {"offer": found, "row": told([found], today)[0], "confirms": can_confirm(person, found)}


def overview(request: HttpRequest, subject: Any) -> dict[str, Any] | None:
    """The way to the public overview, and to confirming for those who may."""
    return {"confirms": can_confirm_some(person_of(request))}


def front(request: HttpRequest, subject: Any) -> dict[str, Any]:
    """For anybody."""
    return {}
