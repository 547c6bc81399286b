"""A party as buyer: one answer about all the offers, saved as it is written, handed in once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from dasportal.accounts.models import Party, Person
from dasportal.accounts.transitions import NotAllowed
from dasportal.register.models import Purchase
from offers.permissions import can_answer_for
from offers.queries import offers_in

from .. import emails
from ..models import BuyerAnswer, DialogueYear, Intention, OfferUse, YearStatus
from ..queries import answer_before
from .table import ANSWER, locked_answer, locked_year

FIELDS = ("now", "next_year", "year_after", "intention", "wishes", "why_not")


@transaction.atomic
def begin_answer(dialogue: DialogueYear, *, party: Party, by: Person) -> BuyerAnswer:
    """The draft with every offer of the year, begun with what was expected last time and what the
    register knows is bought; the one that is there when it is begun already."""
    year = locked_year(dialogue)
    found = BuyerAnswer.objects.filter(dialogue=year, party=party).first()
    if found is not None:
        if not BuyerAnswer.objects.visible_to(by).filter(pk=found.pk).exists():
            raise NotAllowed(f"{party} er begyndt på svaret og har ikke indsendt det endnu.")
        return found
    ANSWER.check(party, "begin", by)
    if year.status == YearStatus.CLOSED:
        raise NotAllowed(f"Dialogen for {year.year} er afsluttet.")
    made = BuyerAnswer.objects.create(
        dialogue=year, party=party, saved_by=by, on_behalf=not can_answer_for(by, party)
    )
    bought = dict(
        Purchase.objects.filter(buyer=party, year=year.year).values_list("offer", "places")
    )
    before = answer_before(made)
    last = {use.offer_id: use for use in before.uses.all()} if before else {}
    OfferUse.objects.bulk_create(
        OfferUse(
            answer=made, offer=offer,
            now=bought.get(offer.pk) or (last[offer.pk].next_year if offer.pk in last else None),
            intention=last[offer.pk].intention if offer.pk in last else "",
            wishes=last[offer.pk].wishes if offer.pk in last else "",
        )
        for offer in offers_in(year.year)
    )  # fmt: skip
    return made


@transaction.atomic
def save_answer(
    answer: BuyerAnswer, *, uses: Mapping[int, Mapping[str, Any]], by: Person
) -> BuyerAnswer:
    """Save what is written so far: values by the offer's key."""
    fresh = locked_answer(answer)
    ANSWER.check(fresh, "write", by)
    _check_open(fresh)
    rows = {use.offer_id: use for use in fresh.uses.all()}
    for offer, values in uses.items():
        row = rows.get(offer)
        if row is None:
            continue
        for name, value in values.items():
            if name not in FIELDS:
                raise TypeError(f"no {name} is asked of a buyer")
            setattr(row, name, value)
        row.save()
    fresh.saved_by = by
    fresh.on_behalf = fresh.on_behalf or not can_answer_for(by, fresh.party)
    fresh.save()
    return fresh


def _check_open(answer: BuyerAnswer) -> None:
    if answer.dialogue.status == YearStatus.CLOSED:
        raise NotAllowed(f"Dialogen for {answer.dialogue.year} er afsluttet.")


def lacking_in(answer: BuyerAnswer) -> list[tuple[OfferUse, str, str]]:
    """What keeps the answer from being handed in: the offer, the field, and what to do."""
    rows = []
    for use in answer.uses.select_related("offer"):
        if not use.intention:
            rows.append((use, "intention", f"{use.offer}: vælg, hvad I regner med."))
        elif use.intention == Intention.NONE and not use.why_not.strip():
            rows.append((use, "why_not", f"{use.offer}: skriv, hvorfor I ikke bruger det."))
        elif use.intention != Intention.NONE and use.next_year is None:
            rows.append((use, "next_year", f"{use.offer}: skriv, hvad I venter næste år."))
    return rows


@transaction.atomic
def submit_answer(answer: BuyerAnswer, *, by: Person) -> BuyerAnswer:
    """Hand it in. Handed in already, also at the same moment, it is given as it is."""
    fresh = locked_answer(answer)
    if fresh.status == "submitted":
        return fresh
    step = ANSWER.check(fresh, "submit", by)
    _check_open(fresh)
    lacking = lacking_in(fresh)
    if lacking:
        raise NotAllowed(" ".join(text for _, _, text in lacking[:5]))
    fresh.status = step.target or fresh.status
    fresh.submitted_at, fresh.submitted_by = timezone.now(), by
    fresh.on_behalf = not can_answer_for(by, fresh.party)
    fresh.save()
    emails.answered(fresh)
    return fresh


@transaction.atomic
def take_back_answer(answer: BuyerAnswer, *, by: Person) -> BuyerAnswer:
    """To be changed, until the hearing begins."""
    fresh = locked_answer(answer)
    step = ANSWER.check(fresh, "take_back", by)
    if fresh.dialogue.status != YearStatus.OPEN:
        raise NotAllowed("Svarene er i høring, så de ligger fast. Skriv det i høringssvaret.")
    fresh.status, fresh.submitted_at, fresh.submitted_by = step.target or fresh.status, None, None
    fresh.save()
    return fresh
