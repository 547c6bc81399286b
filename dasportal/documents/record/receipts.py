"""Receipts: a second place that knows how far the record had come.

One line per entry, `number:hash`, in `record/receipts.txt` beside the stored files, only ever added to. If the
last entries are cut from the database, and its head with them, the receipts still tell. The same
receipt stands in sealed PDFs and mails. A line may be missing after a crash; it is then added
when the record is next checked or written to.
"""

from __future__ import annotations

import fcntl
import logging
import os
import re
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from dasportal.documents.models import RecordEntry

log = logging.getLogger(__name__)

RECEIPT = re.compile(r"^(\d+):([0-9a-f]{64})$")


def path() -> Path:
    return Path(settings.MEDIA_ROOT).parent / "record" / "receipts.txt"


def write(entry: RecordEntry) -> None:
    """Adds the receipt of an entry. Fails loudly in the log, but never undoes a seal."""
    try:
        add([entry.receipt])
    except OSError:
        log.exception("The receipt of record entry %s could not be written", entry.sequence)


def add(lines: list[str]) -> None:
    path().parent.mkdir(parents=True, exist_ok=True)
    with path().open("a", encoding="ascii") as out:
        fcntl.flock(out, fcntl.LOCK_EX)
        out.write("".join(f"{line}\n" for line in lines))
        out.flush()
        os.fsync(out.fileno())


def set_aside() -> None:
    """Keeps the receipts of an earlier record apart: called when the database is made anew."""
    if path().exists():
        path().rename(path().with_name(f"receipts-{timezone.now():%Y%m%d-%H%M%S}.txt"))


def read() -> list[tuple[int, str]]:
    """(number, hash) of every receipt; lines that are no receipts are left out."""
    if not path().exists():
        return []
    matches = map(RECEIPT.match, path().read_text(encoding="ascii", errors="replace").splitlines())
    return [(int(found[1]), found[2]) for found in matches if found]
