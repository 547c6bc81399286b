"""What the outbox says on other pages."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from dasportal.accounts.models import Person
from dasportal.mail.models import OutgoingMail
from dasportal.mail.permissions import sees_mail


def failed(request: HttpRequest, person: Person) -> dict[str, Any] | None:
    """Min side of those who look after the post: how many mails a person must look at."""
    if not sees_mail(person):
        return None
    mails = OutgoingMail.objects.visible_to(person).needing_a_person()
    states = list(mails.order_by("state").values_list("state", flat=True))
    return {"number": len(states), "state": states[0]} if states else None
