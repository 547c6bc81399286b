"""Who may open what of a meeting as it is read."""

from __future__ import annotations

from typing import Any

from meetings import workflow
from meetings.models import Attachment
from tests.access.matrix import SECRETARIAT, WITH_A_ROLE, Row, World, allow, everyone
from tests.access.rows_meetings import KNOWS_OF_DAS, OFFICE, READS, READS_CLOSED, sent

NOT_BY_POST = allow(*WITH_A_ROLE, status=405)
NOT_BY_GET = allow(*WITH_A_ROLE, status=405)
NONE_DRAWN = allow(*WITH_A_ROLE, status=404)
NOTED = {**allow(*WITH_A_ROLE, status=404), **dict.fromkeys(KNOWS_OF_DAS, 204)}
NOTED_CLOSED = {
    actor: 204 if status == 200 else status for actor, status in READS_CLOSED.items()
}  # fmt: skip


def bilag(world: World, title: str = "Åbent bilag") -> dict[str, Any]:
    sent(world)
    return {"pk": Attachment.objects.get(title=title).pk}


def closed_bilag(world: World) -> dict[str, Any]:
    return bilag(world, "Lukket bilag")


def page_of(world: World) -> dict[str, Any]:
    found = Attachment.objects.get(**bilag(world))
    return {"pk": found.pk, "file": found.versions.get().file_id, "number": 1}


def changed(world: World) -> dict[str, Any]:
    """A meeting whose agenda was sent twice."""
    meeting = sent(world)
    item = meeting.items.get(title="Åben sag")
    workflow.change_item(item, title="Åben sag, igen", by=world[SECRETARIAT])
    workflow.send_changes(meeting, by=world[SECRETARIAT])
    return {"pk": meeting.pk, "kind": "agenda"}


def item_of(world: World, title: str) -> dict[str, Any]:
    return {"pk": sent(world).items.get(title=title).pk}


ROWS = [
    Row("reader:kept", get=READS, post=NOT_BY_POST, kwargs=lambda w: {"pk": sent(w).pk}),
    Row("reader:kept_meeting", get=READS, post=NOT_BY_POST, kwargs=lambda w: {"pk": sent(w).pk}),
    Row("reader:kept_item", get=READS, post=NOT_BY_POST, kwargs=lambda w: item_of(w, "Åben sag")),
    # A closed item is kept by nobody, not even by those who may read it.
    Row("reader:kept_item", get=NONE_DRAWN, post=NOT_BY_POST,
        kwargs=lambda w: item_of(w, "Lukket sag"), variant="closed"),
    Row("offline_worker", get=everyone(), anonymous=(200, 405)),
    Row("reader:search", get=READS, post=NOT_BY_POST, kwargs=lambda w: {"pk": sent(w).pk},
        query={"soeg": "sag"}),
    Row("reader:compare", get=READS, post=NOT_BY_POST, kwargs=changed),
    Row("reader:opened", get=OFFICE, post=allow(SECRETARIAT, status=405),
        kwargs=lambda w: {"pk": sent(w).pk}),
    Row("reader:bilag", get=READS, post=NOT_BY_POST, kwargs=bilag),
    Row("reader:bilag", get=READS_CLOSED, post=NOT_BY_POST, kwargs=closed_bilag, variant="closed"),
    # The sample file has no bytes: nobody gets a picture of it. See tests/meetings/reader.
    Row("reader:picture", get=NONE_DRAWN, post=NOT_BY_POST, kwargs=page_of),
    Row("reader:bilag_position", get=NOT_BY_GET, post=NOTED, kwargs=bilag,
        data=lambda w: {"page": "3"}),
    Row("reader:bilag_position", get=NOT_BY_GET, post=NOTED_CLOSED, kwargs=closed_bilag,
        data=lambda w: {"page": "3"}, variant="closed"),
]  # fmt: skip
