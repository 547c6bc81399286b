"""The bytes on disk: `MEDIA_ROOT/ab/cd/<sha256>`, written whole or not at all, never changed.

A file is first written under `incoming/`, then renamed into place. Two files with the same bytes
are one file on disk. A transaction that rolls back may leave a file without a row; `sweep` removes
such files. An advisory lock per hash keeps the sweep away from a file that is being stored.
"""

from __future__ import annotations

import errno
import hashlib
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import connection, transaction

CHUNK = 1024 * 1024  # bytes
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class DiskFull(Exception):
    """There was no room for the file. Nothing of it is left."""


def root() -> Path:
    return Path(settings.MEDIA_ROOT)


def relative_path(sha256: str) -> str:
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"


def digest(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


@contextmanager
def workspace() -> Iterator[Path]:
    """A folder of one's own on the same disk as the files, gone afterwards whatever happens."""
    incoming = root() / "incoming"
    try:
        incoming.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=incoming) as folder:
            yield Path(folder)
    except OSError as error:
        if error.errno in NO_ROOM:
            raise DiskFull from error
        raise


def write_limited(source: BinaryIO, target: Path, limit: int) -> int:
    """Copies at most `limit` + 1 bytes, so that the caller sees a file that is too large.

    Returns the number of bytes written. Never holds more than one chunk in memory.
    """
    written = 0
    with target.open("wb") as out:
        while written <= limit and (chunk := source.read(min(CHUNK, limit + 1 - written))):
            out.write(chunk)
            written += len(chunk)
    return written


def lock(sha256: str) -> None:
    """Holds the hash until the transaction ends, so that no sweep takes the file meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [sha256])


def keep(source: Path, sha256: str) -> str:
    """Moves a finished file into place and returns its relative path. Needs a transaction."""
    lock(sha256)
    path = relative_path(sha256)
    target = root() / path
    if target.exists():
        source.unlink()
        return path
    target.parent.mkdir(parents=True, exist_ok=True)
    with source.open("rb") as written:
        os.fsync(written.fileno())
    source.chmod(0o640)
    source.replace(target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return path


def remove(path: str) -> None:
    """Removes the bytes for good. Only redaction and the sweep do this."""
    (root() / path).unlink(missing_ok=True)


def sweep(*, older_than: float = 3600) -> int:
    """Removes files that no row knows and that are `older_than` seconds old. Returns how many."""
    from .models import StoredFile

    removed = 0
    before = time.time() - older_than
    for file in root().glob("??/??/*"):
        if file.stat().st_mtime > before:
            continue
        with transaction.atomic():
            lock(file.name)
            if not StoredFile.objects.filter(sha256=file.name).exists():
                file.unlink(missing_ok=True)
                removed += 1
    return removed
