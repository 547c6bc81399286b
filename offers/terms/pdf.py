"""The consequences of special terms on paper: the bilag under DAS's item, and the same for who asks."""

from __future__ import annotations

from django.template.loader import render_to_string

from dasportal.documents import storage
from dasportal.documents.press import Bundle, Entry, Store, press
from meetings.pdf import style

from .queries import Snapshot
from .writing import laid_out, side_by_side


def document(made: Snapshot, status: str) -> Bundle:
    title = f"Særlige vilkår for {made['offer']}"
    context = {
        "title": title, "made": laid_out(made), "status": status, "beside": side_by_side(made),
        "money": [row for row in made["scenarios"] if row["is_money"]],
    }  # fmt: skip
    entry = Entry("", title, render_to_string("terms/pdf/proposal.html", context))
    return Bundle(
        title=title, css=style(), entries=(entry,), head=title, foot="DAS Social", archival=True
    )


def paper(made: Snapshot, status: str) -> bytes:
    """As PDF, kept nowhere. Raises storage.DiskFull, and FontsMissing where PDFs are off."""
    with storage.workspace() as folder:
        target = folder / "vilkaar.pdf"
        press(document(made, status), target, Store(folder / "parts"))
        return target.read_bytes()
