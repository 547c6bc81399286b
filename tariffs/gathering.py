"""Makes the facts of a submission out of what is stored, or out of a file that is being read."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from dasportal.accounts.models import Party
from dasportal.register.models import LegalBasis, Offer
from dasportal.register.queries import LegalBases

from . import findings
from .facts import Book, Gone, LineFacts
from .findings import Finding
from .models import ExplanationCause, Line, Submission, TariffYear
from .queries import (
    Approved,
    Ceilings,
    Key,
    basis_state,
    figures_of,
    models_of,
    year_facts,
)


@dataclass
class Surroundings:
    """What lines are held up against, read once a submission: last year, ceilings, models."""

    year: TariffYear
    party: Party
    decided: bool = False
    submission: Submission | None = None
    bases: LegalBases = field(default_factory=LegalBases)

    def __post_init__(self) -> None:
        correction = self.submission is not None and self.submission.is_correction
        self.facts = year_facts(self.year, decided=self.decided, is_correction=correction)
        self.last = Approved.last_year(self.party, self.year.year)
        self.ceilings = Ceilings.of(self.year)
        self.models = models_of(self.year, self.party)
        self.approved = Approved({})
        if correction and self.submission is not None:
            self.approved = Approved.on(self.party, self.submission.valid_from)

    def judge(
        self, line: LineFacts, basis: LegalBasis | None, replaces: int | None = None
    ) -> LineFacts:
        """The line with what it is held up against: last year, the ceiling, what is approved.
        `replaces` is the line that it was mapped to, where a driftsherre has switched model."""
        in_force, instead = basis_state(basis, self.year.year)
        key = (line.offer_id or 0, line.service_key, line.basis_key, line.unit)
        average = line.kind == "average"
        mapped = self.last.of_line(replaces) if replaces else None
        last = mapped or self.last.find(key, self.bases, is_average=average)
        approved = self.approved.find(key, self.bases, is_average=average)
        return line.changed(
            basis_known=basis is not None or not line.basis,
            basis_in_force=in_force,
            basis_replaced_by=instead,
            last=figures_of(last) if last else None,
            approved=approved.tariff if approved else None,
            ceiling=self.ceilings.find(basis, line.service, line.unit),
        )

    def book(
        self,
        lines: Iterable[LineFacts],
        stored: Collection[Key] = (),
        mapped: Collection[int] = (),
        statements: int | None = None,
    ) -> Book:
        """The lines together. `stored` are keys that the submission holds besides them, `mapped`
        last year's lines that these follow under another name."""
        rows = tuple(lines)
        there = {(r.offer_id or 0, r.service_key, r.basis_key, r.unit) for r in rows} | set(stored)
        same = (self.last.find(key, self.bases, is_average=True) for key in there)
        found = {row.pk for row in same if row}
        found |= {row.pk for one in mapped if (row := self.last.of_line(one))}
        gone = tuple(
            Gone(f"{row.offer_name}, {row.service} ({row.basis_key})", row.offer_id)
            for row in self.last.rows.values()
            if row.pk not in found and not self.facts.is_correction
        )
        return Book(
            self.facts,
            rows,
            gone,
            bool(self.last.rows),
            frozenset(self.models.values()),
            statements,
        )


def book_of(submission: Submission) -> Book:
    """The stored lines of a submission, judged. A constant number of queries."""
    around = Surroundings(submission.year, submission.party, submission=submission)
    rows = list(
        submission.lines.select_related(
            "offer__suggestion", "legal_basis__replaced_by", "explanation"
        )
    )
    causes = _causes(submission)
    shared: dict[int, int] = {}
    for row in rows:
        if row.explanation_id is not None:
            shared[row.explanation_id] = shared.get(row.explanation_id, 0) + 1
    return around.book(
        [
            around.judge(
                _facts(row, number, around, causes, shared), row.legal_basis, row.replaces_id
            )
            for number, row in enumerate(rows, start=1)
        ],
        mapped={row.replaces_id for row in rows if row.replaces_id},
        statements=submission.statements.count(),
    )


def findings_of(submission: Submission) -> list[Finding]:
    return findings.find(book_of(submission))


def _causes(submission: Submission) -> dict[int, list[ExplanationCause]]:
    found: dict[int, list[ExplanationCause]] = {}
    for cause in ExplanationCause.objects.filter(explanation__submission=submission):
        found.setdefault(cause.explanation_id, []).append(cause)
    return found


def _facts(
    row: Line,
    number: int,
    around: Surroundings,
    causes: dict[int, list[ExplanationCause]],
    shared: dict[int, int],
) -> LineFacts:
    explanation = row.explanation
    own = causes.get(row.explanation_id or 0, [])
    amounts = [cause.amount for cause in own if cause.amount is not None]
    return LineFacts(
        number=number, row=row.source_row, pk=row.pk, year=around.facts,
        offer=row.offer.name, offer_as_read=row.offer_as_read, offer_id=row.offer_id,
        family=family_of(row.offer), is_confirmed=row.offer.confirmed,
        suggestion=row.offer.suggestion.name if row.offer.suggestion else "",
        filled_down=row.offer.suggestion_reason == FILLED_DOWN,
        service=row.service_as_read or row.service, service_key=row.service_key, kind=row.kind,
        is_billed=row.is_billed, basis=row.basis, basis_key=row.basis_key, unit=row.unit,
        places=row.places, occupancy_pct=row.occupancy_pct, budget=row.budget, tariff=row.tariff,
        explanation=explanation.text if explanation else "",
        is_explained=bool(explanation and explanation.text.strip()),
        explanation_id=row.explanation_id, reporting_unit_id=row.reporting_unit_id,
        health_part=row.health_part, surcharge_ends_on=row.surcharge_ends_on,
        surcharge_balance=row.surcharge_balance,
        shares_explanation=bool(explanation and explanation.is_joint)
        or shared.get(row.explanation_id or 0, 0) > 1,
        causes=tuple(cause.cause for cause in own),
        causes_total=sum(amounts, Decimal(0)) if own and len(amounts) == len(own) else None,
        ceiling_exemption=row.ceiling_exemption,
    )  # fmt: skip


FILLED_DOWN = "Excel har fyldt ned"


def family_of(offer: Offer) -> int:
    """The offer that this one probably is: itself, or where it is not confirmed the suggested."""
    if not offer.confirmed and offer.suggestion_id is not None:
        return offer.suggestion_id
    return offer.pk
