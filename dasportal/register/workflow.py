"""Keeping the register of offers: the verbs. An offer has no states but confirmed or not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Q

from dasportal.accounts.models import Party, Person
from dasportal.accounts.transitions import NotAllowed

from .matching import How, Match, name_key, split_former
from .models import NameKind, Offer, OfferName, Purchase
from .permissions import can_keep_offers_of, can_report_purchases_of
from .slots import MOVES

FIELDS = (
    "unit", "target_groups", "places", "p_number", "address", "opened_on", "closed_on",
    "coverage", "coverage_reason", "is_nationwide",
)  # fmt: skip


@transaction.atomic
def note_unknown_offer(
    name: str, *, operator: Party, source: str, match: Match | None = None
) -> Offer:
    """An unconfirmed offer of a name that nobody knew, with what it may be. The same name again
    gives the same offer."""
    bare, former = split_former(name)
    suggested = match if match and match.how == How.SUGGESTED else None
    offer, is_new = Offer.objects.get_or_create(
        operator=operator,
        name_key=name_key(bare),
        defaults={
            "name": bare,
            "source": source,
            "suggestion_id": suggested.pk if suggested else None,
            "suggestion_score": Decimal(str(round(suggested.score, 2))) if suggested else None,
            "suggestion_reason": suggested.reason if suggested else "",
        },
    )
    if is_new and former:
        note_former_name(offer, former, source=source)
    return offer


@transaction.atomic
def note_former_name(
    offer: Offer, name: str, *, source: str, until: date | None = None
) -> OfferName | None:
    """Remember what the offer was called. None when it is what it is called now."""
    key = name_key(name)
    if key in ("", offer.name_key):
        return None
    made, _ = OfferName.objects.get_or_create(
        offer=offer,
        name_key=key,
        defaults={
            "name": name, "kind": NameKind.FORMER, "source": source, "used_until": until,
        },
    )  # fmt: skip
    return made


@transaction.atomic
def take_stated_name(offer: Offer, name: str, *, source: str) -> Offer:
    """The operator's own file says that this is what the offer is called now, and what it was
    called before. One that is not confirmed takes the name; of a confirmed one, a person says."""
    if offer.confirmed:
        return offer
    before, offer.name = offer.name, name
    offer.save()
    note_former_name(offer, before, source=source)
    return offer


def _locked(offer: Offer, by: Person) -> Offer:
    fresh = (
        Offer.objects.select_for_update(of=("self",)).select_related("operator").get(pk=offer.pk)
    )
    if not can_keep_offers_of(by, fresh.operator):
        raise NotAllowed(
            "Tilbud kan kun rettes af sekretariatet og driftsherrens takstindberettere."
        )
    return fresh


@transaction.atomic
def confirm_offer(offer: Offer, *, by: Person) -> Offer:
    """It is an offer of its own, whatever it looks like."""
    fresh = _locked(offer, by)
    fresh.confirmed = True
    fresh.suggestion, fresh.suggestion_score, fresh.suggestion_reason = None, None, ""
    fresh.save()
    return fresh


@transaction.atomic
def confirm_same(offer: Offer, *, same_as: Offer, by: Person) -> Offer:
    """The unconfirmed offer is the other one, written differently: the name is remembered, what
    stands on it moves, and it is gone. Returns the offer that stays."""
    first, second = sorted((offer, same_as), key=lambda row: row.pk)
    locked = {row.pk: _locked(row, by) for row in (first, second)}
    gone, stays = locked[offer.pk], locked[same_as.pk]
    if gone.pk == stays.pk or gone.operator_id != stays.operator_id:
        raise NotAllowed("Vælg et andet tilbud med samme driftsherre.")
    if gone.confirmed:
        raise NotAllowed(f"»{gone}« er bekræftet som et tilbud for sig.")
    for entry in MOVES:
        entry.move(gone, stays)
    _take_names_along(gone, stays, by)
    _take_purchases_along(gone, stays)
    gone.delete()
    return stays


def what_follows(offer: Offer, same_as: Offer) -> list[str]:
    """What `confirm_same` would do, in Danish sentences, for the page that asks first."""
    told = [entry.tell(offer) for entry in MOVES]
    bought = offer.purchases.count()
    if bought:
        told.append(f"{bought} køb af pladser lægges til »{same_as}«.")
    names = ", ".join(f"»{row}«" for row in offer.other_names.all())
    if names:
        told.append(f"Andre navne følger med: {names}.")
    told.append(
        f"»{offer}« huskes som en måde at skrive »{same_as}« på. Næste fil, der skriver sådan, "
        f"betyder »{same_as}«."
    )
    told.append(f"»{offer}« er derefter ikke længere et tilbud for sig.")
    return [sentence for sentence in told if sentence]


def _take_names_along(gone: Offer, stays: Offer, by: Person) -> None:
    for row in gone.other_names.exclude(name_key=stays.name_key):
        if not stays.other_names.filter(name_key=row.name_key).exists():
            row.offer = stays
            row.save()
    alias = {"kind": NameKind.ALIAS, "source": gone.source or "Register", "confirmed_by": by}
    OfferName.objects.update_or_create(
        offer=stays, name_key=gone.name_key, defaults={"name": gone.name, **alias}
    )


def _take_purchases_along(gone: Offer, stays: Offer) -> None:
    for row in gone.purchases.select_for_update():
        there = stays.purchases.filter(buyer=row.buyer_id, year=row.year).first()
        if there is None:
            row.offer = stays
            row.save()
        else:
            there.places += row.places
            there.save()
            row.delete()


@transaction.atomic
def change_offer(offer: Offer, *, by: Person, changes: Mapping[str, Any]) -> Offer:
    """Set what the register says of the offer, apart from its name and whether it is confirmed."""
    fresh = _locked(offer, by)
    for name in FIELDS:
        if name in changes:
            setattr(fresh, name, changes[name])
    if fresh.coverage == "exempt" and not fresh.coverage_reason.strip():
        raise NotAllowed("Skriv, hvorfor tilbuddet er undtaget fra styringsaftalen.")
    fresh.save()
    if "legal_bases" in changes:
        fresh.legal_bases.set(changes["legal_bases"])
    return fresh


@transaction.atomic
def note_legal_bases(rests_on: Iterable[tuple[int, int]]) -> None:
    """What approved tariffs say of offers: each rests on these legal bases too. Pairs of the
    offer's and the legal basis' keys; none is taken away."""
    through = Offer.legal_bases.through
    through.objects.bulk_create(
        (through(offer_id=offer, legalbasis_id=basis) for offer, basis in sorted(set(rests_on))),
        ignore_conflicts=True,
    )


@transaction.atomic
def remember_alias(offer: Offer, *, name: str, source: str, by: Person) -> OfferName | None:
    """A person says that the name means this offer: the next time it does. None when it is what
    the offer is called already."""
    fresh = _locked(offer, by)
    key = name_key(name)
    if key in ("", fresh.name_key):
        return None
    made, _ = OfferName.objects.get_or_create(
        offer=fresh,
        name_key=key,
        defaults={
            "name": name.strip()[:200], "kind": NameKind.ALIAS, "source": source,
            "confirmed_by": by,
        },
    )  # fmt: skip
    return made


@transaction.atomic
def add_offer(
    name: str,
    *,
    operator: Party,
    by: Person,
    target_groups: str = "",
    places: Decimal | None = None,
    opened_on: date | None = None,
) -> Offer:
    """An offer that no tariff has told of: a planned one, or one that is to be nominated. One with
    `opened_on` to come is planned. NotAllowed where the operator has one that is called that, now
    or before."""
    if not can_keep_offers_of(by, operator):
        raise NotAllowed(f"Du kan ikke lægge tilbud ind for {operator}.")
    Party.objects.select_for_update().get(pk=operator.pk)
    bare, former = split_former(name)
    key = name_key(bare)
    if not key:
        raise NotAllowed("Skriv, hvad tilbuddet hedder.")
    known = Offer.objects.run_by(operator).filter(
        Q(name_key=key) | Q(other_names__name_key=key)
    ).first()  # fmt: skip
    if known is not None:
        raise NotAllowed(f"{operator} har allerede »{known}« i registret.")
    made = Offer.objects.create(
        name=bare, operator=operator, target_groups=target_groups.strip(), places=places,
        opened_on=opened_on, confirmed=True, source=f"Lagt ind af {by}"[:200],
    )  # fmt: skip
    if former:
        note_former_name(made, former, source=made.source)
    return made


@transaction.atomic
def rename_offer(offer: Offer, *, name: str, since: date, by: Person) -> Offer:
    """A new name from a day on. The old one is kept as a former name until the day before."""
    fresh = _locked(offer, by)
    bare, _ = split_former(name)
    key = name_key(bare)
    if not key:
        raise NotAllowed("Skriv, hvad tilbuddet hedder.")
    if Offer.objects.run_by(fresh.operator).filter(name_key=key).exclude(pk=fresh.pk).exists():
        raise NotAllowed(f"Driftsherren har allerede et tilbud, der hedder »{bare}«.")
    before, fresh.name = fresh.name, bare
    fresh.save()
    fresh.other_names.filter(name_key=fresh.name_key).delete()
    note_former_name(fresh, before, source=f"Omdøbt af {by}", until=since - timedelta(days=1))
    return fresh


@transaction.atomic
def report_purchase(
    offer: Offer, *, buyer: Party, year: int, places: Decimal, by: Person, source: str = ""
) -> Purchase | None:
    """How many places the party uses there in the year; none removes what was said before."""
    if not can_report_purchases_of(by, buyer):
        raise NotAllowed("En parts køb kan kun indberettes af parten selv og sekretariatet.")
    if places < 0:
        raise NotAllowed("Skriv et antal pladser.")
    rows = Purchase.objects.filter(offer=offer, buyer=buyer, year=year)
    if not places:
        rows.delete()
        return None
    made, _ = Purchase.objects.update_or_create(
        offer=offer, buyer=buyer, year=year,
        defaults={"places": places, "source": source or str(by)},
    )  # fmt: skip
    return made


@transaction.atomic
def take_purchases_along(buyer: Party, *, year: int, by: Person) -> int:
    """Fill the year with what the party used the year before, where nothing is said yet. Returns
    how many were taken along."""
    if not can_report_purchases_of(by, buyer):
        raise NotAllowed("En parts køb kan kun indberettes af parten selv og sekretariatet.")
    there = set(Purchase.objects.filter(buyer=buyer, year=year).values_list("offer", flat=True))
    rows = Purchase.objects.filter(buyer=buyer, year=year - 1).exclude(offer__in=there)
    made = [
        Purchase(offer_id=row.offer_id, buyer=buyer, year=year, places=row.places,
                 source=f"Som i {year - 1}")
        for row in rows
    ]  # fmt: skip
    Purchase.objects.bulk_create(made)
    return len(made)
