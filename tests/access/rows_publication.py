"""The public pages, the same for everybody; and the secretariat's side of them."""

from __future__ import annotations

from typing import Any

from meetings import workflow
from meetings.models import Attachment, MinutesKind
from meetings.publication.models import Publication
from meetings.publication.workflow import publish_agenda, publish_minutes, withdraw
from tests.access.matrix import SECRETARIAT, Row, World, allow, everyone
from tests.access.rows_meetings import OFFICE, OFFICE_MOVES, _held, _with_bytes, sent


def published(world: World) -> Publication:
    return publish_agenda(sent(world), by=world[SECRETARIAT])


def _slug(world: World) -> dict[str, Any]:
    return {"slug": published(world).place.slug}


def _edition(world: World) -> dict[str, Any]:
    return {"pk": published(world).pk}


def _withdrawn(world: World) -> dict[str, Any]:
    row = withdraw(published(world), reason="Et navn", by=world[SECRETARIAT])
    return {"pk": row.pk}


def _withdrawn_slug(world: World) -> dict[str, Any]:
    return {"slug": Publication.objects.get(**_withdrawn(world)).place.slug}


def _item(world: World) -> dict[str, Any]:
    meeting = published(world).place.meeting
    return {"pk": meeting.items.get(title="Åben sag").pk}


def _closed_item(world: World) -> dict[str, Any]:
    meeting = published(world).place.meeting
    return {"pk": meeting.items.get(title="Lukket sag").pk}


def _attachment(world: World, title: str = "Åbent bilag") -> dict[str, Any]:
    what = _with_bytes(world, title)
    bilag = Attachment.objects.get(**what)
    file = bilag.current.file
    file.pdf = file
    file.save()
    publish_agenda(bilag.item.meeting, by=world[SECRETARIAT])
    return what


def _approved(world: World) -> Any:
    meeting = _held(world)
    workflow.send_minutes(meeting, by=world[SECRETARIAT])
    meeting.minutes_versions.update(kind=MinutesKind.APPROVED)
    return meeting


def _minutes_slug(world: World) -> dict[str, Any]:
    row = publish_minutes(_approved(world), by=world[SECRETARIAT])
    return {"slug": row.place.slug}


def _all(status: int) -> dict[str, Any]:
    return {"get": everyone(status), "anonymous": (status, 405), "post": 405}


ROWS = [
    Row("publication:list", kwargs=lambda w: _slug(w) and {}, **_all(200)),
    Row("publication:feed", kwargs=lambda w: _slug(w) and {}, **_all(200)),
    Row("publication:meeting", kwargs=_slug, **_all(200)),
    Row("publication:meeting", kwargs=_withdrawn_slug, variant="withdrawn", **_all(410)),
    Row("publication:agenda", kwargs=_slug, **_all(200)),
    Row("publication:minutes", kwargs=_minutes_slug, **_all(200)),
    Row("publication:minutes", kwargs=_slug, variant="not published", **_all(404)),
    Row("publication:item", kwargs=_item, **_all(200)),
    Row("publication:item", kwargs=_closed_item, variant="closed", **_all(404)),
    Row("publication:attachment", kwargs=_attachment, **_all(200)),
    Row("publication:attachment", kwargs=lambda w: _attachment(w, "Lukket bilag"),
        variant="closed", **_all(404)),
    Row("publication:publication", kwargs=_edition, **_all(302)),
    Row("publication:publication", kwargs=_withdrawn, variant="withdrawn", **_all(410)),
    Row("publication:pdf", kwargs=_edition, variant="not made yet", **_all(404)),
    Row("publication:pdf", kwargs=_withdrawn, variant="withdrawn", **_all(410)),
    Row("publication:missing", kwargs=lambda w: {"path": "findes/ikke/"}, **_all(404)),
    Row("publication:publish_agenda", get=OFFICE, post=OFFICE, kwargs=lambda w: {"pk": sent(w).pk}),
    Row("publication:publish_minutes", get=OFFICE, post=OFFICE,
        kwargs=lambda w: {"pk": _approved(w).pk}),
    Row("publication:withdraw", get=OFFICE, post=OFFICE, kwargs=_edition),
    Row("publication:again", get=allow(SECRETARIAT, status=405), post=OFFICE_MOVES,
        kwargs=_edition),
]  # fmt: skip
