"""The demo's special terms: a proposal with two ways to do it, laid before the parties, and a planned
offer with the target group of one that is in. Made by the verbs."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from dasportal.accounts.models import Party
from dasportal.register.models import AgeGroup, Coverage, Offer, Population, Purchase
from offers.demo import office
from offers.models import Membership

from . import workflow
from .models import Instrument
from .queries import cooperating

SOURCE = "Opdigtede tal til demoen"
TARGETS = {
    "Center Nordlys": "Voksne med erhvervet hjerneskade, senhjerneskade",
    "Kommunikationshuset": "Synsnedsættelse, hørenedsættelse",
    "Botilbud Tranehøj": "Svær autisme med udadreagerende adfærd",
    "Bofællesskabet Skansen": "Sjældne diagnoser",
}
USE = (("851", "6.5"), ("813", "3"), ("860", "2.25"), ("787", "1.5"), ("773", "1"))


def build() -> None:
    """Needs the members of the cooperation."""
    today = timezone.localdate()
    for name, groups in TARGETS.items():
        Offer.objects.filter(name=name).update(target_groups=groups)
    member = Membership.objects.filter(left_on__isnull=True, offer__name="Center Nordlys").first()
    if member is None:
        return
    offer, counted = member.offer, _people(today)
    for code, places in USE:
        Purchase.objects.update_or_create(
            offer=offer, buyer=Party.objects.get(code=code), year=today.year,
            defaults={"places": places, "source": SOURCE},
        )  # fmt: skip
    _proposed(offer, counted, today)
    _competing(today)


def _people(today: date) -> date:
    """The newest inhabitants that all municipalities have; else made-up ones."""
    rows = Population.objects.filter(group=AgeGroup.ALL).order_by("-counted_on")
    for day in dict.fromkeys(rows.values_list("counted_on", flat=True)):
        if Population.objects.filter(group=AgeGroup.ALL, counted_on=day).count() >= 11:
            return day
    day = date(today.year, 1, 1)
    for place, party in enumerate(cooperating().exclude(kind="region"), start=1):
        people = (
            221_000
            if party.code == "851"
            else 1_800
            if party.code == "825"
            else 27_000 + 3_100 * place
        )
        Population.objects.get_or_create(
            party=party, group=AgeGroup.ALL, counted_on=day,
            defaults={"people": people, "source": SOURCE},
        )  # fmt: skip
    return day


def _proposed(offer: Offer, counted: date, today: date) -> None:
    by = office()
    made = workflow.draft_proposal(
        offer, by=by, parties=cooperating(), title="Fælles dækning af underskuddet",
        reason="Henvisningerne er faldet to år i træk, og året ender med et underskud på 4,2 mio. kr.",
        wanted="At tage stilling til, om jeres part vil være med i to år.",
        starts_on=date(today.year + 1, 1, 1), ends_on=date(today.year + 2, 12, 31),
    )  # fmt: skip
    region = {party.pk: 60_000 for party in cooperating().filter(kind="region")}
    workflow.save_term(
        made.scenarios.get(), Instrument.objects.get(reckoning="guarantee"), by=by, numbers=region,
        amount=4_200_000, key="all", counted_on=counted, method="largest", declined="shared",
        words="Underskuddet deles én gang om året, når regnskabet er lukket.",
    )  # fmt: skip
    second = workflow.add_scenario(made, name="Forslag B", by=by)
    workflow.save_term(
        second, Instrument.objects.get(reckoning="subscription"), by=by, fee=250_000,
        words="Et abonnement giver ret til rådgivning og forrang for egne borgere i hastesager.",
    )  # fmt: skip
    workflow.save_term(
        second, Instrument.objects.get(name="Længere opsigelsesvarsler"), by=by,
        words="Seks måneder i stedet for tre.",
    )  # fmt: skip
    workflow.propose(made, by=by)


def _competing(today: date) -> None:
    """A new offer that is planned beside one that is in."""
    Offer.objects.get_or_create(
        name="Huset ved Åen", operator=Party.objects.get(code="860"),
        defaults={
            "places": 8, "confirmed": True, "coverage": Coverage.UNSETTLED,
            "target_groups": "Erhvervede hjerneskader", "opened_on": today + timedelta(days=150),
        },
    )  # fmt: skip
