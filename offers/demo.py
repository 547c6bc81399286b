"""The demo's cooperation: four offers that are in and one that has left, made-up like the rest."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.utils import timezone

from dasportal.accounts.models import Party, Person, Role, RoleKind
from dasportal.register.models import Coverage, Offer

from . import workflow

# name, operator's code, places, in since so many years, out since so many
MEMBERS: tuple[tuple[str, str, str, int, int | None], ...] = (
    ("Center Nordlys", "1081", "30", 11, None),
    ("Kommunikationshuset", "1081", "9", 11, None),
    ("Botilbud Tranehøj", "851", "12", 8, None),
    ("Bofællesskabet Skansen", "813", "10", 4, None),
    ("Talecentret Vadet", "1081", "6", 11, 6),
)


def build() -> None:
    """Needs the tariffs' demo, which knows most of the offers."""
    by, this = office(), timezone.localdate().year
    for name, code, places, back, out in MEMBERS:
        offer, _ = Offer.objects.update_or_create(
            name=name, operator=Party.objects.get(code=code),
            defaults={"places": Decimal(places), "confirmed": True, "coverage": Coverage.COVERED},
        )  # fmt: skip
        made = workflow.take_in(offer, on=date(this - back, 1, 1), by=by)
        if out is not None:
            workflow.let_out(made, on=date(this - out, 1, 1), by=by)
            offer.closed_on = date(this - out, 1, 1)
            offer.save()


def office() -> Person:
    """The secretary whose hand the demo is laid by."""
    roles = Role.objects.current().filter(kind=RoleKind.SECRETARIAT)
    return roles.select_related("person").order_by("pk")[0].person
