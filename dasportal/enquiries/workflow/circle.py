"""Whom it is asked of: parties, their units, people, and named networks kept for reuse."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from dasportal.accounts.models import Party, Person, Unit
from dasportal.accounts.transitions import NotAllowed

from .. import emails
from ..models import Enquiry, EnquiryStatus, Network, NetworkMember, Response, ResponseStatus
from ..permissions import can_ask
from ..slots import kind_of
from .prefilling import prefill
from .table import RESPONSE, locked, open_for_building


@dataclass(frozen=True)
class Asked:
    """One of the circle: a party, a unit of one, or a person."""

    party: Party | None = None
    unit: Unit | None = None
    person: Person | None = None

    @property
    def key(self) -> tuple[int | None, int | None, int | None]:
        party = self.unit.party_id if self.unit else self.party.pk if self.party else None
        return (
            party, self.unit.pk if self.unit else None, self.person.pk if self.person else None
        )  # fmt: skip


def members_of(network: Network) -> list[Asked]:
    rows = network.members.select_related("party", "unit__party", "person")
    return [Asked(row.party, row.unit, row.person) for row in rows]


@transaction.atomic
def set_circle(enquiry: Enquiry, *, circle: Iterable[Asked], by: Person) -> None:
    """Ask just these. Until it is sent the circle may change freely."""
    fresh = open_for_building(enquiry, by)
    wanted = {asked.key: asked for asked in circle}
    _check_units(wanted.values())
    there = {(row.party_id, row.unit_id, row.person_id): row for row in fresh.responses.all()}
    for key in there.keys() - wanted.keys():
        there[key].delete()
    for key in wanted.keys() - there.keys():
        _ask(fresh, key, by)


def _check_units(circle: Iterable[Asked]) -> None:
    """A party answers as one or by its units, never both: it would be counted twice."""
    rows = list(circle)
    whole = {asked.party.pk for asked in rows if asked.party and not asked.unit}
    for asked in rows:
        if asked.unit and asked.unit.party_id in whole:
            raise NotAllowed(
                f"Vælg enten {asked.unit.party} som én part eller enhederne hver for sig."
            )


def _ask(enquiry: Enquiry, key: tuple[int | None, int | None, int | None], by: Person) -> Response:
    RESPONSE.check(None, "ask", by)
    party, unit, person = key
    return Response.objects.create(enquiry=enquiry, party_id=party, unit_id=unit, person_id=person)


@transaction.atomic
def ask_one_more(enquiry: Enquiry, *, asked: Asked, by: Person) -> Response:
    """Ask somebody who was forgotten, after it has been sent."""
    fresh = locked(enquiry)
    if not can_ask(by) or fresh.status != EnquiryStatus.OPEN:
        raise NotAllowed("Der kan kun spørges flere, mens høringen er åben.")
    rows = fresh.responses.select_related("party", "unit__party", "person")
    _check_units([*(Asked(r.party, r.unit, r.person) for r in rows), asked])
    try:
        with transaction.atomic():
            response = _ask(fresh, asked.key, by)
    except IntegrityError as error:
        raise NotAllowed("De er allerede spurgt.") from error
    prefill(response, kind_of(fresh))
    emails.asked(fresh, [response])
    return response


@transaction.atomic
def ask_one_less(response: Response, *, by: Person) -> None:
    """Take somebody out who should not have been asked, and has not begun."""
    locked(response.enquiry)
    fresh = Response.objects.select_for_update(of=("self",)).select_related("enquiry").get(
        pk=response.pk
    )  # fmt: skip
    if not can_ask(by) or fresh.status != ResponseStatus.WAITING:
        raise NotAllowed("De er begyndt på et svar og bliver i kredsen.")
    fresh.answers.all().delete()
    fresh.delete()


# --- Networks -------------------------------------------------------------------------------------


@transaction.atomic
def save_network(
    network: Network | None,
    *,
    name: str,
    members: Iterable[Asked],
    by: Person,
    description: str = "",
) -> Network:
    """Make a network, or give one other members. Enquiries that used it stay as they are."""
    if not can_ask(by):
        raise NotAllowed("Netværk kan kun ændres af sekretariatet.")
    if not name.strip():
        raise NotAllowed("Giv netværket et navn.")
    fresh = network or Network()
    fresh.name, fresh.description = name.strip(), description.strip()
    try:
        with transaction.atomic():
            fresh.save()
    except IntegrityError as error:
        raise NotAllowed("Der er allerede et netværk med det navn.") from error
    fresh.members.all().delete()
    keys = {asked.key for asked in members}
    NetworkMember.objects.bulk_create(
        NetworkMember(network=fresh, party_id=party, unit_id=unit, person_id=person)
        for party, unit, person in keys
    )
    return fresh


@transaction.atomic
def remove_network(network: Network, *, by: Person) -> None:
    if not can_ask(by):
        raise NotAllowed("Netværk kan kun ændres af sekretariatet.")
    network.delete()
