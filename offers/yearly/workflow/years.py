"""The year: opened, changed, reminded of, sent in hearing, closed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.html import format_html

from dasportal.accounts.models import Party, Person
from dasportal.accounts.transitions import NotAllowed
from dasportal.worker.jobs import job
from offers.queries import offers_in
from offers.workflow import hear_all_parties

from .. import emails
from ..models import DialogueYear, YearStatus
from ..queries import lacking_answers, lacking_reports
from .table import YEAR, locked_year

DAYS_AHEAD = (14, 7, 2, 0)  # days before a deadline on which those who have not handed in are told
DAYS_AFTER = (1, 7)
FRAME = ("reports_due", "answers_due", "guidance")


@transaction.atomic
def open_year(year: int, *, reports_due: date, answers_due: date, by: Person, guidance: str = "") -> DialogueYear:  # fmt: skip
    """Ask for the year's reports and answers. NotAllowed where no offer was in, or it is open."""
    YEAR.check(None, "open", by)
    if not offers_in(year):
        raise NotAllowed(f"Ingen tilbud var med i det forstærkede samarbejde i {year}.")
    made, new = DialogueYear.objects.get_or_create(
        year=year,
        defaults={"reports_due": reports_due, "answers_due": answers_due, "opened_by": by,
                  "guidance": guidance.strip()},
    )  # fmt: skip
    if not new:
        raise NotAllowed(f"Dialogen for {year} er åbnet.")
    emails.opened(made)
    return made


@transaction.atomic
def change_year(year: DialogueYear, *, by: Person, **frame: Any) -> DialogueYear:
    """Other days, another guidance."""
    fresh = locked_year(year)
    YEAR.check(fresh, "change", by)
    for name in FRAME:
        if name in frame:
            setattr(fresh, name, frame[name])
    fresh.save()
    return fresh


@transaction.atomic
def share_year(year: DialogueYear, *, closes_on: date, by: Person) -> DialogueYear:
    """Send what is handed in to hearing at all parties: an enquiry with a deadline, about the year's
    page, where they read reports and answers from now on."""
    fresh = locked_year(year)
    step = YEAR.check(fresh, "share", by)
    fresh.status = step.target or fresh.status
    fresh.hearing = hear_all_parties(
        f"Høring: rapporter og svar i det forstærkede samarbejde {fresh.year}",
        closes_on=closes_on, by=by,
        intro=format_html(
            "<p>Driftsherrernes rapporter og købernes svar for {} kan læses i portalen under "
            "»Forstærket«. Skriv jeres bemærkninger til det samlede billede.</p>", fresh.year,
        ),
        questions={f"tilbud-{offer.pk}": f"Bemærkninger til {offer.name}"
                   for offer in offers_in(fresh.year)},
    )  # fmt: skip
    fresh.save()
    return fresh


@transaction.atomic
def close_year(year: DialogueYear, *, by: Person) -> DialogueYear:
    """DAS has had its discussion: nothing more is written."""
    fresh = locked_year(year)
    fresh.status = YEAR.check(fresh, "close", by).target or fresh.status
    fresh.save()
    return fresh


def keep_recommendation(year: DialogueYear, words: str) -> None:
    """FU's recommendation, as its minutes say it; in the transaction that writes the decision in."""
    fresh = locked_year(year)
    fresh.recommendation = words.strip()
    fresh.save()


# --- Reminding ------------------------------------------------------------------------------------


@transaction.atomic
def remind(year: DialogueYear, *, by: Person) -> int:
    """Remind those who lack a report or an answer, now; how many mails. Nobody is told twice on one
    day."""
    YEAR.check(locked_year(year), "remind", by)
    return _remind(year, lacking_reports(year), lacking_answers(year))


def _remind(year: DialogueYear, operators: Collection[Party], buyers: Collection[Party]) -> int:
    today = timezone.localdate()
    told = [emails.remind(year, party, "report", today) for party in operators]
    told += [emails.remind(year, party, "answer", today) for party in buyers]
    return sum(map(len, told))


@job(label="Mind om frister i det forstærkede samarbejde")
def remind_due() -> None:
    """On the days that are due. Safe to repeat."""
    today = timezone.localdate()
    for year in DialogueYear.objects.filter(status=YearStatus.OPEN):
        operators = lacking_reports(year) if _is_day(year.reports_due, today) else []
        buyers = lacking_answers(year) if _is_day(year.answers_due, today) else []
        _remind(year, operators, buyers)


def _is_day(due: date, today: date) -> bool:
    left = (due - today) // timedelta(days=1)
    return left in DAYS_AHEAD or -left in DAYS_AFTER
