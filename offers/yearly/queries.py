"""How far the year is, what was said last time, and the twelve answers side by side."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, QuerySet

from dasportal.accounts.models import Party, PartyKind, Person
from dasportal.enquiries.models import Response
from dasportal.register.models import Offer
from offers.queries import decided_cases, offers_in, open_case

from .calculation import Figures, Finding, findings_of
from .models import (
    HANDED_IN,
    BuyerAnswer,
    Comment,
    DialogueMeeting,
    DialogueYear,
    OfferUse,
    Report,
)

STATUS_CASE = "yearly.status"
MEETING_CASE = "yearly.panel"


def parties() -> list[Party]:
    """The twelve that buy."""
    kinds = (PartyKind.MUNICIPALITY, PartyKind.REGION)
    return list(Party.objects.filter(kind__in=kinds).order_by("name"))


def report_before(report: Report) -> Report | None:
    """The newest one handed in of an earlier year."""
    rows = Report.objects.filter(
        offer=report.offer, dialogue__year__lt=report.dialogue.year, status__in=HANDED_IN
    )
    return rows.select_related("dialogue").order_by("-dialogue__year").first()


def answer_before(answer: BuyerAnswer) -> BuyerAnswer | None:
    rows = BuyerAnswer.objects.filter(
        party=answer.party, dialogue__year__lt=answer.dialogue.year, status="submitted"
    )
    return rows.prefetch_related("uses").order_by("-dialogue__year").first()


def figures_of(report: Report) -> Figures:
    """The report in the plain values that are looked at."""
    names = Figures.__dataclass_fields__
    values = {name: getattr(report, name) for name in names if name != "months"}
    return Figures(months=tuple(report.months), **values)


def findings_of_report(report: Report) -> list[Finding]:
    before = report_before(report)
    return findings_of(figures_of(report), figures_of(before) if before else None)


# --- How far --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Row:
    """One offer on the year's page: its report, how many remarks, and the panel."""

    offer: Offer
    report: Report | None
    commented: bool
    meeting: DialogueMeeting | None


def progress_of(year: DialogueYear) -> list[Row]:
    """Every offer of the year, in its lasting order; a constant number of queries."""
    reports = {row.offer_id: row for row in year.reports.defer("months")}
    commented = set(year.comments.values_list("offer", flat=True))
    meetings = {row.offer_id: row for row in year.meetings.all()}
    return [
        Row(offer, reports.get(offer.pk), offer.pk in commented, meetings.get(offer.pk))
        for offer in offers_in(year.year)
    ]


def answers_by_party(year: DialogueYear) -> list[tuple[Party, BuyerAnswer | None]]:
    there = {row.party_id: row for row in year.answers.all()}
    return [(party, there.get(party.pk)) for party in parties()]


def lacking_reports(year: DialogueYear) -> list[Party]:
    """The operators that lack a report."""
    given = set(year.reports.filter(status__in=HANDED_IN).values_list("offer", flat=True))
    rows = [offer.operator for offer in offers_in(year.year) if offer.pk not in given]
    return list({party.pk: party for party in rows}.values())


def lacking_answers(year: DialogueYear) -> list[Party]:
    given = set(year.answers.filter(status="submitted").values_list("party", flat=True))
    return [party for party in parties() if party.pk not in given]


# --- The twelve answers ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Told:
    """A party's answer on an offer; `use` is None until it may be read, `before` last year's."""

    party: Party
    use: OfferUse | None
    before: OfferUse | None


@dataclass(frozen=True)
class Sums:
    """Places in all, of those that have answered. None where none has said."""

    now: Decimal | None
    next_year: Decimal | None
    year_after: Decimal | None
    before: Decimal | None
    answered: int


def uses_of(year: DialogueYear, answers: QuerySet[BuyerAnswer], offers: list[Offer]) -> dict[int, dict[int, OfferUse]]:  # fmt: skip
    """What is said of each offer by party, among the answers that may be read."""
    rows = OfferUse.objects.filter(answer__in=answers, answer__dialogue=year, offer__in=offers)
    found: dict[int, dict[int, OfferUse]] = defaultdict(dict)
    for row in rows.select_related("answer"):
        found[row.offer_id][row.answer.party_id] = row
    return found


def twelve_of(year: DialogueYear, offer: Offer, person: Person) -> tuple[list[Told], Sums]:
    """The twelve answers on one offer, as far as the person may read, with last year's beside."""
    readable = BuyerAnswer.objects.visible_to(person)
    now = uses_of(year, readable, [offer])[offer.pk]
    earlier = DialogueYear.objects.filter(year__lt=year.year).order_by("-year").first()
    before = uses_of(earlier, readable, [offer])[offer.pk] if earlier else {}
    rows = [Told(party, now.get(party.pk), before.get(party.pk)) for party in parties()]
    return rows, sums_of(rows)


def sums_of(rows: list[Told]) -> Sums:
    uses = [row.use for row in rows if row.use is not None]
    return Sums(
        now=_sum([use.now for use in uses]),
        next_year=_sum([use.next_year for use in uses]),
        year_after=_sum([use.year_after for use in uses]),
        before=_sum([row.before.now for row in rows if row.before is not None]),
        answered=len(uses),
    )


def _sum(values: list[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known else None


# --- The hearing ----------------------------------------------------------------------------------


def hearing_counts(year: DialogueYear) -> tuple[int, int]:
    """How many have answered the hearing, of how many."""
    if year.hearing_id is None:
        return 0, 0
    rows = Response.objects.filter(enquiry=year.hearing_id)
    counted = rows.aggregate(
        all=Count("pk"), given=Count("pk", filter=Q(submissions__isnull=False))
    )
    return counted["given"], counted["all"]


def remarks_of(year: DialogueYear, offers: list[Offer]) -> dict[int, list[tuple[str, str]]]:
    """By offer, each party's remark in the hearing, of those that have handed one in."""
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    if year.hearing_id is None:
        return found
    rows = Response.objects.filter(enquiry=year.hearing_id, submissions__isnull=False)
    keys = {f"tilbud-{offer.pk}": offer.pk for offer in offers}
    for response in rows.select_related("party").prefetch_related("submissions").distinct():
        newest = max(response.submissions.all(), key=lambda row: row.number)
        for key, value in newest.answers.items():
            if key in keys and response.party is not None and str(value or "").strip():
                found[keys[key]].append((response.party.name, str(value).strip()))
    return found


def comments_of(year: DialogueYear) -> dict[int, Comment]:
    return {row.offer_id: row for row in year.comments.select_related("written_by")}


def status_cases(year: DialogueYear) -> dict[str, object]:
    """{"open", "fu", "das"}: the year's status discussion on its way, and what was decided."""
    decided = {case.forum.slug: case for case in decided_cases(STATUS_CASE, year.pk)}
    return {
        "open": open_case(STATUS_CASE, year.pk),
        "fu": decided.get("fu"),
        "das": decided.get("das"),
    }
