"""One's own calendar: its page is for those with a role, its address proves itself by its secret."""

from __future__ import annotations

from typing import Any

from meetings.workflow.feeds import make_feed
from tests.access.matrix import (
    ANONYMOUS,
    MEMBER,
    SIGNED_IN,
    WITH_A_ROLE,
    Expected,
    Row,
    World,
    allow,
)


def _feed(world: World) -> dict[str, Any]:
    return {"token": make_feed(by=world[MEMBER])}


def _open_to_all(status: int) -> Expected:
    return dict.fromkeys((ANONYMOUS, *SIGNED_IN), status)


ROWS = [
    Row("calendar:own", get=200, post=405),
    Row("calendar:make", get=allow(*WITH_A_ROLE, status=405), post=allow(*WITH_A_ROLE)),
    Row("calendar:revoke", get=200, post=302),
    Row("calendar:feed", kwargs=_feed, get=_open_to_all(200), post=405, anonymous=(200, 405)),
    Row("calendar:feed", kwargs=lambda w: {"token": "gættet"}, get=404, post=405,
        anonymous=(404, 405), variant="guessed"),
]  # fmt: skip
