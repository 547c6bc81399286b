"""Who may search, and who sees earlier items about the same."""

from __future__ import annotations

from typing import Any

from tests.access.matrix import SECRETARIAT, WITH_A_ROLE, Row, World, allow
from tests.access.rows_meetings import OFFICE, _item


def _an_item(world: World) -> dict[str, Any]:
    return {"pk": _item(world).pk}


ROWS = [
    Row("search:search", get=allow(*WITH_A_ROLE), post=allow(*WITH_A_ROLE), query={"q": "sag"}),
    Row("search:search", get=allow(*WITH_A_ROLE), post=allow(*WITH_A_ROLE), variant="empty"),
    Row("search:related", get=OFFICE, post=OFFICE, kwargs=_an_item),
    Row("search:related", get=allow(SECRETARIAT, status=404), post=allow(SECRETARIAT, status=404),
        kwargs=lambda w: {"pk": "00000000-0000-0000-0000-000000000000"}, variant="gone"),
]  # fmt: skip
