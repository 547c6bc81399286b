"""Population figures of a date, stored with their source; drafts that use them follow."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from dasportal.accounts.models import Person
from dasportal.accounts.transitions import NotAllowed
from dasportal.register.models import Population

from ..models import UNDER_WAY, Scenario, Scheme
from ..permissions import can_edit
from .scenarios import change_scenario, figures_of


@transaction.atomic
def record_populations(
    *, group: str, counted_on: date, source: str, people: Mapping[int, int], by: Person
) -> int:
    """Store the figures by the party's primary key; how many are new or changed is returned.

    Scenarios that are not laid fast and use the date are computed anew; a table that has been laid
    fast, or is an old one as printed, keeps what it was made of.
    """
    if not can_edit(by):
        raise NotAllowed("Befolkningstal kan kun indlæses af sekretariatet.")
    if not source.strip():
        raise NotAllowed("Skriv, hvor tallene kommer fra.")
    list(Scheme.objects.select_for_update().filter(key_kind=group).order_by("pk"))
    before = {
        row.party_id: row
        for row in Population.objects.select_for_update().filter(group=group, counted_on=counted_on)
    }
    changed = 0
    for party, number in people.items():
        row = before.get(party) or Population(party_id=party, group=group, counted_on=counted_on)
        changed += row.people != number
        row.people, row.source = number, source.strip()
        row.save()
    _compute_anew(group, counted_on, by)
    return changed


def _compute_anew(group: str, counted_on: date, by: Person) -> None:
    rows = Population.objects.filter(group=group, counted_on=counted_on)
    people = dict(rows.values_list("party", "people"))
    using = Scenario.objects.filter(
        scheme__key_kind=group, key_date=counted_on, status__in=UNDER_WAY, stated=False
    )
    for scenario in using.select_related("scheme"):
        keys = {row.party_id: people.get(row.party_id, row.key) for row in scenario.shares.all()}
        if any(row.key != keys[row.party_id] for row in scenario.shares.all()):
            change_scenario(scenario, figures_of(scenario), keys, by=by)
