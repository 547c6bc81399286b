"""Reading the record: an entry as what was sealed, and all entries as the verifier wants them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db import connection, transaction

from dasportal.documents.models import RecordEntry, RecordLeaf

from .canonical import rebuild


@dataclass(frozen=True)
class Tombstone:
    """What stands where content was removed."""

    reason: str
    by: str
    when: str
    replacement: str | None
    redaction: RecordEntry

    def __str__(self) -> str:
        return self.replacement or f"[Fjernet {self.when} af {self.by}: {self.reason}]"


def snapshot(entry: RecordEntry) -> dict[str, Any]:
    """What was sealed, as it was, with a Tombstone where the law has demanded a removal."""
    pairs = [
        (leaf.path.removeprefix("/content"), value_of(leaf))
        for leaf in leaves_of(entry)
        if leaf.path == "/content" or leaf.path.startswith("/content/")
    ]
    document: dict[str, Any] = rebuild(pairs)
    return document


def leaves_of(entry: RecordEntry) -> list[RecordLeaf]:
    return list(entry.leaves.select_related("file", "redacted_by").order_by("position"))


def value_of(leaf: RecordLeaf) -> Any:
    return tombstone(leaf) if leaf.content is None else json.loads(leaf.content)


def tombstone(leaf: RecordLeaf) -> Tombstone:
    """Reason, person, date and replacement, read from the redaction on the chain."""
    redaction = leaf.redacted_by
    assert redaction is not None
    told = {line.path: json.loads(line.content) for line in redaction.leaves.all() if line.content}
    target = next(
        (
            path
            for path, value in told.items()
            if path.endswith("/leaf_hash") and value == leaf.leaf_hash
        ),
        "",
    )
    return Tombstone(
        reason=told.get("/content/reason") or "begrundelsen er selv fjernet",
        by=told.get("/sealed_by") or "ukendt",
        when=redaction.sealed_at.date().isoformat(),
        replacement=told.get(target.replace("leaf_hash", "replacement")),
        redaction=redaction,
    )


@contextmanager
def steady_view() -> Iterator[None]:
    """One moment's view of the record, while others seal. Inside a transaction: that one's view."""
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


def entries() -> Iterator[dict[str, Any]]:
    """Every entry with its leaves, in order, few at a time in memory."""
    rows = RecordLeaf.objects.order_by("entry_id", "position").values(
        "entry_id", "path", "salt", "content", "leaf_hash", "redacted_by_id"
    )
    groups = groupby(rows.iterator(chunk_size=2000), key=lambda row: row["entry_id"])
    number, leaves = next(groups, (None, iter(())))
    headers = RecordEntry.objects.order_by("sequence").values("sequence", "header", "entry_hash")
    for entry in headers.iterator(chunk_size=200):
        own = []
        while number is not None and number < entry["sequence"]:  # values without their entry
            number, leaves = next(groups, (None, iter(())))
        if number == entry["sequence"]:
            own = [as_exported(dict(leaf)) for leaf in leaves]
            number, leaves = next(groups, (None, iter(())))
        yield {"header": entry["header"], "entry_hash": entry["entry_hash"], "leaves": own}


def exported(entry: RecordEntry) -> dict[str, Any]:
    """One entry as it stands in an export."""
    leaves = entry.leaves.order_by("position").values(
        "entry_id", "path", "salt", "content", "leaf_hash", "redacted_by_id"
    )
    return {
        "header": entry.header,
        "entry_hash": entry.entry_hash,
        "leaves": [as_exported(leaf) for leaf in leaves],
    }


def as_exported(leaf: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "path": leaf["path"],
        "salt": leaf["salt"],
        "content": leaf["content"],
        "hash": leaf["leaf_hash"],
        "redacted_by": leaf["redacted_by_id"],
    }
