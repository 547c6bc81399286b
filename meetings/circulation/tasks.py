"""Background work of written procedure: printing a decision."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from dasportal.documents import storage
from dasportal.documents.files import store_own
from dasportal.documents.models import PrintState
from dasportal.documents.press import FontsMissing, Store, press
from meetings.snapshot import Snapshot

from .models import DecisionSheet
from .pdf import decision

FAILED = "PDF'en kunne ikke laves. Prøv igen om lidt, eller se under baggrundsarbejde."


def mark_failed(ballot_id: int) -> None:
    """Say on the sheets, where the page shows it, that they could not be made."""
    sheets = DecisionSheet.objects.filter(version__ballot=ballot_id)
    sheets.exclude(state=PrintState.DONE).update(state=PrintState.FAILED, message=FAILED)


def build(sheet: DecisionSheet, snapshot: Snapshot) -> DecisionSheet:
    """Print the sheet and store it; one that is done is left alone. Raises what the press raises."""
    if sheet.state == PrintState.DONE:
        return sheet
    rows = DecisionSheet.objects.filter(pk=sheet.pk)
    rows.update(state=PrintState.RUNNING, progress=0, message="")
    with storage.workspace() as folder:
        target = folder / "decision.pdf"
        try:
            result = press(decision(snapshot), target, Store())
        except FontsMissing as reason:
            rows.update(state=PrintState.FAILED, message=str(reason))
            sheet.refresh_from_db()
            return sheet
        with transaction.atomic():
            ballot = sheet.version.ballot
            name = f"{ballot.forum.slug}-afgoerelse-{ballot.pk}.pdf"
            sheet.file = store_own(target, name=name, pages=result.pages, by=None)
            sheet.state, sheet.progress, sheet.message = PrintState.DONE, 100, ""
            sheet.finished_at = timezone.now()
            sheet.save()
    return sheet
