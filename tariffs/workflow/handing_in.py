"""Handing in, sending back, taking in, and what then becomes valid."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Max
from django.utils import timezone

from dasportal.accounts.models import Person
from dasportal.accounts.transitions import NotAllowed
from dasportal.worker.jobs import enqueue

from .. import emails
from ..findings import Finding, Severity
from ..gathering import findings_of
from ..models import Line, Submission, SubmissionVersion, ValidTariff
from ..queries import Key, key_of
from ..slots import STEPS
from ..snapshot import snapshot
from ..tasks import make_receipt
from .table import (
    SUBMISSION,
    check,
    check_year_is_open,
    is_for_party,
    locked,
    mark_on_behalf,
)


class Incomplete(NotAllowed):
    """It cannot be handed in yet; `findings` say why, each naming its line."""

    def __init__(self, findings: list[Finding]) -> None:
        errors = sum(1 for f in findings if f.severity == Severity.ERROR)
        missing = len(findings) - errors
        said = [
            f"{errors} fejl" if errors else "",
            f"{missing} {'manglende forklaring' if missing == 1 else 'manglende forklaringer'}"
            if missing
            else "",
        ]
        super().__init__(f"Der er {' og '.join(filter(None, said))}, før I kan indsende.")
        self.findings = findings


@transaction.atomic
def submit(submission: Submission, *, by: Person | None, at: datetime | None = None) -> Submission:
    """Hand it in. Errors and explanations that are due stop it; notices do not. `at` is given when
    an earlier year is laid in as it went."""
    fresh = locked(submission)
    step = check(SUBMISSION, fresh, "submit", by)
    check_year_is_open(fresh, by)
    if not fresh.lines.exists():
        raise NotAllowed("Der er ingen linjer at indsende.")
    if fresh.is_correction:
        _check_frame(fresh, by)
    stopping = [f for f in findings_of(fresh) if f.severity != Severity.NOTICE]
    if stopping:
        raise Incomplete(stopping)
    now = at or timezone.now()
    mark_on_behalf(fresh, by)
    fresh.status = step.target or fresh.status
    fresh.submitted_at, fresh.submitted_by = now, by
    deadline = fresh.year.deadline
    fresh.late = not fresh.is_correction and deadline is not None and now > deadline
    fresh.return_reason = ""
    fresh.save()
    version = keep_version(fresh, "submit", by, now)
    if at is None and by is not None:
        emails.handed_in(version)
        enqueue(make_receipt, version.pk)
    return fresh


def _check_frame(correction: Submission, by: Person | None) -> None:
    """What FU must know of a correction. A script that lays an earlier year in is not asked of
    bills: it may not know."""
    if not correction.reason.strip():
        raise NotAllowed("Skriv, hvorfor der rettes.")
    if by is not None and correction.bills_sent is None:
        raise NotAllowed("Sig, om der er sendt regninger efter de gamle takster, før I indsender.")


@transaction.atomic
def return_submission(submission: Submission, *, reason: str, by: Person) -> Submission:
    """Send the whole back to the party, saying what is to be mended."""
    fresh = locked(submission)
    step = SUBMISSION.check(fresh, "return", by)
    if not reason.strip():
        raise NotAllowed("Skriv, hvad der skal rettes.")
    fresh.status, fresh.return_reason = step.target or fresh.status, reason.strip()
    fresh.save()
    emails.returned(keep_version(fresh, "return", by))
    return fresh


@transaction.atomic
def accept(submission: Submission, *, by: Person) -> Submission:
    """Take it in: it is ready for DAS."""
    fresh = locked(submission)
    fresh.status = SUBMISSION.check(fresh, "accept", by).target or fresh.status
    fresh.save()
    keep_version(fresh, "accept", by)
    return fresh


@transaction.atomic
def approve(
    submission: Submission,
    *,
    decision: str,
    by: Person,
    without: Collection[Line] = (),
) -> Submission:
    """Make the lines valid from the submission's day, as decided. `without` are the lines that
    were excepted: what they replace goes on."""
    fresh = locked(submission)
    fresh.status = SUBMISSION.check(fresh, "approve", by).target or fresh.status
    if not decision.strip():
        raise NotAllowed("Skriv, hvor og hvornår det er besluttet.")
    fresh.save()
    lines = fresh.lines.exclude(pk__in=[line.pk for line in without])
    lay_valid(fresh, lines, decision.strip())
    keep_version(fresh, "approve", by)
    return fresh


@transaction.atomic
def approve_rest(
    submission: Submission, *, lines: Collection[Line], decision: str, by: Person
) -> Submission:
    """Make lines valid that were excepted when the rest was approved, from the submission's day;
    none of them when the exception stands."""
    fresh = locked(submission)
    SUBMISSION.check(fresh, "approve_rest", by)
    if not decision.strip():
        raise NotAllowed("Skriv, hvor og hvornår det er besluttet.")
    rows = fresh.lines.filter(pk__in=[line.pk for line in lines], valid_tariff=None)
    if lay_valid(fresh, rows, decision.strip()):
        keep_version(fresh, "approve_rest", by)
    return fresh


@transaction.atomic
def approve_as_laid(submission: Submission, *, by: Person | None, decision: str = "") -> Submission:
    """Lay an earlier year in as approved: nobody hands it in, and its lines apply from its day.
    Lines that came since it was last laid in are added; those that apply stay as they are."""
    fresh = locked(submission)
    fresh.status = check(SUBMISSION, fresh, "lay", by).target or fresh.status
    fresh.save()
    lines = fresh.lines.filter(valid_tariff=None, tariff__isnull=False)
    if lay_valid(fresh, lines, decision or "Lagt ind som godkendt"):
        keep_version(fresh, "lay", by)
    return fresh


def keep_version(
    submission: Submission, step: str, by: Person | None, at: datetime | None = None
) -> SubmissionVersion:
    """Freeze the submission as it is now, and tell those who follow it."""
    last = submission.versions.aggregate(last=Max("number"))["last"] or 0
    version = SubmissionVersion.objects.create(
        submission=submission, number=last + 1, step=step, snapshot=snapshot(submission),
        made_by=by, made_at=at or timezone.now(), on_behalf=is_for_party(submission, by),
    )  # fmt: skip
    for follower in STEPS:
        follower.took(version)
    return version


# --- What applies ---------------------------------------------------------------------------------


def lay_valid(submission: Submission, lines: Iterable[Line], decision: str) -> int:
    """Make the lines apply from the submission's day to the end of its year, ending what applied.
    Returns how many. Raises NotAllowed when a later correction stands in the way."""
    first, end = submission.valid_from, date(submission.year.year + 1, 1, 1)
    rows = list(_with_tariff(lines))
    before = _applying(submission, first)
    for row in rows:
        same = {old.pk: old for key in (row.key, row.replaces_id) for old in before.get(key, [])}
        for old in same.values():
            _end(old, first)
    ValidTariff.objects.bulk_create(
        ValidTariff(
            year=submission.year, line=row, operator_id=submission.party_id, offer_id=row.offer_id,
            offer_name=row.offer.name, service=row.service, service_key=row.service_key,
            basis_key=row.basis_key, unit=row.unit, kind=row.kind, is_billed=row.is_billed,
            places=row.places, occupancy_pct=row.occupancy_pct, budget=row.budget,
            tariff=row.tariff or 0, valid=(first, end), decision=decision,
        )
        for row in rows
    )  # fmt: skip
    return len(rows)


def _with_tariff(lines: Iterable[Line]) -> Iterable[Line]:
    return (row for row in lines if row.tariff is not None)


def _applying(submission: Submission, first: date) -> dict[Key | int | None, list[ValidTariff]]:
    """The party's tariffs of the year that apply on the day or later: by what makes a line the
    same, and for those that are replaced under another name by their line."""
    rows = ValidTariff.objects.select_for_update().filter(
        year=submission.year, operator=submission.party_id, valid__endswith__gt=first
    )
    found: dict[Key | int | None, list[ValidTariff]] = {}
    for row in rows:
        found.setdefault(key_of(row), []).append(row)
        found.setdefault(row.line_id, []).append(row)
    return found


def _end(row: ValidTariff, day: date) -> None:
    """End the period before the day; a tariff that would have begun that very day never applied."""
    begins = row.valid.lower
    if begins > day:
        raise NotAllowed(
            f"{row} er allerede rettet med virkning fra {begins:%d.%m.%Y}. Vælg den dag eller en "
            "senere."
        )
    row.valid = DateRange(begins, day) if begins < day else DateRange(empty=True)
    row.save(update_fields=["valid"])
