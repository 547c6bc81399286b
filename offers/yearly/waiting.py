"""What the yearly dialogue waits for, of each: reports, answers, comments, and the office's steps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from django.urls import reverse

from dasportal.accounts.models import Person
from dasportal.accounts.permissions import is_expert
from dasportal.accounts.slots import Task
from dasportal.danish.dates import end_of_day
from dasportal.register.models import Offer
from offers.queries import offers_in

from .models import HANDED_IN, DialogueYear, Report, ReportStatus, YearStatus, operated_by


def tasks_of(person: Person) -> Iterator[Task]:
    """A constant number of queries for the one year that runs."""
    year = DialogueYear.objects.exclude(status=YearStatus.CLOSED).order_by("-year").first()
    if year is None:
        return
    own = operated_by(person)
    offers = offers_in(year.year)
    reports = {row.offer_id: row for row in year.reports.all()}
    if own:
        yield from _reports(year, [offer for offer in offers if offer.operator_id in own], reports)
        yield from _answers(year, own)
    if is_expert(person):
        yield from _comments(year, offers, reports)
    if person.is_of_secretariat():
        given = [row for row in reports.values() if row.status == ReportStatus.SUBMITTED]
        if given:
            yield Task(f"Se {len(given)} årsrapport{'er' if len(given) > 1 else ''} igennem",
                       year.get_absolute_url(), note="Indsendt")  # fmt: skip


def _reports(
    year: DialogueYear, offers: Sequence[Offer], reports: Mapping[int, Report]
) -> Iterator[Task]:
    for offer in offers:
        report = reports.get(offer.pk)
        if report is not None and report.status in HANDED_IN:
            continue
        note = "Sendt retur" if report and report.status == ReportStatus.RETURNED else ""
        yield Task(
            f"Skriv årsrapport {year.year} for {offer}",
            reverse("yearly:report", args=[year.year, offer.pk]),
            until=end_of_day(year.reports_due), note=note, tone="attention",
        )  # fmt: skip


def _answers(year: DialogueYear, own: set[int]) -> Iterator[Task]:
    given = set(year.answers.filter(status="submitted").values_list("party", flat=True))
    if year.status == YearStatus.OPEN and own - given:
        yield Task(
            f"Svar på jeres brug af tilbuddene i det forstærkede samarbejde {year.year}",
            reverse("yearly:year", args=[year.year]), until=end_of_day(year.answers_due),
        )  # fmt: skip


def _comments(
    year: DialogueYear, offers: Sequence[Offer], reports: Mapping[int, Report]
) -> Iterator[Task]:
    done = set(year.comments.values_list("offer", flat=True))
    left = [o for o in offers if o.pk in reports and reports[o.pk].status in HANDED_IN
            and o.pk not in done]  # fmt: skip
    if left:
        yield Task(
            f"Skriv ekspertpanelets bemærkninger til {len(left)} tilbud",
            reverse("yearly:year", args=[year.year]), note=str(year.year),
        )  # fmt: skip
