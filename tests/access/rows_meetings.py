"""Who may open what in meetings.

The sample meeting is of DAS: an agenda sent with one open and one closed case, then changed. FU's
members, and those with no seat in DAS, must not learn that it exists.
"""

from __future__ import annotations

from datetime import date, time, timedelta
from functools import partial
from typing import Any

from django.utils import timezone

from dasportal.accounts.models import Forum
from dasportal.documents.models import StoredFile
from meetings import printing, workflow
from meetings.models import (
    AgendaItem,
    Attachment,
    DocumentKind,
    ItemKind,
    Meeting,
    MeetingDocument,
    StandingItem,
)
from tests.access.matrix import (
    CHAIR,
    READER,
    SECRETARIAT,
    SITS_IN_DAS,
    WITH_A_ROLE,
    Row,
    World,
    allow,
)

KNOWS_OF_DAS = (READER, *SITS_IN_DAS, SECRETARIAT)
LEADS = (CHAIR, SECRETARIAT)
OFFICE = allow(SECRETARIAT)
OFFICE_MOVES = allow(SECRETARIAT, status=302)
READS = {**allow(*WITH_A_ROLE, status=404), **dict.fromkeys(KNOWS_OF_DAS, 200)}
READS_CLOSED = {
    **allow(*WITH_A_ROLE, status=404), **dict.fromkeys((*SITS_IN_DAS, SECRETARIAT), 200),
}  # fmt: skip
SITS = partial(allow, *SITS_IN_DAS, SECRETARIAT)


def planned(world: World, forum: Forum | None = None) -> Meeting:
    return workflow.plan_meeting(
        forum or world.das, by=world[SECRETARIAT], date=date(2031, 3, 6),
        starts_at=time(13), ends_at=time(16),
    )  # fmt: skip


def sent(world: World) -> Meeting:
    """A sent agenda with an open and a closed case; the open one has an open and a closed bilag."""
    meeting = planned(world)
    office = world[SECRETARIAT]
    open_case = workflow.add_item(meeting, title="Åben sag", by=office)
    workflow.add_item(meeting, title="Lukket sag", is_open=False, by=office)
    for title, closed in (("Åbent bilag", False), ("Lukket bilag", True)):
        workflow.add_attachment(open_case, file=a_file(), title=title, is_closed=closed, by=office)
    workflow.send_agenda(meeting, by=office)
    meeting.refresh_from_db()
    return meeting


def a_file() -> StoredFile:
    """A file that is known, whose bytes are gone: who may have it is told by 404 or 403 before."""
    return StoredFile.objects.create(
        name="bilag.pdf", media_type="application/pdf", size=1, sha256="0" * 64, path="00/bilag"
    )


def _meeting(world: World) -> dict[str, Any]:
    return {"pk": sent(world).pk}


def _draft(world: World) -> dict[str, Any]:
    return {"pk": planned(world).pk}


def _item(world: World, title: str = "Åben sag") -> AgendaItem:
    return sent(world).items.get(title=title)


def _open_item(world: World) -> dict[str, Any]:
    return {"pk": _item(world).pk}


def _closed_item(world: World) -> dict[str, Any]:
    return {"pk": _item(world, "Lukket sag").pk}


def _draft_item(world: World) -> dict[str, Any]:
    meeting = planned(world)
    return {"pk": workflow.add_item(meeting, title="Kladde", by=world[SECRETARIAT]).pk}


def _attachment(world: World, title: str = "Åbent bilag") -> dict[str, Any]:
    _item(world)
    return {"pk": Attachment.objects.get(title=title).pk}


def _closed_attachment(world: World) -> dict[str, Any]:
    return _attachment(world, "Lukket bilag")


def _with_bytes(world: World, title: str = "Åbent bilag") -> dict[str, Any]:
    """A bilag whose file is there, so that who may have it gets it."""
    what = _attachment(world, title)
    file = Attachment.objects.get(**what).current.file
    file.on_disk.parent.mkdir(parents=True, exist_ok=True)
    file.on_disk.write_bytes(b"%PDF-1.7")
    return what


def _document(world: World, **what: Any) -> dict[str, Any]:
    meeting = sent(world)
    return {"pk": MeetingDocument.objects.filter(meeting=meeting, **what).first().pk}


def _preview(world: World) -> dict[str, Any]:
    made = printing.preview(planned(world), DocumentKind.AGENDA, by=world[SECRETARIAT])
    return {"pk": made.pk}


def _statement(world: World) -> dict[str, Any]:
    item = _item(world)
    made = workflow.add_statement(item, body="FU", text="<p>Ja</p>", by=world[SECRETARIAT])
    return {"pk": made.pk}


def _asked(world: World) -> tuple[Any, str]:
    return workflow.ask_for_contribution(
        _item(world, "Lukket sag"), name="Gæst", email="gaest@example.org", message="Send os det.",
        by=world[SECRETARIAT], expires_at=timezone.now() + timedelta(days=1),
    )  # fmt: skip


def _contribution(world: World) -> dict[str, Any]:
    return {"pk": _asked(world)[0].pk}


def _standing(world: World) -> dict[str, Any]:
    return {"pk": StandingItem.objects.filter(forum=world.das).first().pk}


def _revision(world: World) -> dict[str, Any]:
    item = _item(world)
    workflow.save_text(
        item, field="summary", value="<p>Et</p>", base_revision=0, by=world[SECRETARIAT]
    )
    return {"pk": item.pk, "field": "summary", "number": 1}


def _in_session(world: World) -> Meeting:
    return workflow.start_meeting(sent(world), by=world[SECRETARIAT])


def _running(world: World) -> dict[str, Any]:
    return {"pk": _in_session(world).pk}


def _running_item(world: World) -> dict[str, Any]:
    return {"pk": _in_session(world).items.get(title="Åben sag").pk}


def _held(world: World) -> Meeting:
    meeting = _in_session(world)
    for item in meeting.items.filter(kind=ItemKind.APPROVE_MINUTES):
        workflow.set_outcome(item, outcome="approved", by=world[SECRETARIAT])
    return workflow.end_meeting(meeting, by=world[SECRETARIAT])


def _with_minutes(world: World) -> dict[str, Any]:
    meeting = _held(world)
    workflow.send_minutes(meeting, by=world[SECRETARIAT])
    return {"pk": meeting.pk}


def _minutes_version(world: World) -> dict[str, Any]:
    return {**_with_minutes(world), "number": 1}


def _follow_up(world: World) -> dict[str, Any]:
    item = _in_session(world).items.get(title="Åben sag")
    made = workflow.add_follow_up(
        item, what="Skriv et notat", owner="Sekretariatet", by=world[SECRETARIAT]
    )
    return {"pk": made.pk}


def _closed_follow_up(world: World) -> dict[str, Any]:
    from meetings.models import FollowUp

    found = _follow_up(world)
    workflow.finish_follow_up(FollowUp.objects.get(**found), by=world[SECRETARIAT])
    return found


def _attendee(world: World) -> dict[str, Any]:
    meeting = _in_session(world)
    made = workflow.add_attendee(meeting, name="Gæst", by=world[SECRETARIAT])
    return {"pk": meeting.pk, "row": made.pk}


MEETINGS = [
    Row("meetings:list", get=allow(*WITH_A_ROLE), post=allow(*WITH_A_ROLE)),
    Row("meetings:new", get=OFFICE, post=OFFICE),
    Row("meetings:meeting", get=READS, post=READS, kwargs=_meeting),
    Row("meetings:meeting", get=READS, post=READS, kwargs=_draft, variant="planned"),
    Row("meetings:edit", get=OFFICE, post=OFFICE, kwargs=_meeting),
    Row("meetings:cancel", get=OFFICE, post=OFFICE, kwargs=_meeting),
    Row("meetings:told", get=OFFICE, post=allow(SECRETARIAT, status=405), kwargs=_meeting),
    Row("meetings:version", get=READS, post=READS, kwargs=lambda w: {**_meeting(w), "number": 1}),
    Row("meetings:agenda", get=OFFICE, post=OFFICE, kwargs=_meeting),
    Row("meetings:order", get=allow(SECRETARIAT, status=405), post=allow(SECRETARIAT, status=409),
        kwargs=_draft, data=lambda w: {"order": "1,2"}),
    Row("meetings:add_item", get=allow(SECRETARIAT, status=405), post=OFFICE_MOVES, kwargs=_draft,
        data=lambda w: {"title": "Ny sag", "section": "decision"}),
    Row("meetings:readiness", get=OFFICE, post=OFFICE, kwargs=_draft),
    Row("meetings:preview", get=OFFICE, post=OFFICE, kwargs=_draft),
    Row("meetings:send", get=OFFICE, post=OFFICE, kwargs=_draft),
    Row("meetings:changes", get=OFFICE, post=OFFICE, kwargs=_meeting),
    Row("meetings:order_preview", get=allow(SECRETARIAT, status=405), post=OFFICE_MOVES,
        kwargs=_draft),
]  # fmt: skip
ITEMS = [
    Row("meetings:item", get=READS, post=READS, kwargs=_open_item),
    Row("meetings:item", get=READS_CLOSED, post=READS_CLOSED, kwargs=_closed_item,
        variant="closed"),
    Row("meetings:item", get=allow(*WITH_A_ROLE, status=404) | {SECRETARIAT: 200},
        post=allow(*WITH_A_ROLE, status=404) | {SECRETARIAT: 200}, kwargs=_draft_item,
        variant="draft"),
    Row("meetings:item_edit", get=OFFICE, post=OFFICE, kwargs=_open_item),
    *(
        Row(f"meetings:{name}", get=allow(SECRETARIAT, status=405), post=OFFICE_MOVES,
            kwargs=_open_item)
        for name in ("recommendations", "guests", "order_item", "upload", "attachment_order")
    ),
    Row("meetings:sub_item", get=allow(SECRETARIAT, status=405), post=OFFICE, kwargs=_open_item),
    Row("meetings:statement_new", get=OFFICE, post=OFFICE, kwargs=_open_item),
    Row("meetings:statement", get=OFFICE, post=OFFICE, kwargs=_statement),
    Row("meetings:statement_remove", get=OFFICE, post=OFFICE_MOVES, kwargs=_statement),
    *(
        Row(f"meetings:{name}", get=OFFICE, post=OFFICE, kwargs=_open_item)
        for name in ("item_move", "item_copy", "item_postpone", "item_withdraw", "ask")
    ),
    Row("meetings:item_remove", get=OFFICE, post=OFFICE_MOVES, kwargs=_draft_item),
    Row("meetings:save_text", get=allow(SECRETARIAT, status=405), post=OFFICE_MOVES,
        kwargs=_open_item, data=lambda w: {"field": "summary", "value": "Kort."}),
    Row("meetings:presence", get=allow(SECRETARIAT, status=405), post=OFFICE, kwargs=_open_item,
        data=lambda w: {"field": "summary"}),
    Row("meetings:history", get=OFFICE, post=OFFICE,
        kwargs=lambda w: {**_open_item(w), "field": "summary"}),
    Row("meetings:restore", get=OFFICE, post=OFFICE_MOVES, kwargs=_revision),
]  # fmt: skip
ATTACHMENTS = [
    Row("meetings:attachment", get=OFFICE, post=OFFICE, kwargs=_attachment),
    Row("meetings:attachment_replace", get=allow(SECRETARIAT, status=405), post=OFFICE,
        kwargs=_attachment),
    Row("meetings:attachment_remove", get=OFFICE, post=OFFICE_MOVES, kwargs=_attachment),
    Row("meetings:attachment_download", get=READS, post=READS, kwargs=_with_bytes),
    Row("meetings:attachment_download", get=READS_CLOSED, post=READS_CLOSED,
        kwargs=lambda w: _with_bytes(w, "Lukket bilag"), variant="closed"),
    Row("meetings:attachment_state", get=OFFICE, post=OFFICE, kwargs=_attachment),
    Row("meetings:contribution", get=OFFICE, post=OFFICE, kwargs=_contribution),
    Row("meetings:contribution_file", get=allow(SECRETARIAT, status=404),
        post=allow(SECRETARIAT, status=404), kwargs=_contribution),
    Row("meetings:take_in", get=allow(SECRETARIAT, status=405), post=OFFICE_MOVES,
        kwargs=_contribution),
    Row("meetings:revoke", get=allow(SECRETARIAT, status=405), post=OFFICE_MOVES,
        kwargs=_contribution),
    Row("meetings:contribute", get=200, post=200, anonymous=200,
        kwargs=lambda w: {"token": _asked(w)[1]}),
    Row("meetings:contribute", get=410, post=410, anonymous=410,
        kwargs=lambda w: {"token": "gættet"}, variant="guessed"),
]  # fmt: skip
DOCUMENTS = [
    Row("meetings:document", get=READS_CLOSED, post=READS_CLOSED,
        kwargs=partial(_document, audience="forum"), variant="forum"),
    Row("meetings:document", get=READS, post=READS, kwargs=partial(_document, audience="open"),
        variant="open"),
    Row("meetings:document", get=allow(*WITH_A_ROLE, status=404) | {SECRETARIAT: 200},
        post=allow(*WITH_A_ROLE, status=404) | {SECRETARIAT: 200}, kwargs=_preview,
        variant="preview"),
    Row("meetings:document_progress", get=READS_CLOSED, post=READS_CLOSED,
        kwargs=partial(_document, audience="forum")),
    Row("meetings:document_again", get=allow(SECRETARIAT, status=405), post=OFFICE_MOVES,
        kwargs=_preview),
]  # fmt: skip
FORUMS = [
    Row("meetings:forums", get=OFFICE, post=OFFICE),
    Row("meetings:forum", get=OFFICE, post=OFFICE, kwargs=lambda w: {"slug": "das"}),
    Row("meetings:standing_new", get=OFFICE, post=OFFICE, kwargs=lambda w: {"slug": "das"}),
    Row("meetings:standing", get=OFFICE, post=OFFICE, kwargs=_standing),
    Row("meetings:standing_remove", get=OFFICE, post=OFFICE_MOVES, kwargs=_standing),
    Row("meetings:standing_order", get=allow(SECRETARIAT, status=405),
        post=allow(SECRETARIAT, status=409), kwargs=lambda w: {"slug": "das"},
        data=lambda w: {"order": "1,2"}),
]  # fmt: skip

ROWS = [*MEETINGS, *ITEMS, *ATTACHMENTS, *DOCUMENTS, *FORUMS]
