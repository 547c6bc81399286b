"""The demo's free places: some fresh, one old, most not told."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from dasportal.accounts.models import Person, Role, RoleKind
from dasportal.register.models import Offer

from .models import Vacancy

# name, free, days since, note
FREE = (
    ("Botilbud Lærkehuset", 2, 3, ""), ("Botilbud Engdraget", 1, 0, "Fra den 1. i næste måned"),
    ("Botilbud Tranehøj", 0, 12, ""), ("Center Nordlys", 4, 44, ""),
    ("Kommunikationshuset", 1, 6, ""), ("Bofællesskabet Skansen", 3, 61, ""),
)  # fmt: skip


def build() -> None:
    """Laid as they were said then, by the operators' reporters."""
    now = timezone.now()
    for name, free, days, note in FREE:
        offer = Offer.objects.filter(name=name).select_related("operator").first()
        if offer is not None:
            Vacancy.objects.create(
                offer=offer, free=free, note=note, confirmed_by=_reporter(offer),
                confirmed_at=now - timedelta(days=days),
            )  # fmt: skip


def _reporter(offer: Offer) -> Person:
    roles = Role.objects.current().filter(party=offer.operator).select_related("person")
    own = roles.filter(kind=RoleKind.OFFER_REPORTER).first()
    return (own or roles.order_by("pk")[0]).person
