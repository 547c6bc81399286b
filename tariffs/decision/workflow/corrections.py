"""A correction is begun from what applies: the party takes the lines up that it will change."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from dasportal.accounts.models import Person
from dasportal.accounts.transitions import NotAllowed
from tariffs import workflow as tariffs
from tariffs.models import Line, Submission, ValidTariff

from ..queries import buyers_of

COPIED = ("reporting_unit", "kind", "is_billed", "service", "legal_basis", "basis_text", "unit",
          "places", "occupancy_pct", "budget", "tariff")  # fmt: skip


@transaction.atomic
def take_up(
    submission: Submission, *, lines: Collection[ValidTariff], by: Person | None
) -> list[Line]:
    """Copy these approved lines into the correction, to be changed there; one that is there already
    stays as it is. The buyers that the register knows are proposed as those to be told."""
    if not submission.is_correction:
        raise NotAllowed("Kun en rettelse tager gældende takster op.")
    there = set(submission.lines.values_list("replaces", flat=True))
    rows = ValidTariff.objects.filter(pk__in=[row.pk for row in lines]).select_related("line")
    made = []
    for row in rows.filter(year=submission.year, operator=submission.party_id):
        if row.line_id in there:
            continue
        values = {name: getattr(row.line, name) for name in COPIED}
        values |= {"offer": row.offer, "replaces": row.line}
        made.append(tariffs.save_line(submission, by=by, values=values))
    if made:
        _propose_buyers(submission, by)
    return made


def _propose_buyers(submission: Submission, by: Person | None) -> None:
    offers = set(submission.lines.values_list("offer", flat=True))
    known = buyers_of(offers, submission.year.year)
    chosen = {*submission.buyers.all(), *known} - {submission.party}
    tariffs.change_correction(submission, by=by, buyers=list(chosen))


def ready_correction(submission: Submission) -> list[str]:
    """What is still missing before the correction is handed in, in words."""
    missing = []
    if not submission.reason.strip():
        missing.append("Skriv, hvorfor der rettes.")
    if submission.bills_sent is None:
        missing.append("Svar på, om der er sendt regninger.")
    if not submission.lines.exists():
        missing.append("Vælg de takster, der rettes.")
    elif not submission.buyers.exists():
        missing.append("Vælg, hvem der køber pladser og skal have besked.")
    return missing
