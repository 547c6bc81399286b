"""The one way out of the record: named content is removed, and the record says so.

The law may demand it: a child's name, a file that should not have been there. The content and its
salt are blanked, the hash stays, and the removal is itself an entry on the chain: what, why, who
and when, and what stands there instead. A file's bytes are removed from the disk, and so are all
that was made from them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from dasportal.accounts.transitions import NotAllowed
from dasportal.documents import pictures, storage
from dasportal.documents.keeping import store_own
from dasportal.documents.models import RecordEntry, RecordHead, RecordLeaf, StoredFile
from dasportal.documents.permissions import may_redact
from dasportal.documents.press import Store

from .reading import Tombstone
from .sealing import append, lock_chain
from .slots import CLEANERS, Removed
from .tombstone import tombstone_pdf

if TYPE_CHECKING:
    from dasportal.accounts.models import Person

KIND = "redaction"

FILE_REMOVED = "Indholdet er fjernet fra det forseglede arkiv."  # StoredFile.warning
NOBODY_ELSE = "Kun sekretariatet kan fjerne indhold fra det forseglede arkiv."
NO_REASON = "Skriv, hvorfor indholdet skal fjernes. Begrundelsen bliver stående i arkivet."
NOTHING = "Vælg det indhold, der skal fjernes."
UNKNOWN = "Indholdet »{path}« findes ikke i posten."
GONE = "Indholdet »{path}« er allerede fjernet."
NEEDED = "Det kan ikke fjernes: arkivet har brug for det for at vise, hvad der er fjernet."


@transaction.atomic
def redact(
    entry: RecordEntry,
    *,
    paths: Iterable[str],
    reason: str,
    by: Person,
    replacements: Mapping[str, str] | None = None,
    new_files: Mapping[str, StoredFile] | None = None,
) -> RecordEntry:
    """Removes what the paths name and returns the entry that says so.

    A path is a JSON pointer into the entry (`/content/items/3/title`, `/files/0`), or to a part
    that holds several values. `replacements` gives for a path of a text the text that may stand;
    `new_files` for a file the file without what had to go. Without them a tombstone stands there.
    NotAllowed with a Danish message when it may not or cannot be done.
    """
    if not may_redact(by):
        raise NotAllowed(NOBODY_ELSE)
    if not reason.strip():
        raise NotAllowed(NO_REASON)
    lock_chain()
    named = find(entry, paths)
    files = files_to_remove(named)
    leaves = {leaf.pk: leaf for leaf in [*named, *leaves_of_files(files)]}
    redaction = append_redaction(
        entry, list(leaves.values()), reason.strip(), by, replacements or {}, new_files or {}
    )
    removed = blank(leaves.values(), redaction)
    replace_files(named, files, new_files or {}, redaction, reason.strip(), by)
    tell_others(removed, redaction, reason.strip(), replacements or {}, by)
    transaction.on_commit(Store().clear)  # parts of finished PDFs hold the text too
    return redaction


def find(entry: RecordEntry, paths: Iterable[str]) -> list[RecordLeaf]:
    """The leaves that the paths name, each once."""
    found: dict[int, RecordLeaf] = {}
    for path in paths:
        beneath = Q(path=path) | Q(path__startswith=f"{path}/")
        leaves = list(entry.leaves.filter(beneath).select_related("file"))
        if not leaves:
            raise NotAllowed(UNKNOWN.format(path=path))
        if all(leaf.content is None for leaf in leaves):
            raise NotAllowed(GONE.format(path=path))
        if entry.kind == KIND and any(is_needed(leaf.path) for leaf in leaves):
            raise NotAllowed(NEEDED)
        found |= {leaf.pk: leaf for leaf in leaves if leaf.content is not None}
    if not found:
        raise NotAllowed(NOTHING)
    return list(found.values())


def is_needed(path: str) -> bool:
    """In a redaction only its reason, its replacements and its person may go."""
    return path.startswith("/content/redacts/") and not path.endswith("/replacement")


def files_to_remove(leaves: Iterable[RecordLeaf]) -> list[StoredFile]:
    """Every row with the same bytes, and with the bytes of their PDFs or of what they came from."""
    hashes = {leaf.file.sha256 for leaf in leaves if leaf.file}
    while True:
        related = Q(sha256__in=hashes) | Q(sources__sha256__in=hashes) | Q(pdf__sha256__in=hashes)
        rows = list(StoredFile.objects.filter(related).distinct())
        if {row.sha256 for row in rows} == hashes:
            return rows
        hashes = {row.sha256 for row in rows}


def leaves_of_files(files: list[StoredFile]) -> list[RecordLeaf]:
    """The same bytes may be sealed in other entries; they go there too."""
    return list(
        RecordLeaf.objects.filter(file__in=files, content__isnull=False).select_related("file")
    )


def append_redaction(
    entry: RecordEntry,
    leaves: list[RecordLeaf],
    reason: str,
    by: Person,
    replacements: Mapping[str, str],
    new_files: Mapping[str, StoredFile],
) -> RecordEntry:
    """The entry on the chain that names every removed value by its hash."""
    head = RecordHead.objects.get()
    targets = [
        {
            "entry": leaf.entry_id,
            "path": leaf.path,
            "leaf_hash": leaf.leaf_hash,
            "replacement": replacements.get(leaf.path) if leaf.entry_id == entry.pk else None,
        }
        for leaf in leaves
    ]
    return append(
        kind=KIND,
        key=f"{entry.sequence}:{head.count + 1}",
        subject=f"Indhold fjernet fra post {entry.sequence}: {entry.subject}"[:300],
        snapshot={"reason": reason, "redacts": targets},
        files=list(new_files.values()),
        by=by,
    )


def blank(leaves: Iterable[RecordLeaf], redaction: RecordEntry) -> list[RecordLeaf]:
    """Blanks the leaves in the database; the returned ones still hold what was there."""
    blanked = list(leaves)
    with connection.cursor() as cursor:
        for leaf in blanked:
            cursor.execute("SELECT documents_blank_leaf(%s, %s)", [leaf.pk, redaction.sequence])
    return blanked


def replace_files(
    named: list[RecordLeaf],
    files: list[StoredFile],
    new_files: Mapping[str, StoredFile],
    redaction: RecordEntry,
    reason: str,
    by: Person,
) -> None:
    """Every row of the removed bytes now leads to the new file; the old bytes leave the disk."""
    if not files:
        return
    given = next((new_files[leaf.path] for leaf in named if leaf.path in new_files), None)
    for file in files:
        pdf = tombstone_pdf(
            name=file.name, reason=reason, by=by.name,
            when=timezone.localdate(redaction.sealed_at).strftime("%d.%m.%Y"),
        )  # fmt: skip
        new = given or store_own(pdf, name=file.name, pages=1, by=by)
        StoredFile.objects.filter(pk=file.pk).update(
            name=new.name, media_type=new.media_type, size=new.size, sha256=new.sha256,
            path=new.path, pages=new.pages, text=new.text, pdf=new.pdf, conversion=new.conversion,
            warning=FILE_REMOVED,
        )  # fmt: skip
    for path, sha256 in {(file.path, file.sha256) for file in files}:
        transaction.on_commit(partial(storage.remove, path))
        transaction.on_commit(partial(pictures.forget, sha256))


def tell_others(
    removed: list[RecordLeaf],
    redaction: RecordEntry,
    reason: str,
    replacements: Mapping[str, str],
    by: Person,
) -> None:
    """Lets the apps above remove their own copies, entry by entry."""
    when = redaction.sealed_at.date().isoformat()
    for entry in RecordEntry.objects.filter(pk__in={leaf.entry_id for leaf in removed}):
        own = [leaf for leaf in removed if leaf.entry_id == entry.pk]
        old: dict[str, Any] = {leaf.path: json.loads(leaf.content or "null") for leaf in own}
        values = {
            path: str(Tombstone(reason, by.name, when, replacements.get(path), redaction))
            for path in old
        }
        for cleaner in CLEANERS:
            cleaner.clean(Removed(entry, redaction, inside(values), inside(old), by))


def inside(values: Mapping[str, Any]) -> dict[str, Any]:
    """The same with paths as they are in the snapshot, without what lies beside it."""
    start = "/content"
    return {
        path.removeprefix(start): value
        for path, value in values.items()
        if path.startswith(f"{start}/")
    }
