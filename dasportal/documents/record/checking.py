"""Whether the record is whole: the chain, every value, every file on disk, the end, the receipts."""

from __future__ import annotations

import json
from typing import BinaryIO

from dasportal.documents import storage
from dasportal.documents.models import RecordEntry, RecordHead, RecordLeaf

from . import reading, receipts, verifier
from .sealing import timestamp
from .verifier import Checked


def check() -> Checked:
    """Checks everything there is. Missing receipts are written anew when all is whole."""
    known = receipts.read()  # before the view is taken, so that none is newer than it
    with reading.steady_view():
        head = RecordHead.objects.first()
        checked = verifier.check(
            reading.entries(),
            open_stored,
            head=(head.count, head.entry_hash) if head else (0, verifier.GENESIS),
            receipts=known,
        )
        check_columns(checked)
        check_rows(checked)
    if checked.ok:
        complete_receipts()
    return checked


def open_stored(sha256: str) -> BinaryIO | None:
    path = storage.root() / storage.relative_path(sha256)
    return path.open("rb") if path.is_file() else None


def check_columns(checked: Checked) -> None:
    """The columns that pages show say the same as the header that is hashed."""
    for entry in RecordEntry.objects.order_by("sequence").iterator(chunk_size=200):
        try:
            header = json.loads(entry.header)
        except ValueError:
            continue  # the chain's own check has said so
        shown = {
            "sequence": entry.sequence, "kind": entry.kind, "key": entry.key,
            "subject": entry.subject, "sealed_at": timestamp(entry.sealed_at),
            "content_hash": entry.content_hash, "previous_hash": entry.previous_hash,
        }  # fmt: skip
        for name, value in shown.items():
            if header.get(name) != value:
                checked.add(
                    entry.sequence, "column",
                    f"Post {entry.sequence}: kolonnen {name} siger noget andet end det forseglede.",
                )  # fmt: skip


def check_rows(checked: Checked) -> None:
    """Values without an entry, and files whose row points to other bytes than those sealed."""
    entries = RecordEntry.objects.order_by().values("sequence")
    orphans = RecordLeaf.objects.order_by().exclude(entry_id__in=entries).values_list("entry_id")
    for (number,) in sorted(orphans.distinct()):
        checked.add(number, "orphan", f"Post {number} mangler, men dens værdier er her.")
    for leaf in RecordLeaf.objects.filter(file__isnull=False, content__isnull=False).select_related(
        "file"
    ):
        if leaf.file and json.loads(leaf.content or "{}").get("sha256") != leaf.file.sha256:
            checked.add(
                leaf.entry_id, "file_row",
                f"Post {leaf.entry_id}: »{leaf.file.name}« peger på andre data end de forseglede.",
            )  # fmt: skip


def complete_receipts() -> None:
    """Adds receipts that a crash or a restored folder has left out."""
    known = {number for number, _ in receipts.read()}
    missing = RecordEntry.objects.exclude(sequence__in=known).order_by("sequence")
    lines = [entry.receipt for entry in missing.only("sequence", "entry_hash")]
    if lines:
        receipts.add(lines)
