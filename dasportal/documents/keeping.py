"""The row of a stored file, with its bytes in place: both or neither."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
from django.db import transaction

from . import kinds, storage
from .inspection import Inspected
from .models import Conversion, StoredFile
from .names import safe_name

if TYPE_CHECKING:
    from dasportal.accounts.models import Person


def store_own(
    pdf: bytes | Path, *, name: str, by: Person | None = None, pages: int | None = None
) -> StoredFile:
    """Stores a PDF that the portal itself has made: as it is, and however large.

    Its pages are counted when the caller does not know. Raises storage.DiskFull when there is no
    room.
    """
    with storage.workspace() as folder:
        path = folder / "own.pdf"
        if isinstance(pdf, Path):
            shutil.copyfile(pdf, path)
        else:
            path.write_bytes(pdf)
        if pages is None:
            with pikepdf.open(path) as opened:
                pages = len(opened.pages)
        return keep(Inspected(kinds.PDF, path, pages=pages, pdf=path), name, by)


@transaction.atomic
def keep(found: Inspected, name: str, by: Person | None) -> StoredFile:
    """Stores an inspected file. Bytes that were stored before share the PDF made of them."""
    sha256 = storage.digest(found.path)
    stored = StoredFile(
        name=safe_name(name, extensions(found.kind, name)),
        media_type=found.kind.media_type,
        size=found.path.stat().st_size,
        sha256=sha256,
        pages=found.pages,
        warning=found.warning,
        created_by=by,
    )
    if found.kind is not kinds.PDF:
        add_pdf(stored, found)
    elif twin := StoredFile.objects.filter(sha256=sha256).exclude(text="").first():
        stored.text = twin.text
    stored.path = storage.keep(found.path, sha256)
    stored.save()
    if found.kind is kinds.PDF:
        StoredFile.objects.filter(pk=stored.pk).update(pdf=stored)
        stored.pdf = stored
    return stored


def add_pdf(stored: StoredFile, found: Inspected) -> None:
    """The PDF of a file that is none: the twin's, the one made at once, or one to come."""
    twins = StoredFile.objects.filter(sha256=stored.sha256, conversion=Conversion.DONE)
    if twin := twins.first():
        stored.pdf, stored.conversion = twin.pdf, Conversion.DONE
        stored.pages, stored.text = twin.pages, twin.text
    elif found.pdf:
        made = Inspected(kinds.PDF, found.pdf, pages=found.pages, pdf=found.pdf)
        stored.pdf = keep(made, Path(stored.name).stem, stored.created_by)
        stored.conversion = Conversion.DONE
    else:
        stored.conversion = Conversion.PENDING


def extensions(kind: kinds.Kind, name: str) -> tuple[str, ...]:
    """Those that a file of this kind may keep; a template keeps its own."""
    own = name.rsplit(".", 1)[-1].lower()
    return (*kind.extensions, own) if kinds.OTHER_EXTENSIONS.get(own) is kind else kind.extensions
