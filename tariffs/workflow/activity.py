"""Grundtakst and activity levels laid at once: the model of 2026, where an offer has a basic tariff of
its own and all offers share what an activity level costs."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from dasportal.accounts.models import Person
from dasportal.accounts.transitions import NotAllowed

from ..models import Line, LineKind, Submission
from ..naming import activity_number, activity_service
from ..permissions import units_written
from .table import open_for_writing

BASIC = "Grundtakst"
LEVELS = {"Døgn": 9, "Dag": 6}  # of the model: nine of a bo-tilbud, six of a day offer
Scale = tuple[int | None, str, int]  # reporting unit, billed unit, level


@dataclass(frozen=True)
class Place:
    """An offer on a legal basis, billed by night or by day, and who reports it."""

    offer_id: int
    basis_key: str
    unit: str
    reporting_unit_id: int | None


@dataclass(frozen=True)
class Activity:
    """What is there now: the places, each with its basic tariff, and the levels that all share.
    `differing` are the levels that are not the same everywhere."""

    basics: Mapping[Place, Decimal | None]
    names: Mapping[Place, str]
    levels: Mapping[Scale, Decimal | None]
    differing: frozenset[Scale]


def activity_of(submission: Submission, writes: frozenset[int | None] | None) -> Activity:
    """The places of the draft that `writes` may write (all where it is None)."""
    rows = submission.lines.select_related("offer", "legal_basis").order_by("offer__name", "pk")
    basics: dict[Place, Decimal | None] = {}
    names: dict[Place, str] = {}
    found: dict[Scale, set[Decimal | None]] = {}
    for row in rows:
        if row.unit not in LEVELS or (writes is not None and row.reporting_unit_id not in writes):
            continue
        place = place_of(row)
        basics.setdefault(place, None)
        names[place] = f"{row.offer} ({row.basis or 'uden lovgrundlag'}, {row.unit.lower()})"
        if row.kind == LineKind.BASIC:
            basics[place] = row.tariff
        elif row.kind == LineKind.ACTIVITY and (level := activity_number(row.service)):
            found.setdefault((place.reporting_unit_id, place.unit, level), set()).add(row.tariff)
    for unit, billed in {(place.reporting_unit_id, place.unit) for place in basics}:
        for level in range(1, LEVELS[billed] + 1):
            found.setdefault((unit, billed, level), {None})
    levels = {
        scale: next(iter(found[scale])) if len(found[scale]) == 1 else None
        for scale in sorted(found, key=lambda scale: (scale[0] or 0, scale[1] != "Døgn", scale[2]))
    }
    differing = frozenset(scale for scale, amounts in found.items() if len(amounts) > 1)
    return Activity(basics, names, levels, differing)


def place_of(line: Line) -> Place:
    return Place(line.offer_id, line.basis_key, line.unit, line.reporting_unit_id)


@transaction.atomic
def lay_activity(
    submission: Submission,
    *,
    basics: Mapping[Place, Decimal | None],
    levels: Mapping[Scale, Decimal | None],
    by: Person,
) -> tuple[int, int]:
    """Give every place with a basic tariff that tariff, and a line for each level that has an
    amount; lines that are there get the amount. A place without is left as it is. Returns how many
    lines are new, and how many moved."""
    fresh = open_for_writing(submission, by)
    writes = units_written(by, fresh)
    lines = list(fresh.lines.select_for_update(of=("self",)).select_related("legal_basis"))
    wanted = [place for place, amount in basics.items() if amount is not None]
    if any(amount is not None and amount < 0 for amount in [*basics.values(), *levels.values()]):
        raise NotAllowed("Tallet kan ikke være under nul.")
    if writes is not None and any(place.reporting_unit_id not in writes for place in wanted):
        raise NotAllowed("Linjen hører til en anden enhed, som du ikke indberetter for.")
    new, moved = [], []
    position = fresh.lines.aggregate(last=Max("position"))["last"] or 0
    for place in wanted:
        own = [row for row in lines if place_of(row) == place]
        if not own:
            continue
        for service, kind, amount in _services(place, basics[place], levels):
            row = _same(own, kind, service)
            if row is None:
                position += 1
                new.append(_new(fresh, own[0], service, kind, amount, position, by))
            elif row.tariff != amount:
                row.tariff, row.revision = amount, row.revision + 1
                row.saved_by, row.saved_at = by, timezone.now()
                moved.append(row)
    Line.objects.bulk_create(new)
    Line.objects.bulk_update(moved, ["tariff", "revision", "saved_by", "saved_at"])
    return len(new), len(moved)


def _services(
    place: Place, basic: Decimal | None, levels: Mapping[Scale, Decimal | None]
) -> list[tuple[str, LineKind, Decimal | None]]:
    """What the place is to have: its basic tariff, and each level of its scale with an amount."""
    rows = [(BASIC, LineKind.BASIC, basic)]
    for (unit, billed, level), amount in levels.items():
        if amount is not None and (unit, billed) == (place.reporting_unit_id, place.unit):
            rows.append((activity_service(level), LineKind.ACTIVITY, amount))
    return rows


def _same(own: Collection[Line], kind: LineKind, service: str) -> Line | None:
    level = activity_number(service)
    return next(
        (r for r in own if r.kind == kind and activity_number(r.service) == level), None
    )  # fmt: skip


def _new(
    submission: Submission, like: Line, service: str, kind: LineKind, amount: Decimal | None,
    position: int, by: Person,
) -> Line:  # fmt: skip
    row = Line(
        submission=submission, offer_id=like.offer_id, reporting_unit_id=like.reporting_unit_id,
        legal_basis=like.legal_basis, basis_text=like.basis_text, unit=like.unit, service=service,
        kind=kind, tariff=amount, position=position, revision=1, saved_by=by,
    )  # fmt: skip
    row.set_keys()
    return row
