"""Reading across schemes, scenarios, populations and takstblade."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery

from dasportal.accounts.models import Party, Person
from dasportal.register.models import Population

from .models import UNDER_WAY, KeyKind, RateSheet, Scenario, Scheme


def listed(person: Person) -> QuerySet[Scheme]:
    """The schemes one may see, each with `newest` (what holds, newest year first) and `drafts`."""
    seen = Scenario.objects.visible_to(person)
    return (
        Scheme.objects.visible_to(person)
        .select_related("operator")
        .prefetch_related(
            Prefetch("scenarios", seen.current().order_by("-year"), to_attr="current"),
            Prefetch("scenarios", seen.filter(status__in=UNDER_WAY), to_attr="under_way"),
            Prefetch("sheets", RateSheet.objects.visible_to(person), to_attr="seen_sheets"),
        )
        .annotate(parties=Count("participants", distinct=True))
        .order_by("name")
    )


def last_year(scenario: Scenario) -> Scenario | None:
    """What holds for the year before. A draft never stands beside anything."""
    rows = Scenario.objects.current().filter(scheme=scenario.scheme_id, year=scenario.year - 1)
    return rows.first()


def side_by_side(scheme: Scheme, year: int, person: Person) -> list[Scenario]:
    """The year's scenarios that one may see: what holds or is chosen first, what is replaced last."""
    order = {"approved": 0, "chosen": 1, "draft": 2, "replaced": 3}
    rows = Scenario.objects.visible_to(person).filter(scheme=scheme, year=year)
    found = rows.select_related("scheme__operator", "changed_by").prefetch_related("shares__party")
    return sorted(found.order_by("pk"), key=lambda row: order[row.status])


@dataclass(frozen=True)
class Counted:
    """A date on which people were counted: how many parties have a figure, and who says so."""

    group: str
    counted_on: date
    parties: int
    people: int
    source: str


def counts(group: str | None = None) -> list[Counted]:
    """The dates in the register, the newest first."""
    rows = Population.objects.all() if group is None else Population.objects.filter(group=group)
    found: dict[tuple[str, date], Counted] = {}
    for row in rows.order_by("-counted_on", "group", "pk"):
        before = found.get((row.group, row.counted_on))
        found[row.group, row.counted_on] = Counted(
            row.group,
            row.counted_on,
            (before.parties if before else 0) + 1,
            (before.people if before else 0) + row.people,
            before.source if before else row.source,
        )
    return list(found.values())


def people_on(group: str, counted_on: date) -> dict[int, Population]:
    """The figures of a date by the party's key."""
    rows = Population.objects.filter(group=group, counted_on=counted_on)
    return {row.party_id: row for row in rows.select_related("party")}


def newest_people(group: str) -> dict[int, Population]:
    """Each party's newest figure of the group, by the party's key."""
    newest = (
        Population.objects.filter(group=group, party=OuterRef("party"))
        .order_by("-counted_on")
        .values("pk")[:1]
    )
    rows = Population.objects.filter(group=group, pk=Subquery(newest))
    return {row.party_id: row for row in rows}


def uses_population(scheme: Scheme) -> bool:
    return scheme.key_kind != KeyKind.TYPED


def municipalities() -> QuerySet[Party]:
    """Those that can share: every party but the region has people of its own."""
    return Party.objects.exclude(kind="region").order_by("name")


def shares_of(party: Party, year: int, person: Person) -> Iterable[tuple[Scenario, int]]:
    """What a party pays of each scheme in a year, in whole kroner, from what has been laid fast."""
    rows = Scenario.objects.visible_to(person).current().filter(year=year)
    for scenario in rows.select_related("scheme").order_by("scheme__name"):
        for row in (scenario.snapshot or {}).get("rows", ()):
            if row["code"] == party.code:
                yield scenario, row["amount"]
