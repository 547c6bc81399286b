"""The operator's report: begun from last year's, written, handed in, sent back, taken in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from dasportal.accounts.models import Party, Person
from dasportal.accounts.transitions import NotAllowed
from dasportal.documents.models import StoredFile
from dasportal.register.models import Offer, Purchase
from offers.models import Measure
from offers.permissions import can_answer_for
from offers.queries import offers_in
from offers.workflow import Counted, lay_figures

from .. import emails
from ..calculation import Level
from ..models import DialogueYear, Referral, Report, ReportFile, YearStatus
from ..queries import findings_of_report, report_before
from .table import REPORT, locked_report, locked_year

FIELDS = (
    "places", "used", "occupancy_pct", "budgeted_pct", "months", "figures_cover", "figures_what",
    "waiting", "income", "cost", "result", "budget", "expected_result", "economy_covers",
    "economy_what", "staff", "development", "professional", "economic", "worries", "explanation",
)  # fmt: skip
# What is likely to be the same as last year, and so stands there to begin with.
CARRIED = ("places", "budgeted_pct", "figures_cover", "figures_what", "economy_covers",
           "economy_what", "staff", "development", "professional", "economic")  # fmt: skip


class Conflict(Exception):
    """Another save came after the one that this was typed on. `report` is what is stored."""

    def __init__(self, report: Report) -> None:
        super().__init__("somebody else has saved")
        self.report = report


@transaction.atomic
def begin_report(dialogue: DialogueYear, *, offer: Offer, by: Person) -> Report:
    """The draft, made from last year's report; the one that is there when it is begun already.
    NotAllowed to the secretariat when the operator has begun: a draft is its own."""
    year = locked_year(dialogue)
    found = Report.objects.filter(dialogue=year, offer=offer).first()
    if found is not None:
        if not Report.objects.visible_to(by).filter(pk=found.pk).exists():
            raise NotAllowed("Driftsherren er begyndt på rapporten og har ikke indsendt den endnu.")
        return found
    REPORT.check(offer, "begin", by)
    if year.status == YearStatus.CLOSED:
        raise NotAllowed(f"Dialogen for {year.year} er afsluttet.")
    if offer.pk not in {row.pk for row in offers_in(year.year)}:
        raise NotAllowed(f"{offer} var ikke med i det forstærkede samarbejde i {year.year}.")
    made = Report(
        dialogue=year, offer=offer, saved_by=by, months=[None] * 12, places=offer.places,
        on_behalf=not can_answer_for(by, offer.operator),
    )  # fmt: skip
    before = report_before(made)
    if before is not None:
        for name in CARRIED:
            setattr(made, name, getattr(before, name))
    made.save()
    return made


@transaction.atomic
def save_report(
    report: Report,
    *,
    values: Mapping[str, Any],
    by: Person,
    referrals: Mapping[int, int | None] | None = None,
    base_revision: int | None = None,
) -> Report:
    """Save what is written so far, whole or not. What is not in `values` stays. `referrals` are by
    the party's key. Raises Conflict when another save came after `base_revision`."""
    fresh = locked_report(report)
    REPORT.check(fresh, "write", by)
    _check_open(fresh)
    if base_revision is not None and fresh.revision != base_revision:
        raise Conflict(fresh)
    for name, value in values.items():
        if name not in FIELDS:
            raise TypeError(f"a report has no {name}")
        setattr(fresh, name, value)
    fresh.saved_by, fresh.revision = by, fresh.revision + 1
    fresh.on_behalf = fresh.on_behalf or not can_answer_for(by, fresh.offer.operator)
    fresh.save()
    if referrals is not None:
        fresh.referrals.all().delete()
        Referral.objects.bulk_create(
            Referral(report=fresh, party_id=party, count=count)
            for party, count in referrals.items()
            if count
        )
    return fresh


def _check_open(report: Report) -> None:
    if report.dialogue.status == YearStatus.CLOSED:
        raise NotAllowed(f"Dialogen for {report.dialogue.year} er afsluttet.")


@transaction.atomic
def submit_report(report: Report, *, by: Person) -> Report:
    """Hand it in: errors keep it back. The figures come into the offer's series. Handed in already,
    also at the same moment, it is given as it is."""
    fresh = locked_report(report)
    if fresh.is_handed_in:
        return fresh
    step = REPORT.check(fresh, "submit", by)
    _check_open(fresh)
    errors = [row for row in findings_of_report(fresh) if row.level != Level.NOTICE]
    if errors:
        raise NotAllowed(" ".join(row.text for row in errors[:5]))
    fresh.status = step.target or fresh.status
    fresh.submitted_at, fresh.submitted_by, fresh.return_reason = timezone.now(), by, ""
    fresh.on_behalf = not can_answer_for(by, fresh.offer.operator)
    fresh.revision += 1
    fresh.save()
    lay_figures(
        fresh.offer, _counted(fresh), source=f"Årsrapport {fresh.dialogue.year}", by=by
    )  # fmt: skip
    emails.handed_in(fresh)
    return fresh


def _counted(report: Report) -> list[Counted]:
    """The figures as they stand in the offer's series, on the last day of the year."""
    day = date(report.dialogue.year, 12, 31)
    seats = {
        Measure.PLACES: report.places, Measure.USED: report.used,
        Measure.OCCUPANCY: report.occupancy_pct or report.reckoned_pct,
        Measure.BUDGETED: report.budgeted_pct, Measure.STAFF: report.staff,
        Measure.WAITING: None if report.waiting is None else Decimal(report.waiting),
    }  # fmt: skip
    money = {
        Measure.BUDGET: report.budget, Measure.RESULT: report.result,
        Measure.EXPECTED: report.expected_result,
    }  # fmt: skip
    rows = [
        Counted(measure, day, value, report.figures_cover, report.figures_what)
        for measure, value in seats.items()
        if value is not None
    ]
    rows += [
        Counted(measure, day, value, report.economy_covers, report.economy_what)
        for measure, value in money.items()
        if value is not None
    ]
    buyers = Purchase.objects.filter(offer=report.offer, year=report.dialogue.year).count()
    if buyers:
        rows.append(Counted(Measure.BUYERS, day, Decimal(buyers)))
    return rows


@transaction.atomic
def return_report(report: Report, *, reason: str, by: Person) -> Report:
    """Back to the operator, who is told; why is said."""
    fresh = locked_report(report)
    step = REPORT.check(fresh, "return", by)
    if not reason.strip():
        raise NotAllowed("Skriv, hvad der skal rettes.")
    fresh.status, fresh.return_reason = step.target or fresh.status, reason.strip()
    fresh.save()
    emails.returned(fresh)
    return fresh


@transaction.atomic
def accept_report(report: Report, *, by: Person) -> Report:
    fresh = locked_report(report)
    fresh.status = REPORT.check(fresh, "accept", by).target or fresh.status
    fresh.save()
    return fresh


@transaction.atomic
def add_file(report: Report, *, file: StoredFile, title: str, by: Person) -> ReportFile:
    """A bilag that `documents` has taken in."""
    fresh = locked_report(report)
    REPORT.check(fresh, "write", by)
    return ReportFile.objects.create(
        report=fresh, file=file, title=title.strip()[:200] or file.name, added_by=by
    )


@transaction.atomic
def remove_file(row: ReportFile, *, by: Person) -> None:
    REPORT.check(locked_report(row.report), "write", by)
    row.delete()


def referrals_by_party(report: Report) -> dict[Party, int]:
    return {row.party: row.count for row in report.referrals.select_related("party")}
