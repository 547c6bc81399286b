"""Appending to the sealed record: one entry for one thing, whoever asks and however often."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from django.utils import timezone

from dasportal.documents.models import RecordEntry, RecordHead, RecordLeaf, StoredFile

from . import receipts
from .canonical import canonical, leaves

if TYPE_CHECKING:
    from dasportal.accounts.models import Person

FORMAT = "das-record-1"
GENESIS = "0" * 64


@dataclass(frozen=True)
class Sealed:
    """One value about to be sealed."""

    path: str
    content: str
    salt: str
    file: StoredFile | None = None

    @property
    def hash(self) -> str:
        return sha256(f"{self.salt}\n{self.path}\n{self.content}")


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@transaction.atomic
def seal(
    *,
    kind: str,
    key: str,
    subject: str,
    snapshot: dict[str, Any],
    files: Sequence[StoredFile],
    by: Person | None,
) -> RecordEntry:
    """Seals a snapshot and its files, once: a second call with the same kind and key returns the
    entry that is there.

    `snapshot` holds text, whole numbers, true/false, none, lists and objects: TypeError for
    fractions and dates. `subject` names the thing for people and can never be redacted.
    """
    lock_chain()
    existing = RecordEntry.objects.filter(kind=kind, key=key).first()
    if existing:
        return existing
    return append(kind=kind, key=key, subject=subject, snapshot=snapshot, files=files, by=by)


def append(
    *, kind: str, key: str, subject: str, snapshot: dict[str, Any],
    files: Iterable[StoredFile], by: Person | None,
) -> RecordEntry:  # fmt: skip
    """The next entry of the chain. The caller holds the chain's lock."""
    sealed = list(sealed_values(snapshot, files, by))
    head = RecordHead.objects.first()
    sealed_at = timezone.now().astimezone(UTC)
    sequence = head.count + 1 if head else 1
    previous = head.entry_hash if head else GENESIS
    content_hash = hash_of_leaves(leaf.hash for leaf in sealed)
    header = canonical({
        "format": FORMAT, "sequence": sequence, "kind": kind, "key": key, "subject": subject,
        "sealed_at": timestamp(sealed_at), "leaves": len(sealed), "content_hash": content_hash,
        "previous_hash": previous,
    })  # fmt: skip
    entry = RecordEntry.objects.create(
        sequence=sequence, kind=kind, key=key, subject=subject, sealed_at=sealed_at, sealed_by=by,
        header=header, content_hash=content_hash, previous_hash=previous, entry_hash=sha256(header),
    )  # fmt: skip
    RecordLeaf.objects.bulk_create(
        RecordLeaf(
            entry=entry, position=position, path=leaf.path, salt=leaf.salt, content=leaf.content,
            leaf_hash=leaf.hash, file=leaf.file,
        )
        for position, leaf in enumerate(sealed)
    )  # fmt: skip
    transaction.on_commit(partial(receipts.write, entry))
    return entry


def sealed_values(
    snapshot: dict[str, Any], files: Iterable[StoredFile], by: Person | None
) -> Iterable[Sealed]:
    """Every leaf of the snapshot, the files, and who sealed; each with a salt of its own."""
    whole = {"content": snapshot, "sealed_by": by.name if by else None}
    for path, value in leaves(whole):
        yield Sealed(path, canonical(value), secrets.token_hex(32))
    for index, file in enumerate(files):
        yield Sealed(f"/files/{index}", canonical(described(file)), secrets.token_hex(32), file)


def described(file: StoredFile) -> dict[str, Any]:
    return {
        "name": file.name,
        "media_type": file.media_type,
        "size": file.size,
        "pages": file.pages,
        "sha256": file.sha256,
    }


def hash_of_leaves(hashes: Iterable[str]) -> str:
    return sha256("\n".join(hashes))


def timestamp(moment: datetime) -> str:
    """UTC with microseconds, as it is hashed."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def lock_chain() -> None:
    """One writer at a time, until the transaction ends. The database's own guard takes it too."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('documents_recordentry'))")
