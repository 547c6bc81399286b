"""Who may open what of their own notes.

Everybody who may read an item may write beside it, and meets their own words alone: that no page
shows another's is asked in tests/meetings/notes.
"""

from __future__ import annotations

from meetings.models import AgendaItem, Attachment
from meetings.notes.anchors import Anchor
from meetings.notes.workflow import highlight_page
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


def mark(world: World) -> dict[str, object]:
    """A highlight of Aalborg's member."""
    item = AgendaItem.objects.get(**item_of(world))
    bilag = Attachment.objects.get(item=item, title="Åbent bilag")
    made = highlight_page(bilag.current, page=1, anchor=Anchor("Ord"), note="Min", by=world[MEMBER])
    return {"pk": made.pk}


def bilag_of(world: World, title: str = "Åbent bilag") -> dict[str, object]:
    item_of(world)
    return {"pk": Attachment.objects.get(title=title).pk}


MARKS = {"page": "1", "note": "Min egen", "quote": "", "word": "ask", "version": "1"}
NOT_BY_GET = allow(*WITH_A_ROLE, status=405)
NOT_BY_POST = allow(*WITH_A_ROLE, status=405)

ROWS = [
    Row("notes:mine", get=allow(*WITH_A_ROLE), post=NOT_BY_POST),
    Row("notes:pdf", get=allow(*WITH_A_ROLE, status=302), post=NOT_BY_POST),
    Row("notes:meeting_pdf", get=among_roles(*READS_OPEN, status=302), post=NOT_BY_POST,
        kwargs=lambda w: {"pk": sent(w).pk}),
    Row("notes:meeting", get=among_roles(*READS_OPEN), post=NOT_BY_POST,
        kwargs=lambda w: {"pk": sent(w).pk}),
    Row("notes:save", get=NOT_BY_GET, post=among_roles(*READS_OPEN, status=302),
        kwargs=item_of, data=lambda w: {"note": "Min egen."}),
    Row("notes:save", get=NOT_BY_GET, post=among_roles(*READS_CLOSED, status=302),
        kwargs=lambda w: item_of(w, "Lukket sag"), data=lambda w: {"note": "Min egen."},
        variant="closed"),
    Row("notes:mark_text", get=among_roles(*READS_OPEN), post=among_roles(*READS_OPEN),
        kwargs=item_of, data=lambda w: {"quote": "Står der ikke", "word": "ask"}),
    Row("notes:mark_text", get=among_roles(*READS_CLOSED), post=among_roles(*READS_CLOSED),
        kwargs=lambda w: item_of(w, "Lukket sag"),
        data=lambda w: {"quote": "Står der ikke", "word": "ask"}, variant="closed"),
    Row("notes:bilag", get=among_roles(*READS_OPEN), post=NOT_BY_POST, kwargs=bilag_of),
    Row("notes:bilag", get=among_roles(*READS_CLOSED), post=NOT_BY_POST,
        kwargs=lambda w: bilag_of(w, "Lukket bilag"), variant="closed"),
    Row("notes:mark_page", get=NOT_BY_GET, post=among_roles(*READS_OPEN, status=302),
        kwargs=bilag_of, data=lambda w: MARKS),
    Row("notes:mark_page", get=NOT_BY_GET, post=among_roles(*READS_CLOSED, status=302),
        kwargs=lambda w: bilag_of(w, "Lukket bilag"), data=lambda w: MARKS, variant="closed"),
    Row("notes:bilag_position", get=NOT_BY_GET, post=among_roles(*READS_OPEN, status=204),
        kwargs=bilag_of, data=lambda w: {"page": "1"}),
    Row("notes:change_highlight", get=among_roles(MEMBER), post=among_roles(MEMBER, status=302),
        kwargs=mark, data=lambda w: {"word": "ask", "note": "Rettet"}),
    Row("notes:remove_highlight", get=among_roles(MEMBER), post=among_roles(MEMBER, status=302),
        kwargs=mark),
]  # fmt: skip
