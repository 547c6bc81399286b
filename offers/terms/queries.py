"""A proposal with its consequences in plain values, and what others ask of special terms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch, QuerySet

from dasportal.accounts.models import Party, PartyKind, Person
from dasportal.accounts.permissions import parties_of
from dasportal.danish.dates import format_date
from dasportal.register.models import Offer, Population, Purchase
from offers.models import Membership
from offers.queries import membership_of

from .calculation import NOTHING, Reckoned, Spec, reckon
from .competing import in_common, is_new
from .models import (
    SHARED_BY_KEY,
    Answer,
    AnswerStatus,
    Key,
    NoticeAnswer,
    Proposal,
    Reckoning,
    Scenario,
    Status,
    Term,
)
from .permissions import sees_all_use

Snapshot = dict[str, Any]
SUMS = ("full_total", "total", "sum", "left")
FEWEST = 3  # parties behind a sum that is shown where each one's part is not


def cooperating() -> QuerySet[Party]:
    """The twelve, in Danish order."""
    return Party.objects.exclude(kind=PartyKind.OTHER).order_by("name")


def whole_proposals(rows: QuerySet[Proposal]) -> QuerySet[Proposal]:
    """With all that `consequences` reads, in a constant number of queries."""
    terms = Term.objects.select_related("instrument").prefetch_related("numbers__party")
    return rows.select_related("offer__operator", "case__item__meeting__forum").prefetch_related(
        "parties",
        Prefetch("scenarios", Scenario.objects.prefetch_related(Prefetch("terms", terms))),
        Prefetch("answers", Answer.objects.select_related("party")),
    )


# --- What the terms are reckoned of ---------------------------------------------------------------


@dataclass(frozen=True)
class _Register:
    """Populations and purchases that some terms are reckoned of, by what they are asked by."""

    people: Mapping[tuple[str, date], Mapping[str, Decimal]]
    used: Mapping[tuple[int, int], Mapping[str, Decimal]]


def _register(proposals: Iterable[Proposal]) -> _Register:
    """Two queries however many terms. Used by the consequences alone, which are masked before
    anybody sees them."""
    terms = [
        (term, proposal.offer_id)
        for proposal in proposals for scenario in proposal.scenarios.all()
        for term in scenario.terms.all()
    ]  # fmt: skip
    dates = {term.counted_on for term, _ in terms if term.counted_on}
    years = {term.use_year for term, _ in terms if term.use_year}
    offers = {offer for term, offer in terms if term.use_year}
    people: dict[tuple[str, date], dict[str, Decimal]] = defaultdict(dict)
    for row in Population.objects.filter(counted_on__in=dates).select_related("party"):
        people[row.group, row.counted_on][row.party.code] = Decimal(row.people)
    used: dict[tuple[int, int], dict[str, Decimal]] = defaultdict(dict)
    rows = Purchase.objects.filter(offer__in=offers, year__in=years).select_related("buyer")
    for bought in rows:
        used[bought.offer_id, bought.year][bought.buyer.code] = bought.places
    return _Register(people, used)


def _spec(term: Term, proposal: Proposal, parties: Sequence[Party], register: _Register) -> Spec:
    typed = {row.party.code: row.number for row in term.numbers.all()}
    used = register.used.get((proposal.offer_id, term.use_year or 0), {})
    return Spec(
        reckoning=term.instrument.reckoning,
        operator=proposal.offer.operator.code,
        parties=tuple(party.code for party in parties),
        amount=term.amount or 0,
        keys=_keys(term, typed, used, register),
        used=used,
        typed=typed,
        method=term.method,
        declined=term.declined,
        fee=term.fee,
        tariff=term.tariff or 0,
        days=term.days,
        places=term.places or NOTHING,
        occupancy=term.occupancy or NOTHING,
        occupancy_before=term.occupancy_before or NOTHING,
        pct=term.pct or NOTHING,
    )


def _keys(
    term: Term, typed: Mapping[str, Decimal], used: Mapping[str, Decimal], register: _Register
) -> Mapping[str, Decimal]:
    """What it is shared by. A typed figure stands for a party that the register has none of, such
    as the region, which has no inhabitants of its own."""
    if term.key == Key.TYPED:
        return typed
    if term.key == Key.USE:
        return used
    if term.counted_on is None:
        return {}
    return {**typed, **register.people.get((term.key, term.counted_on), {})}


# --- The consequences -----------------------------------------------------------------------------


def consequences(proposal: Proposal) -> Snapshot:
    """The proposal and what it costs each party, in plain values: page, PDF, Excel, the case's
    text and what is frozen are all made of them. The proposal comes from `whole_proposals`."""
    return consequences_of([proposal])[proposal.pk]


def consequences_of(proposals: Sequence[Proposal]) -> dict[int, Snapshot]:
    register = _register(proposals)
    return {row.pk: _consequences(row, register) for row in proposals}


def _consequences(proposal: Proposal, register: _Register) -> Snapshot:
    parties = sorted_parties(proposal)
    answers = {row.party_id: row for row in proposal.answers.all()}
    bound = _bound(proposal, parties, answers)
    scenarios = [
        _scenario(row, proposal, parties, bound, register) for row in proposal.scenarios.all()
    ]
    return {
        "title": proposal.title,
        "offer": proposal.offer.name,
        "operator": {"code": proposal.offer.operator.code, "name": proposal.offer.operator.name},
        "reason": proposal.reason,
        "wanted": proposal.wanted,
        "from": proposal.starts_on.isoformat(),
        "to": proposal.ends_on.isoformat(),
        "shows_use": proposal.shows_use,
        "all_bound": len(bound) == len(parties),
        "scenarios": scenarios,
        "answers": [_answer(answers[party.pk]) for party in parties if party.pk in answers],
    }


def sorted_parties(proposal: Proposal) -> list[Party]:
    """Those that are asked, in the order that the database has them in."""
    return list(proposal.parties.all())


def _bound(proposal: Proposal, parties: Sequence[Party], answers: Mapping[int, Answer]) -> set[str]:
    """Who is reckoned with: in force those who have joined, before that all who have not declined."""
    if proposal.status in (Status.IN_FORCE, Status.ENDED):
        wanted: Collection[str] = (AnswerStatus.JOINED,)
    else:
        wanted = (AnswerStatus.JOINED, AnswerStatus.WAITING)
    return {
        party.code
        for party in parties
        if party.pk not in answers or answers[party.pk].status in wanted
    }


def _answer(row: Answer) -> Snapshot:
    return {
        "code": row.party.code, "party": row.party.name, "status": row.status,
        "label": row.get_status_display(), "on": row.on.isoformat() if row.on else None,
        "source": row.source,
    }  # fmt: skip


def _scenario(
    scenario: Scenario,
    proposal: Proposal,
    parties: Sequence[Party],
    bound: set[str],
    register: _Register,
) -> Snapshot:
    terms = [_term(row, proposal, parties, bound, register) for row in scenario.terms.all()]
    money = [row for row in terms if row["is_money"]]
    return {
        "id": scenario.pk,
        "name": scenario.name,
        "chosen": scenario.is_chosen,
        "terms": terms,
        "is_money": bool(money),
        "by_use": any(row["by_use"] for row in money),
        "rows": [_sum_row(party, bound, money) for party in parties],
        "full_total": sum(row["full_total"] for row in money),
        "total": sum(row["total"] for row in money),
        "sum": sum(row["sum"] for row in money),
        "left": sum(row["left"] for row in money),
    }


def _sum_row(party: Party, bound: set[str], money: Sequence[Snapshot]) -> Snapshot:
    mine = [row for term in money for row in term["rows"] if row["code"] == party.code]
    full, amount = sum(r["full"] for r in mine), sum(r["amount"] for r in mine)
    return {
        "code": party.code, "party": party.name, "bound": party.code in bound, "full": full,
        "amount": amount, "change": amount - full,
    }  # fmt: skip


def _term(
    term: Term,
    proposal: Proposal,
    parties: Sequence[Party],
    bound: set[str],
    register: _Register,
) -> Snapshot:
    made: Snapshot = {
        "id": term.pk,
        "name": term.instrument.name,
        "words": term.words,
        "is_money": term.instrument.is_money,
        "by_use": term.is_by_use,
        "use_beside": term.instrument.reckoning == Reckoning.PURCHASE,
    }
    if not term.instrument.is_money:
        return made
    spec = _spec(term, proposal, parties, register)
    full = reckon(spec, spec.parties)
    now = full if len(bound) == len(parties) else reckon(spec, bound)
    return made | {
        "basis": _basis(term),
        "columns": [{"heading": c.heading, "form": str(c.form)} for c in now.columns],
        "facts": [{"label": a, "value": _plain(v), "form": str(f)} for a, v, f in now.facts],
        "rows": [_row(party, bound, full, now) for party in parties],
        "full_total": full.total,
        "total": now.total,
        "sum": sum(now.amounts.values()),
        "left": now.left,
    }


def _row(party: Party, bound: set[str], full: Reckoned, now: Reckoned) -> Snapshot:
    before, amount = full.amounts.get(party.code, 0), now.amounts.get(party.code, 0)
    cells = now.cells.get(party.code, ())
    return {
        "code": party.code, "party": party.name, "bound": party.code in bound,
        "cells": [_plain(value) for value in cells], "full": before, "amount": amount,
        "change": amount - before,
    }  # fmt: skip


def _plain(value: Any) -> Any:
    """A decimal without the zeros that the database fills in: JSON keeps it as text."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}" if value else "0"
    return value


def _basis(term: Term) -> str:
    """What it is reckoned of, in words: key, date and rounding."""
    if term.instrument.reckoning not in SHARED_BY_KEY:
        return f"Forbrug i {term.use_year}" if term.use_year else ""
    words = Key(term.key).label if term.key else ""
    if term.key in (Key.CHILDREN, Key.ALL) and term.counted_on:
        words += f" pr. {format_date(term.counted_on)}"
    if term.use_year:
        words += f", forbrug i {term.use_year}"
    return f"{words}. {term.get_method_display()}. {term.get_declined_display()}."


def masked(made: Snapshot, codes: Collection[str] | None) -> Snapshot:
    """Without what tells how many places others use: `codes` are the parties whose own figures one
    may see; None for those who know them all, or where the parties show each other."""
    if codes is None or made["shows_use"]:
        return made
    return {**made, "scenarios": [_masked_scenario(row, codes) for row in made["scenarios"]]}


def _masked_scenario(row: Snapshot, codes: Collection[str]) -> Snapshot:
    terms = [_masked_term(term, codes) for term in row["terms"]]
    if not row["by_use"]:
        return {**row, "terms": terms}
    rows = [_hidden(r, codes) for r in row["rows"]]
    without = dict.fromkeys(SUMS) if any(t.get("total", 0) is None for t in terms) else {}
    return {**row, "terms": terms, "rows": rows, "is_masked": True, **without}


def _masked_term(term: Snapshot, codes: Collection[str]) -> Snapshot:
    if not term["is_money"]:
        return term
    if term["use_beside"]:
        rows = [
            r if r["code"] in codes else {**r, "cells": [r["cells"][0], *([None] * 3)]}
            for r in term["rows"]
        ]
        return {**term, "rows": rows}
    if not term["by_use"]:
        return term
    # Of two that use it, each could reckon the other's from the sum.
    few = sum(bool(r["full"]) for r in term["rows"]) < FEWEST
    return {
        **term,
        "rows": [_hidden(r, codes) for r in term["rows"]],
        **(dict.fromkeys(SUMS) if few else {}),
    }


def _hidden(row: Snapshot, codes: Collection[str]) -> Snapshot:
    if row["code"] in codes:
        return row
    gone = dict.fromkeys(("full", "amount", "change"))
    return {**row, **gone, "cells": [None for _ in row.get("cells", ())], "hidden": True}


def shown_to(person: Person, proposal: Proposal) -> Collection[str] | None:
    """For `masked`: whose figures the person may see."""
    if proposal.shows_use or sees_all_use(person, proposal):
        return None
    mine = parties_of(person)
    return {party.code for party in sorted_parties(proposal) if party.pk in mine}


def chosen_of(made: Snapshot) -> Snapshot | None:
    """The scenario that is put forward."""
    return next((row for row in made["scenarios"] if row["chosen"]), None)


def decided_alone(made: Snapshot, status: str) -> Snapshot:
    """Once DAS has decided, only what was chosen is what the parties answer to."""
    if status not in (Status.AGREED, Status.IN_FORCE, Status.ENDED):
        return made
    return {**made, "scenarios": [row for row in made["scenarios"] if row["chosen"]]}


def missing_keys(term: Term, proposal: Proposal) -> list[str]:
    """The parties that the term is to be shared among and that have no key."""
    register = _register([proposal])
    parties = sorted_parties(proposal)
    if term.instrument.reckoning not in SHARED_BY_KEY or term.key == Key.USE:
        return []
    keys = _spec(term, proposal, parties, register).keys
    return [party.name for party in parties if party.code not in keys]


# --- Who is in, and who waits ---------------------------------------------------------------------


def of_offers(offers: Collection[Offer], person: Person) -> QuerySet[Proposal]:
    rows = Proposal.objects.visible_to(person).filter(offer__in=offers)
    return rows.select_related("offer")


def asked_of(person: Person) -> QuerySet[Answer]:
    """What parties are asked that the person may bind: its member in DAS or the deputy."""
    mine = [
        role.party_id for role in person.current_roles()
        if role.kind in ("member", "deputy") and role.forum and role.forum.slug == "das"
    ]  # fmt: skip
    rows = Answer.objects.filter(
        party__in=[pk for pk in mine if pk], status=AnswerStatus.WAITING,
        proposal__status=Status.AGREED,
    )  # fmt: skip
    return rows.select_related("proposal__offer", "party")


def is_in(offer: Offer, on: date) -> bool:
    return membership_of(offer, on) is not None


# --- Non-competition ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Notice:
    """A new offer with target groups in common with one that is in, and what was answered."""

    offer: Offer
    protected: Offer
    groups: tuple[str, ...]
    answer: NoticeAnswer | None

    @property
    def waits(self) -> bool:
        return self.answer is None or not set(self.groups) <= set(self.answer.groups)


def notices(today: date, *, about: Offer | None = None) -> list[Notice]:
    """All that stand, those without an answer first; `about` narrows to one offer, new or in.
    Three queries."""
    members = Membership.objects.current(today).select_related("offer__operator")
    protected = [row.offer for row in members]
    fresh = Offer.objects.filter(confirmed=True, opened_on__isnull=False, closed_on__isnull=True)
    answers = {
        (row.offer_id, row.protected_id): row
        for row in NoticeAnswer.objects.select_related("by")
    }  # fmt: skip
    own = {offer.pk for offer in protected}
    found = [
        Notice(new, old, groups, answers.get((new.pk, old.pk)))
        for new in fresh.exclude(pk__in=own).select_related("operator")
        if is_new(new.opened_on, today)
        for old in protected
        if new.operator_id != old.operator_id and (about is None or about in (new, old))
        and (groups := in_common(new.target_groups, old.target_groups))
    ]  # fmt: skip
    return sorted(found, key=lambda row: not row.waits)
