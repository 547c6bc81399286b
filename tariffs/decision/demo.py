"""The demo's decisions: last year's takstbilag as version 1, a correction of it on its way, next
year's on the agenda that is being written, and an offer that is to leave the agreement."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.utils import timezone

from dasportal.accounts.models import Party, Person, Role, RoleKind
from dasportal.danish.dates import format_date
from dasportal.register.models import Offer, Purchase
from meetings.models import Meeting
from tariffs import workflow as tariffs
from tariffs.models import Submission, TariffYear, ValidTariff

from . import workflow

CORRECTED = "Botilbud Lærkehuset"
REASON = "Én nattevagt var regnet med to gange i budgettet."
FEWER = Decimal("0.985")
BUYERS = ("840", "820", "860")


def build(made: Mapping[str, Meeting]) -> None:
    """`made` are the demo's meetings by what they show. Needs the tariff years to be laid."""
    office = _holder(RoleKind.SECRETARIAT)
    this = timezone.localdate().year
    last, coming = (TariffYear.objects.get(year=year) for year in (this, this + 1))
    decided_on = date(this - 1, 11, 6)
    workflow.lay_version(
        last,
        decided=f"DAS Social, {format_date(decided_on)}, punkt 7",
        decided_on=decided_on,
        by=office,
    )
    _correction(last)
    center = Offer.objects.get(name="Kommunikationshuset", operator__code="1081")
    workflow.notify_withdrawal(
        center, year=coming, leaves_on=date(this + 1, 1, 1), by=office,
        reason="Sælger kun til to kommuner, som har aftaler på samme vilkår.",
    )  # fmt: skip
    workflow.put_on_agenda(coming, meeting=made["working"], by=office)


def _correction(year: TariffYear) -> Submission:
    party = Party.objects.get(code="851")
    reporter = _holder(RoleKind.TARIFF_REPORTER, party)
    rows = ValidTariff.objects.filter(year=year, operator=party, offer_name=CORRECTED)
    for code in BUYERS:
        Purchase.objects.get_or_create(
            offer=rows[0].offer, buyer=Party.objects.get(code=code), year=year.year,
            defaults={"places": 2, "source": "Demo"},
        )  # fmt: skip
    made = tariffs.begin_correction(
        year, party=party, by=reporter, reason=REASON, valid_from=date(year.year, 12, 1)
    )
    made = tariffs.change_correction(made, by=reporter, bills_sent=True)
    for line in workflow.take_up(made, lines=list(rows), by=reporter):
        assert line.tariff is not None
        tariff = round(line.tariff * FEWER)
        values = {"tariff": Decimal(tariff)}
        if line.places and line.occupancy_pct:
            values["budget"] = Decimal(round(tariff * line.places * 365 * line.occupancy_pct / 100))
        tariffs.save_line(made, by=reporter, line=line, values=values)
    tariffs.explain(
        made, lines=list(made.lines.all()), text=REASON, causes={"error": None}, by=reporter
    )
    return tariffs.submit(made, by=reporter)


def _holder(kind: str, party: Party | None = None) -> Person:
    roles = Role.objects.current().filter(kind=kind, **({"party": party} if party else {}))
    return roles.select_related("person").order_by("pk")[0].person
