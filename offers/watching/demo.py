"""The demo's watching: how many buy, an early warning that became monitoring, and two things
that are followed beside. All made-up."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.utils import timezone

from dasportal.accounts.models import Forum, Party, Person, Role, RoleKind
from dasportal.register.models import Offer
from offers import workflow as offers
from offers.demo import FIGURES, office
from offers.models import Measure, Unit
from offers.workflow import Counted

from . import workflow
from .calculation import months_on
from .models import Cadence


def build() -> None:
    """Needs the members, and the reports that lay the figures."""
    by, today = office(), timezone.localdate()
    for name, told in FIGURES.items():
        _buyers(Offer.objects.get(name=name), told.buyers, by, today.year)
    _warning(Offer.objects.get(name="Center Nordlys"), by, today)
    _followed(by, today)
    workflow.ask_due(today)


def _buyers(offer: Offer, counts: tuple[int, ...], by: Person, this: int) -> None:
    """What the reports do not say: how many parties buy."""
    for back, count in enumerate(reversed(counts), start=1):
        on = date(this - back, 12, 31)
        counted = [Counted(Measure.BUYERS, on, Decimal(count))]
        offers.lay_figures(offer, counted, source=f"Købernes svar {on.year}", by=by)


def _warning(offer: Offer, by: Person, today: date) -> None:
    reporter = _speaks_for(offer.operator) or by
    made = workflow.warn(
        offer, by=reporter, kind="economy", seriousness="worry", since=months_on(today, -2),
        what="Der er indskrevet færre end ventet hele efteråret, og to aftaler er sagt op.",
        done="Vi har lukket en gruppe midlertidigt og flyttet to medarbejdere.",
        asked="At parterne siger, hvad de regner med at bruge næste år, og at DAS følger tallene.",
        figures="22 af 26 pladser er i brug. Vi venter et underskud i år.",
    )  # fmt: skip
    workflow.answer_warning(
        made, by=by, text="Tak. Vi foreslår, at DAS ser tallene hvert kvartal det næste år."
    )
    first = months_on(today.replace(day=1), -3)
    workflow.agree_monitoring(
        offer, by=by, measures=["used", "waiting", "expected"], every=Cadence.QUARTERLY,
        starts_on=first, until=months_on(first, 12), warning=made,
        agreed="Aftalt med driftsherren efter den tidlige varsling",
        asks="Hvor mange henvisninger er der kommet i kvartalet?",
    )  # fmt: skip
    workflow.ask_due(first)
    for request in made.monitorings.get().requests.order_by("due_on")[:1]:
        series = {row.measure: row.pk for row in request.of.series.all()}
        workflow.answer_request(
            request, by=reporter, words="To henvisninger i kvartalet, begge fra uden for regionen.",
            values={
                series["used"]: Decimal("21.6"), series["waiting"]: Decimal(1),
                series["expected"]: Decimal(-3900000),
            },
        )  # fmt: skip


def _followed(by: Person, today: date) -> None:
    das = Forum.objects.get(slug="das")
    region = Party.objects.get(code="1081")
    school = workflow.follow(
        by=by, title="Fjordskolens tilbud til børn med høretab", counts="Belægning, Fjordskolen",
        unit=Unit.PERCENT, forum=das, every=Cadence.YEARLY, answers=region, decides=True,
        next_on=date(today.year + 1, 2, 1),
        about="Landsdelsdækkende, med lav og faldende belægning. DAS følger det lokalt hvert år.",
    )  # fmt: skip
    for back, value in ((3, "47"), (2, "40"), (1, "33")):
        offers.note_figure(
            school.series.get(), on=date(today.year - back, 12, 31), value=Decimal(value), by=by,
            source="Rapport om lands- og landsdelsdækkende tilbud",
        )  # fmt: skip
    places = workflow.follow(
        by=by, title="Særlige pladser i psykiatrien", counts="Særlige pladser i brug",
        unit=Unit.PLACES, forum=das, every=Cadence.HALF_YEARLY, answers=region, decides=True,
        next_on=months_on(today.replace(day=1), 1), threshold=Decimal(9),
        stays="4 af 16 pladser forbliver ommærket.",
        about="16 pladser, hvoraf 4 er ommærket til almindelige pladser. De 12 kan bruges.",
    )  # fmt: skip
    for months, value in ((-18, "7"), (-12, "8"), (-6, "10")):
        offers.note_figure(
            places.series.get(), on=months_on(today.replace(day=1), months), value=Decimal(value),
            source="Oplyst af driftsherren", by=by,
        )  # fmt: skip


def _speaks_for(party: Party) -> Person | None:
    kinds = (RoleKind.OFFER_REPORTER, RoleKind.MEMBER)
    roles = Role.objects.current().filter(party=party, kind__in=kinds).select_related("person")
    found = sorted(roles, key=lambda role: (role.kind != RoleKind.OFFER_REPORTER, role.pk))
    return found[0].person if found else None
