"""Jobs on stored files and on the record. Each may be run again at any point."""

from __future__ import annotations

from datetime import timedelta

from dasportal.worker.jobs import LATER, job

from . import conversion, pictures, storage
from .models import Conversion, RecordCheck, StoredFile
from .press import Store
from .record import check


def give_up(file_id: str) -> None:
    """The worker could not finish, however often: the file says so."""
    waiting = StoredFile.objects.filter(pk=file_id, conversion=Conversion.PENDING)
    waiting.update(conversion=Conversion.FAILED, conversion_message=conversion.FAILED)


@job(label="Omdan fil til PDF", time_limit=timedelta(minutes=4), on_failure=give_up)
def convert(file_id: str) -> None:
    """Makes the PDF of an office document, or says on the file why it could not be made."""
    conversion.convert(StoredFile.objects.get(pk=file_id))


@job(label="Læs teksten i en PDF", priority=LATER, time_limit=timedelta(minutes=4))
def read_text(file_id: str) -> None:
    """Reads the text of a file's PDF for search. A PDF that cannot be read has none."""
    stored = StoredFile.objects.select_related("pdf").get(pk=file_id)
    if stored.pdf:
        text = conversion.text_of(stored.pdf)
        StoredFile.objects.filter(sha256__in=[stored.sha256, stored.pdf.sha256]).update(text=text)


@job(label="Tegn siderne i en PDF", priority=LATER, time_limit=timedelta(minutes=10))
def draw_pages(file_id: str) -> None:
    """Draws the pages of a PDF that somebody has begun to read."""
    pictures.draw_all(StoredFile.objects.get(pk=file_id))


@job(label="Ryd op i filmappen", priority=LATER)
def sweep_files() -> None:
    """Removes files on the disk that no row knows, and parts that no document asks for."""
    storage.sweep()
    Store().prune()


@job(label="Kontrollér det forseglede arkiv", priority=LATER, time_limit=timedelta(hours=2))
def check_record() -> None:
    """Checks the whole record and keeps what was found, for the page to show."""
    checked = check()
    RecordCheck.objects.create(
        entries=checked.entries,
        files=checked.files,
        redacted=checked.redacted,
        findings=[vars(finding) for finding in checked.findings],
    )
