"""How a party sets its tariffs: the model of each unit, the steps of its levels, and, where it has
switched model, which old line each new one follows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from dasportal.accounts.models import Party, Person, Unit
from dasportal.accounts.transitions import NotAllowed

from ..models import (
    LevelStep,
    Line,
    LineKind,
    OfferBase,
    Submission,
    TariffModel,
    TariffYear,
    UnitModel,
    ValidTariff,
)
from ..naming import level_number
from ..permissions import can_report_or_stand_in, units_written
from ..progress import forget
from ..queries import models_of, valid_on
from .table import locked_year, open_for_writing


@transaction.atomic
def choose_model(
    year: TariffYear, *, party: Party, model: TariffModel, by: Person, unit: Unit | None = None
) -> UnitModel:
    """How the party, or the unit, sets its tariffs this year. Under levels its averages become
    informative, and under others they are billed again; a line's own choice can be set after. An
    average without levels beside it is what is billed, whatever the model.
    Units with a model of their own are left alone by the party's."""
    fresh = locked_year(year)
    if not can_report_or_stand_in(by, party):
        raise NotAllowed("Takstmodellen vælges af parten selv eller sekretariatet.")
    if unit is not None and unit.party_id != party.pk:
        raise NotAllowed("Enheden hører ikke til parten.")
    made, _ = UnitModel.objects.update_or_create(
        year=fresh, party=party, unit=unit, defaults={"model": model}
    )
    lines = Line.objects.filter(
        submission__year=fresh, submission__party=party, kind=LineKind.AVERAGE,
        submission__status__in=("draft", "returned"),
    )  # fmt: skip
    if unit is not None:
        lines = lines.filter(reporting_unit=unit)
    else:
        own = [pk for pk in models_of(fresh, party) if pk is not None]
        lines = lines.exclude(reporting_unit__in=own)
    levels = Line.objects.filter(
        submission=OuterRef("submission"), offer=OuterRef("offer"),
        basis_key=OuterRef("basis_key"), kind=LineKind.LEVEL,
    )  # fmt: skip
    has_levels = lines.filter(Exists(levels))
    lines.exclude(pk__in=has_levels.values("pk")).update(is_billed=True)
    has_levels.update(is_billed=model != TariffModel.LEVELS)
    forget(fresh)
    return made


@transaction.atomic
def choose_models(
    submission: Submission, *, chosen: Mapping[Unit | None, TariffModel], by: Person
) -> None:
    """The models of the party as a whole (None) and of its units, where they are another now."""
    fresh = open_for_writing(submission, by)
    before = models_of(fresh.year, fresh.party)
    writes = units_written(by, fresh)
    for unit, model in chosen.items():
        pk = unit.pk if unit else None
        if before.get(pk) == model:
            continue
        if writes is not None and (pk is None or pk not in writes):
            raise NotAllowed("Du vælger kun model for din egen enhed.")
        choose_model(fresh.year, party=fresh.party, unit=unit, model=model, by=by)


# --- Levels ---------------------------------------------------------------------------------------

Step = tuple[int | None, int]  # unit, level
Base = tuple[int, str]  # offer, basis_key


@transaction.atomic
def lay_levels(
    submission: Submission,
    *,
    steps: Mapping[Step, Decimal | None],
    bases: Mapping[Base, Decimal | None],
    by: Person,
) -> int:
    """Set the tariff of every level to its offer's base and the level's step, in whole kroner where
    both are whole. A level that lacks one of the two is left as it is. Returns how many moved."""
    fresh = open_for_writing(submission, by)
    writes = units_written(by, fresh)
    _keep_steps(fresh, steps, writes)
    _keep_bases(fresh, bases)
    rows = fresh.lines.select_for_update(of=("self",)).filter(kind=LineKind.LEVEL)
    moved = []
    for row in rows:
        base = bases.get((row.offer_id, row.basis_key))
        step = steps.get((row.reporting_unit_id, level_number(row.service) or 0))
        if base is None or step is None or row.tariff == base + step:
            continue
        if writes is not None and row.reporting_unit_id not in writes:
            continue
        if base + step < 0:
            raise NotAllowed(f"{row.offer}, {row.service}: base og trin giver under nul kroner.")
        row.tariff, row.revision = base + step, row.revision + 1
        row.saved_by, row.saved_at = by, timezone.now()
        moved.append(row)
    Line.objects.bulk_update(moved, ["tariff", "revision", "saved_by", "saved_at"])
    return len(moved)


def _keep_steps(
    submission: Submission,
    steps: Mapping[Step, Decimal | None],
    writes: frozenset[int | None] | None,
) -> None:
    for (unit, level), amount in steps.items():
        if writes is not None and unit not in writes:
            continue
        rows = submission.level_steps.filter(unit=unit, level=level)
        if amount is None:
            rows.delete()
        elif not rows.update(amount=amount):
            LevelStep.objects.create(
                submission=submission, unit_id=unit, level=level, amount=amount
            )


def _keep_bases(submission: Submission, bases: Mapping[Base, Decimal | None]) -> None:
    there = set(submission.lines.values_list("offer", "basis_key"))
    submission.offer_bases.all().delete()
    OfferBase.objects.bulk_create(
        OfferBase(submission=submission, offer_id=offer, basis_key=basis, amount=amount)
        for (offer, basis), amount in bases.items()
        if amount is not None and (offer, basis) in there
    )


# --- A switch of model ----------------------------------------------------------------------------


@transaction.atomic
def map_lines(submission: Submission, *, follows: Mapping[int, int | None], by: Person) -> int:
    """Say which of last year's lines each new line follows, so that its change is still shown. Many
    may follow one, as levels do an average. Returns how many were changed."""
    fresh = open_for_writing(submission, by)
    writes = units_written(by, fresh)
    if fresh.is_correction:
        raise NotAllowed("En rettelse træder i stedet for årets egne linjer.")
    known = {row.line_id for row in last_year_of(fresh)}
    changed = []
    for row in fresh.lines.select_for_update(of=("self",)).filter(pk__in=follows):
        old = follows[row.pk]
        if row.replaces_id == old:
            continue
        if old is not None and old not in known:
            raise NotAllowed("Linjen er ikke blandt jeres godkendte fra sidste år.")
        if writes is not None and row.reporting_unit_id not in writes:
            raise NotAllowed("Linjen hører til en anden enhed, som du ikke indberetter for.")
        row.replaces_id = old
        row.revision += 1
        changed.append(row)
    Line.objects.bulk_update(changed, ["replaces", "revision"])
    return len(changed)


def last_year_of(submission: Submission) -> list[ValidTariff]:
    """What the party had approved at the end of the year before."""
    return valid_on(submission.party, date(submission.year.year - 1, 12, 31))
