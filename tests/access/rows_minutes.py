"""Who may open what around the live meeting, its minutes and what is followed up."""

from __future__ import annotations

from tests.access.matrix import SECRETARIAT, WITH_A_ROLE, Row, allow
from tests.access.rows_meetings import (
    LEADS,
    OFFICE,
    OFFICE_MOVES,
    READS,
    _attendee,
    _draft,
    _held,
    _meeting,
    _minutes_version,
    _running,
    _running_item,
    _with_minutes,
)

POSTED = allow(SECRETARIAT, status=405)
LEADING = allow(*WITH_A_ROLE, status=404) | dict.fromkeys(LEADS, 200)
LEADING_ON = allow(*WITH_A_ROLE, status=404) | dict.fromkeys(LEADS, 302)

ROWS = [
    Row("meetings:step", get=LEADING, post=LEADING_ON,
        kwargs=lambda w: {**_meeting(w), "name": "start"}),
    Row("meetings:step", get=allow(*WITH_A_ROLE, status=404), post=allow(*WITH_A_ROLE, status=404),
        kwargs=lambda w: {**_meeting(w), "name": "approve"}, variant="no button"),
    Row("meetings:minutes", get=READS, post=READS, kwargs=_with_minutes),
    Row("meetings:minutes", get=READS, post=READS, kwargs=_draft, variant="none yet"),
    Row("meetings:minutes_version", get=READS, post=READS, kwargs=_minutes_version),
    Row("meetings:editor_note", get=OFFICE, post=OFFICE, kwargs=_with_minutes),
    Row("meetings:send_minutes", get=OFFICE, post=OFFICE, kwargs=lambda w: {"pk": _held(w).pk}),
    Row("meetings:start_writing", get=OFFICE_MOVES, post=OFFICE_MOVES, kwargs=_running),
    Row("meetings:write", get=OFFICE, post=OFFICE, kwargs=_running_item),
    Row("meetings:show_item", get=POSTED, post=OFFICE_MOVES, kwargs=_running_item),
    Row("meetings:new_follow_up", get=POSTED, post=OFFICE, kwargs=_running_item),
    Row("meetings:positions", get=POSTED, post=OFFICE, kwargs=_running_item),
    Row("meetings:projector", get=READS, post=allow(*WITH_A_ROLE, status=405), kwargs=_running),
    Row("meetings:projector_content", get=READS, post=allow(*WITH_A_ROLE, status=405),
        kwargs=_running),
    Row("meetings:attendance", get=OFFICE, post=OFFICE, kwargs=_running),
    Row("meetings:expect", get=POSTED, post=OFFICE_MOVES, kwargs=_running),
    Row("meetings:attendee_add", get=POSTED, post=OFFICE_MOVES, kwargs=_running),
    Row("meetings:attendee_remove", get=POSTED, post=OFFICE_MOVES, kwargs=_attendee),
    Row("meetings:follow_ups_offer", get=POSTED, post=OFFICE_MOVES, kwargs=_draft),
]  # fmt: skip
