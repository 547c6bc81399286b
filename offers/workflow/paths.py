"""The ways as data: the secretariat writes their steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from dasportal.accounts.models import Person
from dasportal.accounts.transitions import NotAllowed

from ..models import PathKind, PathStep, StepKind
from ..permissions import can_run_cooperation


@transaction.atomic
def change_path(path: str, *, steps: Sequence[Mapping[str, Any]], by: Person) -> list[PathStep]:
    """Write the path's steps anew, in order: {"name", "kind", "who", "when", "forum"}. Courses that
    run keep theirs."""
    if not can_run_cooperation(by):
        raise NotAllowed("Det kan kun sekretariatet.")
    list(PathStep.objects.select_for_update().filter(path=path))
    if not steps:
        raise NotAllowed(f"Forløbet »{PathKind(path).label}« skal have mindst ét trin.")
    for row in steps:
        if not str(row.get("name", "")).strip():
            raise NotAllowed("Hvert trin skal have et navn.")
        if row.get("kind") == StepKind.DECISION and row.get("forum") is None:
            raise NotAllowed(f"Vælg det forum, der behandler »{row['name']}«.")
    PathStep.objects.filter(path=path).delete()
    return PathStep.objects.bulk_create(
        PathStep(path=path, position=place, **row) for place, row in enumerate(steps, start=1)
    )
