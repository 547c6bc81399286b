"""The demo's offers on their way: one nominated and assessed, one that has given notice."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from dasportal.accounts.models import Party
from dasportal.register.models import Offer
from offers.demo import office

from . import workflow

EVIDENCE = {
    "A.1": (True, "Ni sager om året i de sidste tre år."),
    "A.2": (None, ""),
    "A.3": (False, ""),
    "B.1": (True, "Tværfagligt team med neuropsykolog og talepædagog."),
    "C.1": (True, "Der er ikke andre i landsdelen."),
    "C.2": (True, "Borgerne kommer fra ni af tolv parter."),
}


def build() -> None:
    """Needs the members."""
    by = office()
    offer = Offer.objects.filter(name="Botilbud Engdraget").first()
    if offer is not None:
        made = workflow.nominate(
            offer, party=Party.objects.get(code="851"), by=by,
            why="Målgruppen er lille, og ingen andre har kompetencerne samlet.",
        )  # fmt: skip
        workflow.save_assessment(made.course.assessment, criteria=EVIDENCE, by=by)
        workflow.lay(made.course.assessment, by=by)
    leaving = Offer.objects.get(name="Bofællesskabet Skansen")
    workflow.give_notice(
        leaving, leaves_on=timezone.localdate() + timedelta(days=400), by=by,
        reason="Kommunen vil samle sine botilbud.",
    )  # fmt: skip
