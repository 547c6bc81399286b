"""The demo's dialogue: a year that DAS has discussed, and this one under way. All of it is made up,
and laid by the verbs that people use."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from dasportal.accounts.models import Party, Person, Role, RoleKind
from dasportal.register.models import Offer
from offers.demo import FIGURES, office
from offers.models import Measure
from offers.queries import offers_in
from offers.workflow import Counted, lay_figures

from . import workflow
from .models import DialogueYear
from .queries import parties

D = Decimal
WORDS = {
    "development": "Hele personalegruppen har været på kursus i samskabende dialog.",
    "professional": "Fagligheden er solid, og vi får henvendelser fra hele landet.",
    "economic": "Driften hænger sammen, når pladserne er besat.",
}


def build() -> None:
    """Needs the members. Last year is over; of the year before this day reports are being written."""
    by, this = office(), timezone.localdate()
    _earlier(by, this.year)
    last = _open(this.year - 2, by, this - timedelta(days=300))
    for offer in offers_in(last.year):
        _report(last, offer, 2)
        workflow.comment(last, offer=offer, text="Panelet finder målgruppen klart beskrevet.",
                         by=_expert())  # fmt: skip
    for place, party in enumerate(parties()):
        _answer(last, party, place)
    workflow.share_year(last, closes_on=this + timedelta(days=1), by=by)
    workflow.keep_recommendation(last, "FU anbefaler, at Center Nordlys følges tættere.")
    workflow.close_year(last, by=by)
    running = _open(this.year - 1, by, this + timedelta(days=24))
    for offer in offers_in(running.year)[:2]:
        _report(running, offer, 3)
    for place, party in enumerate(parties()[:5]):
        _answer(running, party, place)
    workflow.declare(
        Offer.objects.get(name="Botilbud Tranehøj"), by=_reporter("851"),
        services="Døgnophold for voksne med autisme og udadreagerende adfærd.\nRådgivning af andre "
        "tilbud, én dag om ugen.",
        promise="I får svar på en henvendelse inden for fem hverdage.",
    )  # fmt: skip


def _earlier(by: Person, this: int) -> None:
    """Figures from before the portal."""
    for offer in offers_in(this - 1):
        told = FIGURES[offer.name]
        for place, year in enumerate((this - 4, this - 3)):
            day, used, places = date(year, 12, 31), D(told.used[place]), D(told.places[place])
            rows = [
                Counted(Measure.PLACES, day, places), Counted(Measure.USED, day, used),
                Counted(Measure.OCCUPANCY, day, (used / places * 100).quantize(D("0.1"))),
                Counted(Measure.BUDGETED, day, D(told.budgeted_pct)),
                Counted(Measure.BUDGET, day, D(told.budget * 1000)),
                Counted(Measure.RESULT, day, D(told.results[place] * 1000)),
                Counted(Measure.WAITING, day, D(told.waiting[place])),
            ]  # fmt: skip
            lay_figures(offer, rows, source=f"Indberetning {year}", by=by)


def _open(year: int, by: Person, due: date) -> DialogueYear:
    return workflow.open_year(
        year, reports_due=due, answers_due=due + timedelta(days=14), by=by,
        guidance="Skriv kort. Ingen navne, og ingen forløb, der kan kendes.",
    )  # fmt: skip


def _report(year: DialogueYear, offer: Offer, place: int) -> None:
    told, by = FIGURES[offer.name], _reporter(offer.operator.code)
    used, places, budget = D(told.used[place]), D(told.places[place]), D(told.budget * 1000)
    result, later = told.results[place] * 1000, (*told.results, told.expected)[place + 1] * 1000
    values: dict[str, Any] = {
        "places": places, "used": used, "budgeted_pct": D(told.budgeted_pct),
        "waiting": told.waiting[place], "months": _months(used, places), "budget": budget,
        "income": budget, "cost": budget - result, "result": D(result), "staff": places * D("1.9"),
        "expected_result": D(round(later, -5)), "worries": told.worries,
        "explanation": "Tallene er gjort op på samme måde som før.", **WORDS,
    }  # fmt: skip
    made = workflow.begin_report(year, offer=offer, by=by)
    workflow.save_report(made, values=values, by=by)
    workflow.submit_report(made, by=by)


def _months(used: Decimal, places: Decimal) -> list[Decimal]:
    """The year's occupancy by month, pct., a little up and down about its mean."""
    sway = (1, 0, -1, 0, 1, 1, -2, -1, 0, 1, 0, 0)
    return [(used / places * 100 + step).quantize(D("0.1")) for step in sway]


def _answer(year: DialogueYear, party: Party, place: int) -> None:
    by = _reporter(party.code)
    made = workflow.begin_answer(year, party=party, by=by)
    said: dict[int, dict[str, Any]] = {}
    for number, use in enumerate(made.uses.all()):
        if (place + number) % 3 == 2:
            said[use.offer_id] = {"now": D(0), "next_year": D(0), "intention": "none",
                                  "why_not": "Vi har ikke borgere i målgruppen."}  # fmt: skip
        else:
            some = D((place + number) % 4 + 1)
            said[use.offer_id] = {"now": some, "next_year": some, "year_after": some,
                                  "intention": "same"}  # fmt: skip
    workflow.save_answer(made, uses=said, by=by)
    workflow.submit_answer(made, by=by)


def _reporter(code: str) -> Person:
    """The party's offer reporter, or its member."""
    roles = Role.objects.current().filter(party__code=code).select_related("person")
    own = roles.filter(kind=RoleKind.OFFER_REPORTER).first()
    return (own or roles.filter(kind=RoleKind.MEMBER).order_by("pk")[0]).person


def _expert() -> Person:
    roles = Role.objects.current().filter(kind=RoleKind.EXPERT)
    return roles.select_related("person").order_by("pk")[0].person
