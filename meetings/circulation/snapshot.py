"""The case as it is sent out: plain values in the shape of an agenda, with the one item.

So that the pages, the PDF and the rule of what outsiders may read are those of the meetings.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from dasportal.accounts.models import Party
from meetings.models import AgendaItem
from meetings.reading import find
from meetings.snapshot import Snapshot, agenda_snapshot, for_reader


def case_snapshot(item: AgendaItem, *, version: int, parties: Sequence[Party], closes: date,
                  rule: str, at_least: int | None) -> Snapshot:  # fmt: skip
    """What is frozen when the case goes out. Reads the item as it stands."""
    whole = agenda_snapshot(item.meeting, version=0)
    row = find(whole, item.pk)
    assert row is not None, "the item stands on its meeting's agenda"
    return {
        "kind": "circulation",
        "version": version,
        "meeting": {
            "forum_name": whole["meeting"]["forum_name"],
            "forum_short_name": whole["meeting"]["forum_short_name"],
            "video_link": "",
        },
        "items": [{**row, "open": is_open(item)}],
        "concerns": item.concerns,
        "parties": [party.name for party in parties],
        "closes": closes.isoformat(),
        "rule": rule,
        "at_least": at_least,
    }


def is_open(item: AgendaItem) -> bool:
    """A sub-item of a closed item is as closed as the item it stands under."""
    above = item.parent.is_open if item.parent else True
    return item.is_open is True and above is True


def case_of(snapshot: Snapshot, *, closed: bool) -> dict[str, Any]:
    """The item as somebody reads it who may (`closed`) or may not read closed items and bilag."""
    row: dict[str, Any] = for_reader(snapshot, closed=closed)["items"][0]
    return row


def bilag_of(case: dict[str, Any]) -> list[dict[str, Any]]:
    """The bilag of the case and of its sub-items."""
    return [a for row in (case, *case["children"]) for a in row["attachments"]]
