"""The demo's earlier years: ten years of approved tariffs for the offers of two parties, so that a
sheet has something to draw. Made up, and laid in by the same verb as a real earlier year.
"""

from __future__ import annotations

import csv
import io
from decimal import Decimal

from django.utils import timezone

from dasportal.accounts.models import Party, Person, Role, RoleKind
from dasportal.register.models import Offer
from dasportal.register.workflow import change_offer

from .. import workflow
from ..demo import HEADERS, OFFERS
from ..workflow import Stage

YEARS = 9  # before the one that the tariffs' own demo lays
PARTIES = ("851", "1081")
# What a tariff grew by from the year before, in percent: newest first, a fall among them.
GROWTH = ("3.1", "2.4", "4.0", "3.8", "1.9", "-1.2", "2.2", "1.6", "2.0")
OPENED = {"Samlingspunktet": 5}  # how many years back it is known
FORMER = {"Botilbud Tranehøj": (6, "Mågehuset")}
GROUPS = {
    "Botilbud Lærkehuset": "Autisme, Udviklingshæmning", "Botilbud Tranehøj": "Autisme",
    "Botilbud Engdraget": "Sindslidelse", "Værkstedet Hjulet": "Udviklingshæmning",
    "Center Nordlys": "Erhvervet hjerneskade", "Kommunikationshuset": "Erhvervet hjerneskade",
}  # fmt: skip


def build() -> None:
    """The years before, newest last. Needs the tariffs' own demo."""
    office = _office()
    last = timezone.localdate().year - 1
    for back in range(YEARS, 0, -1):
        year = last - back + 1
        frame = workflow.open_year(
            year, by=office, pl_pct=Decimal("2.0"), pl_source="Opdigtet skøn"
        )
        for code in PARTIES:
            party = Party.objects.get(code=code)
            workflow.import_lines(
                _file(code, back), year=year, party=party, by=office, stage=Stage.APPROVED
            )
        workflow.close_year(frame, by=office)
    for offer in Offer.objects.filter(name__in=GROUPS):
        change_offer(offer, by=office, changes={"target_groups": GROUPS[offer.name]})


def _office() -> Person:
    roles = Role.objects.current().filter(kind=RoleKind.SECRETARIAT)
    return roles.select_related("person").order_by("pk")[0].person


def _file(code: str, back: int) -> bytes:
    """A party's lines so many years back: the average of each offer, and its levels."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, HEADERS, delimiter=";", restval="")
    writer.writeheader()
    for name, basis, unit, places, average, _, (first, last) in OFFERS[code]:
        if back > OPENED.get(name, YEARS):
            continue
        price = Decimal(average)
        for percent in GROWTH[:back]:
            price /= 1 + Decimal(percent) / 100
        tariff = round(price)
        common = {"tilbud": _name(name, back), "lovgrundlag": basis, "takstenhed": unit,
                  "belaegning_pct": "98"}  # fmt: skip
        budget = round(tariff * places * 365 * Decimal("0.98"))
        service = "Botilbud" if unit == "Døgn" else "Dagtilbud"
        figures = {"antal_pladser": places, "budget": budget, "takst": tariff}
        writer.writerow(common | {"ydelse": service} | figures)
        for level in range(first, last + 1) if first and back < 5 else ():
            own = tariff * (60 + 12 * (level - first)) // 100
            writer.writerow(common | {"ydelse": f"Boniveau {level}", "takst": own})
    return stream.getvalue().encode()


def _name(name: str, back: int) -> str:
    until, former = FORMER.get(name, (0, ""))
    return f"{name} (tidl. {former})" if back == until else name
