"""When the law demands that content goes: what examinations quote of it goes with it."""

from __future__ import annotations

from dasportal.documents.record import Removed
from meetings.models import MinutesVersion
from meetings.preflight.models import Examination
from meetings.workflow.redaction import told_at


def forget_examinations(removed: Removed) -> None:
    """Drop every examination of the meeting: it can be run again on what now stands."""
    sealed = MinutesVersion.objects.filter(record_entry=removed.entry.sequence).first()
    meetings = [sealed.meeting] if sealed is not None else told_at(removed.entry)
    Examination.objects.filter(meeting__in=meetings).delete()
