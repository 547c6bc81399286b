"""The demo's tariffs: last year approved, and this year's reporting with parties at every step.

Offers, figures and texts are made up; the steps are taken by the same verbs as anybody's.
"""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

from django.utils import timezone

from dasportal.accounts.models import Party, Person, Role, RoleKind, Unit
from dasportal.register.models import LegalBasis, Offer
from dasportal.register.workflow import confirm_offer

from . import workflow
from .findings import Severity
from .gathering import findings_of
from .models import Cause, Submission, TariffModel
from .workflow import Stage

PL = Decimal("2.9")
HEADERS = ("tilbud", "ydelse", "lovgrundlag", "antal_pladser", "takstenhed", "belaegning_pct",
           "budget", "takst", "forklaring")  # fmt: skip
# offer, legal basis, unit, places, last year's average, real change in percent, levels from–to
OFFERS: dict[str, tuple[tuple[str, str, str, int, int, str, tuple[int, int]], ...]] = {
    "851": (
        ("Botilbud Lærkehuset", "ABL § 105", "Døgn", 18, 3120, "1.2", (3, 7)),
        ("Botilbud Tranehøj", "SEL § 107", "Døgn", 12, 3640, "7.4", (4, 8)),
        ("Botilbud Engdraget", "SEL § 108", "Døgn", 24, 2485, "-3.1", (3, 6)),
        ("Værkstedet Hjulet", "SEL § 103", "Dag", 32, 486, "0.4", (0, 0)),
        ("Samlingspunktet", "SEL § 104", "Dag", 20, 642, "-0.8", (0, 0)),
    ),
    "860": (
        ("Bostedet Klitgården", "ABL § 105", "Døgn", 16, 2890, "0.9", (2, 5)),
        ("Aktivitetshuset Læ", "SEL § 104", "Dag", 28, 571, "1.1", (0, 0)),
    ),
    "813": (
        ("Bofællesskabet Skansen", "SEL § 107", "Døgn", 10, 3310, "-6.2", (3, 6)),
        ("Dagcenter Fyret", "SEL § 104", "Dag", 22, 598, "0.2", (0, 0)),
    ),
    "840": (("Bostedet Bakketoppen", "SEL § 108", "Døgn", 14, 2755, "1.6", (3, 5)),),
    "1081": (
        ("Center Nordlys", "SEL § 108", "Døgn", 30, 4020, "2.8", (5, 9)),
        ("Kommunikationshuset", "SEL § 107", "Døgn", 9, 5230, "-5.8", (7, 9)),
    ),
}
CAUSES = {
    "7.4": ("Én afdeling er lukket, og nattevagten deles af færre pladser.", Cause.PLACES),
    "-3.1": ("Ledelsen er samlet på ét sted.", Cause.MANAGEMENT),
    "-6.2": ("Et underskud fra 2023 er betalt tilbage.", Cause.SETTLEMENT),
    "-5.8": ("Huslejen er faldet, efter at to afdelinger er lagt sammen.", Cause.BUILDING),
    "2.8": ("Bygningen er taget i brug efter ombygning.", Cause.BUILDING),
}


GUIDANCE = (
    "<p>Skriv taksterne i hele kroner. Et fald skal forklares som en stigning, og hænger to tilbud "
    "sammen, så giv dem én fælles forklaring.</p><ul><li>Overhead regnes efter den fælles "
    "metode.</li><li>Er et tilbud lukket, så tag linjen ud.</li></ul>"
)
UNIT_OF = {"SEL § 107": "FB", "SEL § 108": "FB"}  # the rest are the other administration's


def build() -> None:
    """Last year and this, each with its lines. Needs the demo's people and parties."""
    office = _holder(RoleKind.SECRETARIAT)
    this = timezone.localdate().year + 1
    workflow.open_year(this - 1, by=office, pl_pct=Decimal("3.1"), pl_source="Opdigtet skøn")
    workflow.open_year(
        this, by=office, pl_pct=PL, pl_source="Opdigtet skøn", deadline_on=date(this - 1, 12, 15),
        guidance=GUIDANCE,
    )  # fmt: skip
    for code in OFFERS:
        party = Party.objects.get(code=code)
        _take(party, this - 1, office, Stage.APPROVED)
        for offer in Offer.objects.filter(operator=party, confirmed=False):
            confirm_offer(offer, by=office)
    workflow.close_year(workflow.open_year(this - 1, by=office), by=office)
    _ceilings(this, office)
    for code, steps in (("851", 0), ("860", 3), ("813", 2), ("840", 1), ("1081", 1)):
        _report(Party.objects.get(code=code), this, office, steps)


def _ceilings(year: int, office: Person) -> None:
    made = workflow.open_year(year, by=office)
    for code, amount in (("SEL § 110", 2322), ("SEL § 109", 3197)):
        basis = LegalBasis.objects.get(code=code)
        workflow.set_ceiling(
            made, legal_basis=basis, amount=Decimal(amount), price_year=2024,
            projected=Decimal(round(amount * 1.062)), by=office, source="Takstlofter, 2024-priser",
        )  # fmt: skip


def _report(party: Party, year: int, office: Person, steps: int) -> None:
    """0 drafting with explanations missing, 1 handed in, 2 sent back, 3 accepted."""
    reporter = _holder(RoleKind.TARIFF_REPORTER, party)
    frame = workflow.open_year(year, by=office)
    workflow.choose_model(frame, party=party, model=TariffModel.MIXED, by=reporter)
    made = _take(party, year, reporter, Stage.DRAFT)
    if not steps:
        _by_units(made, reporter)
        return
    _explain(made, reporter)
    workflow.submit(made, by=reporter)
    if steps == 2:
        workflow.return_submission(
            made, reason="Skriv, hvilket år efterreguleringen er fra.", by=office
        )
    if steps == 3:
        workflow.accept(made, by=office)


def _by_units(submission: Submission, reporter: Person) -> None:
    """Two administrations in one submission, each with its model."""
    units = {unit.short_name: unit for unit in submission.party.units.all()}
    if not {"FB", "ÆH"} <= set(units):
        return
    for line in submission.lines.select_related("legal_basis"):
        unit = units[UNIT_OF.get(line.basis, "ÆH")]
        workflow.save_line(submission, line=line, by=reporter, values={"reporting_unit": unit})
    chosen: dict[Unit | None, TariffModel] = {
        units["FB"]: TariffModel.MIXED,
        units["ÆH"]: TariffModel.LEVELS,
    }
    workflow.choose_models(submission, chosen=chosen, by=reporter)


def _explain(submission: Submission, reporter: Person) -> None:
    due = {f.pk or 0 for f in findings_of(submission) if f.severity == Severity.EXPLAIN}
    for line in submission.lines.filter(pk__in=due).select_related("offer"):
        text, cause = "Niveauet følger tilbuddets gennemsnit.", Cause.OTHER
        for name, _, _, _, _, change, _ in OFFERS[submission.party.code]:
            if name == line.offer.name and change in CAUSES:
                text, cause = CAUSES[change]
        workflow.explain(submission, lines=[line], text=text, causes={cause: None}, by=reporter)


def _holder(kind: str, party: Party | None = None) -> Person:
    roles = Role.objects.current().filter(kind=kind, **({"party": party} if party else {}))
    return roles.select_related("person").order_by("pk")[0].person


def _take(party: Party, year: int, by: Person, stage: Stage) -> Submission:
    content = _file(party.code, moved=stage == Stage.DRAFT)
    return workflow.import_lines(content, year=year, party=party, by=by, stage=stage).submission


def _file(code: str, *, moved: bool) -> bytes:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, HEADERS, delimiter=";", restval="")
    writer.writeheader()
    for name, basis, unit, places, average, change, (first, last) in OFFERS[code]:
        grown = (1 + PL / 100) * (1 + Decimal(change) / 100) if moved else Decimal(1)
        tariff = round(average * grown)
        common = {"tilbud": name, "lovgrundlag": basis, "takstenhed": unit, "belaegning_pct": "98"}
        service = "Botilbud" if unit == "Døgn" else "Dagtilbud"
        budget = round(tariff * places * 365 * Decimal("0.98"))
        figures = {"antal_pladser": places, "budget": budget, "takst": tariff}
        writer.writerow(common | {"ydelse": service} | figures)
        for level in range(first, last + 1) if first else ():
            own = round((average * Decimal(60 + 12 * (level - first)) / 100) * grown)
            writer.writerow(common | {"ydelse": f"Boniveau {level}", "takst": own})
    return stream.getvalue().encode()
