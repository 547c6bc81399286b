"""A year's shares: drafted in one or more scenarios, chosen, and laid fast."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from dasportal.accounts.models import Party, Person
from dasportal.accounts.transitions import NotAllowed
from meetings.snapshot import fingerprint

from ..amounts import amounts_of
from ..calculation import share
from ..models import Method, Scenario, ScenarioStatus, Scheme, Share
from ..snapshot import live
from .table import SCENARIO, locked_scenario, locked_scheme

Keys = Mapping[int, Decimal | int]  # by the party's primary key


@dataclass(frozen=True)
class Figures:
    """What a scenario is made of; see the model for units."""

    year: int
    name: str
    method: str
    key_date: date
    key_source: str
    price_level: int
    total: int | None = None
    budget: int | None = None
    objective_pct: Decimal | None = None
    earlier_result: int = 0
    earlier_year: int | None = None
    earlier_pct: Decimal = Decimal(100)
    cases: int | None = None
    exact: bool = False
    pl_pct: Decimal | None = None
    note: str = ""


@transaction.atomic
def draft_scenario(
    scheme: Scheme,
    figures: Figures,
    keys: Keys,
    *,
    by: Person,
    stated: Mapping[int, int] | None = None,
) -> Scenario:
    """A new scenario of a year. `stated` are the amounts of an old table, by the party's key: they
    are kept as printed, whatever the method gives. NotAllowed when the key cannot share."""
    fresh = locked_scheme(scheme)
    SCENARIO.check(fresh, "draft", by)
    made = Scenario(scheme=fresh, changed_by=by, stated=stated is not None, **asdict(figures))
    _store(made, keys, stated)
    return made


@transaction.atomic
def change_scenario(
    scenario: Scenario, figures: Figures, keys: Keys, *, by: Person, seen: int | None = None
) -> Scenario:
    """New figures; the shares are computed anew. `seen` is the revision that the page showed."""
    fresh = locked_scenario(scenario)
    SCENARIO.check(fresh, "change", by)
    if seen is not None and seen != fresh.revision:
        raise NotAllowed(
            f"{fresh.changed_by} har rettet forslaget, efter at siden blev vist. Dine rettelser er "
            "ikke gemt. Se det nye forslag i et andet vindue, og gem igen, hvis dine skal gælde."
        )
    for field, value in asdict(figures).items():
        setattr(fresh, field, value)
    fresh.changed_by, fresh.stated = by, False
    fresh.revision += 1
    _store(fresh, keys, None)
    return fresh


def _store(scenario: Scenario, keys: Keys, stated: Mapping[int, int] | None) -> None:
    """Save the scenario with its shares, computed unless an old table states them."""
    amounts = stated if stated is not None else computed(scenario, keys)
    scenario.save()
    scenario.shares.all().delete()
    Share.objects.bulk_create(
        Share(scenario=scenario, party_id=party, key=keys[party], amount=amounts[party])
        for party in keys
    )


def computed(scenario: Scenario, keys: Keys) -> dict[int, int]:
    """What the scenario's method gives each, in whole kroner, by the party's primary key."""
    codes = dict(Party.objects.filter(pk__in=keys).values_list("pk", "code"))
    operator = scenario.scheme.operator
    if scenario.method == Method.OPERATOR and (operator is None or operator.pk not in keys):
        raise NotAllowed(
            "Driftsherren kan kun tage resten, når den selv er med i fordelingen. Vælg en anden "
            "afrunding, eller ret ordningens driftsherre."
        )
    if not any(keys.values()):
        raise NotAllowed("Nøglen er nul for alle, så der er ikke noget at fordele efter.")
    shares = share(
        amounts_of(scenario).shared,
        {codes[pk]: key for pk, key in keys.items()},
        scenario.method,
        operator=operator.code if operator else None,
    )
    return {pk: shares.amounts[codes[pk]] for pk in keys}


@transaction.atomic
def choose_scenario(scenario: Scenario, *, by: Person) -> Scenario:
    """Say that this is the one to lay fast; another that was chosen is a draft again."""
    fresh = locked_scenario(scenario)
    SCENARIO.check(fresh, "choose", by)
    others = Scenario.objects.filter(scheme=fresh.scheme, year=fresh.year)
    others.filter(status=ScenarioStatus.CHOSEN).update(status=ScenarioStatus.DRAFT)
    fresh.status, fresh.changed_by = ScenarioStatus.CHOSEN, by
    fresh.save()
    return fresh


@transaction.atomic
def approve_scenario(scenario: Scenario, *, decision: str, by: Person) -> Scenario:
    """Freeze the table as it stands; the one that held for the year is replaced. `decision` says
    where it was decided, as »DAS den 2. oktober 2025, punkt 7«."""
    fresh = locked_scenario(scenario)
    SCENARIO.check(fresh, "approve", by)
    if not decision.strip():
        raise NotAllowed("Skriv, hvor fordelingen er besluttet.")
    held = Scenario.objects.current().filter(scheme=fresh.scheme, year=fresh.year)
    for before in held.select_for_update():
        SCENARIO.check(before, "replace", by)
        before.status = ScenarioStatus.REPLACED
        before.save()
    fresh.snapshot = live(fresh)
    fresh.sha256 = fingerprint(fresh.snapshot)
    fresh.status, fresh.decision = ScenarioStatus.APPROVED, decision.strip()
    fresh.approved_at, fresh.approved_by = timezone.now(), by
    fresh.save()
    return fresh


@transaction.atomic
def copy_scenario(scenario: Scenario, *, by: Person) -> Scenario:
    """A draft of the same figures and key, to change into another scenario of the year."""
    fresh = locked_scenario(scenario)
    SCENARIO.check(fresh, "copy", by)
    keys = {row.party_id: row.key for row in fresh.shares.all()}
    figures = replace(figures_of(fresh), name=_copy_name(fresh))
    return draft_scenario(fresh.scheme, figures, keys, by=by)


def figures_of(scenario: Scenario) -> Figures:
    """What the scenario is made of."""
    return Figures(**{field.name: getattr(scenario, field.name) for field in fields(Figures)})


def _copy_name(scenario: Scenario) -> str:
    taken = set(
        Scenario.objects.filter(scheme=scenario.scheme_id, year=scenario.year).values_list(
            "name", flat=True
        )
    )
    number = 2
    while f"{scenario.name[:70]} ({number})" in taken:
        number += 1
    return f"{scenario.name[:70]} ({number})"


@transaction.atomic
def drop_scenario(scenario: Scenario, *, by: Person) -> None:
    """Delete a scenario that was never laid fast."""
    fresh = locked_scenario(scenario)
    SCENARIO.check(fresh, "drop", by)
    fresh.delete()
