"""Reminding the parties of the deadline: when the secretariat asks for it, and by itself."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.utils import timezone

from dasportal.accounts.models import Party, Person
from dasportal.worker.jobs import job

from .. import emails
from ..models import TariffYear, YearStatus
from ..progress import Progress, progress_of
from .table import YEAR

DAYS_AHEAD = (
    14,
    7,
    2,
    0,
)  # days before the deadline on which those who have not handed in are told
DAYS_AFTER = (1, 7)


@dataclass(frozen=True)
class Reminded:
    parties: int
    people: int


def lacking(year: TariffYear) -> list[Progress]:
    """The parties that have not handed in."""
    return [row for row in progress_of(year) if not row.is_handed_in]


def remind_parties(year: TariffYear, *, parties: Collection[Party], by: Person) -> Reminded:
    """Remind these parties now, those of them that lack. Nobody is told twice on one day."""
    YEAR.check(year, "remind", by)
    chosen = {party.pk for party in parties}
    return _remind(year, [row for row in lacking(year) if row.party.pk in chosen])


def _remind(year: TariffYear, rows: list[Progress]) -> Reminded:
    today = timezone.localdate()
    told = [
        emails.remind(
            year, row.party, row.submission, day=today,
            missing=row.counted.missing if row.counted else 0,
        )
        for row in rows
    ]  # fmt: skip
    return Reminded(sum(1 for mails in told if mails), sum(len(mails) for mails in told))


@job(label="Mind parterne om takstfristen")
def remind_due() -> None:
    """On the days that are due. Safe to repeat."""
    today = timezone.localdate()
    for year in TariffYear.objects.filter(status=YearStatus.OPEN, deadline_on__isnull=False):
        if year.deadline_on is None:
            continue
        left = (year.deadline_on - today).days
        if left in DAYS_AHEAD or -left in DAYS_AFTER:
            _remind(year, lacking(year))
