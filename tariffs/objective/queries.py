"""Reading across schemes, scenarios, populations and takstblade."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Prefetch, QuerySet

from dasportal.accounts.models import Party, Person
from dasportal.register.models import Population

from .calculation import change_pct
from .models import UNDER_WAY, KeyKind, Rate, RateSheet, Scenario, Scheme


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
    found = rows.select_related("scheme__operator", "changed_by").prefetch_related("shares")
    return sorted(found.order_by("pk"), key=lambda row: order[row.status])


@dataclass(frozen=True)
class Counted:
    """A date on which people were counted: which parties have a figure (primary keys), how many
    people in all, and who says so."""

    group: str
    counted_on: date
    parties: frozenset[int]
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
            (before.parties if before else frozenset()) | {row.party_id},
            (before.people if before else 0) + row.people,
            before.source if before else row.source,
        )
    return list(found.values())


def people_on(group: str, counted_on: date) -> dict[int, Population]:
    """The figures of a date by the party's key."""
    rows = Population.objects.filter(group=group, counted_on=counted_on)
    return {row.party_id: row for row in rows.select_related("party")}


def by_party(group: str, counted_on: date) -> QuerySet[Population]:
    """The figures of a date in Danish order of the parties."""
    rows = Population.objects.filter(group=group, counted_on=counted_on)
    return rows.select_related("party").order_by("party__name")


def newest_people(group: str, *, other_than: date) -> dict[int, Population]:
    """The figures of the newest other date of the group, by the party's key."""
    others = Population.objects.filter(group=group).exclude(counted_on=other_than)
    newest = others.order_by("-counted_on").values_list("counted_on", flat=True).first()
    return people_on(group, newest) if newest else {}


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


def years_under_way(rows: Iterable[Scenario]) -> list[tuple[int, list[Scenario]]]:
    """The scenarios that are not laid fast, by year, the newest first."""
    years: dict[int, list[Scenario]] = {}
    for row in rows:
        if not row.is_frozen:
            years.setdefault(row.year, []).append(row)
    return sorted(years.items(), reverse=True)


def codes_of(person: Person) -> set[str]:
    """The codes of the parties the person acts for today."""
    return {role.party.code for role in person.current_roles() if role.party is not None}


def own_shares(schemes: Iterable[Scheme], person: Person) -> dict[int, int]:
    """What the person's parties pay in the newest table of each scheme (as `listed` fetched them),
    in whole kroner by the scheme's primary key; nothing where they take no part."""
    mine, found = codes_of(person), {}
    for scheme in schemes:
        newest = next(iter(scheme.current), None)  # type: ignore[attr-defined]
        rows = newest.snapshot["rows"] if newest else ()
        own = [row["amount"] for row in rows if row["code"] in mine and row["key"] is not None]
        if own:
            found[scheme.pk] = sum(own)
    return found


def what_holds(scenario: Scenario) -> Scenario | None:
    """The table that holds for the scenario's year, if one does."""
    rows = Scenario.objects.current().filter(scheme=scenario.scheme_id, year=scenario.year)
    return rows.first()


def others_of_year(scenario: Scenario, person: Person) -> int:
    """How many other scenarios of the year one may see."""
    rows = Scenario.objects.visible_to(person).filter(scheme=scenario.scheme_id, year=scenario.year)
    return rows.exclude(pk=scenario.pk).count()


def sheet_before(sheet: RateSheet, person: Person) -> RateSheet | None:
    """The takstblad of the year before that one may see."""
    rows = RateSheet.objects.visible_to(person).filter(scheme=sheet.scheme_id, year=sheet.year - 1)
    return rows.first()


@dataclass(frozen=True)
class RateBeside:
    """A rate with last year's beside it, in whole kroner."""

    rate: Rate
    last: int | None
    pct: Decimal | None


def beside(rates: Iterable[Rate], before: RateSheet | None) -> list[RateBeside]:
    """The rates in order with those of the year before, found by area, service and name."""
    rows = before.rates.all() if before else ()
    earlier = {(row.area, row.service, row.name): row.amount for row in rows}
    made: list[RateBeside] = []
    for row in rates:
        last = earlier.get((row.area, row.service, row.name))
        pct = change_pct(row.amount, last) if last is not None else None
        made.append(RateBeside(row, last, pct))
    return made
