"""Who may open what of their own notes.

Everybody who may read an item may write beside it, and meets their own words alone: that no page
shows another's is asked in tests/meetings/notes.
"""

from __future__ import annotations

from tests.access.matrix import (
    CHAIR,
    DEPUTY,
    MEMBER,
    OTHER_PARTY,
    READER,
    SECRETARIAT,
    WITH_A_ROLE,
    Row,
    World,
    allow,
)
from tests.access.rows_meetings import sent

READS_OPEN = (READER, MEMBER, DEPUTY, CHAIR, OTHER_PARTY, SECRETARIAT)
READS_CLOSED = (MEMBER, DEPUTY, CHAIR, OTHER_PARTY, SECRETARIAT)


def among_roles(*actors: str, status: int = 200, otherwise: int = 404) -> dict[str, int | str]:
    """`status` for these, 404 for the others with a role, 403 for one whose roles have ended."""
    return {**allow(*WITH_A_ROLE, status=otherwise), **dict.fromkeys(actors, status)}


def item_of(world: World, title: str = "Åben sag") -> dict[str, object]:
    return {"pk": sent(world).items.get(title=title).pk}


NOT_BY_GET = allow(*WITH_A_ROLE, status=405)
NOT_BY_POST = allow(*WITH_A_ROLE, status=405)

ROWS = [
    Row("notes:mine", get=allow(*WITH_A_ROLE), post=NOT_BY_POST),
    Row("notes:meeting", get=among_roles(*READS_OPEN), post=NOT_BY_POST,
        kwargs=lambda w: {"pk": sent(w).pk}),
    Row("notes:save", get=NOT_BY_GET, post=among_roles(*READS_OPEN, status=302),
        kwargs=item_of, data=lambda w: {"note": "Min egen."}),
    Row("notes:save", get=NOT_BY_GET, post=among_roles(*READS_CLOSED, status=302),
        kwargs=lambda w: item_of(w, "Lukket sag"), data=lambda w: {"note": "Min egen."},
        variant="closed"),
]  # fmt: skip
