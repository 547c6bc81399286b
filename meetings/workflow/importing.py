"""Meetings that come from earlier documents, each by a row of the table as every other meeting."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from dasportal.accounts.models import Forum, Person

from ..models import Meeting
from .table import MEETING, take


@transaction.atomic
def import_meeting(forum: Forum, *, held: bool, by: Person | None, **frame: Any) -> Meeting:
    """A meeting from an earlier document: its minutes count as approved, for the source is what
    was published; an agenda without decisions is only an agenda that was sent.

    `by` None is whoever runs `manage.py import_archive`: the machine's own operator.
    """
    step = "import_minutes" if held else "import_agenda"
    row = MEETING.check(forum, step, by) if by else MEETING.get(step)
    meeting = Meeting(forum=forum, imported=True, **frame)
    meeting.status = row.target or meeting.status
    meeting.save(force_insert=True)
    return meeting


@transaction.atomic
def import_minutes_of(meeting: Meeting, *, by: Person | None) -> Meeting:
    """The agenda was read in before; now a document says what was decided."""
    return take(meeting, "import_minutes_of", by)
