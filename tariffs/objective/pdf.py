"""A table or a takstblad on paper, made for the one who asks. What has been laid fast is kept in the
press's store, so that the next one gets it at once; a draft is kept nowhere."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string

from dasportal.documents import storage
from dasportal.documents.press import Bundle, Entry, Store, press
from meetings.pdf import style

from .exports import last_label
from .models import RateSheet, SheetStatus
from .queries import beside
from .rates import grouped
from .snapshot import Snapshot


def table_paper(table: Snapshot, *, status: str, decision: str, kept: bool) -> bytes:
    """The shares of a year. Raises storage.DiskFull, and FontsMissing where PDFs are off."""
    title = f"{table['scheme']}, objektiv finansiering {table['year']}"
    last = last_label(table) if table["last"] else ""
    context = {"table": table, "status": status, "decision": decision, "last_label": last}
    head = f"{table['scheme']} {table['year']}"
    return _paper(title, "objective/pdf/table.html", context, head, kept=kept)


def sheet_paper(sheet: RateSheet, before: RateSheet | None = None) -> bytes:
    """The takstblad of a year, with the one before beside it. Raises as above."""
    lines = beside(sheet.rates.all(), before)
    groups = grouped((line.rate, line) for line in lines)
    context = {"sheet": sheet, "before": before, "groups": groups}
    kept = sheet.status == SheetStatus.APPROVED
    return _paper(str(sheet), "objective/pdf/sheet.html", context, str(sheet), kept=kept)


def _paper(title: str, template: str, context: dict[str, Any], head: str, *, kept: bool) -> bytes:
    html = render_to_string(template, {"title": title, **context})
    entry = Entry("", title, html)
    bundle = Bundle(
        title=title, css=style(), entries=(entry,), head=head, foot="DAS Social", archival=True
    )
    with storage.workspace() as folder:
        target = folder / "table.pdf"
        press(bundle, target, Store() if kept else Store(folder / "parts"))
        return target.read_bytes()
