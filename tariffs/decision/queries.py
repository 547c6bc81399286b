"""What stands undecided, what was excepted, and what applied on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q

from dasportal.accounts.models import Forum, Party
from dasportal.register.matching import name_key
from dasportal.register.models import Offer, Purchase
from tariffs.compiling import HANDED_IN
from tariffs.models import (
    Line,
    Submission,
    SubmissionKind,
    SubmissionStatus,
    TariffYear,
    ValidTariff,
)

from .models import COMES_BACK, AppendixVersion, LineRuling, TariffCase

DECIDING = ("das", "fu")


def deciding_forums() -> list[Forum]:
    """Those that decide on tariffs: DAS, and FU on corrections and on what is left to it."""
    return list(Forum.objects.filter(slug__in=DECIDING))


def open_case(year: TariffYear, submission: Submission | None = None) -> TariffCase | None:
    rows = TariffCase.objects.open().filter(year=year, submission=submission)
    return rows.select_related("item__meeting__forum", "forum", "year", "submission__party").first()


def newest_version(year: TariffYear) -> AppendixVersion | None:
    return year.appendix_versions.order_by("-number").first()


def stamp_of(year: TariffYear) -> str:
    """Differs when what a takstbilag is made of has moved: every step of a submission keeps a
    version, and the year's own frame counts too. Three queries, however many lines."""
    steps = year.submissions.aggregate(last=Max("versions__pk"))["last"] or 0
    laid = ValidTariff.objects.filter(year=year).aggregate(many=Count("pk"), last=Max("pk"))
    ceilings = year.ceilings.aggregate(many=Count("pk"), last=Max("pk"))
    leaving = year.withdrawals.aggregate(many=Count("pk", filter=Q(status="notified")))["many"]
    frame = (year.pl_pct, year.pl_source, year.explain_pct, year.discuss_pct)
    parts = (steps, laid["many"], laid["last"], ceilings["many"], ceilings["last"], leaving, *frame)
    return "·".join(map(str, parts))[:200]


# --- What a case covers ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Covered:
    """A submission with those of its lines that the case decides on. `is_rest` says that the
    others were approved before."""

    submission: Submission
    lines: tuple[Line, ...]
    is_rest: bool


def covered(case: TariffCase) -> list[Covered]:
    """What is handed in and not decided, and what an earlier decision put off."""
    rows = submissions_of(case.year, case.submission)
    held = held_lines(row for row in rows if row.status == SubmissionStatus.APPROVED)
    found = []
    for row in rows:
        if row.status in HANDED_IN:
            lines = row.lines.filter(tariff__isnull=False).select_related("offer", "legal_basis")
            found.append(Covered(row, tuple(lines), is_rest=False))
        elif row.pk in held:
            found.append(Covered(row, tuple(r.line for r in held[row.pk]), is_rest=True))
    for part in found:
        for line in part.lines:
            line.submission = part.submission  # known: not to be read once for each
    return found


def submissions_of(year: TariffYear, submission: Submission | None) -> list[Submission]:
    rows = Submission.objects.filter(year=year, kind=SubmissionKind.ANNUAL)
    if submission is not None:
        rows = Submission.objects.filter(pk=submission.pk)
    return list(rows.select_related("party", "year").order_by("party__name"))


def standing_rulings(submissions: Iterable[Submission]) -> list[LineRuling]:
    """The newest ruling of each line that has not come to apply since."""
    rows = LineRuling.objects.filter(
        line__submission__in=[row.pk for row in submissions], line__valid_tariff=None
    )
    rows = rows.select_related("line__offer", "line__legal_basis", "line__submission__party")
    newest: dict[int, LineRuling] = {}
    for row in rows.order_by("case__decided_at", "pk"):
        newest[row.line_id] = row
    return sorted(newest.values(), key=lambda row: (row.line.submission_id, row.line.position))


def held_lines(submissions: Iterable[Submission]) -> dict[int, list[LineRuling]]:
    """Lines that were excepted or put off and still wait, by their submission."""
    found: dict[int, list[LineRuling]] = {}
    for row in standing_rulings(submissions):
        if row.outcome in COMES_BACK:
            found.setdefault(row.line.submission_id, []).append(row)
    return found


def version_numbers(submissions: Iterable[Submission]) -> dict[str, int]:
    """The newest frozen version of each, as a case keeps it."""
    keys = [row.pk for row in submissions]
    rows = Submission.objects.filter(pk__in=keys).annotate(last=Max("versions__number"))
    return {str(row.pk): row.last or 0 for row in rows}


# --- What applies ---------------------------------------------------------------------------------


def offers_named(text: str) -> list[Offer]:
    """The offers that go by this name, also a former name or another spelling; where none does,
    those whose name it is a part of. One that is not confirmed is known by its tariffs alone."""
    key = name_key(text)
    if not key:
        return []
    known = Offer.objects.filter(Q(confirmed=True) | Q(valid_tariffs__isnull=False))
    rows = known.filter(Q(name_key=key) | Q(other_names__name_key=key))
    if not rows.exists():
        rows = known.filter(Q(name_key__contains=key) | Q(other_names__name_key__contains=key))
    return list(rows.select_related("operator").distinct().order_by("operator__name", "name"))


def applying(
    day: date, *, offer: Offer | None = None, line: int | None = None
) -> list[ValidTariff]:
    """What applied on the day: of an offer, or of what a line was part of through its
    corrections."""
    rows = ValidTariff.objects.on(day).select_related("offer", "operator", "year", "line")
    if offer is not None:
        return list(rows.filter(offer=offer).order_by("basis_key", "service"))
    found = ValidTariff.objects.filter(line=line).first()
    if found is None:
        return []
    same = {name: getattr(found, name) for name in ("offer", "service_key", "basis_key", "unit")}
    return list(rows.filter(**same))


def buyers_of(offers: Iterable[int], year: int) -> list[Party]:
    """Who uses places at these offers, as the register has it for the year, or where it says
    nothing yet for the year before; the operators themselves are not told of their own."""
    keys = list(offers)
    for which in (year, year - 1):
        rows = Purchase.objects.filter(offer__in=keys, year=which)
        buyers = Party.objects.filter(purchases__in=rows).exclude(offers__in=keys)
        if found := list(buyers.distinct().order_by("name")):
            return found
    return []
