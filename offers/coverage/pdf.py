"""The list on paper: the bilag before DAS, and the same for who asks."""

from __future__ import annotations

from django.template.loader import render_to_string

from dasportal.documents import storage
from dasportal.documents.press import Bundle, Entry, Store, press
from meetings.pdf import style

from .queries import Snapshot

TITLE = "Overblik over tilbud i styringsaftalen"


def document(made: Snapshot) -> Bundle:
    title = f"{TITLE}, {made['operator']}" if made["operator"] else TITLE
    entry = Entry(
        "", title, render_to_string("coverage/pdf/list.html", {"title": title, "made": made})
    )
    return Bundle(
        title=title, css=style(), entries=(entry,), head=title, foot="DAS Social", archival=True
    )


def paper(made: Snapshot) -> bytes:
    """Raises storage.DiskFull, and FontsMissing where PDFs are off."""
    with storage.workspace() as folder:
        target = folder / "styringsaftalen.pdf"
        press(document(made), target, Store(folder / "parts"))
        return target.read_bytes()
