"""The takstbilag as a year stands now: what applies, and what has been handed in and not decided."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.utils import timezone

from dasportal.accounts.models import Party, PartyKind

from .appendix import (
    AppendixCeiling,
    AppendixExplanation,
    AppendixLine,
    AppendixOffer,
    AppendixParty,
    AppendixSnapshot,
)
from .facts import LineFacts
from .gathering import book_of
from .models import Submission, SubmissionStatus, TariffYear, ValidTariff
from .models.explanations import Cause

HANDED_IN = (SubmissionStatus.SUBMITTED, SubmissionStatus.ACCEPTED)


def appendix_of(year: TariffYear, *, decided_only: bool = False) -> AppendixSnapshot:
    """The year in plain values: of a party that has been decided on, the tariffs that apply at the
    year's end, corrections taken in; of one that has handed in, its lines; the rest as missing.
    With `decided_only` what is handed in and not decided is missing too."""
    last_day = date(year.year, 12, 31)
    valid = {row.line_id: row for row in ValidTariff.objects.on(last_day).filter(year=year)}
    submissions: dict[int, list[Submission]] = {}
    rows = year.submissions.select_related("year", "party").order_by("number")
    if decided_only:
        rows = rows.filter(status=SubmissionStatus.APPROVED)
    for row in rows:
        submissions.setdefault(row.party_id, []).append(row)
    parties = Party.objects.exclude(kind=PartyKind.OTHER)
    made = [_party(party, submissions.get(party.pk, []), valid) for party in parties]
    decisions = sorted({row.decision for row in valid.values()})
    everybody = all(not party["missing"] for party in made)
    return AppendixSnapshot(
        year=year.year,
        version=0,
        decided="; ".join(decisions) if everybody else "",
        valid_from=date(year.year, 1, 1).isoformat(),
        made_on=timezone.localdate().isoformat(),
        pl_pct=_text(year.pl_pct),
        pl_source=year.pl_source,
        explain_pct=str(year.explain_pct),
        discuss_pct=str(year.discuss_pct),
        parties=made,
        ceilings=list(_ceilings(year)),
        exceptions=[],
    )


def _party(
    party: Party, submissions: list[Submission], valid: dict[int, ValidTariff]
) -> AppendixParty:
    facts = [line for row in submissions for line in _counting(row, valid)]
    texts: dict[str, AppendixExplanation] = {}
    offers: dict[str, AppendixOffer] = {}
    for line in sorted(facts, key=lambda line: line.number):
        offer = offers.setdefault(
            line.offer, AppendixOffer(name=line.offer, former_name=line.former_name, lines=[])
        )
        offer["lines"].append(_line(line, _explain(line, texts)))
    return AppendixParty(
        code=party.code,
        name=party.name,
        missing=not facts,
        offers=list(offers.values()),
        explanations=list(texts.values()),
    )


def _counting(submission: Submission, valid: dict[int, ValidTariff]) -> Iterator[LineFacts]:
    """Of a submission that was decided on, the lines that still apply; of one that is handed in for
    the year, all. An open draft is its party's own, and a correction counts when it is approved."""
    if submission.status == SubmissionStatus.APPROVED:
        yield from (line for line in book_of(submission).lines if line.pk in valid)
    elif submission.status in HANDED_IN and not submission.is_correction:
        yield from book_of(submission).lines


def _explain(line: LineFacts, texts: dict[str, AppendixExplanation]) -> int | None:
    """The number of the line's explanation; lines under one text share one note."""
    text = " ".join(line.explanation.split())
    if not text:
        return None
    note = texts.setdefault(
        text,
        AppendixExplanation(
            number=len(texts) + 1,
            covers=[],
            text=text,
            causes=[(str(Cause(cause).label), None) for cause in line.causes],
        ),
    )
    note["covers"].append(f"{line.offer}, {line.service}")
    return note["number"]


def _line(line: LineFacts, note: int | None) -> AppendixLine:
    return AppendixLine(
        service=line.service,
        legal_basis=line.basis,
        places=_text(line.places),
        unit=line.unit,
        occupancy_pct=_text(line.occupancy_pct),
        budget=_text(line.budget),
        last_year=_text(line.last.tariff) if line.last else None,
        tariff=_text(line.tariff),
        nominal_pct=_text(line.nominal),
        real_pct=_text(line.real),
        billed=line.is_billed,
        note=note,
        outcome="",
    )


def _ceilings(year: TariffYear) -> Iterator[AppendixCeiling]:
    for row in year.ceilings.select_related("legal_basis"):
        yield AppendixCeiling(
            name=str(row),
            unit=row.unit,
            amount=str(row.amount),
            price_level=row.price_year,
            projected=str(row.projected),
        )


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)
