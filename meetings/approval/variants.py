"""What exactly is approved: the minutes as two kinds of readers have them, each with its hash.

Pure. The number of the version is left out of the hash: the same words sent again are the same.
"""

from __future__ import annotations

from typing import Any

from meetings.snapshot import Snapshot, fingerprint, flat_items, for_reader


def variant(snapshot: Snapshot, *, closed: bool) -> Snapshot:
    """The minutes as somebody reads them who may (`closed`) or may not read closed items."""
    return {**for_reader(snapshot, closed=closed), "version": 0}


def sha256_of(snapshot: Snapshot, *, closed: bool) -> str:
    return fingerprint(variant(snapshot, closed=closed))


def is_open(snapshot: Snapshot, item_id: str) -> bool:
    """Whether the item stands open to those who may not read closed items."""
    reduced = for_reader(snapshot, closed=False)
    return any(row["id"] == item_id for row in flat_items(reduced))


def item_of(snapshot: Snapshot, item_id: str) -> dict[str, Any] | None:
    return next((row for row in flat_items(snapshot) if row["id"] == item_id), None)
