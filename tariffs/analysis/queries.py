"""Reads across a year: its lines beside last year's, as far as a person may see them. A constant
number of queries, however many lines and parties.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import Q, Sum

from dasportal.accounts.models import Party, PartyKind, Person
from dasportal.register.matching import name_key
from dasportal.register.models import Offer, Purchase
from dasportal.register.queries import LegalBases, normal_basis

from .. import slots
from ..appendix import AppendixExplanation, AppendixLine, AppendixParty
from ..compiling import HANDED_IN
from ..models import (
    ExplanationCause,
    Line,
    Submission,
    SubmissionKind,
    SubmissionStatus,
    TariffYear,
    ValidTariff,
)
from ..models.explanations import Cause
from ..naming import kind_of_service, service_key
from ..queries import Approved, figures_of, key_of
from .calculation import Figures, Moved, by_party

NOTHING = Approved({})


@dataclass(frozen=True)
class Development:
    """A year as one person sees it: its lines party by party, and the parties without any."""

    year: TariffYear
    lines: list[Moved]
    parties: list[Party]
    awaiting: frozenset[str]  # codes of parties whose lines are not decided yet

    @cached_property
    def missing(self) -> list[Party]:
        here = {line.party for line in self.lines}
        return [party for party in self.parties if party.code not in here]

    @property
    def pl_pct(self) -> Decimal | None:
        return self.year.pl_pct

    def of_party(self, code: str) -> list[Moved]:
        return [line for line in self.lines if line.party == code]


def development_of(
    year: TariffYear, person: Person, offers: Collection[int] | None = None
) -> Development:
    """The lines of the year that the person may see, beside last year's.

    Everybody in the cooperation sees what is decided. The secretariat also sees what has been
    handed in, a party its own. The rest is seen as it was laid in the tariff item, if it was: a
    party's draft is its own, and is in nobody's analysis. `offers` are the only ones that are read.
    """
    parties = list(Party.objects.exclude(kind=PartyKind.OTHER).order_by("name"))
    last = _LastYear(year, offers)
    found: dict[str, list[Moved]] = defaultdict(list)
    awaiting: set[str] = set()
    rows = list(_seen(year, person, offers))
    said = _Said(year, rows)
    for row in rows:
        party = row["submission__party__code"]
        found[party].append(_moved(row, year, last, said))
        if row["submission__status"] != SubmissionStatus.APPROVED:
            awaiting.add(party)
    if any(party.code not in found for party in parties) and not person.is_of_secretariat():
        rest = [party for party in parties if party.code not in found]
        for code, laid in _laid(rest, year, person, last):
            found[code] = [line for line in laid if offers is None or line.offer_id in offers]
            awaiting.add(code)
    lines = [line for party in parties for line in found.get(party.code, ())]
    return Development(year, lines, parties, frozenset(awaiting))


# --- As it is stored ------------------------------------------------------------------------------

FIELDS = (
    "pk", "offer_id", "offer__name", "service", "service_as_read", "service_key", "basis_key",
    "basis_text", "legal_basis__code", "unit", "kind", "is_billed", "budget", "places",
    "occupancy_pct", "tariff", "replaces_id", "explanation_id", "explanation__text",
    "submission__status", "submission__party_id", "submission__party__code",
    "submission__party__name",
)  # fmt: skip


def _seen(
    year: TariffYear, person: Person, offers: Collection[int] | None
) -> Iterable[dict[str, Any]]:
    """The lines that count: those that apply at the year's end, corrections taken in; of a party
    that has handed in and is not decided on, all, for those who may see its submission."""
    decided = Q(valid_tariff__valid__contains=date(year.year, 12, 31))
    seen = Submission.objects.visible_to(person)
    handed_in = Q(
        submission__in=seen.filter(
            year=year, status__in=HANDED_IN, kind=SubmissionKind.ANNUAL
        )
    )  # fmt: skip
    rows = Line.objects.filter(decided | handed_in, submission__year=year, tariff__isnull=False)
    if offers is not None:
        rows = rows.filter(offer__in=offers)
    return rows.order_by("submission__party", "submission__number", "position", "pk").values(
        *FIELDS
    )


def _moved(row: dict[str, Any], year: TariffYear, last: _LastYear, said: _Said) -> Moved:
    key = (row["offer_id"], row["service_key"], row["basis_key"], row["unit"])
    before = last.find(
        row["submission__party_id"], key, replaces=row["replaces_id"],
        is_average=row["kind"] == "average",
    )  # fmt: skip
    return Moved(
        party=row["submission__party__code"], party_name=row["submission__party__name"],
        offer_id=row["offer_id"], offer=row["offer__name"],
        service=row["service_as_read"] or row["service"],
        basis=row["legal_basis__code"] or row["basis_text"], unit=row["unit"], kind=row["kind"],
        billed=row["is_billed"],
        now=Figures(row["budget"], row["places"], row["occupancy_pct"], row["tariff"]),
        last=before, pl_pct=year.pl_pct, text=" ".join((row["explanation__text"] or "").split()),
        causes=tuple(said.causes.get(row["explanation_id"], ())),
        covers=said.shared.get(row["explanation_id"], 1),
    )  # fmt: skip


class _LastYear:
    """What was approved at the end of the year before, of all parties. Two queries."""

    def __init__(self, year: TariffYear, offers: Collection[int] | None) -> None:
        rows = ValidTariff.objects.on(date(year.year - 1, 12, 31)).order_by("pk")
        if offers is not None:
            rows = rows.filter(offer__in=offers)
        by_operator: dict[int, dict[Any, ValidTariff]] = defaultdict(dict)
        self.by_line: dict[int, ValidTariff] = {}
        for row in rows:
            by_operator[row.operator_id][key_of(row)] = row
            self.by_line[row.line_id] = row
        self.approved = {operator: Approved(rows) for operator, rows in by_operator.items()}
        self.bases = LegalBases()

    def find(
        self, operator: int, key: tuple[int, str, str, str], *, is_average: bool,
        replaces: int | None = None,
    ) -> Figures | None:  # fmt: skip
        """The figures of what the line was, also where it was mapped to a line of another model."""
        row = self.by_line.get(replaces) if replaces else None
        if row is None:
            of_party = self.approved.get(operator, NOTHING)
            row = of_party.find(key, self.bases, is_average=is_average)
        return figures_of(row) if row else None


class _Said:
    """The causes of each explanation of the year, and how many of the lines share it. A query."""

    def __init__(self, year: TariffYear, lines: Iterable[dict[str, Any]]) -> None:
        self.causes: dict[int, list[tuple[str, Decimal | None]]] = defaultdict(list)
        rows = ExplanationCause.objects.filter(explanation__submission__year=year)
        for explanation, cause, amount in rows.values_list("explanation_id", "cause", "amount"):
            self.causes[explanation].append((str(Cause(cause).label), amount))
        own = (row["explanation_id"] for row in lines)
        self.shared = Counter(explanation for explanation in own if explanation is not None)


# --- As it was laid before DAS --------------------------------------------------------------------


def _laid(
    parties: list[Party], year: TariffYear, person: Person, last: _LastYear
) -> Iterator[tuple[str, list[Moved]]]:
    """Of these parties, the lines that the takstbilag shows, beside last year's."""
    laid = slots.shown_to(person, year)
    if laid is None:
        return
    offers = {
        (operator, key): pk
        for operator, key, pk in Offer.objects.values_list("operator_id", "name_key", "pk")
    }
    shown = {made["code"]: made for made in laid["parties"] if not made["missing"]}
    for party in parties:
        if made := shown.get(party.code):
            yield party.code, list(_as_laid(made, party, offers, year, last))


def _as_laid(
    made: AppendixParty, party: Party, offers: Mapping[tuple[int, str], int],
    year: TariffYear, last: _LastYear,
) -> Iterator[Moved]:  # fmt: skip
    notes = {row["number"]: row for row in made["explanations"]}
    for offer in made["offers"]:
        key = offers.get((party.pk, name_key(offer["name"])), 0)
        for line in offer["lines"]:
            if line["tariff"] is not None:
                note = notes.get(line["note"] or 0)
                yield _of_laid(line, note, (party, offer["name"], key), year, last)


def _of_laid(
    line: AppendixLine, note: AppendixExplanation | None, of: tuple[Party, str, int],
    year: TariffYear, last: _LastYear,
) -> Moved:  # fmt: skip
    operator, offer, offer_id = of
    kind, basis = kind_of_service(line["service"]), normal_basis(line["legal_basis"])
    key = (offer_id, service_key(line["service"]), basis, line["unit"])
    before = last.find(operator.pk, key, is_average=kind == "average")
    tariff, stated = Decimal(line["tariff"] or 0), _decimal(line["last_year"])
    if before is None or (stated is not None and stated != before.tariff):
        before = None if stated is None else Figures(None, None, None, stated)
    return Moved(
        party=operator.code, party_name=operator.name, offer_id=offer_id, offer=offer,
        service=line["service"], basis=line["legal_basis"], unit=line["unit"], kind=kind,
        billed=line["billed"],
        now=Figures(
            _decimal(line["budget"]), _decimal(line["places"]), _decimal(line["occupancy_pct"]),
            tariff,
        ),
        last=before, pl_pct=year.pl_pct, text=note["text"] if note else "",
        causes=tuple((cause, _decimal(amount)) for cause, amount in note["causes"]) if note else (),
        covers=len(note["covers"]) if note else 1,
    )  # fmt: skip


def _decimal(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)


# --- Occupancy ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Used:
    """An offer in a year: the places budgeted and the occupancy assumed, and how many places the
    parties say they used. `achieved_pct` is of all places, as the assumed is."""

    party_name: str
    offer: str
    places: Decimal
    assumed_pct: Decimal
    used: Decimal
    buyers: int

    @property
    def achieved_pct(self) -> Decimal:
        return self.used * 100 / self.places

    @property
    def difference(self) -> Decimal:
        """Percentage points, above or below what the tariff was set on."""
        return self.achieved_pct - self.assumed_pct


def occupancy_of(year: int) -> list[Used]:
    """The occupancy that the year's approved tariffs assume against what buyers say they used, for
    the offers where somebody has said it. For the secretariat: it adds up what is each buyer's."""
    bought = {
        row["offer_id"]: row
        for row in Purchase.objects.filter(year=year)
        .values("offer_id")
        .annotate(used=Sum("places"))
        .order_by("offer_id")
    }
    rows = ValidTariff.objects.on(date(year, 12, 31)).filter(
        offer_id__in=bought, kind="average", places__gt=0, occupancy_pct__gt=0,
        unit__in=("Døgn", "Dag"),
    )  # fmt: skip
    found: dict[int, list[ValidTariff]] = defaultdict(list)
    for row in rows.select_related("operator").order_by("operator__name", "offer_name"):
        found[row.offer_id].append(row)
    buyers = _buyers(year)
    return [_used(own, bought[offer]["used"], buyers.get(offer, 0)) for offer, own in found.items()]


def _buyers(year: int) -> dict[int, int]:
    counted: dict[int, int] = defaultdict(int)
    for offer in Purchase.objects.filter(year=year).values_list("offer_id", flat=True):
        counted[offer] += 1
    return counted


def _used(rows: list[ValidTariff], used: Decimal, buyers: int) -> Used:
    places = sum((row.places or Decimal(0) for row in rows), Decimal(0))
    filled = sum(
        ((row.places or Decimal(0)) * (row.occupancy_pct or Decimal(0)) for row in rows), Decimal(0)
    )
    first = rows[0]
    return Used(first.operator.name, first.offer_name, places, filled / places, used, buyers)


def parties_with_lines(development: Development) -> list[tuple[str, str]]:
    """Codes and names, for choosing among."""
    return list(dict.fromkeys(by_party(line) for line in development.lines))
