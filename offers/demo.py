"""The demo's cooperation: four offers that are in and one that has left, made-up like the rest."""

from __future__ import annotations

from dataclasses import dataclass
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


@dataclass(frozen=True)
class Told:
    """What is told of an offer in each of the four years before this one, oldest first; money in
    1,000 kr. `expected` is what the operator expects of the year after the last."""

    places: tuple[int, ...]
    used: tuple[str, ...]
    budgeted_pct: int
    results: tuple[int, ...]
    expected: int
    budget: int
    waiting: tuple[int, ...]
    buyers: tuple[int, ...] = ()
    worries: str = ""


FIGURES: dict[str, Told] = {
    "Center Nordlys": Told(
        (30, 30, 30, 26), ("28.2", "26.4", "24.9", "22.1"), 95, (-300, -1100, -2100, -3400), -3900,
        41000, (0, 0, 1, 2), (9, 8, 8, 6),
        "Efterspørgslen falder, og to pladser har stået tomme siden sommer.",
    ),
    "Kommunikationshuset": Told(
        (9, 9, 9, 9), ("9", "9.1", "8.9", "9.2"), 98, (120, -40, 210, 90), 0, 9800, (0, 0, 1, 2)
    ),
    "Botilbud Tranehøj": Told(
        (12, 12, 12, 12), ("11.2", "11.6", "10.9", "11.5"), 95, (0, 80, -350, 140), 0, 16200,
        (0, 0, 1, 2), (5, 5, 6, 6), "Det er svært at finde uddannet personale til nætterne.",
    ),
    "Bofællesskabet Skansen": Told(
        (10, 10, 10, 10), ("9.4", "9.1", "9.0", "9.2"), 95, (60, -90, -210, -160), 0, 8700,
        (0, 0, 1, 2),
    ),
}  # fmt: skip


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
