"""Office documents become PDF by LibreOffice, in a process that can do no harm.

It has its own profile, no macros, no network where the system can cut it, no links followed,
and limits on time and memory. The state of the conversion stands on the file.
"""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

from . import keeping, office, sandbox, storage
from .models import Conversion, StoredFile

log = logging.getLogger(__name__)

MOST_TEXT = 2_000_000  # characters of one file kept for search

UNAVAILABLE = "Serveren har ikke LibreOffice. Filen kan hentes, men er ikke omdannet til PDF."
FAILED = "Filen kunne ikke omdannes til PDF. Gem den selv som PDF, og læg PDF-filen op i stedet."
NO_ROOM = "Filen kunne ikke omdannes, fordi serveren ikke har mere plads. Prøv igen senere."


def convert(stored: StoredFile) -> StoredFile:
    """Makes the PDF and sets the state. Running it again changes nothing that is done."""
    if stored.conversion == Conversion.DONE or not stored.needs_office:
        return stored
    twins = StoredFile.objects.filter(sha256=stored.sha256, conversion=Conversion.DONE)
    if twin := twins.first():
        return settle(stored, Conversion.DONE, pdf=twin.pdf, text=twin.text)
    if not shutil.which("soffice"):
        return settle(stored, Conversion.UNAVAILABLE, message=UNAVAILABLE)
    try:
        with storage.workspace() as folder:
            pdf = store_pdf(stored, folder)
    except storage.DiskFull:
        return settle(stored, Conversion.FAILED, message=NO_ROOM)
    except sandbox.Stopped as error:
        log.warning("Conversion of %s failed: %s", stored.pk, error)
        return settle(stored, Conversion.FAILED, message=FAILED)
    text = text_of(pdf)
    StoredFile.objects.filter(pk=pdf.pk).update(text=text)
    return settle(stored, Conversion.DONE, pdf=pdf, text=text)


def store_pdf(stored: StoredFile, folder: Path) -> StoredFile:
    """Runs LibreOffice on a copy and stores what it made; sandbox.Stopped when it made nothing."""
    made = office.make_pdf(stored.on_disk, Path(stored.name).suffix, folder)
    result = sandbox.run_script("clean_pdf", made, folder / "cleaned.pdf", folder=folder)
    if "error" in result:
        raise sandbox.Stopped("LibreOffice made a PDF that cannot be opened")
    cleaned = folder / "cleaned.pdf" if result["removed"] else made
    name = Path(stored.name).stem
    return keeping.store_own(cleaned, name=name, pages=result["pages"], by=stored.created_by)


def settle(
    stored: StoredFile,
    state: Conversion,
    *,
    pdf: StoredFile | None = None,
    text: str = "",
    message: str = "",
) -> StoredFile:
    """Sets the outcome on every file with these bytes that waits for it."""
    waiting = StoredFile.objects.filter(sha256=stored.sha256).exclude(conversion=Conversion.DONE)
    waiting.filter(media_type=stored.media_type).update(
        conversion=state, pdf=pdf, pages=pdf.pages if pdf else None, text=text,
        conversion_message=message,
    )  # fmt: skip
    stored.refresh_from_db()
    return stored


def text_of(pdf: StoredFile) -> str:
    """The text of a stored PDF; nothing when it cannot be read."""
    return _read(pdf.on_disk)


def pages_of(pdf: Path) -> list[str]:
    """The text of each page of a PDF; nothing when it cannot be read."""
    return _read(pdf).split("\f")


def _read(pdf: Path) -> str:
    with storage.workspace() as folder:
        try:
            result = sandbox.run_script("read_pdf", pdf, str(MOST_TEXT), folder=folder)
        except sandbox.Stopped:
            return ""
    text: str = result.get("text", "")
    return text
