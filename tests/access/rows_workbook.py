"""Who may open what of takster i regneark: the same as the submission that it is of."""

from __future__ import annotations

from typing import Any

from tariffs.workbook import workflow
from tariffs.workbook.headings import Head, Heading
from tests.access.matrix import SECRETARIAT, WITH_A_ROLE, Row, World, allow
from tests.access.rows_tariffs import sample, seen_by

NO_GET = allow(*WITH_A_ROLE, status=405)
HEAD = Head(1, (Heading(0, "A", "Sted", ()), Heading(1, "B", "Pris", ())))


def _pk(world: World) -> dict[str, Any]:
    return {"pk": sample(world).pk}


def _mapping(world: World) -> dict[str, Any]:
    found = sample(world)
    made = workflow.remember_columns(
        found, head=HEAD, columns={"offer": 0, "tariff": 1}, name="Vores", by=world[SECRETARIAT]
    )
    return {"pk": found.pk, "mapping": made.pk}


def _remembered(world: World) -> dict[str, Any]:
    return {"pk": _mapping(world)["pk"]}


ROWS = [
    Row("workbook:export", kwargs=_pk, get=seen_by(), post=allow(*WITH_A_ROLE, status=405)),
    Row("workbook:upload", kwargs=_pk, get=seen_by(), post=seen_by()),
    Row("workbook:paste", kwargs=_pk, get=seen_by(), post=seen_by()),
    Row("workbook:columns", kwargs=_pk, get=NO_GET, post=seen_by(302)),
    Row("workbook:confirm", kwargs=_pk, get=NO_GET, post=seen_by(302)),
    Row("workbook:remembered", kwargs=_remembered, get=seen_by(), post=NO_GET),
    Row("workbook:forget", kwargs=_mapping, get=NO_GET, post=seen_by(302)),
]
