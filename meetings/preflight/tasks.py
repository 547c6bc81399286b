"""Background work of the preflight: an examination, with its progress."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from dasportal.accounts.transitions import NotAllowed
from dasportal.worker.jobs import SOON, enqueue, job
from meetings.preflight.examining import edition_key, everything
from meetings.preflight.models import Examination, ExaminationState
from meetings.preflight.rehearsals import find

FAILED = "Kontrollen blev ikke færdig. Prøv igen om lidt, eller se under baggrundsarbejde."


def order(examination: Examination) -> None:
    """Put it to the worker with this transaction."""
    enqueue(examine, examination.pk)


def mark_failed(examination_id: int) -> None:
    waiting = Examination.objects.filter(pk=examination_id).exclude(state=ExaminationState.DONE)
    waiting.update(state=ExaminationState.FAILED, message=FAILED)


@job(
    label="Kør fortrolighedskontrollen",
    priority=SOON,
    time_limit=timedelta(minutes=20),
    on_failure=mark_failed,
)
def examine(examination_id: int) -> None:
    """Look through all channels of one edition. Safe to run again: a finished one is left alone,
    and nothing that the rehearsal does stays."""
    rows = Examination.objects.filter(pk=examination_id)
    row = rows.select_related("meeting__forum", "requested_by").first()
    if row is None or row.state == ExaminationState.DONE:
        return None
    rehearsal = find(row.step)
    if rehearsal is None:
        return mark_failed(examination_id)
    rows.update(state=ExaminationState.RUNNING, progress=0, message="")

    def tell(percent: int, what: str) -> None:
        rows.update(progress=min(99, percent), message=what[:300])

    try:
        outgoing, results = everything(lambda: rehearsal.act(row.meeting, row.requested_by), tell)
    except NotAllowed as refusal:
        rows.update(state=ExaminationState.FAILED, message=refusal.message[:300])
        return None
    rows.update(
        state=ExaminationState.DONE, progress=100, message="", results=results.as_values(),
        key=edition_key(row.meeting, outgoing.snapshot), finished_at=timezone.now(),
    )  # fmt: skip
    return None
