"""The demo's purchases: how many places the parties say they use. The figures are made up."""

from __future__ import annotations

from decimal import Decimal

from django.utils import timezone

from dasportal.accounts.models import Party, Person, Role, RoleKind
from dasportal.register.models import Offer
from dasportal.register.workflow import report_purchase

# party: (offer, places this year, places next year; None is not said)
USES: dict[str, tuple[tuple[str, str, str | None], ...]] = {
    "813": (
        ("Bofællesskabet Skansen", "7", "7"), ("Dagcenter Fyret", "18", "18"),
        ("Center Nordlys", "6", "5"), ("Kommunikationshuset", "2", "2"),
        ("Bostedet Klitgården", "3", "3"), ("Bostedet Bakketoppen", "2", "2"),
        ("Botilbud Tranehøj", "2", "2"),
    ),
    "851": (
        ("Botilbud Lærkehuset", "14", None), ("Botilbud Tranehøj", "7", None),
        ("Botilbud Engdraget", "19", None), ("Center Nordlys", "8", None),
        ("Bostedet Klitgården", "2", None),
    ),
    "860": (
        ("Bostedet Klitgården", "9", "10"), ("Aktivitetshuset Læ", "22", "24"),
        ("Center Nordlys", "5", "5"), ("Botilbud Lærkehuset", "1", "1"),
    ),
    "825": (("Bofællesskabet Skansen", "1", "1"), ("Center Nordlys", "1", "1")),
    "840": (("Bostedet Bakketoppen", "9", None), ("Botilbud Engdraget", "3", None)),
}  # fmt: skip


def build() -> None:
    """Purchases of this year, and of next where they are said. Needs the demo's tariffs."""
    this = timezone.localdate().year
    roles = Role.objects.current().filter(kind=RoleKind.SECRETARIAT)
    office: Person = roles.select_related("person").order_by("pk")[0].person
    offers = {row.name: row for row in Offer.objects.all()}
    for code, rows in USES.items():
        buyer = Party.objects.get(code=code)
        for name, now, later in rows:
            for year, places in ((this, now), (this + 1, later)):
                if places is not None:
                    report_purchase(
                        offers[name], buyer=buyer, year=year, places=Decimal(places), by=office,
                        source="Oplyst af parten",
                    )  # fmt: skip
