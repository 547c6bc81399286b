"""A proposal on its way to DAS: drafted with its scenarios, laid before the parties, heard."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.html import format_html

from dasportal.accounts.models import Party, Person
from dasportal.accounts.transitions import NotAllowed
from dasportal.enquiries import workflow as enquiries
from dasportal.enquiries.models import Enquiry
from dasportal.register.models import Offer
from offers import workflow as offers
from offers.models import CourseStep, PathKind, StepKind
from offers.queries import open_case
from offers.workflow.courses import complete, lay_course

from ..calculation import tariff_of
from ..models import (
    NEEDS_USE,
    SHARED_BY_KEY,
    Instrument,
    Key,
    Proposal,
    Reckoning,
    Scenario,
    Term,
    TermNumber,
)
from ..queries import consequences, is_in, missing_keys, sorted_parties, whole_proposals
from .table import PROPOSAL, locked_proposal

FRAME = ("title", "reason", "wanted", "starts_on", "ends_on", "shows_use")
FIGURES = (
    "words", "amount", "key", "counted_on", "use_year", "method", "declined", "fee", "tariff",
    "days", "places", "occupancy", "occupancy_before", "pct",
)  # fmt: skip
FIRST = "Forslag A"


@transaction.atomic
def draft_proposal(offer: Offer, *, by: Person, parties: Iterable[Party], **frame: Any) -> Proposal:
    """A draft with one empty scenario. NotAllowed where the offer is not in."""
    PROPOSAL.check(offer, "draft", by)
    if not is_in(offer, timezone.localdate()):
        raise NotAllowed(f"{offer} er ikke med i det forstærkede samarbejde.")
    made = Proposal(offer=offer, made_by=by)
    _frame(made, frame)
    made.save()
    made.parties.set(_asked(parties))
    Scenario.objects.create(proposal=made, name=FIRST, position=1, is_chosen=True)
    return made


def _frame(proposal: Proposal, frame: Mapping[str, Any]) -> None:
    for name, value in frame.items():
        if name in FRAME:
            setattr(proposal, name, value.strip() if isinstance(value, str) else value)
    if not proposal.title or not proposal.reason:
        raise NotAllowed("Skriv, hvad der foreslås, og hvorfor.")
    if proposal.ends_on < proposal.starts_on:
        raise NotAllowed("Slutdatoen ligger før startdatoen.")


def _asked(parties: Iterable[Party]) -> list[Party]:
    rows = list(parties)
    if not rows:
        raise NotAllowed("Vælg mindst én part, der skal tage stilling.")
    return rows


def _open(proposal: Proposal, by: Person) -> Proposal:
    """The proposal, locked, when `by` may change it now: a draft its maker's side, what has been
    laid before the parties the secretariat alone."""
    fresh = locked_proposal(proposal)
    PROPOSAL.check(fresh, "change" if fresh.status == "draft" else "amend", by)
    return fresh


@transaction.atomic
def change_proposal(
    proposal: Proposal, *, by: Person, parties: Iterable[Party], **frame: Any
) -> Proposal:
    fresh = _open(proposal, by)
    _frame(fresh, frame)
    fresh.save()
    fresh.parties.set(_asked(parties))
    return fresh


# --- Scenarios and their terms --------------------------------------------------------------------


@transaction.atomic
def add_scenario(
    proposal: Proposal, *, name: str, by: Person, like: Scenario | None = None
) -> Scenario:
    """One more way to do it, empty or with another's terms."""
    fresh = _open(proposal, by)
    last = fresh.scenarios.aggregate(last=Max("position"))["last"] or 0
    try:
        with transaction.atomic():
            made = Scenario.objects.create(
                proposal=fresh, name=name.strip() or f"Forslag {last + 1}", position=last + 1,
                is_chosen=not fresh.scenarios.exists(),
            )  # fmt: skip
    except IntegrityError as error:
        raise NotAllowed("Der er allerede en model med det navn.") from error
    for term in like.terms.prefetch_related("numbers") if like else ():
        numbers = list(term.numbers.all())
        term.pk, term.scenario = None, made
        term._state.adding = True
        term.save()
        TermNumber.objects.bulk_create(
            TermNumber(term=term, party_id=row.party_id, number=row.number) for row in numbers
        )
    return made


@transaction.atomic
def choose_scenario(scenario: Scenario, *, by: Person) -> Scenario:
    """This is what is put forward."""
    fresh = _open(scenario.proposal, by)
    fresh.scenarios.update(is_chosen=False)
    fresh.scenarios.filter(pk=scenario.pk).update(is_chosen=True)
    return Scenario.objects.get(pk=scenario.pk)


@transaction.atomic
def remove_scenario(scenario: Scenario, *, by: Person) -> None:
    fresh = _open(scenario.proposal, by)
    row = fresh.scenarios.filter(pk=scenario.pk).first()
    if row is not None and row.is_chosen:
        raise NotAllowed("Vælg en anden model først: det er denne, der indstilles.")
    if row is not None:
        row.delete()


@transaction.atomic
def save_term(
    scenario: Scenario,
    instrument: Instrument,
    *,
    by: Person,
    term: Term | None = None,
    numbers: Mapping[int, Decimal | int] | None = None,
    **figures: Any,
) -> Term:
    """Terms of the catalogue in the scenario, with their figures; `numbers` by the party's key.
    NotAllowed where something that it is reckoned of is missing."""
    fresh = _open(scenario.proposal, by)
    made = term or Term(scenario=scenario, instrument=instrument)
    for name in FIGURES:
        if name in figures:
            setattr(made, name, figures[name])
    made.words = made.words.strip()
    _check_figures(made)
    made.save()
    made.numbers.all().delete()
    TermNumber.objects.bulk_create(
        TermNumber(term=made, party_id=party, number=number)
        for party, number in (numbers or {}).items()
    )
    _check_shares(made, fresh)
    return made


def _check_figures(term: Term) -> None:
    kind = term.instrument.reckoning
    if kind == Reckoning.NONE:
        if not term.words:
            raise NotAllowed("Skriv, hvad der aftales.")
        return
    if kind in SHARED_BY_KEY and (not term.amount or not term.key):
        raise NotAllowed("Skriv beløbet, og vælg, hvad der deles efter.")
    if kind in SHARED_BY_KEY and term.key in (Key.CHILDREN, Key.ALL) and not term.counted_on:
        raise NotAllowed("Vælg, hvilke befolkningstal der deles efter.")
    if (kind in NEEDS_USE or term.key == Key.USE) and not term.use_year:
        raise NotAllowed("Vælg, hvilket års forbrug der regnes med.")
    if kind == Reckoning.PURCHASE and not term.tariff:
        raise NotAllowed("Skriv den takst, pladserne købes til.")
    if kind == Reckoning.SUBSCRIPTION and (term.fee is None) == (term.amount is None):
        raise NotAllowed("Skriv enten et abonnement pr. part eller et beløb, der deles ligeligt.")
    if kind in (Reckoning.MIX, Reckoning.OCCUPANCY):
        _check_tariff(term)


def _check_tariff(term: Term) -> None:
    try:
        tariff_of(term.amount or 0, term.places or Decimal(0), term.occupancy or Decimal(0))
        if term.instrument.reckoning == Reckoning.OCCUPANCY:
            tariff_of(1, term.places or Decimal(0), term.occupancy_before or Decimal(0))
    except ValueError as error:
        raise NotAllowed("Skriv budget, pladser og belægning, så taksten kan regnes ud.") from error
    if not term.amount:
        raise NotAllowed("Skriv budgettet, så taksten kan regnes ud.")
    if term.instrument.reckoning == Reckoning.MIX and not term.pct:
        raise NotAllowed("Skriv, hvor stor en del af omkostningerne der deles efter nøglen.")


def _check_shares(term: Term, proposal: Proposal) -> None:
    if term.instrument.reckoning in SHARED_BY_KEY:
        whole = whole_proposals(Proposal.objects.all()).get(pk=proposal.pk)
        missing = missing_keys(term, whole)
        if len(missing) == len(sorted_parties(whole)):
            raise NotAllowed(
                "Ingen af parterne har et nøgletal, så der er ikke noget at dele efter."
            )
        if missing and term.key != Key.TYPED:
            raise NotAllowed(
                f"Der mangler nøgletal for {', '.join(missing)}. Skriv dem i skemaet; nul betyder, "
                "at parten ikke betaler."
            )
    if term.instrument.reckoning == Reckoning.PURCHASE and not term.numbers.exists():
        raise NotAllowed("Skriv, hvor mange pladser mindst én part køber.")


@transaction.atomic
def remove_term(term: Term, *, by: Person) -> None:
    fresh = _open(term.scenario.proposal, by)
    Term.objects.filter(pk=term.pk, scenario__proposal=fresh).delete()


# --- Before the parties ---------------------------------------------------------------------------


@transaction.atomic
def propose(proposal: Proposal, *, by: Person) -> Proposal:
    """Lay it before the parties: from now on everybody in the cooperation sees it, and its way
    through hearing, FU and DAS begins."""
    fresh = locked_proposal(proposal)
    step = PROPOSAL.check(fresh, "propose", by)
    chosen = fresh.scenarios.filter(is_chosen=True).first()
    if chosen is None or not chosen.terms.exists():
        raise NotAllowed("Den model, der indstilles, har ingen vilkår endnu. Vælg mindst ét.")
    fresh.status, fresh.proposed_on = step.target or fresh.status, timezone.localdate()
    fresh.course = lay_course(PathKind.TERMS, offer=fresh.offer, by=by)
    fresh.save()
    first = fresh.course.steps.order_by("position").first()
    if first is not None and first.kind == StepKind.NOTE:
        complete(first, on=timezone.localdate(), by=by, note=fresh.title)
    return fresh


@transaction.atomic
def hear(proposal: Proposal, *, closes_on: date, by: Person) -> Enquiry:
    """A hearing of the parties that are asked, as a draft that the secretariat sends; linked on the
    step of the course. Asked again it is the one that is there."""
    fresh = locked_proposal(proposal)
    PROPOSAL.check(fresh, "hear", by)
    step = _step(fresh, StepKind.HEARING)
    if step is None:
        raise NotAllowed("Forløbet har ikke noget høringstrin.")
    if step.enquiry is not None:
        return step.enquiry
    whole = whole_proposals(Proposal.objects.all()).get(pk=fresh.pk)
    chosen = next(row for row in consequences(whole)["scenarios"] if row["chosen"])
    names = ", ".join(term["name"] for term in chosen["terms"])
    enquiry = enquiries.create_enquiry(
        title=f"Særlige vilkår for {fresh.offer}"[:200], by=by, closes_on=closes_on,
        intro=format_html(
            "<p>{}</p><p>Der foreslås: {}. Se forslaget og hvad det betyder for jeres part under "
            "det forstærkede samarbejde.</p><p>{}</p>", fresh.reason, names, fresh.wanted,
        ),
    )  # fmt: skip
    enquiries.set_circle(
        enquiry, circle=[enquiries.Asked(party=party) for party in sorted_parties(whole)], by=by
    )
    offers.link_hearing(step, enquiry=enquiry, by=by)
    return enquiry


def _step(proposal: Proposal, kind: str) -> CourseStep | None:
    if proposal.course is None:
        return None
    rows = proposal.course.steps.filter(kind=kind).select_related("course", "enquiry", "forum")
    return rows.order_by("position").first()


@transaction.atomic
def withdraw(proposal: Proposal, *, reason: str, by: Person) -> Proposal:
    fresh = locked_proposal(proposal)
    step = PROPOSAL.check(fresh, "withdraw", by)
    if not reason.strip():
        raise NotAllowed("Skriv, hvorfor forslaget trækkes tilbage.")
    if _is_before_a_meeting(fresh):
        raise NotAllowed("Forslaget står på en dagsorden. Træk punktet tilbage der først.")
    fresh.status, fresh.ended_on = step.target or fresh.status, timezone.localdate()
    fresh.ended_because = reason.strip()[:300]
    fresh.save()
    close_course(fresh, "Trukket tilbage", by, stopped=True)
    return fresh


def _is_before_a_meeting(proposal: Proposal) -> bool:
    return open_case(KIND, proposal.pk) is not None


KIND = "terms.proposal"


def close_course(proposal: Proposal, outcome: str, by: Person, *, stopped: bool = False) -> None:
    """End the proposal's course, in the caller's transaction; what steps are left stays untaken."""
    course = proposal.course
    if course is None or not course.is_running:
        return
    course.status = "stopped" if stopped else "done"
    course.ended_on, course.outcome = timezone.localdate(), outcome[:300]
    course.save()
