"""Reporting: beginning a submission, saving its lines one at a time, and explaining them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from dasportal.accounts.models import Party, Person
from dasportal.accounts.transitions import NotAllowed
from dasportal.register.queries import LegalBases

from ..models import (
    Explanation,
    ExplanationCause,
    FindingAnswer,
    LevelStep,
    Line,
    LineKind,
    Submission,
    SubmissionKind,
    TariffYear,
)
from ..naming import kind_of_service
from ..permissions import can_write_line
from ..queries import is_billed, models_of, valid_on
from .table import SUBMISSION, check, is_for_party, locked_year, open_for_writing

FIELDS = (
    "offer", "reporting_unit", "position", "kind", "is_billed", "service", "legal_basis",
    "basis_text", "unit", "places", "occupancy_pct", "budget", "tariff", "health_part",
    "surcharge_ends_on", "surcharge_balance", "ceiling_exemption", "replaces", "offer_as_read",
    "service_as_read", "source_row",
)  # fmt: skip


FIGURES = ("places", "occupancy_pct", "budget", "tariff", "health_part")
CHANGED_MEANWHILE = "En anden har gemt linjen imens. Genindlæs siden, og se deres tal."


class Conflict(Exception):
    """Somebody saved the line since it was opened. Nothing is stored; `newest` is theirs."""

    def __init__(self, newest: Line) -> None:
        super().__init__("Linjen er ændret af en anden imens.")
        self.newest = newest


@transaction.atomic
def begin(
    year: TariffYear, *, party: Party, by: Person | None, carry_over: bool = True
) -> Submission:
    """The party's submission of the year; begun now when it is not there. Last year's approved
    lines come along as the starting point, without figures that are to be given anew."""
    fresh = locked_year(year)
    there = Submission.objects.annual().filter(year=fresh, party=party).first()
    if there is not None:
        return there
    check(SUBMISSION, party, "begin", by)
    made = Submission(year=fresh, party=party, valid_from=date(fresh.year, 1, 1))
    made.on_behalf = is_for_party(made, by)
    made.save()
    if carry_over:
        _carry_over(made)
    return made


def _carry_over(submission: Submission) -> None:
    """Structure, places and occupancy; budget and tariff are asked. The basis is the one in force."""
    year, bases = submission.year.year, LegalBases()
    models = models_of(submission.year, submission.party)
    rows = []
    before = valid_on(submission.party, date(year - 1, 12, 31))
    levelled = {(row.offer_id, row.basis_key) for row in before if row.kind == LineKind.LEVEL}
    for position, row in enumerate(before, start=1):
        found = bases.find(row.basis_key, year)
        if found is not None and found.replaced_by is not None:
            found = found.replaced_by
        unit = row.line.reporting_unit
        line = Line(
            submission=submission, offer_id=row.offer_id, reporting_unit=unit, position=position,
            kind=row.kind, service=row.service, legal_basis=found, basis_text=row.basis_key,
            unit=row.unit, places=row.places, occupancy_pct=row.occupancy_pct,
            is_billed=row.is_billed and (
                (row.offer_id, row.basis_key) not in levelled
                or is_billed(row.kind, unit.pk if unit else None, models)
            ),
        )  # fmt: skip
        line.set_keys()
        rows.append(line)
    Line.objects.bulk_create(rows, ignore_conflicts=True)
    _carry_steps(submission)


def _carry_steps(submission: Submission) -> None:
    """Last year's steps of the levels; the offers' bases are asked anew, as budgets are."""
    before = LevelStep.objects.filter(
        submission__kind=SubmissionKind.ANNUAL, submission__party=submission.party,
        submission__year__year=submission.year.year - 1,
    )  # fmt: skip
    LevelStep.objects.bulk_create(
        LevelStep(submission=submission, unit_id=row.unit_id, level=row.level, amount=row.amount)
        for row in before
    )


@transaction.atomic
def begin_correction(
    year: TariffYear, *, party: Party, by: Person | None, reason: str = "",
    valid_from: date | None = None,
) -> Submission:  # fmt: skip
    """A correction of what is approved. The one that is being written is taken up again."""
    fresh = locked_year(year)
    rows = Submission.objects.filter(year=fresh, party=party, kind=SubmissionKind.CORRECTION)
    open_one = rows.filter(status__in=("draft", "returned")).first()
    if open_one is not None:
        given: dict[str, Any] = {"reason": reason.strip()} if reason.strip() else {}
        given |= {"valid_from": valid_from} if valid_from else {}
        return change_correction(open_one, by=by, **given) if given else open_one
    check(SUBMISSION, party, "begin", by)
    number = (rows.aggregate(last=Max("number"))["last"] or 0) + 1
    made = Submission(
        year=fresh, party=party, kind=SubmissionKind.CORRECTION, number=number,
        reason=reason.strip(), valid_from=valid_from or date(fresh.year, 1, 1),
    )  # fmt: skip
    _check_day(made)
    made.on_behalf = is_for_party(made, by)
    made.save()
    return made


def _check_day(submission: Submission) -> None:
    if submission.valid_from.year != submission.year.year:
        raise NotAllowed(f"Rettelsen skal gælde fra en dag i {submission.year.year}.")


@transaction.atomic
def change_correction(
    submission: Submission, *, by: Person | None, buyers: Collection[Party] | None = None,
    **frame: Any,
) -> Submission:  # fmt: skip
    """Why, from when, whether bills went out, and who buys there and is to be told."""
    fresh = open_for_writing(submission, by)
    if not fresh.is_correction:
        raise NotAllowed("Kun en rettelse har en grund og en dag, den gælder fra.")
    for name in ("reason", "valid_from", "bills_sent"):
        if name in frame:
            setattr(fresh, name, frame[name])
    _check_day(fresh)
    fresh.save()
    if buyers is not None:
        fresh.buyers.set(buyers)
    return fresh


# --- Lines ----------------------------------------------------------------------------------------


@transaction.atomic
def save_line(
    submission: Submission,
    *,
    by: Person | None,
    values: Mapping[str, Any],
    line: Line | None = None,
    base_revision: int | None = None,
) -> Line:
    """Save one line; a new one when none is given. What is not in `values` stays.

    Raises Conflict when another save came after `base_revision`, NotAllowed when the same line is
    there already or `by` may not write it now.
    """
    fresh = open_for_writing(submission, by)
    row = _row(fresh, line)
    if line is not None and base_revision is not None and row.revision != base_revision:
        raise Conflict(row)
    _check_may_write(fresh, row, by)
    set_values(row, values)
    _check_may_write(fresh, row, by)
    _check_values(fresh, row)
    row.revision += 1
    row.saved_by, row.saved_at = by, timezone.now()
    row.save()
    return row


@dataclass(frozen=True)
class RowSave:
    """The figures of one line as they were typed, on the revision they were typed over."""

    revision: int
    values: Mapping[str, Any]


@transaction.atomic
def save_figures(
    submission: Submission, rows: Mapping[int, RowSave], *, by: Person
) -> dict[int, str]:
    """Save the figures of many lines. Those that differ from what is stored are saved, each by
    itself; returns why the others were not, by the line's number."""
    fresh = open_for_writing(submission, by)
    lines = fresh.lines.select_for_update(of=("self",)).select_related("offer", "legal_basis")
    refused: dict[int, str] = {}
    changed = []
    for row in lines.filter(pk__in=rows):
        asked = rows[row.pk]
        if all(getattr(row, name) == value for name, value in asked.values.items()):
            continue
        try:
            if row.revision != asked.revision:
                raise NotAllowed(CHANGED_MEANWHILE)
            _check_may_write(fresh, row, by)
            set_values(row, asked.values)
            _check_figures(row)
        except NotAllowed as why:
            refused[row.pk] = why.message
        else:
            row.revision += 1
            row.saved_by, row.saved_at = by, timezone.now()
            changed.append(row)
    Line.objects.bulk_update(changed, [*FIGURES, "revision", "saved_by", "saved_at"])
    return refused


def _row(submission: Submission, line: Line | None) -> Line:
    if line is None:
        last = submission.lines.aggregate(last=Max("position"))["last"] or 0
        return Line(submission=submission, position=last + 1)
    rows = submission.lines.select_for_update(of=("self",)).select_related("offer", "legal_basis")
    found = rows.filter(pk=line.pk).first()
    if found is None:
        raise NotAllowed("Linjen findes ikke længere.")
    return found


def set_values(row: Line, values: Mapping[str, Any]) -> None:
    """Set the fields; the sort of line follows the service's name where it is not given."""
    for name, value in values.items():
        if name not in FIELDS:
            raise TypeError(f"a tariff line has no {name}")
        setattr(row, name, value)
    if "kind" not in values and row.pk is None:
        row.kind = LineKind(kind_of_service(row.service))
    row.set_keys()


def _check_may_write(submission: Submission, row: Line, by: Person | None) -> None:
    if by is not None and not can_write_line(by, submission, row):
        raise NotAllowed("Linjen hører til en anden enhed, som du ikke indberetter for.")


def _check_values(submission: Submission, row: Line) -> None:
    if row.offer.operator_id != submission.party_id:
        raise NotAllowed(f"{row.offer} drives ikke af {submission.party}.")
    if not row.service_key:
        raise NotAllowed("Skriv ydelsen.")
    same = submission.lines.filter(
        offer_id=row.offer_id, service_key=row.service_key, basis_key=row.basis_key, unit=row.unit
    )
    if same.exclude(pk=row.pk).exists():
        raise NotAllowed(f"{row} er der allerede på det lovgrundlag.")
    _check_figures(row)


def _check_figures(row: Line) -> None:
    for name in ("places", "budget", "tariff", "health_part"):
        value: Decimal | None = getattr(row, name)
        if value is not None and value < 0:
            raise NotAllowed("Tallet kan ikke være under nul.")
    if row.occupancy_pct is not None and not 0 < row.occupancy_pct <= 200:
        raise NotAllowed("Belægningen skrives i procent, fx 98.")
    if row.health_part is not None and row.health_part > (row.tariff or 0):
        raise NotAllowed("Delen til sundhedslovsydelser er større end taksten.")
    ends, balance = row.surcharge_ends_on, row.surcharge_balance
    if row.kind != LineKind.SURCHARGE and (ends is not None or balance is not None):
        raise NotAllowed("Kun et tillæg har en slutdato og et restbeløb.")


@transaction.atomic
def remove_line(line: Line, *, by: Person | None) -> None:
    """Take a line out of a submission that is being written."""
    fresh = open_for_writing(line.submission, by)
    row = _row(fresh, line)
    _check_may_write(fresh, row, by)
    row.delete()


# --- Explanations and answers ---------------------------------------------------------------------


@transaction.atomic
def explain(
    submission: Submission,
    *,
    lines: Collection[Line],
    text: str,
    by: Person | None,
    causes: Mapping[str, Decimal | None] | None = None,
) -> Explanation:
    """One explanation for these lines, in place of what each of them had. `causes` are the causes
    with their part of the change in kroner, where it is known."""
    fresh = open_for_writing(submission, by)
    rows = list(fresh.lines.select_for_update().filter(pk__in=[line.pk for line in lines]))
    if not rows or len(rows) != len({line.pk for line in lines}):
        raise NotAllowed("Vælg de linjer, forklaringen gælder.")
    if not text.strip():
        raise NotAllowed("Skriv en kort forklaring.")
    for row in rows:
        _check_may_write(fresh, row, by)
    made = Explanation.objects.create(
        submission=fresh, text=text.strip(), is_joint=len({row.offer_id for row in rows}) > 1
    )
    ExplanationCause.objects.bulk_create(
        ExplanationCause(explanation=made, cause=cause, amount=amount)
        for cause, amount in (causes or {}).items()
    )
    fresh.lines.filter(pk__in=[row.pk for row in rows]).update(explanation=made)
    fresh.explanations.filter(lines__isnull=True).delete()
    return made


@transaction.atomic
def answer_finding(
    submission: Submission, *, code: str, comment: str, by: Person, line: Line | None = None
) -> FindingAnswer:
    """A comment on a notice, which stays visible with it."""
    fresh = open_for_writing(submission, by)
    if not comment.strip():
        raise NotAllowed("Skriv en bemærkning.")
    if line is not None:
        if line.submission_id != fresh.pk:
            raise NotAllowed("Linjen findes ikke længere.")
        _check_may_write(fresh, line, by)
    made, _ = FindingAnswer.objects.update_or_create(
        submission=fresh, line=line, code=code,
        defaults={"comment": comment.strip(), "answered_by": by, "answered_at": timezone.now()},
    )  # fmt: skip
    return made
