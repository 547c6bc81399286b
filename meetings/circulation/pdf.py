"""The decision on paper: outcome, rule and every party's vote, then the case as it was sent."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.template.loader import render_to_string

from dasportal.documents.press import Bundle, Entry
from meetings import pdf
from meetings.snapshot import Snapshot

# What a meeting's head says and a case that is decided in between has none of.
NO_MEETING = dict.fromkeys(
    ("starts_at", "ends_at", "place", "format_label", "chair", "minute_taker", "guests",
     "case_number"), "",
)  # fmt: skip


def decision(snapshot: Snapshot) -> Bundle:
    """A bundle for the press from what is sealed, reduced to what its reader may see."""
    name = f"Skriftlig behandling nr. {snapshot['ballot']}"
    case = {**snapshot["case"], "kind": "agenda"}
    head: dict[str, Any] = {
        **NO_MEETING,
        **case["meeting"],
        "title": name,
        "date": snapshot["decided_on"],
    }
    item_id = case["items"][0]["id"]
    edition = pdf.Edition(read=lambda file: None, with_attachments=False, archival=True)
    whole = pdf.item({**case, "meeting": head}, item_id, edition)
    html = render_to_string("circulation/pdf/decision.html", {"decision": snapshot, "name": name})
    first = Entry("Afgørelse", snapshot["title"], html)
    entries = (first, *(replace(entry, label="Sagen") for entry in whole.entries))
    return replace(
        whole,
        title=f"Afgørelse. {name}, {snapshot['forum']}",
        entries=entries,
        head=f"{name}, {snapshot['forum']}",
        foot="Afgørelse",
    )
