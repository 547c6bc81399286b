"""What the yearly dialogue puts on an offer's sheet: only what is handed in, and read by all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.db.models import Q

from dasportal.danish.numbers import format_number
from dasportal.register.models import Offer
from offers.models import Covers
from offers.sheet import Column, Fact, Form, Part, Table, Text, Value

from .models import (
    HANDED_IN,
    MONTHS,
    BuyerAnswer,
    Declaration,
    DialogueYear,
    Intention,
    Report,
    YearStatus,
)
from .queries import (
    Told,
    comments_of,
    parties,
    remarks_of,
    status_cases,
    sums_of,
    uses_of,
)


def _year(year: int) -> DialogueYear | None:
    """The year's dialogue, once it is shared: a sheet is read by all parties."""
    return DialogueYear.objects.filter(year=year).exclude(status=YearStatus.OPEN).first()


def covers(report: Report, what: str) -> str:
    """»Centret over tilbuddet: specialbørnehjemmene«; nothing where it is the offer alone."""
    kind = getattr(report, f"{what}_cover" if what == "figures" else f"{what}_covers")
    words = getattr(report, f"{what}_what")
    if kind == Covers.OFFER:
        return ""
    label = Covers(kind).label
    return f"{label}: {words}" if words else label


# --- The report -----------------------------------------------------------------------------------

FIGURES: tuple[tuple[str, str, Form, str], ...] = (
    ("places", "Pladser", Form.NUMBER, "figures"),
    ("used", "Pladser i brug, gennemsnit", Form.NUMBER, "figures"),
    ("occupancy", "Belægning", Form.PERCENT, "figures"),
    ("budgeted_pct", "Budgetteret belægning", Form.PERCENT, "figures"),
    ("waiting", "Venteliste", Form.NUMBER, ""),
    ("staff", "Medarbejdere, årsværk", Form.NUMBER, ""),
    ("income", "Indtægter", Form.KRONER, "economy"),
    ("cost", "Udgifter", Form.KRONER, "economy"),
    ("result", "Resultat", Form.KRONER, "economy"),
    ("budget", "Budget", Form.KRONER, "economy"),
    ("expected_result", "Forventet resultat næste år", Form.KRONER, "economy"),
)
WORDS = (
    ("development", "Faglig udvikling"), ("professional", "Faglig bæredygtighed"),
    ("economic", "Økonomisk bæredygtighed"), ("worries", "Bekymringer"),
    ("explanation", "Forklaring på store udsving"),
)  # fmt: skip


def value_of(report: Report | None, name: str) -> Decimal | int | None:
    if report is None:
        return None
    if name == "occupancy":
        return report.occupancy_pct if report.occupancy_pct is not None else report.reckoned_pct
    found: Decimal | int | None = getattr(report, name)
    return found


def reports(offers: Sequence[Offer], year: int) -> Mapping[int, Part]:
    rows = Report.objects.filter(
        ~Q(dialogue__status=YearStatus.OPEN), offer__in=offers, status__in=HANDED_IN,
        dialogue__year__in=(year, year - 1),
    ).select_related("dialogue", "offer__operator").prefetch_related("referrals__party")  # fmt: skip
    found = {(row.offer_id, row.dialogue.year): row for row in rows}
    catalogues: dict[int, Declaration] = {}
    for declaration in Declaration.objects.filter(offer__in=offers):
        catalogues.setdefault(declaration.offer_id, declaration)
    return {
        offer.pk: _report_part(
            found.get((offer.pk, year)), found.get((offer.pk, year - 1)),
            catalogues.get(offer.pk), year,
        )
        for offer in offers
    }  # fmt: skip


def _report_part(
    now: Report | None, before: Report | None, catalogue: Declaration | None, year: int
) -> Part:
    heading = f"Driftsherrens årsrapport {year}"
    if now is None:
        return Part(heading, empty="Der er ikke en rapport for året, som alle parter kan læse.")
    rows = [
        (_named(label, form), value_of(before, name), value_of(now, name),
         covers(now, what) if what else "")
        for name, label, form, what in FIGURES
        if value_of(now, name) is not None or value_of(before, name) is not None
    ]  # fmt: skip
    columns = (Column("Tal"), Column(str(year - 1), Form.NUMBER), Column(str(year), Form.NUMBER))
    if any(row[3] for row in rows):
        tables = [Table("Årets tal", (*columns, Column("Omfatter")), tuple(rows))]
    else:
        tables = [Table("Årets tal", columns, tuple(row[:3] for row in rows))]
    if any(month is not None for month in now.months):
        heads = (Column("År"), *(Column(month[:3].capitalize(), Form.NUMBER) for month in MONTHS))
        tables.append(Table("Belægning måned for måned, pct.", heads, ((str(year), *now.months),)))
    referrals = tuple((row.party.name, row.count) for row in now.referrals.all())
    if referrals:
        both = (Column("Part"), Column("Visitationer", Form.NUMBER))
        tables.append(Table("Visitationer i året", both, referrals))
    by = now.offer.operator.name
    texts = [Text(label, getattr(now, name), by) for name, label in WORDS if getattr(now, name)]
    facts = (
        Fact("Indsendt", now.submitted_at.date() if now.submitted_at else None, Form.DATE,
             "af sekretariatet på driftsherrens vegne" if now.on_behalf else ""),
        *([Fact("Ydelseskatalog", f"version {catalogue.number}", Form.TEXT)] if catalogue else []),
    )  # fmt: skip
    return Part(heading, facts=facts, texts=tuple(texts), tables=tuple(tables), short=_short(now))


def _short(report: Report) -> str:
    """»4,8 af 6 pladser i brug (80 %). Resultat −6.700.000 kr. (Centret over tilbuddet: …).«"""
    parts = []
    if report.used is not None and report.places is not None:
        pct = value_of(report, "occupancy")
        seats = f"{format_number(report.used)} af {format_number(report.places)} pladser i brug"
        parts.append(f"{seats} ({format_number(pct)} %)." if pct is not None else f"{seats}.")
    if report.result is not None:
        what = covers(report, "economy")
        result = f"Resultat {format_number(report.result)} kr."
        parts.append(f"Resultat {format_number(report.result)} kr. ({what})." if what else result)
    if report.expected_result is not None:
        parts.append(f"Næste år ventes {format_number(report.expected_result)} kr.")
    if report.worries:
        parts.append(f"Driftsherrens bekymring: {report.worries.strip()}")
    return " ".join(parts)


def _named(label: str, form: Form) -> str:
    unit = {Form.PERCENT: ", pct.", Form.KRONER: ", kr."}.get(form, "")
    return f"{label}{unit}"


# --- The buyers -----------------------------------------------------------------------------------


def answers(offers: Sequence[Offer], year: int) -> Mapping[int, Part]:
    found = _year(year)
    if found is None:
        return {}
    given = BuyerAnswer.objects.filter(status="submitted")
    now = uses_of(found, given, list(offers))
    earlier = DialogueYear.objects.filter(year__lt=year).order_by("-year").first()
    before = uses_of(earlier, given, list(offers)) if earlier else {}
    everyone = parties()
    made = {}
    for offer in offers:
        rows = [
            Told(party, now[offer.pk].get(party.pk), before.get(offer.pk, {}).get(party.pk))
            for party in everyone
        ]
        made[offer.pk] = _answers_part(rows, year)
    return made


IN_SHORT = {
    "": "", Intention.MORE: "Bruger mere", Intention.SAME: "Som nu", Intention.LESS: "Bruger mindre",
    Intention.NONE: "Bruger ikke",
}  # fmt: skip


def _answers_part(rows: list[Told], year: int) -> Part:
    heading = "Købernes svar"
    sums = sums_of(rows)
    if not sums.answered:
        return Part(heading, empty="Ingen parter har svaret endnu.")
    columns = (
        Column("Part"), Column(f"Brug {year - 1}", Form.NUMBER), Column("Nu", Form.NUMBER),
        Column("Næste år", Form.NUMBER), Column("Året efter", Form.NUMBER), Column("Hensigt"),
    )  # fmt: skip
    cells: list[tuple[Value, ...]] = [
        (
            row.party.name, row.before.now if row.before else None,
            row.use.now if row.use else None, row.use.next_year if row.use else None,
            row.use.year_after if row.use else None,
            IN_SHORT[row.use.intention] if row.use else "Ikke svaret",
        )
        for row in rows
    ]  # fmt: skip
    cells.append(("I alt", sums.before, sums.now, sums.next_year, sums.year_after,
                  f"{sums.answered} af {len(rows)} svar"))  # fmt: skip
    texts = []
    for row in rows:
        if row.use and row.use.wishes:
            texts.append(Text("Ønske", row.use.wishes, row.party.name))
        if row.use and row.use.why_not:
            texts.append(Text("Hvorfor tilbuddet ikke bruges", row.use.why_not, row.party.name))
    return Part(
        heading, texts=tuple(texts), tables=(Table("Brug af pladser", columns, tuple(cells)),)
    )


# --- What others said -----------------------------------------------------------------------------


def said(offers: Sequence[Offer], year: int) -> Mapping[int, Part]:
    found = _year(year)
    if found is None:
        return {}
    remarks, comments = remarks_of(found, list(offers)), comments_of(found)
    meetings = {row.offer_id: row for row in found.meetings.filter(status="held")}
    made = {}
    for offer in offers:
        texts = [Text("Høringssvar", text, party) for party, text in remarks.get(offer.pk, [])]
        if offer.pk in comments:
            texts.append(Text("Bemærkninger", comments[offer.pk].text, "Ekspertpanelet"))
        if offer.pk in meetings:
            texts.append(Text("Anbefalinger", meetings[offer.pk].outcome, "Dialogmødet"))
        made[offer.pk] = Part(
            "Høring, ekspertpanel og dialogmøde", texts=tuple(texts),
            empty="" if texts else "Der er ingen bemærkninger.",
        )  # fmt: skip
    return made


def recommended(offers: Sequence[Offer], year: int) -> Mapping[int, Part]:
    found = _year(year)
    if found is None or not found.recommendation:
        return {}
    case = status_cases(found)["fu"]
    where = getattr(case, "decided", "")
    part = Part("FU's anbefaling", texts=(Text("Anbefaling", found.recommendation, where),))
    return {offer.pk: part for offer in offers}
