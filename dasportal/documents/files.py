"""Taking files in and handing them out. The app that owns a file decides who may fetch it."""

from __future__ import annotations

import io
import logging
from typing import TYPE_CHECKING, BinaryIO

from django.conf import settings
from django.core.files import File
from django.db import transaction

from dasportal.worker.jobs import enqueue

from . import keeping, storage, tasks
from .inspection import inspect
from .keeping import store_own
from .kinds import FileRefused
from .models import Conversion, StoredFile
from .serving import as_file, serve

if TYPE_CHECKING:
    from dasportal.accounts.models import Person

__all__ = ["FileRefused", "as_file", "retry_conversion", "serve", "store", "store_own"]

log = logging.getLogger(__name__)

EMPTY = "Filen er tom (0 byte). Kontrollér, at den er gemt, og vælg den igen."
DISK_FULL = "Filen blev ikke gemt, fordi serveren ikke har mere plads. Prøv igen senere, og sig det til administratoren."
TOO_LARGE = "Filen er for stor. Den må højst fylde {limit} MB. Del den, eller gem den i en mindre udgave (fx PDF med mindre billeder)."

Content = bytes | BinaryIO | File


def store(content: Content, *, name: str, by: Person | None) -> StoredFile:
    """Takes in a file from a person: checked, made harmless, stored once, queued for conversion.

    Raises FileRefused (a ValidationError) with a Danish message that says what to do. The size
    that an upload claims is believed when it is too large, so that nothing of it is read.
    """
    check_size(content)
    limit = settings.MAX_UPLOAD_MB * 1024 * 1024
    try:
        with storage.workspace() as folder:
            path = folder / "upload"
            size = storage.write_limited(as_stream(content), path, limit)
            if size > limit:
                raise too_large()
            if not size:
                raise FileRefused(EMPTY)
            found = inspect(path, name, folder)
            with transaction.atomic():
                stored = keeping.keep(found, name, by)
                queue(stored)
                return stored
    except storage.DiskFull as error:
        log.error("No room for an upload under %s", settings.MEDIA_ROOT)
        raise FileRefused(DISK_FULL) from error


def check_size(content: Content) -> None:
    """FileRefused when the content says itself that it is too large, or was not kept for room."""
    if getattr(content, "no_room", False):
        raise FileRefused(DISK_FULL)
    claimed = len(content) if isinstance(content, bytes) else getattr(content, "size", None)
    if claimed is not None and claimed > settings.MAX_UPLOAD_MB * 1024 * 1024:
        raise too_large()


def too_large() -> FileRefused:
    return FileRefused(TOO_LARGE.format(limit=settings.MAX_UPLOAD_MB))


def as_stream(content: Content) -> BinaryIO:
    if isinstance(content, bytes):
        return io.BytesIO(content)
    content.seek(0)
    return content  # type: ignore[return-value]


def queue(stored: StoredFile) -> None:
    """Queues what remains to be done, as part of the caller's transaction."""
    if stored.conversion == Conversion.PENDING:
        enqueue(tasks.convert, str(stored.pk))
    elif stored.pdf and not stored.text:
        enqueue(tasks.read_text, str(stored.pk))


@transaction.atomic
def retry_conversion(stored: StoredFile) -> None:
    """Queues the conversion again, for a file that failed or that no LibreOffice was there for."""
    again = StoredFile.objects.filter(
        pk=stored.pk, conversion__in=[Conversion.FAILED, Conversion.UNAVAILABLE]
    )
    if again.update(conversion=Conversion.PENDING, conversion_message=""):
        enqueue(tasks.convert, str(stored.pk))
